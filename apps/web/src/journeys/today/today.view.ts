import {
  addDays,
  byCostOfDelay,
  costOfDelay,
  NoCalendar,
  officeDays,
  type Calendar,
  type LocalDate,
  type Waiting,
} from '@app/kernel';
import type { NeedState, NeedSummary } from '@app/profiles';
import { schoolName, type NeedWorld } from '../needs/need.view.js';

/** The list stays short: what is left over is one link away. */
export const MOST_ITEMS = 10;
const LONGEST_WAIT = 366;

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
  proposed: {
    move: '/candidates',
    minutes: 5,
    waiting: 2,
    say: (about) => `Look at the proposal for ${about}`,
  },
  commissioned: { ...LATER, say: (about) => `Look again at the outside support for ${about}` },
  matched: { ...LATER, waiting: 2, say: (about) => `Look again at ${about}` },
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
}

export interface Clockwork {
  readonly today: LocalDate;
  readonly calendar: Calendar;
}

/** What the broker or adviser can do now about the requests that they have in hand, the dearest delay first. */
export function brokerItems(needs: readonly NeedSummary[], world: NeedWorld, at: Clockwork): TodayItem[] {
  return needs
    .flatMap((need) => {
      const task = TASKS[need.state];
      if (task === undefined || (task.later === true && (need.nextDate ?? '9999') > at.today)) return [];
      return [
        item(need, task, `${schoolName(need.urn, world)}: ${world.themes.nameOf(need.primaryTheme)}`, at),
      ];
    })
    .sort(byCostOfDelay);
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

export interface DueDeclaration {
  readonly school: string;
  readonly year: string;
  readonly href: string;
}

/** The page: at most ten items, and how many more there are. */
export function todayView(told: {
  readonly today: LocalDate;
  readonly items: readonly TodayItem[];
  /** In hand, but waiting for somebody else. */
  readonly later: number;
  readonly declarations: readonly DueDeclaration[];
  readonly looksAfter: boolean;
  readonly leads: boolean;
}): object {
  const shown = told.items.slice(0, MOST_ITEMS);
  const sum = (each: (item: TodayItem) => number): number => shown.reduce((all, one) => all + each(one), 0);
  return {
    ...told,
    title: 'Today',
    total: shown.length + told.declarations.length,
    items: shown.map((each) => ({ ...each, waitedWords: waitedInWords(each.waited) })),
    more: told.items.length - shown.length,
    minutes: sum(({ minutes }) => minutes) + told.declarations.length * 10,
    people: sum(({ peopleWaiting }) => peopleWaiting),
  };
}
