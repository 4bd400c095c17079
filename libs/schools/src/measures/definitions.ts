/** Which way a figure is better; null where neither is, as with what describes the pupils of a school. */
export type BetterWhen = 'lower' | 'higher' | null;

export interface MeasureDefinition {
  readonly says: string;
  readonly unit: 'percent' | 'points' | 'pupils';
  readonly betterWhen: BetterWhen;
  /** The publication, as a person would look for it. */
  readonly source: string;
  /** Months from the end of the school year to its publication. */
  readonly lagMonths: number;
  /** What a reader must know before comparing; null where the words of the measure say all. */
  readonly caveat: string | null;
  /** Plausible figures in the measure's unit: anything beyond was mistyped or is another column. */
  readonly from: number;
  readonly to: number;
}

const ABSENCE = 'Department for Education, pupil absence in schools';
const KS2 = 'Department for Education, key stage 2 performance';
const KS4 = 'Department for Education, key stage 4 performance';
const KS4_INFORMATION = 'Department for Education, key stage 4 school information';
const SIMILAR_PRIMARIES = 'Department for Education, similar schools, primary';
const PREMIUM = 'Department for Education, pupil premium allocations';

const PROGRESS = 'Special schools are compared with special schools alone.';
const DESCRIBES = 'It describes the pupils, not the work of the school.';

const percent = { unit: 'percent', from: 0, to: 100 } as const;
const progress = { unit: 'points', betterWhen: 'higher', from: -30, to: 30, caveat: PROGRESS } as const;
const ks2 = { ...progress, source: KS2, lagMonths: 5 } as const;
const ks4 = { source: KS4, lagMonths: 6, caveat: null } as const;
const context = { betterWhen: null, source: KS4_INFORMATION, lagMonths: 6, caveat: DESCRIBES } as const;
const primary = { ...context, source: SIMILAR_PRIMARIES, lagMonths: 10 } as const;
const premium = { ...percent, betterWhen: null, source: PREMIUM, lagMonths: 0, caveat: DESCRIBES } as const;

/** Every figure that is read from a published file. */
export const MEASURES = {
  'absence.overall': {
    ...{ says: 'Absence, percent of sessions', ...percent, betterWhen: 'lower', source: ABSENCE },
    ...{ lagMonths: 7, caveat: null },
  },
  'absence.persistent': {
    ...{ says: 'Pupils who miss 10% of sessions or more', ...percent, betterWhen: 'lower', source: ABSENCE },
    ...{ lagMonths: 7, caveat: null },
  },
  'ks2.progress_reading': { says: 'Key stage 2 progress in reading', ...ks2 },
  'ks2.progress_writing': { says: 'Key stage 2 progress in writing', ...ks2 },
  'ks2.progress_maths': { says: 'Key stage 2 progress in mathematics', ...ks2 },
  'ks4.progress_8': { says: 'Progress 8', ...progress, source: KS4, lagMonths: 6 },
  'ks4.attainment_8': {
    ...{ says: 'Attainment 8', unit: 'points', betterWhen: 'higher', ...ks4, from: 0, to: 100 },
  },
  'ks4.basics_95': {
    ...{ says: 'Grade 5 or above in English and mathematics', ...percent, betterWhen: 'higher', ...ks4 },
  },
  'ks4.ebacc_entry': {
    ...{ says: 'Pupils entered for the English Baccalaureate', ...percent, betterWhen: null, ...ks4 },
    caveat: 'What a school enters its pupils for is its choice.',
  },
  'ks4.ebacc_points': {
    ...{ says: 'English Baccalaureate average points', unit: 'points', betterWhen: 'higher', ...ks4 },
    ...{ from: 0, to: 9 },
  },
  'ks4.gap_attainment_8': {
    ...{
      says: 'Attainment 8 of disadvantaged pupils against others nationally',
      unit: 'points',
      ...ks4,
      source: KS4_INFORMATION,
    },
    ...{ betterWhen: 'higher', from: -100, to: 100 },
  },
  'context.roll': { says: 'Pupils on roll', unit: 'pupils', ...context, from: 0, to: 20_000 },
  'context.ks2_prior': {
    ...{ says: 'Average key stage 2 score of the year group', unit: 'points', ...context, from: 60, to: 140 },
  },
  'context.disadvantaged': { says: 'Disadvantaged pupils in the year group', ...percent, ...context },
  'context.eal': {
    says: 'Pupils in the year group whose first language is not English',
    ...percent,
    ...context,
  },
  'context.not_mobile': { says: 'Pupils in the year group who did not move school', ...percent, ...context },
  'context.ehcp': {
    says: 'Pupils in the year group with an education, health and care plan',
    ...percent,
    ...context,
  },
  'context.sen_support': { says: 'Pupils in the year group with SEN support', ...percent, ...context },
  // What the national service compares primary schools by; its own averages of several years.
  'context.primary_disadvantaged': { says: 'Pupils with pupil premium', ...percent, ...primary },
  'context.primary_polar4': {
    says: 'Young people around pupils’ homes who go on to higher education (POLAR4 fifth)',
    ...{ unit: 'points', ...primary, from: 1, to: 5 },
  },
  'context.primary_stability': { says: 'Pupils who did not move school', ...percent, ...primary },
  'context.primary_sen_support': { says: 'Pupils with SEN support', ...percent, ...primary },
  'context.primary_eal': { says: 'Pupils whose first language is not English', ...percent, ...primary },
  'context.primary_idaci': {
    says: 'Children in low-income homes around pupils’ homes (IDACI, 0 to 1)',
    ...{ unit: 'points', ...primary, from: 0, to: 1 },
  },
  'context.primary_ehcp': {
    says: 'Pupils with an education, health and care plan',
    ...percent,
    ...primary,
  },
  'context.primary_roll': { says: 'Pupils in the school', unit: 'pupils', ...primary, from: 0, to: 20_000 },
  'context.primary_ks1_prior': {
    says: 'Average key stage 1 result of the year groups that left',
    ...{ unit: 'points', ...primary, from: 0, to: 10 },
  },
  'context.premium_primary': { says: 'Primary pupils with pupil premium for deprivation', ...premium },
  'context.premium_secondary': { says: 'Secondary pupils with pupil premium for deprivation', ...premium },
} as const satisfies Readonly<Record<string, MeasureDefinition>>;

export type MeasureId = keyof typeof MEASURES;

/** What two schools can work on: measures that have a better direction, and so no description of their pupils. */
export type ComparedMeasure = Exclude<MeasureId, `context.${string}` | 'ks4.ebacc_entry'>;
export const COMPARED_MEASURES = (Object.keys(MEASURES) as MeasureId[]).filter(
  (measure): measure is ComparedMeasure => MEASURES[measure].betterWhen !== null,
);
