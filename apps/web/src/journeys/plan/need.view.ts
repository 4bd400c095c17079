import type { PlanAtNeedView } from '@app/brokerage';
import { pointsInWords } from '../../layout/words.js';
import { markLine, nameOf, type MarkLine } from './plan.view.js';

export interface PlanNeedPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly reference: string;
  readonly here: string;
  readonly run: string;
  readonly planned: string;
  readonly marks: readonly MarkLine[];
  readonly schools: readonly { readonly value: string; readonly text: string }[];
}

export function planNeedPage({ run, need, choices }: PlanAtNeedView): PlanNeedPage {
  const { reference, partners, unmet } = need;
  const planned = partners.map(({ name, points }) => `${name}, ${pointsInWords(points)} of 100`).join('; ');
  return {
    title: nameOf(need),
    back: { href: '/plan', text: 'Back to the plan' },
    ...{ reference, here: `/plan/${reference}`, run: run.reference },
    planned: planned === '' ? `Nobody. ${unmet?.because ?? ''}` : planned,
    marks: need.marks.map((mark) => markLine(mark, need)),
    schools: choices
      .filter(({ urn }) => need.marks.every((mark) => mark.urn !== urn))
      .map(({ urn, name, points }) => ({ value: urn, text: `${name}, ${pointsInWords(points)} of 100` })),
  };
}
