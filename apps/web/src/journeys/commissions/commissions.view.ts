import {
  COMMISSION_STATES,
  LIVE_COMMISSIONS,
  type Certificate,
  type CommissionFilter,
  type CommissionLine,
  type CommissionSaid,
  type CommissionsPage,
  type CommissionState,
  type CommissionView,
  type CommissionWanted,
} from '@app/brokerage';
import type { Actor } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import type { FormValues } from '../../layout/answers.js';
import { dateInWords, poundsInWords } from '../../layout/words.js';
import type { NeedWorld } from '../needs/need.view.js';
import type { CommissionForm, CommissionsFilterForm } from './commissions.form.js';
import { COMMISSION_TAGS, factsOf, STEP_WORDS } from './commission-words.js';

/** Who looks after an area; a head alone reads what was bought for the own school. */
export const readsForArea = (actor: Actor): boolean =>
  actor.posts.some(({ role }) => ['broker', 'adviser', 'officer', 'chair'].includes(role));

/** A Board member counts, and reads none by name; who leads a school as well reads what is bought for it. */
export const readsTotalsAlone = (actor: Actor): boolean =>
  actor.posts.some(({ role }) => role === 'board') &&
  !readsForArea(actor) &&
  !actor.posts.some(({ role }) => role === 'head');

/** What is not over and, for a list of those, what was delivered and waits to be paid. */
const GOING_ON: readonly CommissionState[] = [...LIVE_COMMISSIONS, 'accepted'];

export function filterOf({ state }: CommissionsFilterForm): CommissionFilter {
  if (state === 'all') return {};
  return { states: state === undefined ? GOING_ON : [state as CommissionState] };
}

export function commissionsPage(
  { total, awardedPence, lines }: CommissionsPage,
  wanted: readonly CommissionWanted[],
  world: NeedWorld,
): object {
  return {
    wanted: wanted.map(({ need, theme, school, dueOn }) => ({
      ...{ need, school, theme: world.themes.nameOf(theme), due: dateInWords(dueOn) },
    })),
    title: 'Help from outside',
    ...{ total, awarded: poundsInWords(awardedPence) },
    states: [
      { value: '', text: 'Not over' },
      ...COMMISSION_STATES.map((value) => ({ value, text: COMMISSION_TAGS[value] })),
      { value: 'all', text: 'All' },
    ],
    lines: lines.map((line) => shown(line, world)),
  };
}

export function ownCommissions({ lines }: CommissionsPage, world: NeedWorld): object {
  return {
    title: 'Help from outside',
    lines: lines.map((line) => ({ ...shown(line, world), facts: factsOf(line).slice(2) })),
  };
}

function shown(line: CommissionLine, world: NeedWorld): object {
  const { reference, need, school, supplier, funder, pence, awardPence, dueOn, state } = line;
  return {
    ...{ reference, need, school, supplier, funder, deliverBy: line.deliverBy },
    theme: world.themes.nameOf(line.theme),
    tag: COMMISSION_TAGS[state],
    cost: awardPence === null ? `At most ${poundsInWords(pence)}` : poundsInWords(awardPence),
    due: dueOn === null ? null : dateInWords(dueOn),
  };
}

/** A chair reads no request and no run by itself, so that nothing leads there. */
export function commissionPage(one: CommissionView, world: NeedWorld, actor: Actor): object {
  const linked = actor.posts.some(({ role }) => ['broker', 'adviser', 'officer', 'head'].includes(role));
  return {
    ...{ ...one, linked },
    title: `Help from outside: ${one.school.name}`,
    theme: world.themes.nameOf(one.theme),
    tag: COMMISSION_TAGS[one.state],
    due: one.dueOn === null ? null : dateInWords(one.dueOn),
    facts: factsOf(one).map(({ href, ...fact }) => (linked ? { ...fact, href } : fact)),
    paid: one.paidPence === null ? null : poundsInWords(one.paidPence),
    steps: one.steps.map((step) => ({ ...step, text: STEP_WORDS[step.to] })),
    price: poundsTyped(one.pence),
    owed: poundsTyped(one.awardPence ?? 0),
  };
}

export interface DraftFor {
  readonly need: string;
  readonly certificate: Certificate | null;
  readonly open: boolean;
}

export function draftForm(asked: DraftFor | null): object {
  return {
    linked: true,
    title: 'Draft help from outside',
    at: '/commissions/new',
    back:
      asked === null
        ? { href: '/commissions', text: 'Help from outside' }
        : { href: `/needs/${asked.need}/candidates`, text: `Who could help ${asked.need}` },
    asked,
    version: null,
  };
}

export function changeForm(one: CommissionView): object {
  return {
    linked: true,
    title: `Change the draft ${one.reference}`,
    ...{
      at: `/commissions/${one.reference}/change`,
      back: { href: `/commissions/${one.reference}`, text: one.reference },
    },
    asked: { need: one.need, certificate: one.grounds?.certificate ?? null, open: true },
    version: one.version,
  };
}

/** As it stands, in the boxes of its form. */
export function typedOf(one: CommissionView): FormValues {
  const { specification, grounds, deliverables, deliverBy, supplier, funder, pence, halfDays } = one;
  return {
    ...{ specification, routesTried: grounds?.routesTried ?? '', deliverables: deliverables.join('\n') },
    ...{
      deliverBy,
      supplier: supplier ?? '',
      funder,
      pounds: poundsTyped(pence),
      days: String(halfDays / 2),
    },
  };
}

/** What was typed, as the verb takes it. */
export function saidIn(form: CommissionForm): CommissionSaid {
  const { specification = '', routesTried = '', deliverables = '', deliverBy = '', funder = '' } = form;
  return {
    ...{ specification, routesTried, deliverBy, funder, supplier: form.supplier ?? null },
    deliverables: deliverables.split(/\r\n|\r|\n/).filter((line) => line.trim() !== ''),
    ...{ pence: penceOf(form.pounds), halfDays: Math.round(Number(form.days ?? '') * 2) },
  };
}

export const penceOf = (typed: string | undefined): number =>
  Math.round(Number((typed ?? '').replace(/[£,]/g, '')) * 100);

const poundsTyped = (pence: number): string =>
  pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2);

/** Dates as ISO text and money without its sign: a spreadsheet sorts and adds them. */
export function commissionsList(lines: readonly CommissionLine[]): SheetToWrite {
  const money = (pence: number | null): string => (pence === null ? '' : (pence / 100).toFixed(2));
  return {
    name: 'Help from outside',
    headings: [
      ...['Reference', 'Request', 'URN', 'School', 'Theme', 'State', 'Supplier', 'Funded by'],
      ...['Pounds at most', 'Awarded pounds', 'Half-days', 'Deliver by', 'Due'],
    ],
    rows: lines.map((line) => [
      ...[line.reference, line.need, line.school.urn, line.school.name, line.theme],
      ...[COMMISSION_TAGS[line.state], line.supplier ?? '', line.funder, money(line.pence)],
      ...[money(line.awardPence), String(line.halfDays), line.deliverBy, line.dueOn ?? ''],
    ]),
  };
}
