import type { HalfTermId, LocalDate, NeedId, OfferId, SchoolUrn, ThemeId } from '@app/kernel';
import { BOARD_POLICY } from './board-policy.fixture.js';
import type { MeasureName } from './policy.js';
import {
  SNAPSHOT_SCHEMA,
  type ContextValue,
  type Days,
  type Need,
  type Offer,
  type OfferedTheme,
  type School,
  type Snapshot,
} from './snapshot/snapshot.js';

export const urn = (number: number): SchoolUrn => String(990_000 + number) as SchoolUrn;
export const needId = (number: number): NeedId => `need-${String(number)}` as NeedId;
export const offerId = (number: number): OfferId => `offer-${String(number)}` as OfferId;
export const theme = (id: string): ThemeId => id as ThemeId;
export const day = (date: string): LocalDate => date as LocalDate;
export const halfTerm = (id: string): HalfTermId => id as HalfTermId;

export const THEMES = ['att.persistent', 'att.strategy', 'beh.culture', 'sub.english', 'sub.maths'].map(
  theme,
);
export const HALF_TERMS = [
  { id: halfTerm('2026/27-2'), from: day('2026-11-02'), to: day('2026-12-18') },
  { id: halfTerm('2026/27-3'), from: day('2027-01-04'), to: day('2027-02-12') },
  { id: halfTerm('2026/27-4'), from: day('2027-02-22'), to: day('2027-03-25') },
];
export const RUN_DATE = day('2026-11-25');

export function aSchool(number: number, but: Partial<School> = {}): School {
  return {
    urn: urn(number),
    status: 'open',
    keyStages: ['KS3', 'KS4'],
    setting: 'mainstream',
    easting: 550_000 + number * 1_000,
    northing: 110_000,
    trust: null,
    trustKnown: true,
    federation: null,
    headVacancy: false,
    context: [],
    ...but,
  };
}

export function aNeed(number: number, but: Partial<Need> = {}): Need {
  return {
    id: needId(number),
    school: urn(number),
    primaryTheme: theme('att.persistent'),
    secondaryThemes: [],
    keyStages: ['KS3', 'KS4'],
    priority: 'this_term',
    halfDaysWanted: 4,
    windowFrom: halfTerm('2026/27-3'),
    windowTo: halfTerm('2026/27-4'),
    partnersWanted: 1,
    modes: ['in_person'],
    travelMetres: null,
    approach: { kind: 'anyone', schools: [] },
    wishes: [],
    earliestStart: null,
    waitingSince: day('2026-11-18'),
    ...but,
  };
}

export function aStrength(but: Partial<OfferedTheme> = {}): OfferedTheme {
  return {
    theme: theme('att.persistent'),
    depth: 'can_work_alongside',
    evidence: 'adviser_visit',
    howKnown: true,
    on: day('2026-10-01'),
    ...but,
  };
}

export function anOffer(number: number, but: Partial<Offer> = {}): Offer {
  return {
    id: offerId(number),
    school: urn(number),
    themes: [aStrength()],
    keyStages: ['KS3', 'KS4'],
    modes: ['in_person'],
    travelMetres: null,
    notWith: [],
    mostPartners: 1,
    fewestPartners: 0,
    resting: false,
    ...but,
  };
}

/** The same in each half-term. */
export function someDays(number: number, declared: number, free = declared, askMe = false): Days[] {
  return HALF_TERMS.map(({ id }) => ({ school: urn(number), halfTerm: id, declared, free, askMe }));
}

export function figures(values: Partial<Record<MeasureName, number>>): ContextValue[] {
  return Object.entries(values).map(([measure, value]) => ({
    measure: measure as MeasureName,
    millionths: Math.round(value * 1_000_000),
    symbol: null,
    year: '2023/24',
    source: 'School information, key stage 4',
  }));
}

/** School 1 asks; schools 2 and up offer, each with 20 half-days in each half-term; a kilometre lies between neighbours. */
export function aSnapshot(but: Partial<Snapshot> = {}, supporters = 3): Snapshot {
  const numbers = Array.from({ length: supporters }, (_, at) => at + 2);
  return {
    schema: SNAPSHOT_SCHEMA,
    runDate: RUN_DATE,
    halfTerms: HALF_TERMS,
    themes: THEMES,
    policy: BOARD_POLICY,
    schools: [1, ...numbers].map((number) => aSchool(number)),
    needs: [aNeed(1)],
    offers: numbers.map((number) => anOffer(number)),
    days: numbers.flatMap((number) => someDays(number, 20)),
    conflicts: [],
    commitments: [],
    soundings: [],
    trackRecords: [],
    declines: [],
    vetoes: [],
    locks: [],
    currentPlan: [],
    ...but,
  };
}
