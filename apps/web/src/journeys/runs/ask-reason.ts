import { NotAllowed } from '@app/kernel';
import { formPage, type FormValues, type Page } from '../../layout/answers.js';
import { FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { ReasonForm } from './runs.form.js';

/** What is to be read, and the address that takes the reason. It takes it in the body: no address ever carries it. */
export interface Wanted {
  readonly title: string;
  readonly action: string;
  /** Of one request: its school's head sees who read it and why. */
  readonly told?: true;
}

/** Shows a page; who may read it only with a reason is asked for one first, and nothing is read before. */
export async function orAskReason(wanted: Wanted, show: () => Promise<Page>): Promise<Page> {
  try {
    return await show();
  } catch (refusal) {
    if (!owesReason(refusal)) throw refusal;
    return askReason(wanted, null, {});
  }
}

/** Shows a page to who typed why; asked again where that says nothing. */
export async function withReason<Shown>(
  wanted: Wanted,
  body: unknown,
  show: (reason: string) => Promise<Shown>,
): Promise<Shown | Page> {
  const read = readForm(ReasonForm, body);
  if (!read.ok) return askReason(wanted, read.errors, read.values);
  try {
    return await show(read.form.reason ?? '');
  } catch (refusal) {
    if (!owesReason(refusal)) throw refusal;
    return askReason(wanted, MISSING, read.values);
  }
}

const MISSING = new FormErrors([{ path: 'reason', message: 'Enter why you read this, in a few words' }]);

function owesReason(refusal: unknown): boolean {
  return refusal instanceof NotAllowed && refusal.code === 'REASON_REQUIRED';
}

function askReason(wanted: Wanted, errors: FormErrors | null, values: FormValues): Page {
  return formPage('journeys/runs/reason.njk', wanted, errors, values);
}
