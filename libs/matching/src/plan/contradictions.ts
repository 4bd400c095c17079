import { eligibility } from '../eligibility.js';
import type { Problem } from '../problem.js';
import { scoreParts } from '../score-pair.js';
import { DaysUse } from './days-use.js';
import { locksOf, roomOf, Tally, type Lock } from './locks.js';
import type { Contradiction } from './plan.js';
import { isKnown } from './plannable.js';

/** Every lock that cannot be honoured, with the reason; locks are hard, so a plan with one of these is none. */
export function contradictions(problem: Problem, locks: readonly Lock[]): readonly Contradiction[] {
  const outside = needsOutsideGroup(problem, locks);
  const perNeed = new Tally();
  const perNeedAndSchool = new Tally();
  const perOffer = new Tally();
  const perSchool = new Tally();
  const perSchoolLocks = new Map<number, readonly Lock[]>();
  return locks.flatMap(({ need, offer }): Contradiction[] => {
    const school = problem.offerSchool[offer] ?? -1;
    const because = (code: Contradiction['code'], rules: Contradiction['rules'] = []): Contradiction[] => {
      const [asked, offered] = [problem.needs[need], problem.offers[offer]];
      return asked && offered ? [{ code, need: asked.id, offer: offered.id, rules }] : [];
    };
    const { refusals, holds } = eligibility(problem, need, offer);
    if (refusals.length > 0)
      return because(
        'LOCK_BREAKS_RULE',
        refusals.map(({ code }) => code),
      );
    if (holds.length > 0 || !isPairKnown(problem, need, offer)) return because('LOCK_HELD_BACK');
    const partners = perNeed.add(String(need));
    const twice = perNeedAndSchool.add(`${String(need)} ${String(school)}`) > 1;
    if (twice || partners > (problem.needs[need]?.partnersWanted ?? 0)) return because('LOCKS_EXCEED_NEED');
    const ofOffer = perOffer.add(String(offer));
    const ofSchool = perSchool.add(String(school));
    const placed = perSchoolLocks.get(school) ?? [];
    perSchoolLocks.set(school, [...placed, { need, offer }]);
    if (partners === problem.needs[need]?.partnersWanted && outside.has(need))
      return because('LOCKS_LEAVE_NO_GROUP');
    const full =
      ofOffer > (problem.supporters.slotsLeft[offer] ?? 0) ||
      ofSchool > roomOf(problem, school) ||
      new DaysUse(problem, [...placed, { need, offer }]).isOverbooked(school);
    return full ? because('LOCKS_EXCEED_SUPPORTER') : [];
  });
}

function isPairKnown(problem: Problem, need: number, offer: number): boolean {
  const points = new Map(scoreParts(problem, need, offer).map((each) => [each.part, each.points]));
  return isKnown(problem, (part) => points.get(part) ?? null);
}

/** Needs with a group of which none is among their locks. */
function needsOutsideGroup(
  { snapshot, needIndex, offers }: Problem,
  locks: readonly Lock[],
): ReadonlySet<number> {
  const rules = (snapshot.groups ?? []).filter(({ need, schools }) => {
    const own = locks.filter((lock) => lock.need === needIndex.get(need));
    return own.every(({ offer }) => !schools.some((urn) => urn === offers[offer]?.school));
  });
  return new Set(rules.map(({ need }) => needIndex.get(need) ?? -1));
}

/** Of the locks that a snapshot holds. */
export function lockContradictions(problem: Problem): readonly Contradiction[] {
  return contradictions(problem, locksOf(problem));
}
