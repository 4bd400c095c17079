import type { Screen } from '../../apps/web/src/journeys/needs/a-visitor.fixture.js';
import { asItCame, asks, formsOf, type Field, type Form, type Pairs } from './window.js';

/** What a form sent with nothing in it must come back as; each way in which it does not. */
export function faultsOfEmpty(answer: Screen): string[] {
  const lost = answer.problems.filter(({ field }) => field === '' || !answer.has(field));
  return [
    ...(answer.status === 422 ? [] : [`answered ${String(answer.status)}`]),
    ...(answer.title.startsWith('Error: ') ? [] : [`is titled “${answer.title}”`]),
    ...(answer.problems.length > 0 ? [] : ['names nothing']),
    ...(isFirst(answer) ? [] : ['does not begin with its summary']),
    ...lost.map(({ text, field }) => `“${text}” leads to #${field}, which is not there`),
  ];
}

/** The script of GOV.UK Frontend moves the focus to the summary by this name; without it the browser begins above it. */
function isFirst({ html }: Screen): boolean {
  const main = html.slice(html.indexOf('<main'));
  return /^<main[^>]*>\s*(<div[^>]*>\s*)*<div class="govuk-error-summary" data-module="govuk-error-summary">/.test(
    main,
  );
}

/** What was typed into a form and is not in the same form of the page that came back. */
export function faultsOfKept(form: Form, sent: Pairs, answer: Screen): string[] {
  const again = formsOf(answer).find(({ action }) => action === form.action);
  if (!again) return [`comes back without its form`];
  const kept = asItCame(again);
  const typed = sent.filter(([name]) => form.fields.some((each) => each.name === name && isKept(each)));
  return typed
    .filter(([name, value]) => !kept.some(([own, has]) => own === name && has === value))
    .map(([name]) => `has lost ${name}`);
}

const isKept = (field: Field): boolean => asks(field) && field.type !== 'password' && field.type !== 'file';

/** A form of an older window: nothing is overwritten, and what was typed is on the page beside what is stored. */
export function faultsOfStale(sent: Pairs, typed: string, answer: Screen): string[] {
  const wrote = sent.some(([, value]) => value === typed);
  const all = `${answer.words} ${formsOf(answer)
    .flatMap(asItCame)
    .map(([, value]) => value)
    .join(' ')}`;
  return [
    ...(answer.status === 412 ? [] : [`answered ${String(answer.status)}: ${answer.title}`]),
    ...(!wrote || all.includes(typed) ? [] : ['has lost what was typed']),
  ];
}
