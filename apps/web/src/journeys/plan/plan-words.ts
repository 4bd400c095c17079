import type { MarkView, RunSummary } from '@app/brokerage';
import {
  numberOfHalfTerm,
  termOfHalfTerm,
  yearOfHalfTerm,
  type AcademicYearId,
  type HalfTermId,
  type TermName,
} from '@app/kernel';
import { dateInWords } from '../../layout/words.js';
import { KIND_WORDS } from '../runs/run-words.js';

/** A term of one academic year, as addresses name it: `2026-27-spring`. */
export interface TermOfYear {
  readonly key: string;
  readonly year: AcademicYearId;
  readonly term: TermName;
}

export function termOf(halfTerm: HalfTermId): TermOfYear {
  const [year, term] = [yearOfHalfTerm(halfTerm), termOfHalfTerm(halfTerm)];
  return { key: `${year.replace('/', '-')}-${term}`, year, term };
}

/** `spring 2026/27`. */
export function termInWords({ year, term }: Pick<TermOfYear, 'year' | 'term'>): string {
  return `${term} ${year}`;
}

/** `Spring 1`, where the year is plain from the page. */
export function halfInWords(halfTerm: HalfTermId): string {
  const term = termOfHalfTerm(halfTerm);
  return `${term.charAt(0).toUpperCase()}${term.slice(1)} ${numberOfHalfTerm(halfTerm) % 2 === 1 ? '1' : '2'}`;
}

/** `A. Osei, 25 November 2026`. */
export function byInWords({ by, at }: Pick<MarkView, 'by' | 'at'>): string {
  return `${by}, ${dateInWords(at)}`;
}

/** `R-0042: What if, A. Osei, 25 November 2026`. */
export function runInWords({ reference, kind, requestedBy, requestedAt }: RunSummary): string {
  const what = kind === 'what_if' ? 'What if' : KIND_WORDS[kind];
  return `${reference}: ${what}, ${requestedBy?.name ?? 'Trellis'}, ${dateInWords(requestedAt)}`;
}
