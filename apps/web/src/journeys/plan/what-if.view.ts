import type { TermPlanView } from '@app/brokerage';
import type { SchoolUrn } from '@app/kernel';
import { halfTermInWords } from '../needs/need-words.js';
import { nameOf, staleInWords } from './plan.view.js';

interface Item {
  readonly value: string;
  readonly text: string;
}

export interface WhatIfPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly run: string;
  readonly stale: string | null;
  readonly needs: readonly Item[];
  readonly schools: readonly Item[];
  readonly halfTerms: readonly Item[];
}

export function whatIfPage(plan: TermPlanView, schools: ReadonlyMap<SchoolUrn, string>): WhatIfPage {
  return {
    title: 'What if?',
    back: { href: '/plan', text: 'Back to the plan' },
    run: plan.run.reference,
    stale: staleInWords(plan),
    needs: plan.needs.map((need) => ({ value: need.need, text: `${nameOf(need)} (${need.reference})` })),
    schools: [...schools]
      .map(([value, text]) => ({ value, text }))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)),
    halfTerms: plan.onOffer.map(({ halfTerm }) => ({ value: halfTerm, text: halfTermInWords(halfTerm) })),
  };
}
