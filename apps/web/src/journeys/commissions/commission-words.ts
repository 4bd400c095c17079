import type { CommissionLine, CommissionState } from '@app/brokerage';
import { dateInWords, halfDaysInWords, poundsInWords } from '../../layout/words.js';

/** Heads read these too. */
export const COMMISSION_TAGS: Readonly<Record<CommissionState, string>> = {
  drafted: 'Waits for the chair',
  approved: 'Approved',
  out_to_quote: 'Quotes are asked for',
  awarded: 'Awarded',
  delivering: 'Under way',
  accepted: 'Delivered',
  sent_back: 'Sent back',
  paid: 'Delivered and paid',
  cancelled: 'Cancelled',
};

export const STEP_WORDS: Readonly<Record<CommissionState, string>> = {
  drafted: 'Drafted',
  approved: 'Approved',
  out_to_quote: 'Quotes asked for',
  awarded: 'Awarded',
  delivering: 'Begun',
  accepted: 'What was delivered was accepted',
  sent_back: 'What was delivered was sent back',
  paid: 'Paid',
  cancelled: 'Cancelled',
};

export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly href?: string;
}

/** What is bought, for every reader of it. */
export function factsOf(line: CommissionLine): Fact[] {
  const { supplier, pence, awardPence, halfDays } = line;
  const chosen = awardPence !== null;
  return [
    { label: 'School', text: line.school.name },
    { label: 'Request', text: line.need, href: `/needs/${line.need}` },
    { label: chosen ? 'Supplier' : 'Supplier in mind', text: supplier ?? 'Nobody yet: quotes decide' },
    { label: 'Funded by', text: line.funder },
    { label: 'Costs at most', text: pence === 0 ? 'Nothing' : poundsInWords(pence) },
    ...(chosen
      ? [{ label: 'Awarded for', text: awardPence === 0 ? 'Nothing' : poundsInWords(awardPence) }]
      : []),
    { label: 'Days', text: halfDays === 0 ? 'Not counted in days' : halfDaysInWords(halfDays) },
    { label: 'To be delivered by', text: dateInWords(line.deliverBy) },
  ];
}
