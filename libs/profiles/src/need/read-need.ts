import {
  halfTermOf,
  halfTermsBetween,
  PRIORITIES,
  spanOf,
  type Calendar,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import type { Themes } from '@app/schools';
import { FieldReader } from '../field-reader.js';
import { APPROACH_KINDS, KEY_STAGES, MODES, type Approach, type NeedWording } from './need-wording.js';

/** What a head sends, as plain values: every field is read again here, whichever door it came through. */
export interface AskedWording {
  readonly primaryTheme: string;
  readonly secondaryThemes?: readonly string[];
  readonly keyStages: readonly string[];
  readonly sendThread: string;
  readonly priority: string;
  readonly wantedOutcome: string;
  readonly tried?: string | null;
  readonly halfDaysWanted: number;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly partnersWanted?: number;
  readonly modes: readonly string[];
  readonly travelKm?: number | null;
  readonly earliestStart?: string | null;
  readonly wishes?: readonly string[];
}

export interface AskedApproach {
  readonly kind: string;
  readonly urns: readonly string[];
}

/** What is in force when it is read. */
export interface World {
  readonly themes: Themes;
  readonly calendar: Calendar;
  readonly today: LocalDate;
}

/** Two years: further ahead nobody knows. */
const LONGEST_WINDOW = 12;

export function readWording(
  reader: FieldReader,
  asked: AskedWording,
  own: SchoolUrn,
  world: World,
): NeedWording {
  const { themes, calendar, today } = world;
  const first = halfTermOf(today, calendar);
  const windowFrom = reader.halfTerm('windowFrom', asked.windowFrom, calendar, first);
  const windowTo = reader.halfTerm('windowTo', asked.windowTo, calendar, first);
  const length = halfTermsBetween(windowFrom, windowTo).length;
  if (windowTo < windowFrom) reader.say('windowTo', 'The last half-term is before the first');
  else if (length > LONGEST_WINDOW)
    reader.say('windowTo', `Ask for ${String(LONGEST_WINDOW)} half-terms at most`);
  const primaryTheme = reader.theme('primaryTheme', asked.primaryTheme, themes);
  const secondary = (asked.secondaryThemes ?? []).map((id) => reader.theme('secondaryThemes', id, themes));
  if (secondary.length > 2) reader.say('secondaryThemes', 'Choose two further themes at most');
  if (new Set([primaryTheme, ...secondary]).size <= secondary.length)
    reader.say('secondaryThemes', 'Choose each theme once');
  return {
    primaryTheme,
    secondaryThemes: secondary,
    keyStages: reader.someOf('keyStages', asked.keyStages, KEY_STAGES),
    sendThread: reader.text('sendThread', asked.sendThread, 'what this means for pupils with SEND', 2_000),
    priority: reader.oneOf('priority', asked.priority, PRIORITIES),
    wantedOutcome: reader.text('wantedOutcome', asked.wantedOutcome, 'what you want to change', 2_000),
    tried: reader.textOrNull('tried', asked.tried, 'what you have tried', 2_000),
    halfDaysWanted: reader.whole(
      'halfDaysWanted',
      asked.halfDaysWanted,
      'half-days in each half-term',
      1,
      60,
    ),
    windowFrom,
    windowTo,
    partnersWanted: reader.whole('partnersWanted', asked.partnersWanted ?? 1, 'how many schools', 1, 3) as 1,
    modes: reader.someOf('modes', asked.modes, MODES),
    travelKm: reader.wholeOrNull('travelKm', asked.travelKm, 'kilometres', 1, 500),
    earliestStart: readStart(reader, asked.earliestStart ?? null, spanOrNull(windowTo, calendar), today),
    wishes: reader.urns('wishes', asked.wishes ?? [], 5, own),
  };
}

export function readApproach(reader: FieldReader, asked: AskedApproach, own: SchoolUrn): Approach {
  const kind = reader.oneOf('approach.kind', asked.kind, APPROACH_KINDS);
  const urns = reader.urns('approach.urns', asked.urns, 200, own);
  if (kind === 'anyone' && urns.length > 0)
    reader.say('approach.urns', 'Name schools only where you leave some out, or ask only some');
  if (kind !== 'anyone' && urns.length === 0) reader.say('approach.urns', 'Name at least one school');
  return { kind, urns };
}

function readStart(
  reader: FieldReader,
  given: string | null,
  lastDay: LocalDate | null,
  today: LocalDate,
): LocalDate | null {
  if (given === null) return null;
  const start = reader.date('earliestStart', given, 'the earliest start');
  if (start < today) reader.say('earliestStart', 'The earliest start is in the past');
  else if (lastDay !== null && start > lastDay)
    reader.say('earliestStart', 'The earliest start is after the last half-term you ask for');
  return start;
}

function spanOrNull(halfTerm: NeedWording['windowTo'], calendar: Calendar): LocalDate | null {
  return calendar.years.some(({ id }) => halfTerm.startsWith(id)) ? spanOf(halfTerm, calendar).to : null;
}
