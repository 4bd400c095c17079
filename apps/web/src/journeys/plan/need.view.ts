import type { ChangedNeed, MarkKind, OverrideQuote, PlanAtNeedView, PlannedPartner } from '@app/brokerage';
import { countInWords, pointsInWords } from '../../layout/words.js';
import { listed } from '@app/kernel';
import { markLine, nameOf, type MarkLine } from './plan.view.js';

export interface ChangeLine {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What a choice would cost, and the way to it. */
export interface PricePart {
  readonly heading: string;
  readonly costs: string;
  readonly changes: readonly ChangeLine[];
  /** False where no plan could honour it. */
  readonly mayMark: boolean;
  readonly button: string;
  /** What the run is asked that tells the price; null where it is told already, or no run would tell it. */
  readonly byRun: { readonly need: string; readonly supporter: string; readonly kind: string } | null;
}

export interface PlanNeedPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly reference: string;
  readonly here: string;
  readonly run: string;
  readonly planned: string;
  readonly marks: readonly MarkLine[];
  readonly schools: readonly { readonly value: string; readonly text: string }[];
  /** Null where one is asked for already. */
  readonly groups: readonly { readonly value: string; readonly text: string }[] | null;
  readonly price: PricePart | null;
}

export interface AskedPrice {
  readonly kind: MarkKind;
  readonly urn: string;
  readonly quote: OverrideQuote;
}

export function planNeedPage({ run, need, choices }: PlanAtNeedView, asked: AskedPrice | null): PlanNeedPage {
  const { reference, partners, unmet } = need;
  return {
    title: nameOf(need),
    back: { href: '/plan', text: 'Back to the plan' },
    ...{ reference, here: `/plan/${reference}`, run: run.reference },
    planned: partners.length > 0 ? partnersInWords(partners) : `nobody. ${unmet?.because ?? ''}`,
    marks: need.marks.map((mark) => markLine(mark, need)),
    schools: choices
      .filter(({ urn }) => need.marks.every((mark) => mark.urn !== urn))
      .map((each) => ({ value: each.urn, text: partnersInWords([each]) })),
    groups: need.marks.some(({ kind }) => kind === 'group')
      ? null
      : choices.map(({ urn, name }) => ({ value: urn, text: name })),
    price: asked && pricePart(need.need, asked, choices.find(({ urn }) => urn === asked.urn)?.name ?? ''),
  };
}

function pricePart(need: string, { kind, urn, quote }: AskedPrice, name: string): PricePart {
  const does = kind === 'lock' ? 'Lock' : 'Bar';
  const byRun = quote.kind === 'not_priced' && quote.byRun ? { need, supporter: urn, kind } : null;
  const heading = `${does === 'Lock' ? 'Locking' : 'Barring'} ${name}`;
  const part = { heading, button: `${does} ${name}`, byRun };
  if (quote.kind !== 'priced')
    return { ...part, costs: quote.because, changes: [], mayMark: quote.kind === 'not_priced' };
  return { ...part, costs: costsInWords(quote), changes: quote.changed.map(changeLine), mayMark: true };
}

/** `This costs 9.0 points of all pairs together and leaves Northfield Academy: Computing with fewer partners.` */
export function costsInWords({
  points,
  losing,
  gaining,
  changed,
}: Extract<OverrideQuote, { kind: 'priced' }>): string {
  if (points === 0 && changed.length === 0) return 'This costs nothing: the plan does so already.';
  const all = [
    points < 0 ? `costs ${pointsInWords(-points)} points of all pairs together` : null,
    points > 0 ? `brings ${pointsInWords(points)} points to all pairs together` : null,
    points === 0 ? 'costs no points' : null,
    losing.length > 0
      ? `leaves ${listed(losing.map(losesInWords))}`
      : 'leaves nobody without a partner they have now',
    gaining.length > 0 ? `gives ${listed(gaining.map(nameOf))} a partner more` : null,
  ];
  return `This ${listed(all.filter((each) => each !== null))}.`;
}

export function losesInWords(need: ChangedNeed): string {
  const left = need.after.length;
  return `${nameOf(need)} ${left === 0 ? 'without a partner' : `with ${countInWords(left, 'partner', 'partners')} only`}`;
}

export function changeLine(need: ChangedNeed): ChangeLine {
  const said = (partners: readonly PlannedPartner[]): string =>
    partners.length > 0 ? partnersInWords(partners) : 'Nobody';
  return { name: nameOf(need), before: said(need.before), after: said(need.after) };
}

function partnersInWords(partners: readonly Pick<PlannedPartner, 'name' | 'points'>[]): string {
  return partners.map(({ name, points }) => `${name}, ${pointsInWords(points)} of 100`).join('; ');
}
