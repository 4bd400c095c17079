import type { FindingTask } from '@app/assurance';
import {
  addDays,
  byCostOfDelay,
  costOfDelay,
  localDateOf,
  NoCalendar,
  officeDays,
  type Calendar,
  type LocalDate,
  type Waiting,
} from '@app/kernel';
import type { PairingTask, ProposalUnderWay, Waits } from '@app/brokerage';
import type { ImpactTask } from '@app/impact';
import type { QuestionTask } from '@app/network';
import type { ConcernTask, NeedState, NeedSummary, OwedWord } from '@app/profiles';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { pairingHref } from '../light-pairings/light-words.js';
import { quietBecause } from '../pairings/pairing-words.js';
import type { SignalTask } from '@app/schools';
import { schoolName, type NeedWorld } from '../needs/need.view.js';

/** The list stays short: what is left over is one link away. */
export const MOST_ITEMS = 10;
const LONGEST_WAIT = 366;
const DECLARING_MINUTES = 10;

interface Task {
  readonly move: string;
  readonly minutes: number;
  /** People who can do nothing until this is done. */
  readonly waiting: number;
  /** Waits for somebody else until its next date has come. */
  readonly later?: true;
  /** @param about like "Eastmarsh Academy: Reducing persistent absence". */
  readonly say: (about: string) => string;
}

const LATER = { move: '', minutes: 5, waiting: 1, later: true } as const;

const TASKS: Readonly<Partial<Record<NeedState, Task>>> = {
  raised: { move: '/triage', minutes: 10, waiting: 1, say: (about) => `Take up the request of ${about}` },
  triaged: { move: '/triage', minutes: 15, waiting: 1, say: (about) => `Say what would help ${about}` },
  diagnosed: { ...LATER, say: (about) => `Ask the head to agree the wording: ${about}` },
  agreed: { ...LATER, say: (about) => `Ask the head who may be asked: ${about}` },
  open: { move: '/candidates', minutes: 10, waiting: 1, say: (about) => `Choose whom to ask for ${about}` },
  escalated: { ...LATER, say: (about) => `Look again with the local authority at ${about}` },
};

const HEAD_TASKS: Readonly<Partial<Record<NeedState, Task>>> = {
  diagnosed: {
    ...{ move: '/agree', minutes: 5, waiting: 1 },
    say: (about) => `Agree the wording of your request: ${about}`,
  },
  agreed: {
    ...{ move: '/approach', minutes: 5, waiting: 1 },
    say: (about) => `Say who may be asked to support you: ${about}`,
  },
};

export interface TodayItem extends Waiting {
  readonly href: string;
  readonly text: string;
  readonly minutes: number;
  readonly peopleWaiting: number;
  /** Working days since it was asked for. */
  readonly waited: number;
  readonly late: boolean;
  /** No clock runs: the day that it counts to is shown to nobody. */
  readonly noDay?: true;
}

export interface Clockwork {
  readonly today: LocalDate;
  readonly calendar: Calendar;
}

/** What a proposal asks of its broker; while a school has the word, it waits until its day has come. */
function proposalTask({ supporter, state, waitsForChair }: ProposalUnderWay): Task {
  const later = { ...LATER, waiting: 2 };
  switch (state) {
    case 'proposed':
      return { move: '', minutes: 5, waiting: 1, say: (about) => `Sound out ${supporter} for ${about}` };
    case 'sounding_out':
      return { ...later, say: (about) => `Ask ${supporter} again about ${about}` };
    case 'supporter_accepted':
      return { ...later, say: (about) => `Ask for an answer to the offer of ${supporter}: ${about}` };
    default:
      return waitsForChair
        ? { ...later, say: (about) => `Ask the chair about ${supporter} for ${about}` }
        : {
            move: '',
            minutes: 5,
            waiting: 2,
            say: (about) => `Decide ${supporter} for ${about}: both said yes`,
          };
  }
}

/** What the broker or adviser can do now about the requests that they have in hand, the dearest delay first. */
export function brokerItems(
  needs: readonly NeedSummary[],
  world: NeedWorld,
  at: Clockwork,
  proposals: readonly ProposalUnderWay[] = [],
  me: string | null = null,
): TodayItem[] {
  const about = (need: NeedSummary): string =>
    `${schoolName(need.urn, world)}: ${world.themes.nameOf(need.primaryTheme)}`;
  const waits = (need: NeedSummary, { later }: Task): boolean =>
    later === true && (need.nextDate ?? '9999') > at.today;
  const told = (need: NeedSummary, task: Task): TodayItem => {
    const one = item(need, task, about(need), at);
    return { ...one, text: one.text + coveringFor(need, me) };
  };
  return needs
    .flatMap((need) => {
      const task = TASKS[need.state];
      if (task !== undefined) return waits(need, task) ? [] : [told(need, task)];
      return proposals
        .filter((each) => each.need === need.id)
        .map((each) => ({ each, task: proposalTask(each) }))
        .filter(({ task: its }) => !waits(need, its))
        .map(({ each, task: its }) => ({
          ...told(need, its),
          ...{ href: `/proposals/${each.reference}`, reference: each.reference },
        }));
    })
    .sort(byCostOfDelay);
}

/** Somebody else's, in which no school was asked in time. */
function coveringFor({ owner, cover }: NeedSummary, me: string | null): string {
  return me !== null && cover?.id === me ? `. You cover for ${owner?.name ?? 'a colleague'}` : '';
}

/** Requests and offers that wait for a head's answer: each is a question of five minutes that keeps a school waiting. */
export function answerItems(
  waits: readonly (Waits & { readonly kind: 'request' | 'offer' })[],
  world: NeedWorld,
  { today, calendar }: Clockwork,
): TodayItem[] {
  return waits.map(({ kind, reference, theme, dueOn, since }) => {
    const due = dueOn ?? today;
    const from = localDateOf(since);
    const [waited, limit] = [today, due].map((to) => workingDaysBetween(from, to, calendar));
    const name = world.themes.nameOf(theme);
    return {
      href: kind === 'request' ? `/requests/${reference}` : `/offers/${reference}`,
      text: kind === 'request' ? `Could you help a school? ${name}` : `Answer an offer of support: ${name}`,
      ...{ minutes: 5, peopleWaiting: 1, waited: waited ?? 0, late: due < today, due, reference },
      cost: costOfDelay({
        ...{ priority: 'this_term', waited: waited ?? 0, limit: Math.max(1, limit ?? 1), peopleWaiting: 1 },
      }),
    };
  });
}

const PAIRING_TASKS: Readonly<Record<PairingTask['kind'], (task: PairingTask) => string>> = {
  write_agenda: ({ asker }) => `Begin the work with ${asker}: write its agenda`,
  agree_agenda: ({ supporter, asker }) => `Agree the agenda: ${supporter} supporting ${asker}`,
  agree_change: ({ supporter, asker }) =>
    `Agree or decline a change of the agenda: ${supporter} supporting ${asker}`,
  answer_visit: ({ supporter }) => `Say whether the record of a visit by ${supporter} is right`,
  record_visit: ({ supporter, asker }) => `Record a visit, or say why it was not: ${supporter} and ${asker}`,
  record_session: ({ supporter, asker }) =>
    `Record a session, or move it: coaching between ${supporter} and ${asker}`,
  answer_light: ({ supporter, asker }) => `Answer: a day or less, ${supporter} helping ${asker}`,
  thank_light: ({ supporter }) => `Say thanks to ${supporter}`,
  know_light: ({ supporter, asker }) =>
    `For you to know: a day or less was asked for, ${supporter} helping ${asker}`,
  answer_gardener: ({ supporter, asker }) => `Your broker asks how it goes: ${supporter} supporting ${asker}`,
  hold_review: ({ supporter, asker }) => `Look at how it goes: ${supporter} supporting ${asker}`,
  first_contact: ({ supporter, asker }) =>
    `Get in touch: the first contact between ${supporter} and ${asker} is late`,
  look_again: ({ supporter, asker }) => `Look again at work that rests or waits: ${supporter} and ${asker}`,
  overdue: ({ supporter, asker, clock }) =>
    OVER[clock ?? '']?.({ supporter, asker }) ??
    `${supporter} and ${asker}: ${quietBecause(clock)}. Ask both, add a resource, connect or close`,
};

type Sides = Pick<PairingTask, 'supporter' | 'asker'>;
const lookBack = ({ asker }: Sides): string => `Remind the head of ${asker}: a look back is late`;

/** Late after the work is closed: there is nothing to keep alive any more, but somebody to remind. */
const OVER: Readonly<Record<string, (sides: Sides) => string>> = {
  'C-14': ({ supporter, asker }) =>
    `Remind the heads of ${supporter} and ${asker}: what changed is not said yet`,
  ...{ 'C-15.first': lookBack, 'C-15.second': lookBack },
};

function placeOf({ reference, kind, clock }: PairingTask): string {
  if (kind === 'agree_change') return `/pairings/${reference}/proposed`;
  return kind === 'overdue' && OVER[clock ?? ''] ? `/pairings/${reference}/impact` : pairingHref(reference);
}

/** What pairings ask of this person; what is late keeps two schools waiting. */
export function pairingItems(tasks: readonly PairingTask[], at: Clockwork): TodayItem[] {
  return tasks.map((task) => ({
    ...{ href: placeOf(task), text: PAIRING_TASKS[task.kind](task) },
    ...waitingOf(task, at, task.kind === 'overdue' ? 2 : 1),
  }));
}

const IMPACT_TASKS: Readonly<Record<ImpactTask['kind'], readonly [say: string, page: string]>> = {
  say_what_changed: ['Say in your words what changed', 'impact'],
  look_back: ['Look again at what is still in use', 'impact'],
  look_again: ['Look again at what was recorded', 'impact'],
  sign_off: ['Read what changed and sign it off', 'sign-off'],
  confirm_sign_off: ['Read what changed and confirm its sign-off', 'sign-off'],
};

/** What looking back on a pairing asks of its heads, and of who signs it off; others wait for it. */
export function impactItems(tasks: readonly ImpactTask[], at: Clockwork): TodayItem[] {
  return tasks.map((task) => {
    const [say, where] = IMPACT_TASKS[task.kind];
    const text = `${say}: ${task.supporter} supporting ${task.asker}`;
    const href = `/pairings/${task.reference}/${where}`;
    const waits = waitingOf({ ...task, dueOn: task.dueOn ?? at.today }, at, 1);
    return { href, text, ...waits, ...(task.dueOn === null ? { noDay: true as const } : {}) };
  });
}

/** An officer waits for the answer. */
export function findingItems(tasks: readonly FindingTask[], at: Clockwork): TodayItem[] {
  return tasks.map((task) => ({
    href: `/findings/${task.reference}`,
    text: `Answer an officer’s question about ${task.sample}${task.school === null ? '' : `, ${task.school}`}`,
    ...waitingOf(task, at, 1),
  }));
}

/** That published figures of a school wait, and nothing of what they show: one line a school, and nobody is kept waiting. */
export function signalItems(tasks: readonly SignalTask[], at: Clockwork): TodayItem[] {
  const groups = [...new Set(tasks.map(({ urn }) => urn))].map((urn) =>
    tasks.filter((each) => each.urn === urn),
  );
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { id, urn, school, asks, since } = first;
    const figures = group.length === 1 ? 'a published figure' : `${String(group.length)} published figures`;
    const one = group.length === 1 ? `/my-school/signals/${id}` : null;
    const waits = (dueOn: LocalDate) => waitingOf({ reference: id, since, dueOn }, at, 0, 'when_possible');
    return asks === 'head'
      ? {
          ...{ href: one ?? `/my-school?school=${urn}`, text: `Say what ${school} knows about ${figures}` },
          ...waits(first.dueOn),
        }
      : {
          href: one ?? `/schools/${urn}`,
          text: `Talk with the head of ${school} about ${figures} without a reply`,
          ...{ ...waits(at.today), noDay: true as const },
        };
  });
}

/** Questions about practice that were put to this person by name: a colleague waits. */
export function questionItems(
  tasks: readonly QuestionTask[],
  { themes }: NeedWorld,
  at: Clockwork,
): TodayItem[] {
  return tasks.map((task) => ({
    ...{ href: `/practice/${task.reference}`, text: `Answer a question: ${themes.nameOf(task.theme)}` },
    ...waitingOf(task, at, 1),
  }));
}

/** That a colleague left this head a word, and nothing else of it: nobody is kept waiting, and no day presses. */
export function wordItems(tasks: readonly ConcernTask[], leads: number, at: Clockwork): TodayItem[] {
  return tasks.map(({ id, school, since, dueOn }) => ({
    href: `/concerns/${id}`,
    text: `A colleague has left you a word${leads > 1 ? ` about ${school}` : ''}`,
    ...waitingOf({ reference: '', since, dueOn }, at, 0, 'when_possible'),
    noDay: true as const,
  }));
}

export function waitingOf(
  { reference, since, dueOn: due }: Pick<PairingTask, 'reference' | 'since' | 'dueOn'>,
  { today, calendar }: Clockwork,
  peopleWaiting: number,
  priority: Parameters<typeof costOfDelay>[0]['priority'] = 'this_term',
): Omit<TodayItem, 'href' | 'text'> {
  const from = localDateOf(since);
  const waited = workingDaysBetween(from, today, calendar);
  const limit = Math.max(1, workingDaysBetween(from, due, calendar));
  const cost = costOfDelay({ priority, waited, limit, peopleWaiting });
  return { minutes: 5, peopleWaiting, waited, late: due < today, due, reference, cost };
}

/** What waits for the head themselves. */
export function headItems(needs: readonly NeedSummary[], world: NeedWorld, at: Clockwork): TodayItem[] {
  return needs
    .flatMap((need) => {
      const task = HEAD_TASKS[need.state];
      const can = need.state === 'diagnosed' ? need.can.agree : need.can.setApproach;
      return task === undefined || !can ? [] : [item(need, task, world.themes.nameOf(need.primaryTheme), at)];
    })
    .sort(byCostOfDelay);
}

function item(need: NeedSummary, task: Task, about: string, { today, calendar }: Clockwork): TodayItem {
  const due = need.nextDate ?? today;
  const waited = workingDaysBetween(need.waitingSince, today, calendar);
  const limit = Math.max(1, workingDaysBetween(need.waitingSince, due, calendar));
  return {
    href: `/needs/${need.reference}${task.move}`,
    text: task.say(about),
    minutes: task.minutes,
    peopleWaiting: task.waiting,
    waited,
    late: due < today,
    cost: costOfDelay({ priority: need.priority, waited, limit, peopleWaiting: task.waiting }),
    due,
    reference: need.reference,
  };
}

/** Working days of the office after the first day, up to the last. A calendar that does not hold them counts none. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: Calendar): number {
  const works = officeDays(calendar);
  let count = 0;
  try {
    for (let date = addDays(from, 1); date <= to && count < LONGEST_WAIT; date = addDays(date, 1))
      if (works(date)) count += 1;
  } catch (error) {
    if (!(error instanceof NoCalendar)) throw error;
  }
  return count;
}

export function waitedInWords(days: number): string {
  if (days === 0) return 'New today';
  return days === 1 ? 'Waiting 1 working day' : `Waiting ${String(days)} working days`;
}

export interface DueDeclaration extends OwedWord {
  readonly school: string;
  readonly href: string;
}

export interface WhatWaits {
  readonly today: LocalDate;
  readonly items: readonly TodayItem[];
  /** In hand, but waiting for somebody else. */
  readonly later: number;
  readonly declarations: readonly DueDeclaration[];
  readonly looksAfter: boolean;
  readonly leads: boolean;
}

/** The page: at most ten items and how many more there are, or all of them where somebody asks. */
export function todayView(told: WhatWaits, all = false): object {
  const shown = [...told.items].sort(byCostOfDelay).slice(0, all ? undefined : MOST_ITEMS);
  const sum = (each: (item: TodayItem) => number): number => shown.reduce((all, one) => all + each(one), 0);
  return {
    ...told,
    title: 'Today',
    downloads: downloadsOf('/today', {}),
    total: shown.length + told.declarations.length,
    items: shown.map((each) => ({ ...each, waitedWords: waitedInWords(each.waited) })),
    declarations: told.declarations.map((each) => ({ ...each, text: declaring(each) })),
    more: told.items.length - shown.length,
    minutes: sum(({ minutes }) => minutes) + told.declarations.length * DECLARING_MINUTES,
    people: sum(({ peopleWaiting }) => peopleWaiting),
  };
}

/** Everything that waits, past the ten of the page, in the same order. */
export function todayList({ items, declarations }: WhatWaits): SheetToWrite {
  return {
    name: 'Today',
    headings: ['What', 'Reference', 'Working days waited', 'Due', 'Late', 'Minutes', 'People waiting'],
    rows: [
      ...[...items]
        .sort(byCostOfDelay)
        .map((item) => [
          ...[item.text, item.reference, String(item.waited), item.due, item.late ? 'yes' : 'no'],
          ...[String(item.minutes), String(item.peopleWaiting)],
        ]),
      ...declarations.map((each) => [...[declaring(each), '', '', '', 'no', String(DECLARING_MINUTES), '']]),
    ],
  };
}

function declaring({ school, year, stale, asked }: DueDeclaration): string {
  if (asked) return `Answer what was asked about the declaration of ${school} for ${year}`;
  const over = stale === null ? '' : `: what it said for ${stale.year} is of a year that is over`;
  return `Declare strengths and days of ${school} for ${year}${over}`;
}
