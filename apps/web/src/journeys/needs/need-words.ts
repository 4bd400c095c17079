import {
  halfTermOf,
  halfTermsBetween,
  numberOfHalfTerm,
  spanOf,
  termOfHalfTerm,
  yearOfHalfTerm,
  type Calendar,
  type HalfTermId,
  type LocalDate,
  type Priority,
} from '@app/kernel';
import type { Approach, KeyStageName, Mode, NeedState } from '@app/profiles';
import type { Themes } from '@app/schools';
import { dayInWords } from '../../layout/words.js';

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export const SOON_WORDS: Readonly<Record<Priority, string>> = {
  when_possible: 'When possible',
  this_term: 'This term',
  now: 'Now',
};

export const MODE_WORDS: Readonly<Record<Mode, string>> = {
  in_person: 'In person',
  remote: 'Remote',
  hybrid: 'Some of each',
};

export const STAGE_WORDS: Readonly<Record<KeyStageName, string>> = {
  EY: 'Early years',
  KS1: 'Key stage 1',
  KS2: 'Key stage 2',
  KS3: 'Key stage 3',
  KS4: 'Key stage 4',
  KS5: 'Sixth form',
};

export const APPROACH_WORDS: Readonly<Record<Approach['kind'], string>> = {
  anyone: 'Any school',
  anyone_but: 'Any school but …',
  only: 'Only …',
};

/** On tags, for everybody. */
export const STATE_TAGS: Readonly<Record<NeedState, string>> = {
  raised: 'Sent',
  triaged: 'With a broker',
  diagnosed: 'Wording to agree',
  agreed: 'Agreed',
  open: 'Open',
  proposed: 'School in mind',
  commissioned: 'Outside support',
  matched: 'Supported',
  met: 'Met',
  not_pursued: 'Not pursued',
  escalated: 'With the local authority',
  withdrawn: 'Withdrawn',
};

export function choicesOf(words: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}

/** `Spring 1, 2026/27`. */
export function halfTermInWords(halfTerm: HalfTermId): string {
  const term = termOfHalfTerm(halfTerm);
  const half = numberOfHalfTerm(halfTerm) % 2 === 1 ? 1 : 2;
  return `${term.charAt(0).toUpperCase()}${term.slice(1)} ${half}, ${yearOfHalfTerm(halfTerm)}`;
}

/** Every half-term of the calendar that is not over, with its days: `Spring 1, 2026/27: 4 January to 12 February`. */
export function halfTermChoices(calendar: Calendar, today: LocalDate): Choice[] {
  const last = calendar.years.at(-1)?.id;
  if (last === undefined) return [];
  return halfTermsBetween(halfTermOf(today, calendar), `${last}-6` as HalfTermId)
    .slice(0, 12)
    .map((halfTerm) => {
      const { from, to } = spanOf(halfTerm, calendar);
      return {
        value: halfTerm,
        text: `${halfTermInWords(halfTerm)}: ${dayInWords(from)} to ${dayInWords(to)}`,
      };
    });
}

export interface ThemeGroup {
  readonly name: string;
  readonly themes: readonly Choice[];
}

export function themeGroups(themes: Themes): ThemeGroup[] {
  return themes.byArea().map(({ area, themes: held }) => ({
    name: area.name,
    themes: held.map(({ id, name }) => ({ value: id, text: name })),
  }));
}

/** `2.5` as 5 half-days; null unless whole or half days. */
export function halfDaysTyped(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]{1,3}(\.[05])?$/.test(text) ? Number(text) * 2 : null;
}

/** 5 half-days as they are typed: `2.5`. */
export function daysToType(halfDays: number): string {
  return String(halfDays / 2);
}
