import type { CandidateRow } from './candidate-row.js';
import { hasImprovingCycle } from './plan/improving-cycle.js';
import { contradictions, locksOf, roomOf, Tally } from './plan/locks.js';
import type { Plan } from './plan/plan.js';
import type { Problem } from './problem.js';
import { scorePair } from './score-pair.js';
import { canonicalJson } from './snapshot/canonical-json.js';

/**
 * Checks a plan without trusting who made it: every pair scored again from the snapshot, every limit counted again, and no
 * round of changes that would better it.
 *
 * @param rows of every need; only pairs in them can better a plan.
 * @returns what is wrong, as sentences; none where the plan stands.
 */
export function verifyPlan(problem: Problem, rows: readonly CandidateRow[], plan: Plan): readonly string[] {
  if (plan.contradictions.length > 0) return verifyContradictions(problem, plan);
  const faults = [
    ...brokenRules(problem, plan),
    ...brokenLimits(problem, plan),
    ...missingLocks(problem, plan),
  ];
  const sum = plan.pairs.reduce((total, { points }) => total + points, 0);
  if (sum !== plan.points) faults.push(`The points of the pairs sum to ${String(sum)}.`);
  if (faults.length === 0 && hasImprovingCycle(problem, rows, plan)) faults.push('A better plan exists.');
  return faults;
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
    if (score.supporter !== supporter) return [`${pair}: the offer is another school's.`];
    return score.points === points ? [] : [`${pair} has ${String(score.points)} points.`];
  });
}

function brokenLimits(problem: Problem, plan: Plan): string[] {
  const [needs, offers, schools] = [new Tally(), new Tally(), new Tally()];
  for (const { need, offer, supporter } of plan.pairs) {
    needs.add(need);
    offers.add(offer);
    schools.add(supporter);
  }
  const missing = new Map(plan.unmet.map((each) => [each.need, each.missing]));
  return [
    ...problem.needs.flatMap(({ id, partnersWanted }) => {
      if (needs.of(id) > partnersWanted) return [`Need ${id} has more partners than it wants.`];
      const without = partnersWanted - needs.of(id);
      return (missing.get(id) ?? 0) === without
        ? []
        : [`Need ${id} goes without ${String(without)} partners.`];
    }),
    ...problem.offers.flatMap(({ id }, at) =>
      offers.of(id) > (problem.supporters.slotsLeft[at] ?? 0) ? [`Offer ${id} has too many partners.`] : [],
    ),
    ...problem.schools.flatMap(({ urn }, at) =>
      schools.of(urn) > roomOf(problem, at) ? [`School ${urn} supports more than its limit.`] : [],
    ),
  ];
}

function missingLocks({ snapshot }: Problem, plan: Plan): string[] {
  const locked = new Set(plan.pairs.flatMap((pair) => (pair.locked ? [`${pair.need} ${pair.offer}`] : [])));
  const asked = new Set(snapshot.locks.map(({ need, offer }) => `${need} ${offer}`));
  return [
    ...[...asked].filter((pair) => !locked.has(pair)).map((pair) => `The lock ${pair} is not honoured.`),
    ...[...locked].filter((pair) => !asked.has(pair)).map((pair) => `Nobody locked ${pair}.`),
  ];
}

function verifyContradictions(problem: Problem, plan: Plan): string[] {
  const found = canonicalJson(contradictions(problem, locksOf(problem)));
  const stands = found === canonicalJson(plan.contradictions) && plan.state === 'infeasible';
  return stands && plan.pairs.length === 0 ? [] : ['The contradictions are not those of the locks.'];
}
