import { BadInput, NotAllowed } from '@app/kernel';
import { formPage, type Page } from '../../layout/answers.js';
import { FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { ReadingForm } from './runs.form.js';

export interface Reading {
  readonly reason: string | null;
  readonly need: string | null;
}

/** @throws BadInput for an address that no page of ours leads to. */
export function readingOf(query: unknown): Reading {
  const read = readForm(ReadingForm, query);
  if (!read.ok) throw new BadInput(read.errors.list);
  return { reason: read.form.reason ?? null, need: read.form.need ?? null };
}

/** Shows a page; who may read it only with a reason is asked for one first, and nothing is read before. */
export async function orAskReason(
  title: string,
  action: string,
  query: object,
  show: () => Promise<Page>,
): Promise<Page> {
  try {
    return await show();
  } catch (refusal) {
    if (!(refusal instanceof NotAllowed) || refusal.code !== 'REASON_REQUIRED') throw refusal;
    const empty = 'reason' in query;
    const errors = empty
      ? new FormErrors([{ path: 'reason', message: 'Enter why you read this, in a few words' }])
      : null;
    return formPage('journeys/runs/reason.njk', { title, action }, errors);
  }
}
