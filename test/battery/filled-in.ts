import { asks, optionsOf, type Field, type Form, type Pairs } from './window.js';

/** Days around the county's own, by what a field is called: what is past must be past, what is to come to come. */
const PAST = '2026-11-20';
const COMING = '2026-12-04';
const HAS_BEEN = /^(heldOn)$/;
const IS_DAY = /^(heldOn|onDay|nextDate|startsOn|deliverBy|due(-\d+)?|ends|extractDate)$/;
const IS_NUMBER = /^(days|minutes|pounds|halfDays|gave)(-\d+)?$/;
/** A sentence that is long enough for whoever asks for one, and found again on the page. */
export const TYPED = 'Typed in the older window: quarter past, “Zürich” & so on.';

/** One answer to each question of a form, so that its fields have nothing to say against it. */
export function filledIn(form: Form, html: string, own: Readonly<Record<string, string>> = {}): Pairs {
  const asked = form.fields.filter(asks);
  const names = [...new Set(asked.map(({ name }) => name))];
  const hidden = form.fields.filter(({ type }) => type === 'hidden');
  const answers = names.flatMap((name): Pairs => {
    const fields = asked.filter((each) => each.name === name);
    const answer = own[name] ?? answerTo(fields, html);
    return answer === '' ? [] : [[name, answer]];
  });
  return [...hidden.map(({ name, value }) => [name, value] as const), ...answers];
}

function answerTo(fields: readonly Field[], html: string): string {
  const [first] = fields;
  if (first === undefined || first.type === 'file' || first.name === 'safeguarding') return '';
  if (first.type === 'radio' || first.type === 'checkbox')
    return (fields.find(({ sent }) => sent) ?? first).value;
  if (first.type === 'select')
    return first.value === '' ? (optionsOf(html, first.name)[0] ?? '') : first.value;
  if (first.type === 'textarea') return TYPED;
  if (first.value !== '') return first.value;
  if (HAS_BEEN.test(first.name)) return PAST;
  if (IS_DAY.test(first.name)) return COMING;
  return IS_NUMBER.test(first.name) ? '1' : '';
}
