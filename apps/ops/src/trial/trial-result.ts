import type { MatchRunId, SchoolUrn, ThemeId } from '@app/kernel';
import {
  openSnapshot,
  sayHold,
  sayPart,
  sayUnmet,
  scorePair,
  unpackRow,
  type Candidate,
  type CandidateRow,
  type Names,
  type Plan,
  type Problem,
  type RefusalCode,
  type ScoredRow,
} from '@app/matching';
import { Blobs, inArea, type Tx } from '@app/platform';
import type { MatchNeed } from '@app/profiles';
import type { Themes } from '@app/schools';

export interface TrialCandidate {
  readonly place: number;
  readonly urn: SchoolUrn;
  /** 0 to 1,000. */
  readonly points: number;
  readonly parts: readonly {
    readonly part: string;
    readonly points: number | null;
    readonly of: number;
    readonly because: string;
  }[];
  /** Weighed with everybody's needs, the plan gives it to this one. */
  readonly planned: boolean;
  /** What must be recorded before it could be proposed; null where nothing. */
  readonly hold: string | null;
}

export interface TrialNeedResult {
  readonly need: string;
  readonly urn: SchoolUrn;
  readonly theme: string;
  readonly candidates: readonly TrialCandidate[];
  readonly refused: readonly { readonly urn: SchoolUrn; readonly because: readonly RefusalCode[] }[];
  /** Schools by rule; one school may break several. */
  readonly refusals: Readonly<Partial<Record<RefusalCode, number>>>;
  readonly unmet: string | null;
}

export interface TrialPlan {
  /** The sum over pairs. */
  readonly points: number;
  readonly pairs: readonly { readonly need: string; readonly urn: SchoolUrn; readonly points: number }[];
}

export interface TrialRun {
  readonly state: string;
  readonly snapshotHash: string;
  readonly policyHash: string;
  readonly engineHash: string;
  readonly resultHash: string | null;
  readonly plan: Plan | null;
}

const ENDED = ['complete', 'infeasible', 'failed', 'cancelled'];

/** @returns null while the run is under way. */
export async function endedRun(tx: Tx, id: MatchRunId): Promise<TrialRun | null> {
  const [row] = await tx.query<TrialRun>(
    `select state, snapshot_hash as "snapshotHash", policy_hash as "policyHash", engine_hash as "engineHash",
       result_hash as "resultHash", plan from brokerage.match_run where id = $1 and ${inArea(tx)}`,
    [id],
  );
  return row && ENDED.includes(row.state) ? row : null;
}

/** The plan in the words of the operator's file. */
export function planOf(plan: Plan | null, needs: readonly MatchNeed[]): TrialPlan | null {
  if (!plan) return null;
  const references = new Map(needs.map(({ id, reference }) => [id, reference]));
  const pairs = plan.pairs.map(({ need, supporter, points }) => ({
    ...{ need: references.get(need) ?? '', urn: supporter, points },
  }));
  return { points: plan.points, pairs };
}

/** What a run kept, as text: read in one short transaction and worked on after it, however long that takes. */
export interface KeptRun {
  readonly snapshot: string;
  readonly rows: readonly ScoredRow[];
}

export async function keptOf(tx: Tx, blobs: Blobs, id: MatchRunId, run: TrialRun): Promise<KeptRun> {
  const snapshot = await blobs.read(tx, run.snapshotHash);
  if (!snapshot) throw new Error('The snapshot of this run is not there.');
  const rows = await tx.query<ScoredRow>(
    `select need_index as index, need_id as need, packed, checksum from brokerage.match_row
     where run_id = $1 and ${inArea(tx)} order by need_index`,
    [id],
  );
  return { snapshot: snapshot.toString('utf8'), rows };
}

/** Every need in the order of the operator's file. Schools are their URN alone. */
export async function needsOfRun(
  kept: KeptRun,
  plan: Plan | null,
  needs: readonly MatchNeed[],
  themes: Themes,
): Promise<TrialNeedResult[]> {
  const problem = openSnapshot(kept.snapshot);
  const rows = new Map(kept.rows.map((row) => [row.need, row]));
  const names: Names = {
    theme: (theme: ThemeId) => themes.nameOf(theme),
    school: (urn: SchoolUrn) => `URN ${urn}`,
    runDate: problem.snapshot.runDate,
  };
  const results: TrialNeedResult[] = [];
  for (const need of needs) {
    const row = rows.get(need.id);
    if (row) results.push(resultOf(need, unpackRow(problem, row), problem, plan, names));
    await new Promise((others) => setImmediate(others)); // so that Ctrl-C is heard between two needs
  }
  return results;
}

function resultOf(
  need: MatchNeed,
  row: CandidateRow,
  problem: Problem,
  plan: Plan | null,
  names: Names,
): TrialNeedResult {
  const refused = refusedSchools(row).filter(({ urn }) => urn !== need.urn);
  const refusals: Partial<Record<RefusalCode, number>> = {};
  for (const { because } of refused) for (const code of because) refusals[code] = (refusals[code] ?? 0) + 1;
  const planned = new Set(
    plan?.pairs.filter((pair) => pair.need === need.id).map(({ supporter }) => supporter),
  );
  const unmet = plan?.unmet.find((each) => each.need === need.id);
  return {
    ...{ need: need.reference, urn: need.urn, theme: need.primaryTheme },
    candidates: row.candidates.map((candidate) => ({
      ...{ place: candidate.place, urn: candidate.supporter, points: candidate.points },
      parts: partsOf(problem, row.index, candidate, names),
      planned: planned.has(candidate.supporter),
      hold: candidate.holds[0] === undefined ? null : `${sayHold(candidate.holds[0])}.`,
    })),
    ...{ refused, refusals },
    unmet: unmet ? `${sayUnmet(unmet.because, names)}.` : null,
  };
}

function partsOf(
  problem: Problem,
  need: number,
  candidate: Candidate,
  names: Names,
): TrialCandidate['parts'] {
  const score = scorePair(problem, need, problem.offerIndex.get(candidate.offer) ?? -1);
  if (score.kind === 'refused') return [];
  return score.parts.map(({ part, points, fact }) => ({
    ...{ part, points, of: problem.weights[need]?.[part] ?? 0, because: sayPart(fact, names) },
  }));
}

/** Each school once, by the offer of its that the fewest rules stand against. */
function refusedSchools({ candidates, refused }: CandidateRow): TrialNeedResult['refused'] {
  const listed = new Set<string>(candidates.map(({ supporter }) => supporter));
  const best = new Map<SchoolUrn, readonly RefusalCode[]>();
  for (const { supporter, because } of refused) {
    if (listed.has(supporter)) continue;
    const before = best.get(supporter);
    if (!before || because.length < before.length) best.set(supporter, because);
  }
  return [...best].map(([urn, because]) => ({ urn, because })).sort((a, b) => (a.urn < b.urn ? -1 : 1));
}
