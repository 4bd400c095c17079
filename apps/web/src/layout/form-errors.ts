import { BadInput, NoCalendar, RuleBroken, StaleVersion, type FieldError } from '@app/kernel';

/** What is wrong with a form, in the order of the page. 422 for what was typed, 409 for a rule against it, 412 for an older page. */
export class FormErrors {
  constructor(
    readonly list: readonly FieldError[],
    readonly status: 422 | 409 | 412 = 422,
  ) {}

  /** The first message for one field, as the macros of GOV.UK Frontend take it; null where the field is fine. */
  of(path: string): { text: string } | null {
    const found = this.list.find((error) => error.path === path);
    return found ? { text: found.message } : null;
  }
}

/**
 * What a verb refused, for the form it came from. Anything else is no matter of the form and is thrown on.
 *
 * @param fields names what the verb calls a field by what the form calls it, like `{ 'window.from': 'from' }`.
 */
export function refusedForm(error: unknown, fields: Readonly<Record<string, string>> = {}): FormErrors {
  if (error instanceof BadInput) {
    return new FormErrors(error.errors.map((each) => ({ ...each, path: fields[each.path] ?? each.path })));
  }
  if (error instanceof RuleBroken) return new FormErrors([{ path: '', message: error.message }], 409);
  throw error;
}

/**
 * The same for a form whose record may have changed meanwhile, or whose deadline no calendar of the area can count: the
 * page comes back with everything that was typed.
 */
export function refusedOrStale(error: unknown, fields: Readonly<Record<string, string>> = {}): FormErrors {
  if (error instanceof StaleVersion) return new FormErrors([{ path: '', message: CHANGED }], 412);
  if (error instanceof NoCalendar) return new FormErrors([{ path: '', message: error.message }], 409);
  return refusedForm(error, fields);
}

const CHANGED = 'This changed while you were reading. Read it again, then answer.';
