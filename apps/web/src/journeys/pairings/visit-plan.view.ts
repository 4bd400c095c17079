import type { PlannedVisitView } from '@app/brokerage';
import { NotFound, type LocalDate } from '@app/kernel';
import { MODE_WORDS } from '../needs/need-words.js';

const LENGTHS = [15, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 420, 480];

/** Work with dates: visits of a pairing, or sessions of a project of several schools. */
export interface Dated {
  readonly planned: readonly PlannedVisitView[];
  readonly can: { readonly callOff: boolean };
}

/** How its dates are spoken of, where they stand, and what its reader may do about them. */
export interface DatesOf {
  readonly what: 'visit' | 'session';
  readonly work: 'pairing' | 'project';
  readonly here: string;
  readonly plan: boolean;
  readonly recordHref: string;
}

/** What stands on the page of the work, and on the forms of one date. */
export function planned({ planned: all, can }: Dated, today: LocalDate, dates: DatesOf): object {
  const of = (...states: readonly string[]): object[] =>
    all.filter(({ state }) => states.includes(state)).map((plan) => inWords(plan, today));
  return {
    dates: { ...dates, callOff: can.callOff },
    nextVisits: of('planned'),
    visitsOff: of('missed', 'cancelled'),
    lengths: [
      { value: '', text: 'Choose' },
      ...LENGTHS.map((minutes) => ({ value: String(minutes), text: lengthInWords(minutes) })),
    ],
  };
}

/** @throws NotFound where the work has no date of this number. */
export function planOf({ planned: plans }: Pick<Dated, 'planned'>, number: string): PlannedVisitView {
  const found = plans.find((plan) => String(plan.number) === number);
  if (!found) throw new NotFound();
  return found;
}

export function inWords(plan: PlannedVisitView, today: LocalDate): object {
  return {
    ...plan,
    length: lengthInWords(plan.minutes),
    how: MODE_WORDS[plan.mode],
    link: linkOf(plan.place),
    due: plan.heldOn <= today,
    tag: plan.state === 'missed' ? 'Missed' : 'Called off',
  };
}

/** The boxes of a plan as they stand, for a form that moves it. */
export function planValues({ heldOn, startsAt, minutes, mode, place }: PlannedVisitView) {
  return { heldOn, startsAt, minutes: String(minutes), mode, ...(place === null ? {} : { place }) };
}

/** What a record of it begins with. */
export function recordValues({ number, heldOn, mode }: PlannedVisitView) {
  return { planned: String(number), heldOn, mode };
}

export function lengthInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const whole = hours === 0 ? '' : `${String(hours)} ${hours === 1 ? 'hour' : 'hours'}`;
  return [whole, rest === 0 ? '' : `${String(rest)} minutes`].filter(Boolean).join(' ');
}

/** The address of a call, where the place is one and nothing else. */
export function linkOf(place: string | null): string | null {
  return place !== null && /^https:\/\/[!-~]+$/.test(place) && URL.canParse(place) ? place : null;
}
