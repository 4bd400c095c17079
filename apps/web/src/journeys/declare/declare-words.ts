import type { Appetite, Band, Depth, EvidenceKind, PauseKind } from '@app/profiles';

export const APPETITE_WORDS: Readonly<Record<Appetite, string>> = {
  actively_offering: 'Yes, ask us',
  open_to_approach: 'Only if needed',
  not_this_term: 'Not this term',
  already_committed: 'Already committed',
};

export const PAUSE_WORDS: Readonly<Record<PauseKind, string>> = {
  staffing: 'Staffing',
  new_head: 'A new head',
  inspection_due: 'An inspection is due',
  rest: 'A rest',
  other: 'Something else',
};

export const DEPTH_WORDS: Readonly<Record<Depth, string>> = {
  can_talk: 'We can talk about it',
  can_host: 'We can host a visit',
  can_work_alongside: 'We can work alongside another school',
};

export const EVIDENCE_WORDS: Readonly<Record<EvidenceKind, string>> = {
  declared: 'We say so ourselves',
  data: 'Data',
  adviser_visit: 'An adviser’s visit',
  released_review: 'A review that we released',
  inspection: 'An inspection',
  impact: 'What changed where we helped',
};

export const BAND_WORDS: Readonly<Record<Band, string>> = {
  '0': 'None',
  '1-2': '1 to 2 days',
  '3-5': '3 to 5 days',
  more: 'More than 5 days',
  ask_me: 'Ask me',
};
