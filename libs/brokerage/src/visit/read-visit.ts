import { FieldReader, MODES, type Mode } from '@app/profiles';
import type { VisitEntity } from '../pairing/visit.entity.js';

/** What happened: the day, how the two met, what it took, what they did, what comes next. */
export interface AskedRecord {
  readonly heldOn: string;
  readonly mode: string;
  /** Half-days that it took of those promised; 0 for a call. */
  readonly halfDays: number;
  readonly summary: string;
  readonly actions?: string | null;
}

export type ReadRecord = Pick<VisitEntity, 'heldOn' | 'halfDays' | 'summary' | 'actions'> & {
  readonly mode: Mode;
};

/** @throws BadInput */
export function readVisit(asked: AskedRecord, from: string, today: string): ReadRecord {
  const reader = new FieldReader();
  const heldOn = reader.date('heldOn', asked.heldOn, 'the day of the visit');
  if (heldOn < from || heldOn > today)
    reader.say('heldOn', 'Enter a day since the pairing was agreed, today at the latest');
  return reader.finish({
    heldOn,
    mode: reader.oneOf('mode', asked.mode, MODES),
    halfDays: reader.whole('halfDays', asked.halfDays, 'the half-days', 0, 20),
    summary: reader.text('summary', asked.summary, 'what happened', 2_000),
    actions: reader.textOrNull('actions', asked.actions, 'what comes next', 2_000),
  });
}
