import type { Repeatable } from '@app/platform';
import type { GoodForm } from '../../layout/read-form.js';

/** One rendering of a form is one act, however often its button is pressed. */
export function repeatOf({ key, values }: GoodForm<object>, route: string): Repeatable | undefined {
  return key === null ? undefined : { route, key, body: JSON.stringify(values) };
}
