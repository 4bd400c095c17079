import { isOpen } from './context/context-ranks.js';
import { servedStages } from './parts/key-stage-and-setting.js';
import { bothRemote, metresBetween, travelLimit } from './parts/reach.js';
import { primaryPoints } from './parts/theme-fit.js';
import { needAndSchoolKey, pairKey, type ConflictStanding, type Problem } from './problem.js';
import type { ConditionCode, HoldCode, Refusal } from './refusal.js';
import type { Need, School } from './snapshot/snapshot.js';

export interface Eligibility {
  /** Every rule that rules the pair out, in the order of the codes; empty where it may be proposed or listed. */
  readonly refusals: readonly Refusal[];
  readonly holds: readonly HoldCode[];
  readonly conditions: readonly ConditionCode[];
}

/**
 * Holds a pair against every hard rule, without stopping at the first: a broker is told all that would have to change.
 *
 * @param need @param offer places in the problem.
 */
export function eligibility(problem: Problem, need: number, offer: number): Eligibility {
  const between = betweenSchools(problem, need, offer);
  return {
    refusals: [
      ...between.refusals,
      ...choicesOfPeople(problem, need, offer),
      ...fitOfOffer(problem, need, offer),
      ...stateOfSupporter(problem, need, offer),
    ],
    holds: between.holds,
    conditions: between.conditions,
  };
}

/** Conflicts and responsible bodies. A school with itself breaks one rule, not all of them. */
function betweenSchools(problem: Problem, need: number, offer: number): Eligibility {
  const asker = problem.needSchool[need] ?? -1;
  const supporter = problem.offerSchool[offer] ?? -1;
  if (asker === supporter) return { refusals: [{ code: 'OWN_SCHOOL' }], holds: [], conditions: [] };
  const standing: ConflictStanding | undefined = problem.conflicts.get(
    pairKey(asker, supporter, problem.schools.length),
  );
  const body = bodyOf(problem.schools[asker], problem.schools[supporter]);
  const rule = problem.policy.same_body;
  const refusals: Refusal[] = [];
  if (standing?.barred) refusals.push({ code: 'BARRED_CONFLICT' });
  if (body === 'same' && rule === 'bar') refusals.push({ code: 'SAME_RESPONSIBLE_BODY' });
  if (standing?.unresolved) refusals.push({ code: 'CONFLICT_UNRESOLVED' });
  const conditions: ConditionCode[] = [];
  if (standing?.managed) conditions.push('CONFLICT_MANAGED');
  if (body === 'same' && rule === 'manage') conditions.push('SAME_BODY_MANAGED');
  return { refusals, holds: body === 'unknown' && rule !== 'allow' ? ['BODY_UNKNOWN'] : [], conditions };
}

/** A shared trust or federation; a shared local authority is none. Two academies may share a trust not on record. */
function bodyOf(one: School | undefined, other: School | undefined): 'same' | 'apart' | 'unknown' {
  if (!one || !other) return 'unknown';
  const sharesTrust = one.trust !== null && one.trust === other.trust;
  if (sharesTrust || (one.federation !== null && one.federation === other.federation)) return 'same';
  const isAcademy = (school: School): boolean => school.trust !== null || !school.trustKnown;
  const onRecord = one.trustKnown && other.trustKnown;
  return isAcademy(one) && isAcademy(other) && !onRecord ? 'unknown' : 'apart';
}

/** What the asking head, the supporter and a broker have said about each other. */
function choicesOfPeople(problem: Problem, need: number, offer: number): Refusal[] {
  const asked = problem.needs[need];
  const offered = problem.offers[offer];
  if (!asked || !offered) return [];
  const key = needAndSchoolKey(need, problem.offerSchool[offer] ?? -1, problem.schools.length);
  const refusals: Refusal[] = [];
  if (problem.declined.has(key)) refusals.push({ code: 'DECLINED_THIS_NEED' });
  if (!mayApproach(asked, offered.school)) refusals.push({ code: 'NOT_APPROACHABLE' });
  if (offered.notWith.includes(asked.school)) refusals.push({ code: 'NOT_WITH' });
  return refusals;
}

function mayApproach({ approach }: Need, supporter: Need['school']): boolean {
  if (approach.kind === 'anyone') return true;
  return approach.schools.includes(supporter) === (approach.kind === 'only');
}

/** What the offer can do for this need, and when. */
function fitOfOffer(problem: Problem, need: number, offer: number): Refusal[] {
  const asked = problem.needs[need];
  const offered = problem.offers[offer];
  const asker = problem.schools[problem.needSchool[need] ?? -1];
  const supporter = problem.schools[problem.offerSchool[offer] ?? -1];
  const window = problem.windows[need];
  if (!asked || !offered || !asker || !supporter || !window) return [];
  const refusals: Refusal[] = [];
  if (servedStages(asked, offered).length === 0) refusals.push({ code: 'KEY_STAGE_NOT_SERVED' });
  const points = primaryPoints(problem, need, offer);
  const floor = problem.policy.floors.theme_fit;
  if (points < floor) refusals.push({ code: 'THEME_FIT_BELOW_FLOOR', points, floor });
  const metres = metresBetween(asker, supporter);
  const limitMetres = travelLimit(asked, offered, problem.policy);
  if (metres !== null && metres > limitMetres && !bothRemote(asked, offered))
    refusals.push({ code: 'TOO_FAR_AND_NO_REMOTE', metres, limitMetres });
  if (!problem.days.any(problem.offerSchool[offer] ?? -1, window))
    refusals.push({ code: 'NO_DAYS_IN_WINDOW' });
  return refusals;
}

/** Whether the supporter can take anything on, and what a broker has ruled out. */
function stateOfSupporter(problem: Problem, need: number, offer: number): Refusal[] {
  const at = problem.offerSchool[offer] ?? -1;
  const supporter = problem.schools[at];
  const asker = problem.schools[problem.needSchool[need] ?? -1];
  if (!supporter || !asker) return [];
  const refusals: Refusal[] = [];
  if ((problem.supporters.slotsLeft[offer] ?? 0) === 0) refusals.push({ code: 'NO_PARTNER_SLOT' });
  if (isResting(problem, offer, at, supporter)) refusals.push({ code: 'SUPPORTER_RESTING' });
  if (!isOpen(supporter) || !isOpen(asker)) refusals.push({ code: 'SCHOOL_CLOSED' });
  if (problem.vetoed.has(needAndSchoolKey(need, at, problem.schools.length)))
    refusals.push({ code: 'VETOED_BY_BROKER' });
  return refusals;
}

/** The own-health guard: one answer for the supporter's own pause, a missing head and pairings at the limit. */
function isResting(
  { policy, offers, supporters }: Problem,
  offer: number,
  at: number,
  school: School,
): boolean {
  const { live_pairings_most: most, rest_on_head_vacancy: restWithoutHead } = policy.own_health;
  const headless = restWithoutHead && school.headVacancy;
  return headless || (supporters.live[at] ?? 0) >= most || offers[offer]?.resting === true;
}
