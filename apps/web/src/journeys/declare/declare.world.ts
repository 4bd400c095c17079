import {
  halfTermId,
  spanOf,
  type AcademicYearId,
  type Calendar,
  type HalfTermId,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import type { OfferView, OwnDeclaration, PauseView, WindowView } from '@app/profiles';
import type { Themes } from '@app/schools';
import type { FormValues } from '../../layout/answers.js';
import {
  daysToType,
  halfTermInWords,
  themeGroups,
  type Choice,
  type ThemeGroup,
} from '../needs/need-words.js';
import { HALF_TERMS } from './declare.form.js';

export interface OpenHalfTerm {
  readonly n: number;
  readonly id: HalfTermId;
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What stands and what can be chosen, at this request. */
export interface DeclareWorld {
  readonly urn: SchoolUrn;
  readonly school: string;
  readonly year: AcademicYearId;
  /** `2026-27`, as addresses have it. */
  readonly path: string;
  /** Where the questions stand: `/declare/2026-27`, or under the link of a mail. */
  readonly base: string;
  readonly byLink: boolean;
  readonly today: LocalDate;
  readonly themes: Themes;
  readonly groups: readonly ThemeGroup[];
  readonly halfTerms: readonly OpenHalfTerm[];
  /** The area's schools but the own one. */
  readonly others: readonly Choice[];
  /** The head alone says why not this term. */
  readonly mayPause: boolean;
  readonly stored: Stored;
}

export interface Stored {
  /** This year's word, or the last year's to fill in from. */
  readonly word: OwnDeclaration | null;
  readonly pause: PauseView | null;
  readonly offer: OfferView | null;
  readonly windows: readonly WindowView[];
  /** Version of this year's word; null where there is none yet. */
  readonly version: number | null;
}

/** Those of the year that are not over. */
export function openHalfTerms(year: AcademicYearId, calendar: Calendar, today: LocalDate): OpenHalfTerm[] {
  if (!calendar.years.some(({ id }) => id === year)) return [];
  return HALF_TERMS.map((n) => {
    const id = halfTermId(year, n);
    return { n, id, name: halfTermInWords(id), ...spanOf(id, calendar) };
  }).filter(({ to }) => to >= today);
}

export function groupsOf(themes: Themes): readonly ThemeGroup[] {
  return themeGroups(themes);
}

/** The page filled in with what the school said last. */
export function storedValues({ stored, urn, halfTerms }: DeclareWorld): FormValues {
  const { word, pause, offer } = stored;
  const values: Record<string, string | readonly string[] | undefined> = {
    school: urn,
    appetite: stored.version === null ? undefined : word?.appetite,
    pauseKind: pause?.kind,
    pauseWords: pause?.words ?? undefined,
    people: offer?.people ?? undefined,
    keyStages: offer?.keyStages ?? [],
    modes: offer?.modes ?? [],
    travel: offer?.travelKm == null ? undefined : String(offer.travelKm),
    partners: String(offer?.maxPartners ?? 1),
    notWith: offer?.notWith ?? [],
    conditions: offer?.conditions ?? undefined,
  };
  (word?.strengths ?? []).forEach((strength, at) => {
    const row = String(at + 1);
    values[`theme${row}`] = strength.theme;
    values[`depth${row}`] = strength.depth;
    values[`evidence${row}`] = strength.evidence;
    values[`how${row}`] = strength.howWeKnow ?? undefined;
    values[`on${row}`] = strength.evidence === 'declared' ? undefined : strength.on;
  });
  for (const { n, id } of halfTerms) {
    const window = stored.windows.find(({ halfTerm }) => halfTerm === id);
    values[`band${String(n)}`] = window?.band;
    values[`exact${String(n)}`] = window?.exact === true ? daysToType(window.declared) : undefined;
    values[`seen${String(n)}`] = window === undefined ? undefined : String(window.version);
  }
  return values;
}
