import type { PairingView, PlannedVisitView } from '@app/brokerage';
import { NotFound, type LocalDate } from '@app/kernel';
import { MODE_WORDS } from '../needs/need-words.js';

const LENGTHS = [15, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 420, 480];

/** What stands on a pairing's page, and on the forms of one planned visit. */
export function planned(pairing: PairingView, today: LocalDate): object {
  const of = (...states: readonly string[]): object[] =>
    pairing.planned.filter(({ state }) => states.includes(state)).map((plan) => inWords(plan, today));
  return {
    nextVisits: of('planned'),
    visitsOff: of('missed', 'cancelled'),
    lengths: [
      { value: '', text: 'Choose' },
      ...LENGTHS.map((minutes) => ({ value: String(minutes), text: lengthInWords(minutes) })),
    ],
  };
}

/** @throws NotFound where the pairing has no plan of this number. */
export function planOf({ planned: plans }: PairingView, number: string): PlannedVisitView {
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
