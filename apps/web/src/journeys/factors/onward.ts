import type { Entered } from '@app/identity';
import { seeOther, type SeeOther } from '../../layout/answers.js';

/** After a password or a factor: to where they were going, or first to what they owe. */
export function onward({ id, owes }: Entered, next: string): SeeOther {
  if (owes === null) return seeOther(next, id);
  return seeOther(
    next === '/' ? `/sign-in/${owes}` : `/sign-in/${owes}?next=${encodeURIComponent(next)}`,
    id,
  );
}
