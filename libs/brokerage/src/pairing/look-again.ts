import { addDays, type LocalDate } from '@app/kernel';
import type { FieldReader } from '@app/profiles';

const [A_FORTNIGHT, A_YEAR] = [14, 366];

/** When somebody looks at work again that no clock runs for, where nobody chose a day. */
export const inAFortnight = (today: LocalDate): LocalDate => addDays(today, A_FORTNIGHT);

/** The day on which somebody looks at work again that rests. @param given left out: in a fortnight. */
export function readLookAgain(
  reader: FieldReader,
  given: string | null | undefined,
  today: LocalDate,
): LocalDate {
  if (given === null || given === undefined) return inAFortnight(today);
  const on = reader.date('nextDate', given, 'the day on which it is looked at again');
  if (on <= today || on > addDays(today, A_YEAR))
    reader.say('nextDate', 'Enter a day from tomorrow on and within a year, like 2027-01-11');
  return on;
}
