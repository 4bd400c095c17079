import type { MatchRunId, NeedId, SchoolUrn, ThemeId } from '@app/kernel';
import {
  eligibility,
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

/** Every need in the order of the operator's file, read from what the run kept. Schools are their URN alone. */
export async function needsOfRun(
  tx: Tx,
  blobs: Blobs,
  id: MatchRunId,
  run: TrialRun,
  needs: readonly MatchNeed[],
  themes: Themes,
): Promise<TrialNeedResult[]> {
  const snapshot = await blobs.read(tx, run.snapshotHash);
  if (!snapshot) throw new Error('The snapshot of this run is not there.');
  const problem = openSnapshot(snapshot.toString('utf8'));
  const rows = await tx.query<{ index: number; need: NeedId; packed: string; checksum: string }>(
    `select need_index as index, need_id as need, packed, checksum from brokerage.match_row
     where run_id = $1 and ${inArea(tx)} order by need_index`,
    [id],
  );
  const byNeed = new Map(rows.map((row) => [row.need, unpackRow(problem, row)]));
  const names: Names = {
    theme: (theme: ThemeId) => themes.nameOf(theme),
    school: (urn: SchoolUrn) => `URN ${urn}`,
    runDate: problem.snapshot.runDate,
  };
  return needs.flatMap((need) => {
    const row = byNeed.get(need.id);
    return row ? [resultOf(need, row, problem, run.plan, names)] : [];
  });
}

function resultOf(
  need: MatchNeed,
  row: CandidateRow,
  problem: Problem,
  plan: Plan | null,
  names: Names,
): TrialNeedResult {
  const refused = refusedSchools(row, problem).filter(({ urn }) => urn !== need.urn);
  const refusals: Partial<Record<RefusalCode, number>> = {};
  for (const { because } of refused) for (const code of because) refusals[code] = (refusals[code] ?? 0) + 1;
  const planned = new Set(plan?.pairs.filter((pair) => pair.need === need.id).map(({ offer }) => offer));
  const unmet = plan?.unmet.find((each) => each.need === need.id);
  return {
    ...{ need: need.reference, urn: need.urn, theme: need.primaryTheme },
    candidates: row.candidates.map((candidate) => ({
      ...{ place: candidate.place, urn: candidate.supporter, points: candidate.points },
      parts: partsOf(problem, row.index, candidate, names),
      planned: planned.has(candidate.offer),
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
function refusedSchools(row: CandidateRow, problem: Problem): TrialNeedResult['refused'] {
  const listed = new Set<string>(row.candidates.map(({ supporter }) => supporter));
  const best = new Map<SchoolUrn, readonly RefusalCode[]>();
  for (const { offer, supporter } of row.refused) {
    if (listed.has(supporter)) continue;
    const { refusals } = eligibility(problem, row.index, problem.offerIndex.get(offer) ?? -1);
    const before = best.get(supporter);
    if (!before || refusals.length < before.length)
      best.set(
        supporter,
        refusals.map(({ code }) => code),
      );
  }
  return [...best].map(([urn, because]) => ({ urn, because })).sort((a, b) => (a.urn < b.urn ? -1 : 1));
}
