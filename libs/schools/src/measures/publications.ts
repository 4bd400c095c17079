import type { MeasureId } from './definitions.js';

/** How a column writes its numbers. */
export type Form =
  /** `43.1`, in the unit of the measure. */
  | 'plain'
  /** `43%` and never without the sign. */
  | 'percent_sign'
  /** `14.50%` in one edition, `0.145` in another; one file has one of the two. */
  | 'percent_sign_or_fraction';

export interface MeasuredColumn {
  readonly heading: string;
  readonly measure: MeasureId;
  readonly form: Form;
  /** Columns whose sum is the number of pupils of whom the figure speaks. */
  readonly outOf?: readonly string[];
}

export interface Publication {
  readonly says: string;
  readonly urn: 'URN' | 'school_urn';
  /** Headings by which the file is known, whatever it is called. */
  readonly knownBy: readonly string[];
  /** The column that tells the school year; without one, the file's name must. */
  readonly period?: string;
  readonly columns: readonly MeasuredColumn[];
}

const plain = (heading: string, measure: MeasureId, ...outOf: readonly string[]): MeasuredColumn => ({
  ...{ heading, measure, form: 'plain' },
  ...(outOf.length > 0 ? { outOf } : {}),
});
const signed = (heading: string, measure: MeasureId, ...outOf: readonly string[]): MeasuredColumn => ({
  ...{ heading, measure, form: 'percent_sign', outOf },
});
const PREMIUM = (phase: string): string =>
  `Percentage of ${phase} pupils eligible for the Deprivation Pupil Premium`;

export const PUBLICATIONS: readonly Publication[] = [
  {
    says: 'absence',
    urn: 'URN',
    knownBy: ['PERCTOT', 'PPERSABS10'],
    columns: [plain('PERCTOT', 'absence.overall'), plain('PPERSABS10', 'absence.persistent')],
  },
  {
    says: 'key stage 2',
    urn: 'URN',
    knownBy: ['READPROG', 'WRITPROG', 'MATPROG'],
    columns: [
      plain('READPROG', 'ks2.progress_reading', 'TELIG'),
      plain('WRITPROG', 'ks2.progress_writing', 'TELIG'),
      plain('MATPROG', 'ks2.progress_maths', 'TELIG'),
    ],
  },
  {
    says: 'key stage 4',
    urn: 'URN',
    knownBy: ['P8MEA', 'ATT8SCR'],
    columns: [
      plain('P8MEA', 'ks4.progress_8', 'TPUP'),
      plain('ATT8SCR', 'ks4.attainment_8', 'TPUP'),
      signed('PTL2BASICS_95', 'ks4.basics_95', 'TPUP'),
      signed('PTEBACC_E_PTQ_EE', 'ks4.ebacc_entry', 'TPUP'),
      plain('EBACCAPS', 'ks4.ebacc_points', 'TPUP'),
    ],
  },
  {
    says: 'key stage 4 school information',
    urn: 'school_urn',
    knownBy: ['time_period', 'school_urn', 'pt_disadvantaged'],
    period: 'time_period',
    columns: [
      plain('t_allks_pupils', 'context.roll'),
      plain('avg_ks2_scaledscore', 'context.ks2_prior', 't_prior_lo', 't_prior_av', 't_prior_hi'),
      plain('pt_disadvantaged', 'context.disadvantaged', 't_disadvantaged', 't_not_disadvantaged'),
      plain('pt_language_not_english', 'context.eal', 't_pupils'),
      plain('pt_not_mobile', 'context.not_mobile', 't_pupils'),
      plain('pt_sen_with_ehcp', 'context.ehcp', 't_pupils'),
      plain('pt_sen_no_ehcp', 'context.sen_support', 't_pupils'),
      plain('diffn_att8', 'ks4.gap_attainment_8', 't_disadvantaged'),
    ],
  },
  {
    says: 'similar schools, primary',
    urn: 'URN',
    knownBy: ['PPPerc', 'IdaciPupils', 'Ks1PriorRwmAverage'],
    columns: [
      plain('PPPerc', 'context.primary_disadvantaged'),
      plain('Polar4QuintilePupils', 'context.primary_polar4'),
      plain('PStability', 'context.primary_stability'),
      plain('PercentSchSupport', 'context.primary_sen_support'),
      plain('PercentEAL', 'context.primary_eal'),
      plain('IdaciPupils', 'context.primary_idaci'),
      plain('PercentageStatementOrEhp', 'context.primary_ehcp'),
      plain('NumberOfPupils', 'context.primary_roll'),
      plain('Ks1PriorRwmAverage', 'context.primary_ks1_prior'),
    ],
  },
  {
    says: 'pupil premium',
    urn: 'URN',
    knownBy: [PREMIUM('Primary'), PREMIUM('Secondary')],
    columns: [
      {
        ...{
          heading: PREMIUM('Primary'),
          measure: 'context.premium_primary',
          form: 'percent_sign_or_fraction',
        },
        outOf: ['Number of Primary pupils on roll (9)'],
      },
      {
        heading: PREMIUM('Secondary'),
        ...{ measure: 'context.premium_secondary', form: 'percent_sign_or_fraction' },
        // published with two spaces
        outOf: ['Number of  Secondary pupils on roll (10)'],
      },
    ],
  },
];
