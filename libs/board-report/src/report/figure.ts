export const FIGURE_KINDS = [
  ...['asked', 'going_on', 'met', 'met_inside', 'met_outside', 'ended', 'waited'],
  ...['begun', 'working', 'closed', 'wanted', 'promised', 'delivered'],
  ...['closed_met', 'closed_part_met', 'closed_not_met', 'closed_early'],
  ...['measured', 'measured_later', 'measured_not_yet', 'schools', 'linked', 'unlinked'],
] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** What a figure's records are, and so which list opens them. */
export type RecordKind = 'need' | 'pairing' | 'school';

/** One number of the report and the records it was counted from (I-31). */
export interface Figure {
  /** `asked-1`, `asked-@Downland West`: what is counted, and the goal, `all`, `none`, or a district. */
  readonly id: string;
  readonly kind: FigureKind;
  readonly group: string;
  readonly unit: 'records' | 'half_days' | 'working_days';
  readonly value: number;
  readonly of: RecordKind;
  /** References of needs and pairings, numbers of schools: in their order, each once. */
  readonly records: readonly string[];
}

/** Too few schools stand behind it, or it would give such a figure away. Nothing else of it is known here. */
export interface HiddenFigure {
  readonly id: string;
  readonly hidden: true;
}

export type FigureOrHidden = Figure | HiddenFigure;

export function isHidden(figure: FigureOrHidden): figure is HiddenFigure {
  return 'hidden' in figure;
}
