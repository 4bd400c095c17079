import type { HalfTermId, SchoolUrn } from '@app/kernel';
import { bookableHalfDays } from '../capacity/band.js';
import type { WindowView } from '../capacity/capacity.query.js';
import type { AskedDays } from '../capacity/read-declared-days.js';
import { DAYS_TO_ENTER, daysIn, daysOf, type DeclarationColumn, type SaidDays } from './declaration-sheet.js';
import type { DaysLine } from './read-lines.js';

export interface DaysChange {
  readonly urn: SchoolUrn;
  readonly halfTerm: HalfTermId;
  readonly was: SaidDays | null;
  readonly now: SaidDays;
  readonly asked: AskedDays;
}

type Say = (column: DeclarationColumn, message: string) => void;

/** What a line would change of a half-term's days; null where it says what is stored, or what it says is at fault. */
export function changeOfDays(line: DaysLine, window: WindowView | null, say: Say): DaysChange | null {
  const cell = line.cells['Days free'];
  if (cell === '' && window === null) return null;
  const now = daysOf(cell);
  if (now === null) {
    say('Days free', DAYS_TO_ENTER);
    return null;
  }
  const was = window === null ? null : daysIn(window);
  if (was?.band === now.band && was.halfDays === now.halfDays) return null;
  const booked = window?.booked ?? 0;
  if (window !== null && window.state !== 'open')
    say('Days free', 'The days of this half-term can no longer be changed');
  else if ((now.halfDays ?? bookableHalfDays(now.band)) < booked)
    say('Days free', `${String(booked / 2)} days are promised already, so you cannot offer fewer`);
  const { urn, halfTerm } = line;
  return { urn, halfTerm, was, now, asked: { halfTerm, ...now, version: window?.version ?? null } };
}
