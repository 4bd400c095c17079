import type { NeedId } from '@app/kernel';
import type { Plan } from '@app/matching';
import type { Tx } from '@app/platform';
import { sayNobody } from '../candidates/say-why-not.js';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import { findRun, readCandidateRow } from '../match-run/run-rows.js';
import type { Namers } from '../namers.js';
import type { Certificate } from './commission.views.js';

export interface CertificateOfRun extends Certificate {
  readonly runId: string;
}

/** A step of verbs and queries: what the latest run says of a need that it leaves without anybody. */
export class Certificates {
  constructor(
    private readonly runs: FinishedRuns,
    private readonly namers: Namers,
  ) {}

  /** @returns null where no run has looked at it, or the latest one found it somebody. */
  async of(tx: Tx, need: NeedId): Promise<CertificateOfRun | null> {
    const latest = await this.runs.latestFor(tx, need);
    const run = latest && (await findRun(tx, latest.id));
    if (!latest || !run?.finishedAt) return null;
    const row = await readCandidateRow(tx, latest.id, need, await this.runs.problem(tx, latest));
    const nobody = row && sayNobody(row, run.plan as Plan, await this.namers.of(tx));
    if (!nobody) return null;
    const { kind, sentence, rules, without } = nobody;
    return { kind, sentence, rules, without, run: run.reference, at: run.finishedAt, runId: run.id };
  }
}
