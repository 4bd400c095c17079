import type { Actor } from '../actor.js';
import { evaluate, type FactValue, type Truth } from './condition.js';
import { doersOf, type Resource } from './facts.js';
import { didNotDo, grantsOf, type GrantInHand } from './grants-of.js';
import { VIEWS, type Matrix, type MatrixRow, type View } from './matrix.js';
import { systemMay } from './ops-allow-list.js';

export type Owed = 'reason' | 'second-person' | 'step-up';

export type DenyCode =
  | 'UNKNOWN_ACTION'
  /** No cell grants it on these facts; a fact that was left out counts as one that does not fit. */
  | 'NOT_GRANTED'
  | 'INTERESTED'
  | 'INTERESTS_STALE'
  | 'SAME_PERSON';

export interface Allow {
  readonly allowed: true;
  /** Which type to return; null for the whole record. */
  readonly view: View | null;
  /** What must still come before it takes effect. */
  readonly owes: readonly Owed[];
}
export interface Deny {
  readonly allowed: false;
  readonly reason: DenyCode;
  /** True: say why (403). False: the answer of an unknown id (404). */
  readonly visible: boolean;
}
export type Decision = Allow | Deny;

export interface DecisionContext {
  readonly now: Date;
  /** What the asker typed; blank counts as nothing. */
  readonly reason?: string | null;
  /** Another person, themselves allowed, who confirmed the act. */
  readonly secondPerson?: string | null;
  /**
   * The question is about a list or a run and not about one record: facts left out are open, and the filter of the same
   * action takes away the rows that `decide` would refuse. Conflicts then filter instead of refusing.
   */
  readonly list?: boolean;
}

/** `+s`: signed in again within this long. */
const STEP_UP_MS = 10 * 60_000;

/**
 * May they? Pure and deny by default: nothing that the table does not grant, nothing on facts that are missing.
 * Where several grants apply, the one that owes least, then the widest view.
 */
export function decide(
  matrix: Matrix,
  actor: Actor,
  action: string,
  resource: Resource,
  context: DecisionContext,
): Decision {
  const row = matrix.rows.get(action);
  if (!row) return { allowed: false, reason: 'UNKNOWN_ACTION', visible: false };
  const found = weigh(row, actor, resource, context);
  if (typeof found !== 'string') return found;
  return { allowed: false, reason: found, visible: isVisible(matrix, row, actor, resource, context) };
}

/** Could any record ever be allowed? For doors, before the record is known; the verb decides. */
export function mightEver(matrix: Matrix, actor: Actor, action: string): boolean {
  const row = matrix.rows.get(action);
  if (!row) return false;
  const factOf = (name: string): FactValue => (name === 'area' ? actor.area : null);
  return (
    systemMay(row, actor) || grantsOf(row, actor).some((held) => evaluate(held.reaches, factOf) !== false)
  );
}

function isVisible(
  matrix: Matrix,
  row: MatrixRow,
  actor: Actor,
  resource: Resource,
  context: DecisionContext,
): boolean {
  if (row.sees.length === 0) return true;
  return row.sees.some((name) => {
    const read = matrix.rows.get(name);
    return read !== undefined && typeof weigh(read, actor, resource, context) !== 'string';
  });
}

function weigh(row: MatrixRow, actor: Actor, resource: Resource, context: DecisionContext): Allow | DenyCode {
  if (actor.kind === 'system') {
    const inArea = (resource.area ?? null) === null || resource.area === actor.area;
    return systemMay(row, actor) && inArea ? { allowed: true, view: null, owes: [] } : 'NOT_GRANTED';
  }
  const holds = (truth: Truth): boolean => (context.list === true ? truth !== false : truth === true);
  const factOf = factsOf(resource);
  const apart = evaluate(didNotDo(row, actor), factOf);
  const allowed: Allow[] = [];
  const refused = new Set<DenyCode>();
  for (const held of grantsOf(row, actor)) {
    const [reached, free] = [evaluate(held.reaches, factOf), evaluate(held.free, factOf)];
    if (!holds(reached)) continue;
    if (!holds(free)) refused.add(free === false ? 'INTERESTED' : 'NOT_GRANTED');
    else if (row.kind === 'D' && !actor.interestsConfirmed) refused.add('INTERESTS_STALE');
    else if (!holds(apart)) refused.add(apart === false ? 'SAME_PERSON' : 'NOT_GRANTED');
    else allowed.push({ allowed: true, view: held.grant.view, owes: owedBy(held, actor, context) });
  }
  return allowed.sort(byEase)[0] ?? SAID_FIRST.find((code) => refused.has(code)) ?? 'NOT_GRANTED';
}

/** Letters and digits of the shortest reason there is. */
const LEAST_REASON = 5;

const SAID_FIRST: readonly DenyCode[] = ['INTERESTED', 'INTERESTS_STALE', 'SAME_PERSON'];

function owedBy({ grant }: GrantInHand, actor: Actor, context: DecisionContext): Owed[] {
  const owes: Owed[] = [];
  if (grant.modifiers.includes('!') && !saysWhy(context.reason)) owes.push('reason');
  const second = context.secondPerson ?? actor.id;
  if (grant.modifiers.includes('+2') && second === actor.id) owes.push('second-person');
  if (grant.modifiers.includes('+s') && !signedInLately(actor, context.now)) owes.push('step-up');
  return owes;
}

/** A reason that says something: a full stop is none. Letters and digits are counted, of any script. */
export function saysWhy(reason: string | null | undefined): boolean {
  return (reason ?? '').replace(/[^\p{L}\p{N}]/gu, '').length >= LEAST_REASON;
}

export function signedInLately(actor: Actor, now: Date): boolean {
  if (actor.signedInAt === null) return false;
  const age = now.getTime() - actor.signedInAt.getTime();
  return age >= 0 && age <= STEP_UP_MS;
}

function byEase(a: Allow, b: Allow): number {
  return a.owes.length - b.owes.length || width(a.view) - width(b.view);
}

function width(view: View | null): number {
  return view === null ? -1 : VIEWS.indexOf(view);
}

function factsOf(resource: Resource): (name: string) => FactValue {
  const facts = new Map<string, FactValue>(
    Object.entries(resource).filter(([name]) => name !== 'actsBy') as [string, FactValue][],
  );
  for (const [action, people] of Object.entries(resource.actsBy ?? {})) facts.set(doersOf(action), people);
  return (name) => facts.get(name) ?? null;
}
