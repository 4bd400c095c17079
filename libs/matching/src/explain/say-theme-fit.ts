import { academicYearOf, listed } from '@app/kernel';
import type { ThemeAnswer, ThemeFitFact } from '../pair-score.js';
import type { Depth, EvidenceKind } from '../words.js';
import type { Names } from './names.js';

const EVIDENCE_WORDS: Readonly<Record<EvidenceKind, string>> = {
  released_review: 'released review',
  adviser_visit: 'adviser visit',
  impact: 'evaluated impact',
  inspection: 'inspection',
  data: 'data',
  declared: 'declared by the school',
};

/** The fullest depth goes without saying. */
const DEPTH_WORDS: Readonly<Record<Depth, string>> = {
  can_work_alongside: '',
  can_host: ', hosts visits',
  can_talk: ', talks about it',
};

export function sayThemeFit({ primary, secondary }: ThemeFitFact, names: Names): string {
  const also = secondary.map(({ asked }) => names.theme(asked));
  const further = also.length === 0 ? '' : `; also ${listed(also)}`;
  if (primary === null) return `nothing offered in the area of the theme${further}`;
  return `${sayTheme(primary, names)}, ${sayEvidence(primary, names)}${DEPTH_WORDS[primary.depth]}${further}`;
}

function sayTheme({ asked, offered, nearness }: ThemeAnswer, names: Names): string {
  switch (nearness) {
    case 'same':
      return names.theme(offered);
    case 'sibling':
      return `${names.theme(offered)}, close to ${names.theme(asked)}`;
    case 'area':
      return `${names.theme(offered)}, in the same area as ${names.theme(asked)}`;
  }
}

function sayEvidence({ evidence, howKnown, on }: ThemeAnswer, { runDate }: Names): string {
  const kind = EVIDENCE_WORDS[evidence];
  const says = evidence === 'declared' && howKnown ? `${kind} with how it knows` : kind;
  const year = academicYearOf(on);
  const passed = runDate === undefined ? null : startOf(academicYearOf(runDate)) - startOf(year);
  if (passed === 0) return `${says} this year`;
  return passed === 1 ? `${says} last year` : `${says} in ${year}`;
}

function startOf(year: string): number {
  return Number(year.slice(0, 4));
}
