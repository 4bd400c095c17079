import type { ConditionCode, HoldCode, Refusal, RefusalCode } from '../refusal.js';
import { kilometres, pairNames, type Between, type Names } from './names.js';

/**
 * Why a pair is ruled out, as one sentence without a full stop. A pause, a missing head and a school at its limit read the
 * same: nobody is told why a supporter rests.
 *
 * @param refusal with its figures, or the bare code that a packed row keeps.
 */
export function sayRefusal(refusal: Refusal | RefusalCode, names: Names, between: Between = {}): string {
  const { supporter, asker } = pairNames(between, names);
  const given: Refusal | null = typeof refusal === 'string' ? null : refusal;
  const code = typeof refusal === 'string' ? refusal : refusal.code;
  switch (code) {
    case 'OWN_SCHOOL':
      return `${supporter} is the school that asks`;
    case 'BARRED_CONFLICT':
      return `${supporter} has a conflict of interest with ${asker}, so it cannot be proposed`;
    case 'SAME_RESPONSIBLE_BODY':
      return `${supporter} shares a trust or federation with ${asker}, so it cannot be proposed`;
    case 'CONFLICT_UNRESOLVED':
      return `A possible conflict of interest between ${supporter} and ${asker} is not resolved yet`;
    case 'DECLINED_THIS_NEED':
      return `${supporter} has already said no to this need`;
    case 'NOT_APPROACHABLE':
      return `${supporter} is not among the schools that ${asker} lets us approach`;
    case 'NOT_WITH':
      return `${supporter} has chosen not to work with ${asker}`;
    case 'KEY_STAGE_NOT_SERVED':
      return `${supporter} offers none of the key stages asked for`;
    case 'THEME_FIT_BELOW_FLOOR':
      return `${supporter} offers too little on the theme asked for${shortOf(given)}`;
    case 'TOO_FAR_AND_NO_REMOTE':
      return `${supporter} is too far away${howFar(given)}, and remote help is not open to both`;
    case 'NO_DAYS_IN_WINDOW':
      return `${supporter} has no free days in the time asked for`;
    case 'NO_PARTNER_SLOT':
      return `${supporter} has as many partners as it can take`;
    case 'SUPPORTER_RESTING':
      return `${supporter} is not available this term`;
    case 'SCHOOL_CLOSED':
      return `${supporter} or ${asker} is not an open school on the register`;
    case 'VETOED_BY_BROKER':
      return `A broker has ruled out ${supporter} for this need`;
  }
}

function shortOf(refusal: Refusal | null): string {
  if (refusal?.code !== 'THEME_FIT_BELOW_FLOOR') return '';
  return ` (${outOf100(refusal.points)} where at least ${outOf100(refusal.floor)} is needed)`;
}

/** Points as brokers read them: 786 are `78.6`. */
function outOf100(points: number): string {
  return `${String(Math.floor(points / 10))}.${String(points % 10)}`;
}

function howFar(refusal: Refusal | null): string {
  if (refusal?.code !== 'TOO_FAR_AND_NO_REMOTE') return '';
  return ` (${kilometres(refusal.metres)}, travel is limited to ${kilometres(refusal.limitMetres)})`;
}

const HOLDS: Readonly<Record<HoldCode, string>> = {
  BODY_UNKNOWN: 'Trust not known: record it before proposing',
};

/** What must be recorded before a listed school may be proposed. */
export function sayHold(hold: HoldCode): string {
  return HOLDS[hold];
}

/** What both sides must know when the pair is proposed. */
export function sayCondition(condition: ConditionCode, names: Names, between: Between = {}): string {
  const { supporter, asker } = pairNames(between, names);
  switch (condition) {
    case 'CONFLICT_MANAGED':
      return `${supporter} and ${asker} have a conflict of interest that is managed: both must know its terms`;
    case 'SAME_BODY_MANAGED':
      return `${supporter} shares a trust or federation with ${asker}: allowed, and both must know it`;
  }
}
