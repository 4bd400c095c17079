import type { Actor } from '../actor.js';
import { all, ALWAYS, any, isIn, meets, NEVER, not, yes, type Condition } from './condition.js';
import type { FactName } from './facts.js';

/** The asker in one role: the schools, bodies and hubs of the posts that carry the attributes the grant asks for. */
export interface Holder {
  readonly actor: Actor;
  readonly schools: readonly string[];
  readonly hubs: readonly string[];
  /** Trusts, dioceses and boards spoken for. */
  readonly bodies: readonly string[];
  /** One of the posts is for the whole installation. */
  readonly installation: boolean;
}

const inOwn = (fact: FactName, holder: Holder): Condition => isIn(fact, holder.schools);
const isMe = (fact: FactName, holder: Holder): Condition => isIn(fact, [holder.actor.id]);
const namesMe = (fact: FactName, holder: Holder): Condition => meets(fact, [holder.actor.id]);
const inArea = (actor: Actor): Condition => isIn('area', actor.area === null ? [] : [actor.area]);

/** Each scope once. The words are those of the permission table's header. Everything here is inside one area. */
const IN_AREA: Readonly<Record<string, (holder: Holder) => Condition>> = {
  area: () => ALWAYS,
  // An entry of the log belongs to every school it touches; every other record to one.
  own: (holder) => any(inOwn('school', holder), meets('touches', holder.schools)),
  'own-staff': (holder) => all(meets('personSchools', holder.schools), not(isMe('person', holder))),
  'own-pair': (holder) => any(inOwn('supported', holder), inOwn('supporting', holder)),
  'own-body': (holder) => meets('bodies', holder.bodies),
  'own-ask': (holder) => inOwn('supported', holder),
  'own-sup': (holder) => inOwn('supporting', holder),
  named: (holder) => all(yes('namesOpen'), any(inOwn('supported', holder), inOwn('supporting', holder))),
  hub: (holder) => meets('hubs', holder.hubs),
  // Whoever holds the role may act: the row says which role, an interest refuses.
  pending: () => yes('pending'),
  'own-hub': (holder) => isIn('hub', holder.hubs),
  released: (holder) => namesMe('releasedTo', holder),
  party: (holder) => namesMe('parties', holder),
  asg: (holder) => namesMe('assigned', holder),
  matched: (holder) => meets('consentedTo', holder.schools),
  opted: (holder) => meets('optedIn', holder.schools),
  opened: (holder) => namesMe('openedTo', holder),
  self: (holder) => any(isMe('person', holder), isIn('actor', [`person:${holder.actor.id}`])),
};

const EVERYWHERE: Readonly<Record<string, (holder: Holder) => Condition>> = {
  register: () => yes('register'),
  inst: (holder) => (holder.installation ? ALWAYS : NEVER),
};

export function isScope(name: string): boolean {
  return /^s:./.test(name) || Object.hasOwn(IN_AREA, name) || Object.hasOwn(EVERYWHERE, name);
}

/** What a record must be for this holder to reach it. @returns NEVER for a scope nobody defined. */
export function reach(scope: string, holder: Holder): Condition {
  const { actor } = holder;
  if (scope.startsWith('s:')) {
    const held = actor.scopes.includes(scope.slice(2));
    return held ? any(inArea(actor), yes('register')) : NEVER;
  }
  if (Object.hasOwn(EVERYWHERE, scope)) return EVERYWHERE[scope]?.(holder) ?? NEVER;
  return Object.hasOwn(IN_AREA, scope) ? all(inArea(actor), IN_AREA[scope]?.(holder) ?? NEVER) : NEVER;
}
