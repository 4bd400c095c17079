import { NotFound, type NeedId, type SchoolUrn, type ThemeId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { CandidateRow, Plan } from '@app/matching';
import type { Tx } from '@app/platform';
import type { NeedCase, NeedCases } from '@app/profiles';
import type { Namer, Namers } from '../namers.js';
import type { PlanProof, RunNeed, RunProgress, RunSummary, RunView } from '../views.js';
import { FINISHED, type FinishedRuns } from './finished-runs.js';
import { findRun, listRuns, readCandidateRows, told, type RunRow } from './run-rows.js';

const MOST_RUNS = 50;

/** Runs as one person may see them: of needs in which they have an interest, nothing at all. */
export class MatchRuns {
  constructor(
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly runs: FinishedRuns,
    private readonly needs: NeedCases,
    private readonly namers: Namers,
  ) {}

  /** The latest first. @param reason what an officer typed. @throws NotFound, NotAllowed REASON_REQUIRED */
  async list(tx: Tx, reason: string | null = null): Promise<RunSummary[]> {
    await this.require(tx, reason);
    return listRuns(tx, MOST_RUNS);
  }

  /** For ticks: no word of any need, and no receipt for each of them. @throws NotFound */
  async progress(tx: Tx, named: string, reason: string | null = null): Promise<RunProgress> {
    await this.require(tx, reason);
    const { id, reference, state, done, total, cancelAsked } = await this.find(tx, named);
    return { id, reference, state, done, total, cancelAsked };
  }

  /** A sensitive read, which leaves a receipt. @param named its reference or id. @throws NotFound, NotAllowed */
  async byReference(tx: Tx, named: string, reason: string | null = null): Promise<RunView> {
    await this.require(tx, reason);
    const row = await this.find(tx, named);
    const needs = FINISHED.includes(row.state) ? await this.needsOf(tx, row) : [];
    await this.audit.record(tx, {
      act: 'run.read',
      entity: `brokerage.match_run:${row.id}`,
      schools: [...new Set(needs.map(({ urn }) => urn))],
      ...(reason === null || reason.trim() === '' ? {} : { details: { reason: reason.slice(0, 1_000) } }),
    });
    return { ...told(row), proof: FINISHED.includes(row.state) ? proofOf(row.plan as Plan) : null, needs };
  }

  private async require(tx: Tx, reason: string | null): Promise<void> {
    await this.rights.require(tx, 'run.read', {}, {}, { list: true, reason });
  }

  private async find(tx: Tx, named: string): Promise<RunRow> {
    const row = await findRun(tx, named);
    if (!row) throw new NotFound();
    return row;
  }

  private async needsOf(tx: Tx, run: RunRow): Promise<RunNeed[]> {
    const problem = await this.runs.problem(tx, run);
    const rows = await readCandidateRows(tx, run.id, problem);
    const cases = await this.needs.read(tx, run.needIds);
    const namer = await this.namers.of(tx);
    const interests = new Set<string>(tx.actor.interests);
    const found: RunNeed[] = [];
    for (const row of rows) {
      const need = problem.needs[row.index];
      if (!need || interests.has(need.school)) continue;
      const { school, primaryTheme } = need;
      const asked = { urn: school, theme: primaryTheme, others: problem.schools.length - 1 };
      found.push(runNeed(row, asked, cases.get(row.need), run.plan as Plan, namer));
    }
    return found;
  }
}

/** Null where locks contradict the rules. */
export function proofOf({ gap, contradictions }: Plan): PlanProof | null {
  if (contradictions.length > 0) return null; // nothing was planned
  if (gap === null) return { kind: 'best' };
  return gap.cover > 0 ? { kind: 'needs_open' } : { kind: 'points_open', points: gap.points };
}

interface AskedOf {
  readonly urn: SchoolUrn;
  readonly theme: ThemeId;
  /** Schools of the run beside the one that asks. */
  readonly others: number;
}

/** @param standing none in a what-if run, whose needs are an operator's own and have no reference. */
function runNeed(
  row: CandidateRow,
  { urn, theme, others }: AskedOf,
  standing: NeedCase | undefined,
  plan: Plan,
  namer: Namer,
): RunNeed {
  const first = row.candidates.find(({ holds }) => holds.length === 0);
  const named = (school: SchoolUrn, points: number): { urn: SchoolUrn; name: string; points: number } => ({
    urn: school,
    name: namer.school(school),
    points,
  });
  const unmet = plan.unmet.find(({ need }) => need === row.need);
  return {
    need: row.need,
    reference: standing?.reference ?? shortId(row.need),
    urn,
    school: namer.school(urn),
    theme: namer.theme(theme),
    candidates: row.candidates.length,
    refused: others - row.candidates.length,
    first: first ? named(first.supporter, first.points) : null,
    planned: plan.pairs
      .filter(({ need }) => need === row.need)
      .map(({ supporter, points }) => named(supporter, points)),
    unmet: unmet ? namer.unmet(unmet) : null,
  };
}

function shortId(need: NeedId): string {
  return need.slice(-8);
}
