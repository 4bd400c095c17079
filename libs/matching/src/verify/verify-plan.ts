import type { CandidateRow } from '../candidate-row.js';
import type { Certificate } from '../plan/certificate.js';
import type { Plan } from '../plan/plan.js';
import type { Problem } from '../problem.js';
import { scorePair } from '../score-pair.js';
import { DaysStanding } from './days-standing.js';
import { brokenGroups } from './group-standing.js';
import { hasImprovingCycle } from './improving-cycle.js';
import { unknownOf } from './known-parts.js';
import { allPairs } from './priced-pairs.js';
import { countBy, standingOf, type Standing } from './standing.js';
import { askersOf, verifyCertificate } from './verify-certificate.js';
import { verifyContradictions } from './verify-contradictions.js';
import { wrongNames } from './wrong-names.js';

/**
 * Checks a plan without trusting who made it: every pair scored again from the snapshot, every limit counted again, and no
 * round of changes that would better it. Nothing of the solver is used.
 *
 * @param rows of every need; only pairs in them can better a plan.
 * @param certificate with which the plan is also held against all that start other offers.
 * @returns what is wrong, as sentences; none where the plan stands.
 */
export function verifyPlan(
  problem: Problem,
  rows: readonly CandidateRow[],
  plan: Plan,
  certificate: Certificate | null = null,
): readonly string[] {
  const standing = standingOf(problem);
  const days = new DaysStanding(problem);
  if (plan.contradictions.length > 0) return verifyContradictions(problem, plan, standing);
  const faults = [
    ...brokenRules(problem, plan),
    ...brokenLimits(problem, plan, standing),
    ...days.overbooked(plan),
    ...brokenGroups(problem, plan),
    ...missingLocks(plan, standing),
    ...wrongNames(problem, rows, plan, standing),
  ];
  const sum = plan.pairs.reduce((total, { points }) => total + points, 0);
  if (sum !== plan.points) faults.push(`The points of the pairs sum to ${String(sum)}.`);
  if (faults.length > 0) return faults;
  const isFree = daysNeverBind(problem, rows, standing, days);
  if (plan.gap === null && isFree && hasImprovingCycle(problem, rows, plan, standing))
    return ['A better plan exists.'];
  return certificate === null ? [] : verifyCertificate(problem, rows, plan, certificate);
}

/** Whether every school has days for as many partners as it has room for, whichever they are. */
function daysNeverBind(
  problem: Problem,
  rows: readonly CandidateRow[],
  { schoolRoom }: Standing,
  days: DaysStanding,
): boolean {
  const open = allPairs(problem, rows).filter(({ besideLock }) => !besideLock);
  return [...askersOf(open)].every(([school, needs]) => {
    const fitting = needs.filter((need) => days.fits(need, school));
    return fitting.length === needs.length && days.isAmple(needs, school, schoolRoom[school] ?? 0);
  });
}

function brokenRules(problem: Problem, plan: Plan): string[] {
  const seen = new Set<string>();
  return plan.pairs.flatMap(({ need, offer, supporter, points }) => {
    const pair = `${need} with ${offer}`;
    const [needAt, offerAt] = [problem.needIndex.get(need), problem.offerIndex.get(offer)];
    if (needAt === undefined || offerAt === undefined) return [`${pair} is not in the snapshot.`];
    if (seen.has(`${need} ${supporter}`)) return [`${pair}: the school is planned twice for this need.`];
    seen.add(`${need} ${supporter}`);
    const score = scorePair(problem, needAt, offerAt);
    if (score.kind === 'refused')
      return [`${pair} is ruled out: ${score.because.map(({ code }) => code).join(', ')}.`];
    if (score.holds.length > 0) return [`${pair} may not be proposed: ${score.holds.join(', ')}.`];
    const unknown = unknownOf(problem, score.parts);
    if (unknown.length > 0) return [`${pair} is planned though its ${unknown.join(', ')} is not known.`];
    if (score.supporter !== supporter) return [`${pair}: the offer is another school's.`];
    return score.points === points ? [] : [`${pair} has ${String(score.points)} points.`];
  });
}

function brokenLimits(problem: Problem, plan: Plan, standing: Standing): string[] {
  const needs = countBy(plan.pairs.map(({ need }) => need));
  const offers = countBy(plan.pairs.map(({ offer }) => offer));
  const schools = countBy(plan.pairs.map(({ supporter }) => supporter));
  return [
    ...problem.needs.flatMap(({ id, partnersWanted }) =>
      (needs.get(id) ?? 0) > partnersWanted ? [`Need ${id} has more partners than it wants.`] : [],
    ),
    ...problem.offers.flatMap(({ id }, at) => {
      const partners = offers.get(id) ?? 0;
      if (partners > (standing.offerRoom[at] ?? 0)) return [`Offer ${id} has too many partners.`];
      return partners > 0 && partners < (standing.offerFewest[at] ?? 0)
        ? [`Offer ${id} is started for too few partners.`]
        : [];
    }),
    ...problem.schools.flatMap(({ urn }, at) =>
      (schools.get(urn) ?? 0) > (standing.schoolRoom[at] ?? 0)
        ? [`School ${urn} supports more than its limit.`]
        : [],
    ),
  ];
}

function missingLocks(plan: Plan, { locks }: Standing): string[] {
  const locked = new Set(plan.pairs.flatMap((pair) => (pair.locked ? [`${pair.need} ${pair.offer}`] : [])));
  return [
    ...[...locks].filter((pair) => !locked.has(pair)).map((pair) => `The lock ${pair} is not honoured.`),
    ...[...locked].filter((pair) => !locks.has(pair)).map((pair) => `Nobody locked ${pair}.`),
  ];
}
