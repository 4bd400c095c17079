/** One of them is opened at a time. Coaching notes, concerns and reasons for "not this term" are none of them, for good. */
export const OPENED_KINDS = ['need_detail', 'declaration_needs', 'pairing'] as const;
export type OpenedKind = (typeof OPENED_KINDS)[number];

export const OPENING_PURPOSES = [
  'complaint',
  'legal_duty',
  'serious_concern',
  'wrong_record',
  'nobody_left',
] as const;
export type OpeningPurpose = (typeof OPENING_PURPOSES)[number];

export const OPENING_VERDICTS = ['in_order', 'not_in_order'] as const;
export type OpeningVerdict = (typeof OPENING_VERDICTS)[number];

export const LEAST_MINUTES = 5;
export const MOST_MINUTES = 60;
/** Letters of the shortest text that says what it is for. */
export const LEAST_WORDS = 20;
