/** Kinds of record that a request may touch, in the order in which they are gone through. */
export const INFORMATION_KINDS = [
  ...(['declaration', 'need_summary', 'pairing', 'decision', 'commission', 'intervention'] as const),
  ...([
    'finding',
    'figures',
    'need_detail',
    'concern',
    'coaching_note',
    'review_text',
    'staff_name',
  ] as const),
] as const;
export type InformationKind = (typeof INFORMATION_KINDS)[number];

/** Said in confidence, or who people are: withheld wherever it is held, whatever anybody asks. */
export const WITHHELD_KINDS: readonly InformationKind[] = [
  ...(['need_detail', 'concern', 'coaching_note', 'review_text', 'staff_name'] as const),
];

export const KIND_ANSWERS = ['not_held', 'release', 'part', 'withhold'] as const;
export type KindAnswer = (typeof KIND_ANSWERS)[number];

/** Sections of the Freedom of Information Act 2000 by which something may be withheld, to check. */
export const EXEMPTIONS = [
  ...([
    'section_21',
    'section_22',
    'section_31',
    'section_36',
    'section_40',
    'section_41',
    'section_43',
  ] as const),
] as const;
export type Exemption = (typeof EXEMPTIONS)[number];

/** How much of a kind an answer lets out. */
export const LETS_OUT: Readonly<Record<KindAnswer, number>> = {
  not_held: 0,
  withhold: 0,
  part: 1,
  release: 2,
};
