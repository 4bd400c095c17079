import type { PairingView } from '@app/brokerage';
import { NotFound } from '@app/kernel';
import { AgendaForm, ChangeForm, VisitForm } from '../pairings/pairing.form.js';
import { ReviewForm } from '../pairings/tending.form.js';

/** The forms long enough that half of one is worth keeping. */
const FORMS = {
  agenda: { form: AgendaForm, says: 'the agenda', opens: 'draft' },
  change: { form: ChangeForm, says: 'a change of what was agreed', opens: 'vary' },
  visit: { form: VisitForm, says: 'the record of a visit', opens: 'logVisit' },
  review: { form: ReviewForm, says: 'a review', opens: 'holdReview' },
} as const;
export type KeptKind = keyof typeof FORMS;

export const isKept = (which: string): which is KeptKind => which in FORMS;

/** @param planned the plan that a visit carries out: each has a draft of its own. */
export function draftKey(kind: KeptKind, pairing: string, planned?: unknown): string {
  const of = kind === 'visit' && typeof planned === 'string' ? `.${planned}` : '';
  return `${kind}.${pairing}${of}`;
}

const KEY = /^(agenda|change|visit|review)\.(SP-[0-9]{4}-[0-9]{3,6})(?:\.([1-9][0-9]{0,4}))?$/;

export interface KeptForm {
  readonly key: string;
  readonly form: new () => object;
  readonly says: string;
  /** What somebody must be able to do with the pairing for the form to be there. */
  readonly opens: keyof PairingView['can'];
  readonly pairing: string;
  /** Where it is typed on. */
  readonly href: string;
}

/** @throws NotFound for what no form of ours is called. */
export function keptForm(key: string): KeptForm {
  const [, kind, pairing, planned] = KEY.exec(key) ?? [];
  if (kind === undefined || pairing === undefined || (planned !== undefined && kind !== 'visit'))
    throw new NotFound();
  const query = planned === undefined ? '' : `?planned=${planned}`;
  const href = `/pairings/${pairing}/${kind}${query}`;
  return { key, ...FORMS[kind as KeptKind], pairing, href };
}
