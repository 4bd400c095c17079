import { createHash } from 'node:crypto';
import {
  canonicalJson,
  openSnapshot,
  scoreBlock,
  unpackRow,
  type Candidate,
  type CandidateRow,
} from '@app/matching';
import { resultHash } from './conclude-run.js';
import type { DecidedRun } from './decided-runs.query.js';

/** An act as an export of the log holds it. */
export interface SealedAct {
  readonly act: string;
  /** `brokerage.proposal:<id>:<version>`. */
  readonly entity: string;
  readonly details: Readonly<Record<string, string>>;
}

export interface ExplainedDecision {
  readonly proposal: string;
  readonly outcome: string;
  /** The reason that the broker typed; null where none was owed or it was withheld. */
  readonly reason: string | null;
  readonly run: string | null;
  /** Made again here, best first; empty where that cannot be. */
  readonly ranking: readonly Pick<Candidate, 'place' | 'supporter' | 'points' | 'parts'>[];
  /** The place of the school that was chosen. */
  readonly chosen: number | null;
  /** What does not fit; empty where everything does. */
  readonly faults: readonly string[];
}

const DECIDED = ['decision.make', 'decision.override'];
const WITHHELD = 'what it says was withheld from who took this file away: an officer has it whole';

/**
 * Each decision of a log, with the ranking that it rests on made again from the run beside it: the run's snapshot and
 * result are held against their sealed hashes, its rows against what the engine makes of the snapshot now, and the
 * place that was sealed with the proposal against the ranking. No database.
 *
 * @param acts of one log, in its order. @param runs those that stand beside it.
 * @param only the one decision that is asked for, by its proposal: no other's run is made again.
 */
export function explainDecisions(
  acts: readonly SealedAct[],
  runs: readonly DecidedRun[],
  only?: string,
): ExplainedDecision[] {
  const sealed = sealedOfRuns(acts, runs);
  const ofRun = new Map(runs.map((run) => [run.run, run]));
  const known = new Map<string, CheckedRun>();
  const ran = (id: string): CheckedRun | undefined => {
    const run = ofRun.get(id);
    const found = known.get(id) ?? (run && checked(run, sealed.get(id) ?? {}));
    if (found) known.set(id, found);
    return found;
  };
  const made = new Map(
    acts.flatMap(({ act, details }) =>
      act === 'proposal.make' ? [[details['proposal'] ?? '', details] as const] : [],
    ),
  );
  return (
    acts
      // Deciding about a project is one of these acts too, and rests on no ranking.
      .filter(({ act, entity }) => DECIDED.includes(act) && entity.startsWith('brokerage.decision:'))
      .filter(({ details }) => only === undefined || details['proposal'] === only)
      .map(({ details }) => {
        const proposal = details['proposal'] ?? '';
        const said = { proposal, outcome: details['outcome'] ?? '', reason: details['reason'] ?? null };
        const from = made.get(proposal);
        const run = ran(from?.['run'] ?? '');
        const nothing = { run: run?.reference ?? null, ranking: [], chosen: null };
        if (proposal === '') return { ...said, ...nothing, faults: [WITHHELD] };
        if (from === undefined) return { ...said, ...nothing, faults: ['its proposal is not in this log'] };
        if (run === undefined) return { ...said, ...nothing, faults: ['its run is not in this file'] };
        const row = run.rankings.get(from['need'] ?? '');
        if (row === undefined)
          return { ...said, ...nothing, faults: [...run.faults, 'its need is not in that run'] };
        // A school stands once in the ranking; another offer of its may be the one that was chosen.
        const chosen = [...row.candidates, ...row.otherOffers].find(({ offer }) => offer === from['offer']);
        const fits =
          chosen && String(chosen.place) === from['place'] && String(chosen.points) === from['points'];
        const place = `the place or points that were sealed (${from['place'] ?? '-'}, ${from['points'] ?? '-'}) are not those of the ranking`;
        return {
          ...{ ...said, run: run.reference, ranking: row.candidates, chosen: chosen?.place ?? null },
          faults: fits ? run.faults : [...run.faults, place],
        };
      })
  );
}

interface CheckedRun {
  readonly reference: string;
  readonly rankings: ReadonlyMap<string, CandidateRow>;
  readonly faults: readonly string[];
}

/** What the log says of each run, where it says it first: by the run's id. */
function sealedOfRuns(
  acts: readonly SealedAct[],
  runs: readonly DecidedRun[],
): ReadonlyMap<string, SealedAct['details']> {
  const sealed = new Map<string, SealedAct['details']>(runs.map(({ run }) => [run, {}]));
  for (const { entity, details } of acts) {
    const id = entity.split(':')[1] ?? '';
    const before = sealed.get(id);
    if (before) sealed.set(id, { ...details, ...before });
  }
  return sealed;
}

function checked(run: DecidedRun, sealed: SealedAct['details']): CheckedRun {
  const faults: string[] = [];
  const snapshot = createHash('sha256').update(run.snapshot).digest('hex');
  if (snapshot !== sealed['snapshot'])
    faults.push(`${run.reference}: its snapshot is not the one that was sealed`);
  if (resultHash(run.rows, canonicalJson(run.plan)) !== sealed['result'])
    faults.push(`${run.reference}: its result is not the one that was sealed`);
  const problem = openSnapshot(run.snapshot);
  const again = scoreBlock(problem, 0, run.rows.length);
  const other = run.rows.filter((row, at) => again[at]?.packed !== row.packed);
  if (other.length > 0)
    faults.push(`${run.reference}: made again, ${String(other.length)} of its rows come out otherwise`);
  const rankings = again.map((row) => [row.need as string, unpackRow(problem, row)] as const);
  return { reference: run.reference, rankings: new Map(rankings), faults };
}
