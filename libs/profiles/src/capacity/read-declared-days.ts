import { halfTermOf, type Calendar, type HalfTermId, type LocalDate } from '@app/kernel';
import type { FieldReader } from '../field-reader.js';
import { BANDS, bandOf, bookableHalfDays, MOST_HALF_DAYS } from './band.js';
import type { DeclaredDays } from './capacity-ledger.js';

export interface AskedDays {
  readonly halfTerm: string;
  readonly band: string;
  /** Exactly, where the school wants to say so: half-days. */
  readonly halfDays?: number | null;
  /** The version of the window that the person saw; null or left out where there was none. */
  readonly version?: number | null;
}

/** Two years of half-terms and no more. */
const MOST_WINDOWS = 12;

/** Days by half-term, each once, none over. An exact number decides; a band beside it must hold it. */
export function readDeclaredDays(
  reader: FieldReader,
  asked: readonly AskedDays[],
  world: { readonly calendar: Calendar; readonly today: LocalDate },
): DeclaredDays[] {
  const first = halfTermOf(world.today, world.calendar);
  if (asked.length > MOST_WINDOWS) reader.say('capacity', `Give ${String(MOST_WINDOWS)} half-terms or fewer`);
  const read = asked
    .slice(0, MOST_WINDOWS)
    .map((each, at) => readOne(reader, `capacity.${String(at)}`, each, world.calendar, first));
  if (new Set(read.map(({ halfTerm }) => halfTerm)).size < read.length)
    reader.say('capacity', 'Give each half-term once');
  return read;
}

function readOne(
  reader: FieldReader,
  path: string,
  asked: AskedDays,
  calendar: Calendar,
  first: HalfTermId,
): DeclaredDays {
  const halfTerm = reader.halfTerm(`${path}.halfTerm`, asked.halfTerm, calendar, first);
  const band = reader.oneOf(`${path}.band`, asked.band, BANDS);
  const exactly = reader.wholeOrNull(`${path}.halfDays`, asked.halfDays, 'half-days', 0, MOST_HALF_DAYS);
  if (exactly !== null && band === 'ask_me')
    reader.say(`${path}.halfDays`, 'Leave the half-days blank where you want to be asked');
  else if (exactly !== null && band !== bandOf(exactly))
    reader.say(
      `${path}.halfDays`,
      `${String(exactly)} half-days are the answer ${bandOf(exactly)}, not ${band}`,
    );
  return {
    halfTerm,
    band,
    exact: exactly !== null,
    halfDays: exactly ?? bookableHalfDays(band),
    version: asked.version ?? null,
  };
}
