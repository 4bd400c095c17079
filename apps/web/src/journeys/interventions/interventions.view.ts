import {
  BASES,
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  OPEN_INTERVENTIONS,
  type Basis,
  type InterventionFilter,
  type InterventionKind,
  type InterventionLine,
  type InterventionSaid,
  type InterventionsPage,
  type InterventionState,
  type InterventionView,
} from '@app/assurance';
import { CLOSING_OUTCOMES } from '@app/brokerage';
import type { Actor, Role } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import type { FormValues } from '../../layout/answers.js';
import { poundsInWords } from '../../layout/words.js';
import { mayAskAbout } from '../findings/findings.view.js';
import { OUTCOME_WORDS, PAIRING_TAGS } from '../pairings/pairing-words.js';
import type { InterventionForm, InterventionsFilterForm } from './interventions.form.js';
import { BASIS_WORDS, factsOf, KIND_WORDS, STATE_TAGS } from './own-words.js';

const PATHS = { need: '/needs', pairing: '/pairings' } as const;

const holds = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.posts.some(({ role }) => roles.includes(role));

/** Who looks after an area; a head alone reads what is on record of the own school, in other words. */
export const looksAfterArea = (actor: Actor): boolean => holds(actor, ['broker', 'adviser', 'officer']);

export const mayRecord = (actor: Actor): boolean => holds(actor, ['broker', 'adviser']);

export function filterOf({ state, kind, basis, funder }: InterventionsFilterForm): InterventionFilter {
  const states = state === undefined ? OPEN_INTERVENTIONS : [state as InterventionState];
  return {
    ...(state === 'all' ? {} : { states }),
    ...(kind === undefined ? {} : { kind: kind as InterventionKind }),
    ...(basis === undefined ? {} : { basis: basis as Basis }),
    ...(funder === undefined ? {} : { funder }),
  };
}

const any = (items: { value: string; text: string }[]) => [{ value: '', text: 'Any' }, ...items];
const kinds = INTERVENTION_KINDS.map((value) => ({ value, text: KIND_WORDS[value] }));
const bases = BASES.map((value) => ({ value, text: BASIS_WORDS[value] }));

export function interventionsPage({ total, pence, lines }: InterventionsPage, actor: Actor): object {
  return {
    title: 'Interventions',
    mayRecord: mayRecord(actor),
    ...{ total, cost: poundsInWords(pence) },
    states: [
      { value: '', text: 'Not over' },
      ...INTERVENTION_STATES.map((value) => ({ value, text: STATE_TAGS[value] })),
      { value: 'all', text: 'All' },
    ],
    kinds: any(kinds),
    bases: any(bases),
    lines: lines.map(shown),
  };
}

function shown(line: InterventionLine): object {
  return {
    ...line,
    kind: KIND_WORDS[line.kind],
    basis: BASIS_WORDS[line.basis],
    cost: poundsInWords(line.pence),
    tag: STATE_TAGS[line.state],
    outcome: line.outcome && OUTCOME_WORDS[line.outcome],
  };
}

export function interventionPage(one: InterventionView, actor: Actor): object {
  const { about, recorded, changed, begun, ended, withdrawn } = one;
  const steps = [
    { text: 'Recorded', ...recorded },
    ...(begun ? [{ text: 'Begun', ...begun }] : []),
    ...(changed ? [{ text: 'Last changed', ...changed }] : []),
    ...(ended ? [{ text: 'Ended', ...ended }] : []),
    ...(withdrawn ? [{ text: 'Withdrawn', ...withdrawn }] : []),
  ];
  return {
    ...one,
    title: `${KIND_WORDS[one.kind]}: ${one.school.name}`,
    tag: STATE_TAGS[one.state],
    facts: [
      ...factsOf(one),
      {
        label: 'About',
        text: `${about.kind === 'need' ? 'Need' : 'Pairing'} ${about.reference}`,
        href: `${PATHS[about.kind]}/${about.reference}`,
      },
    ],
    pairings: one.pairings.map((each) => ({
      ...each,
      state: each.outcome === null ? PAIRING_TAGS[each.state] : OUTCOME_WORDS[each.outcome],
    })),
    steps: steps.sort((first, second) => first.at.getTime() - second.at.getTime()),
    outcomes: CLOSING_OUTCOMES.map((value) => ({ value, text: OUTCOME_WORDS[value] })),
    askHref: mayAskAbout(actor, [one.school.urn]) ? `/findings/new?sample=${one.reference}` : null,
  };
}

export function interventionForm(title: string, one: InterventionView | null): object {
  const home = one === null ? '/interventions' : `/interventions/${one.reference}`;
  return {
    ...{ title, kinds, bases, fixed: one?.about.reference ?? null, version: one?.version ?? null },
    at: `${home}/${one === null ? 'new' : 'change'}`,
    back: { href: home, text: one === null ? 'Interventions' : `Intervention ${one.reference}` },
  };
}

/** As it stands, in the boxes of its form. */
export function typedOf(one: InterventionView): FormValues {
  const { kind, basis, restsOn, funder, startsOn, endsOn } = one;
  return {
    ...{ kind, basis, restsOn, funder, startsOn, endsOn: endsOn ?? undefined },
    ...{ pounds: poundsTyped(one.pence), days: String(one.halfDays / 2) },
  };
}

/** What was typed, as the verb takes it. */
export function saidIn(form: InterventionForm): InterventionSaid {
  const { kind = '', basis = '', restsOn = '', funder = '', startsOn = '', endsOn = null } = form;
  const pence = Math.round(Number((form.pounds ?? '').replace(/[£,]/g, '')) * 100);
  return { kind, basis, restsOn, funder, startsOn, endsOn, pence, halfDays: Number(form.days ?? '') * 2 };
}

const poundsTyped = (pence: number): string =>
  pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2);

/** Dates as ISO text and money without its sign: a spreadsheet sorts and adds them. */
export function interventionsList(lines: readonly InterventionLine[], name: string): SheetToWrite {
  return {
    name,
    headings: [
      ...['Reference', 'URN', 'School', 'Kind', 'Basis', 'Rests on', 'Funded by', 'Pounds', 'Half-days'],
      ...['About', 'Begins', 'Ends', 'State', 'Outcome'],
    ],
    rows: lines.map((line) => [
      ...[line.reference, line.school.urn, line.school.name, KIND_WORDS[line.kind], BASIS_WORDS[line.basis]],
      ...[line.restsOn, line.funder, (line.pence / 100).toFixed(2), String(line.halfDays)],
      ...[line.about.reference, line.startsOn, line.endsOn ?? '', STATE_TAGS[line.state]],
      line.outcome === null ? '' : OUTCOME_WORDS[line.outcome],
    ]),
  };
}
