import type { CandidateRow } from './candidate-row.js';
import { certificateOf, type Certificate } from './plan/certificate.js';
import { contradictions } from './plan/contradictions.js';
import { locksOf, Tally, type Lock } from './plan/locks.js';
import { contradicted, type Alternates, type Plan, type PlannedPair, type UnmetNeed } from './plan/plan.js';
import { solve, type Solving } from './plan/solve.js';
import type { Solved } from './plan/solved.js';
import { mayBePlanned } from './plan/plannable.js';
import { Reach } from './plan/reach.js';
import { whyUnmet } from './plan/unmet.js';
import type { Problem } from './problem.js';
import { byText } from './snapshot/canonical-json.js';

export interface CertifiedPlan {
  readonly plan: Plan;
  /** Null where locks contradict the rules: then nothing was planned. */
  readonly certificate: Certificate | null;
}

/**
 * The area plan, exact over all eligible pairs: first the most needs met, weighted by priority and waiting; then a second
 * and third partner for those that want them; then the most points; then the fewest changes to the plan in force; then
 * the hash of the pairs. Locks are hard; bars are rules of the pair; an offer has no partner or at least its fewest.
 *
 * @param rows of every need, in the problem's order.
 * @returns a plan, or `infeasible` with reasons: no solution is an answer, not an error.
 */
export function assign(problem: Problem, rows: readonly CandidateRow[]): Plan {
  return assignCertified(problem, rows).plan;
}

/**
 * As `assign`, with the proof that no better plan exists.
 *
 * @param solving how long to look and with how many pairs to begin: of the plan only its gap depends on it.
 */
export function assignCertified(
  problem: Problem,
  rows: readonly CandidateRow[],
  solving?: Solving,
): CertifiedPlan {
  const locks = locksOf(problem);
  const broken = contradictions(problem, locks);
  if (broken.length > 0) return { plan: contradicted(broken), certificate: null };
  const solved = solve(problem, rows, locks, solving);
  return {
    plan: planFrom(problem, rows, locks, solved),
    certificate: certificateOf(problem, solved),
  };
}

/** What a settled flow says, as a plan. */
export function planFrom(
  problem: Problem,
  rows: readonly CandidateRow[],
  locks: readonly Lock[],
  { pairs, plan, gap }: Solved,
): Plan {
  const isLocked = new Set(locks.map(({ need, offer }) => `${String(need)} ${String(offer)}`));
  const chosen = [
    ...pairs.filter(({ need, offer }) => isLocked.has(`${String(need)} ${String(offer)}`)),
    ...plan.pairArcs.flatMap(([arc, pair]) => (plan.graph.carries(arc) ? [pair] : [])),
  ];
  const planned = chosen
    .map(({ need, offer, points }): PlannedPair | null => {
      const [asked, offered] = [problem.needs[need], problem.offers[offer]];
      const locked = isLocked.has(`${String(need)} ${String(offer)}`);
      return asked && offered
        ? { need: asked.id, offer: offered.id, supporter: offered.school, points, locked }
        : null;
    })
    .filter((pair) => pair !== null)
    .sort((a, b) => byText(a.need, b.need) || byText(a.offer, b.offer));
  const reach = new Reach(problem, plan);
  return writePlan(problem, {
    planned,
    wanted: solvedOffers(pairs),
    alternates: alternatesOf(problem, rows, planned),
    whyUnmet: (need) => {
      const row = rows[need];
      if (!row) throw new RangeError('There is no such need in this problem.');
      return whyUnmet(problem, row, plan, reach);
    },
    gap,
  });
}

/** What a plan is written from. */
export interface ToWrite {
  /** By need, then offer. */
  readonly planned: readonly PlannedPair[];
  /** Places of offers with a pair that could be planned. */
  readonly wanted: ReadonlySet<number>;
  readonly alternates: readonly Alternates[];
  /** @param need its place. */
  whyUnmet(need: number): UnmetNeed['because'];
  readonly gap: Plan['gap'];
}

/** The plan as it is kept, from who is planned: who goes without and why, who else could come, which offers were not started. */
export function writePlan(
  problem: Problem,
  { planned, wanted, alternates, whyUnmet: why, gap }: ToWrite,
): Plan {
  const partners = new Tally();
  for (const { need } of planned) partners.add(need);
  const unmet = problem.needs.flatMap(({ id, partnersWanted }, at): UnmetNeed[] => {
    const missing = partnersWanted - partners.of(id);
    return missing > 0 ? [{ need: id, missing, because: why(at) }] : [];
  });
  const dropped = problem.offers
    .filter(({ fewestPartners, mostPartners }, at) => {
      const isFresh = mostPartners > 0 && problem.supporters.slotsLeft[at] === mostPartners;
      return isFresh && fewestPartners > 1 && !wanted.has(at);
    })
    .map(({ id }) => id);
  return {
    schema: 'trellis.plan/1',
    state: planned.length === 0 && unmet.length > 0 ? 'infeasible' : 'complete',
    pairs: planned,
    points: planned.reduce((sum, { points }) => sum + points, 0),
    unmet,
    alternates,
    contradictions: [],
    belowFewest: belowFewest(problem, planned),
    notStarted: notStarted(problem, wanted, planned),
    gap,
    ...(dropped.length > 0 ? { fewestDropped: dropped } : {}),
  };
}

function alternatesOf(
  problem: Problem,
  rows: readonly CandidateRow[],
  planned: readonly PlannedPair[],
): readonly Alternates[] {
  const taken = new Set(planned.map(({ need, supporter }) => `${need} ${supporter}`));
  return rows.map(({ need, candidates }) => {
    const open = candidates.filter(
      (each) => mayBePlanned(problem, each) && !taken.has(`${need} ${each.supporter}`),
    );
    return { need, offers: open.slice(0, problem.policy.plan.alternates).map(({ offer }) => offer) };
  });
}

/** Partners already there count too. */
function belowFewest({ offers, supporters }: Problem, planned: readonly PlannedPair[]): Plan['belowFewest'] {
  const partners = new Tally();
  for (const { offer } of planned) partners.add(offer);
  return offers
    .filter(({ id, mostPartners, fewestPartners }, at) => {
      const all = partners.of(id) + mostPartners - (supporters.slotsLeft[at] ?? 0);
      return partners.of(id) > 0 && all < fewestPartners;
    })
    .map(({ id }) => id);
}

function solvedOffers(pairs: Solved['pairs']): ReadonlySet<number> {
  return new Set(pairs.map(({ offer }) => offer));
}

function notStarted(
  { offers, supporters }: Problem,
  wanted: ReadonlySet<number>,
  planned: readonly PlannedPair[],
): Plan['notStarted'] {
  const started = new Set(planned.map(({ offer }) => offer));
  return offers
    .filter(({ id, mostPartners, fewestPartners }, at) => {
      const isFresh = supporters.slotsLeft[at] === mostPartners;
      return isFresh && fewestPartners > 1 && wanted.has(at) && !started.has(id);
    })
    .map(({ id }) => id);
}
