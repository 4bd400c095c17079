import type { Contradiction, Plan } from '../plan/plan.js';
import type { Problem } from '../problem.js';
import { scorePair } from '../score-pair.js';
import { unknownOf } from './known-parts.js';
import { DaysStanding } from './days-standing.js';
import type { Standing } from './standing.js';

/** Every contradiction that is named must be one; with any of them nothing may be planned. */
export function verifyContradictions(problem: Problem, plan: Plan, standing: Standing): readonly string[] {
  const wrong = plan.contradictions
    .filter((each) => !stands(problem, each, standing))
    .map(({ need, offer, code }) => `The lock ${need} ${offer} is no ${code}.`);
  if (plan.state !== 'infeasible' || plan.pairs.length > 0 || plan.points !== 0)
    wrong.push('Nothing may be planned while locks contradict the rules.');
  return wrong;
}

function stands(problem: Problem, { code, need, offer, rules }: Contradiction, standing: Standing): boolean {
  if (!standing.locks.has(`${need} ${offer}`)) return false;
  const { locks } = problem.snapshot;
  const offerAt = problem.offerIndex.get(offer) ?? -1;
  const schoolAt = problem.offerSchool[offerAt] ?? -1;
  const score = scorePair(problem, problem.needIndex.get(need) ?? -1, offerAt);
  const schoolOf = (id: string): number =>
    problem.offerSchool[problem.offerIndex.get(id as never) ?? -1] ?? -1;
  switch (code) {
    case 'LOCK_BREAKS_RULE':
      return (
        score.kind === 'refused' && rules.join(' ') === score.because.map((refusal) => refusal.code).join(' ')
      );
    case 'LOCK_HELD_BACK':
      return (
        score.kind === 'scored' && (score.holds.length > 0 || unknownOf(problem, score.parts).length > 0)
      );
    case 'LOCKS_EXCEED_NEED': {
      const ofNeed = locks.filter((each) => each.need === need);
      const wanted = problem.needs[problem.needIndex.get(need) ?? -1]?.partnersWanted ?? 0;
      const ofSchool = ofNeed.filter((each) => schoolOf(each.offer) === schoolAt);
      return ofNeed.length > wanted || ofSchool.length > 1;
    }
    case 'LOCKS_LEAVE_NO_GROUP': {
      const rule = problem.snapshot.groups?.find((each) => each.need === need);
      const ofNeed = locks.filter((each) => each.need === need);
      const wanted = problem.needs[problem.needIndex.get(need) ?? -1]?.partnersWanted ?? 0;
      const urnOf = (id: string): string => problem.schools[schoolOf(id)]?.urn ?? '';
      const isServed = ofNeed.some((each) => rule?.schools.some((urn) => urn === urnOf(each.offer)));
      return rule !== undefined && ofNeed.length >= wanted && !isServed;
    }
    case 'LOCKS_EXCEED_SUPPORTER': {
      const ofOffer = locks.filter((each) => each.offer === offer);
      const ofSchool = locks.filter((each) => schoolOf(each.offer) === schoolAt);
      return (
        ofOffer.length > (standing.offerRoom[offerAt] ?? 0) ||
        ofSchool.length > (standing.schoolRoom[schoolAt] ?? 0) ||
        new DaysStanding(problem).areTooMany([], schoolAt)
      );
    }
  }
}
