import { GROUP_KINDS, MARK_KINDS, type MarkToMake, type Supposition } from '@app/brokerage';
import { BadInput } from '@app/kernel';
import {
  faultsOf,
  maybe,
  number,
  oneOf,
  readBody,
  text,
  texts,
  yesOrNo,
  type Field,
} from '../door/fields.js';

export const MARK_SHAPE = { need: text, supporter: text, kind: oneOf(MARK_KINDS), reason: text };

export function readMark(body: unknown): MarkToMake {
  return readBody<MarkToMake>(body, MARK_SHAPE);
}

const MARK = { need: text, supporter: text, kind: oneOf(MARK_KINDS) };
const GROUP = { need: text, group: oneOf(GROUP_KINDS), schools: texts };
const DAYS = { supporter: text, halfTerm: text, halfDays: number };
/** Read on its own, so that a fault names the one of the list. */
const apart = (): null => null;

export interface AskedSupposition {
  readonly marks?: Supposition['marks'] | null;
  /** Half-days that a supporter has more in a half-term, or fewer where below 0. */
  readonly days?: Supposition['days'] | null;
  /** A need would have a partner of a group, or nobody. */
  readonly groups?: Supposition['groups'] | null;
  /** As if no broker had locked or barred anything, or asked for a group. */
  readonly withoutMarks?: boolean | null;
}

export function readSupposition(body: unknown): AskedSupposition {
  const asked = readBody<AskedSupposition>(body, {
    ...{ marks: apart, days: apart, groups: apart },
    withoutMarks: maybe(yesOrNo),
  });
  readEach('marks', asked.marks, MARK);
  readEach('days', asked.days, DAYS);
  readEach('groups', asked.groups, GROUP);
  return asked;
}

/** More than anybody supposes: the verb says how many. */
const MOST_ENTRIES = 100;

/** @throws BadInput naming the field of the one that is at fault. */
function readEach(name: string, given: unknown, shape: Readonly<Record<string, Field>>): void {
  if (given === undefined || given === null) return;
  if (!Array.isArray(given) || given.length > MOST_ENTRIES)
    throw new BadInput([{ path: name, message: `Send a list of at most ${String(MOST_ENTRIES)}` }]);
  const errors = given.flatMap((each: unknown, at) => faultsOf(each, shape, `${name}.${String(at)}`));
  if (errors.length > 0) throw new BadInput(errors.slice(0, 20));
}
