/** What a school agreed to, or what a power was used for. */
export const BASES = ['power', 'agreement'] as const;
export type Basis = (typeof BASES)[number];

/** The five in the middle are powers of the Education and Inspections Act 2006, sections 60 and 63 to 66. */
export const INTERVENTION_KINDS = [
  'agreed_support',
  'programme',
  'warning_notice',
  'required_support',
  'additional_governors',
  'interim_board',
  'budget_suspended',
  'other',
] as const;
export type InterventionKind = (typeof INTERVENTION_KINDS)[number];

const ONLY: Readonly<Partial<Record<InterventionKind, Basis>>> = {
  agreed_support: 'agreement',
  warning_notice: 'power',
  required_support: 'power',
  additional_governors: 'power',
  interim_board: 'power',
  budget_suspended: 'power',
};

/** A notice without a power behind it is none, and what is agreed needs no power. */
export function restsOnWrongBasis(kind: InterventionKind, basis: Basis): boolean {
  const only = ONLY[kind];
  return only !== undefined && only !== basis;
}
