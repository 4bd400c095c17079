import type { HalfTermId, Priority } from '@app/kernel';
import type { NeedFilePreview, NeedSummary } from '@app/profiles';
import type { Themes } from '@app/schools';
import { halfTermInWords, SOON_WORDS } from '../needs/need-words.js';

const BACK = { href: '/files', text: 'Back to files' };

export function filesView(): object {
  return {
    title: 'Files',
    back: { href: '/my-school', text: 'Back to my school' },
  };
}

export function previewView(
  plan: NeedFilePreview,
  world: { readonly themes: Themes; readonly names: ReadonlyMap<string, string> },
): object {
  return {
    title: 'What this file would change',
    hash: plan.hash,
    fresh: plan.fresh.map((asked) => ({
      ...asked,
      theme: world.themes.nameOf(asked.primaryTheme),
      school: world.names.get(asked.urn) ?? asked.urn,
      // The preview was read by the verb: priority and half-terms are what it takes.
      soon: SOON_WORDS[asked.priority as Priority],
      days: asked.halfDaysWanted / 2,
      from: halfTermInWords(asked.windowFrom as HalfTermId),
      to: halfTermInWords(asked.windowTo as HalfTermId),
    })),
    same: plan.same.map((reference) => ({ reference, href: `/needs/${reference}` })),
  };
}

export function receiptView(needs: readonly NeedSummary[], themes: Themes): object {
  return {
    title: 'Imported',
    back: BACK,
    lines: needs.map((need) => ({
      reference: need.reference,
      href: `/needs/${need.reference}`,
      theme: themes.nameOf(need.primaryTheme),
      state: need.stateWords,
      owner: need.owner?.name ?? null,
      nextDate: need.nextDate,
    })),
  };
}
