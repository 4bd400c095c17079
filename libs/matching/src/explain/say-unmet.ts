import type { Contradiction, UnmetReason } from '../plan/plan.js';
import type { RefusalCode } from '../refusal.js';
import { listed } from '@app/kernel';
import { counted, type Names } from './names.js';

/** What stands in the way, to be listed: each can follow "because of". */
const OBSTACLES: Readonly<Record<RefusalCode, string>> = {
  OWN_SCHOOL: 'being the school that asks',
  BARRED_CONFLICT: 'a conflict of interest',
  SAME_RESPONSIBLE_BODY: 'a shared trust or federation',
  CONFLICT_UNRESOLVED: 'a possible conflict of interest not resolved yet',
  DECLINED_THIS_NEED: 'having said no already',
  NOT_APPROACHABLE: 'who may be approached',
  NOT_WITH: 'whom the supporter chose not to work with',
  KEY_STAGE_NOT_SERVED: 'other key stages',
  THEME_FIT_BELOW_FLOOR: 'too little on the theme',
  TOO_FAR_AND_NO_REMOTE: 'distance without remote help',
  NO_DAYS_IN_WINDOW: 'no free days in the time asked for',
  NO_PARTNER_SLOT: 'no room for another partner',
  SUPPORTER_RESTING: 'not being available this term',
  SCHOOL_CLOSED: 'a school that is not open',
  VETOED_BY_BROKER: 'a broker’s ruling out',
};

/** Why the plan leaves a need without all the partners it wants, in a sentence or two without a last full stop. */
export function sayUnmet(because: UnmetReason, names: Names): string {
  switch (because.kind) {
    case 'no_candidate':
      return noCandidate(because);
    case 'held_back': {
      const schools = because.supporters.map((urn) => names.school(urn));
      return `Something must be recorded before ${listed(schools)} may be proposed`;
    }
    case 'not_known': {
      const schools = because.supporters.map((urn) => names.school(urn));
      const are = because.supporters.length === 1 ? 'is' : 'are';
      return `${listed(schools)} ${are} not planned: something is not on record that the policy wants known first`;
    }
    case 'group':
      return `It is to have one of ${because.name}, and none of these schools may be proposed for it`;
    case 'competing':
      return competing(because, names);
    case 'days': {
      const schools = listed(because.supporters.map((urn) => names.school(urn)));
      const have = because.supporters.length === 1 ? 'has' : 'have';
      return `${schools} ${have} room for another partner, but too few days left in the time asked for`;
    }
    case 'fewest': {
      const schools = listed(because.supporters.map((urn) => names.school(urn)));
      const starts = because.supporters.length === 1 ? 'starts' : 'start';
      return `${schools} only ${starts} for more partners than the plan can give`;
    }
  }
}

function noCandidate({ rules, opens }: Extract<UnmetReason, { kind: 'no_candidate' }>): string {
  if (rules.length === 0) return 'Nobody has made an offer';
  const obstacles = listed(rules.map((rule) => OBSTACLES[rule]));
  const offers = counted(opens, 'offer', 'offers');
  return `No school could be listed. The least that stands in the way is ${obstacles}; without it ${offers} could answer`;
}

function competing({ needs, supporters }: Extract<UnmetReason, { kind: 'competing' }>, names: Names): string {
  const schools = listed(supporters.map((urn) => names.school(urn)));
  if (supporters.length === 0) return 'Every school that could answer is already its partner or has no room';
  const have = supporters.length === 1 ? 'has' : 'have';
  // A need alone wants more partners than there are schools with room for it.
  return needs.length < 2
    ? `${schools} ${have} no more room for it`
    : `${String(needs.length)} needs together want more than ${schools} ${have} room for`;
}

/** Why a lock cannot be honoured. */
export function sayContradiction({ code, rules }: Contradiction): string {
  switch (code) {
    case 'LOCK_BREAKS_RULE':
      return `This lock cannot stand because of ${listed(rules.map((rule) => OBSTACLES[rule]))}`;
    case 'LOCK_HELD_BACK':
      return 'This lock cannot stand until what must be known of both schools is on record';
    case 'LOCKS_EXCEED_NEED':
      return 'More schools are locked to this need than it wants partners';
    case 'LOCKS_LEAVE_NO_GROUP':
      return 'The schools locked to this need leave no room for one of the group that it is to have';
    case 'LOCKS_EXCEED_SUPPORTER':
      return 'More needs are locked to this supporter than it has room or days for';
  }
}
