import { RuleBroken } from '@app/kernel';

export type AppointmentState = 'nominated' | 'active' | 'ending' | 'ended' | 'withdrawn';

/** PRODUCT §4.1. Ending becomes ended when everything alive was handed over. */
const NEXT: Readonly<Record<AppointmentState, readonly AppointmentState[]>> = {
  nominated: ['active', 'withdrawn'],
  active: ['ending', 'ended'],
  ending: ['ended'],
  ended: [],
  withdrawn: [],
};

/** @throws RuleBroken APPOINTMENT_CANNOT_MOVE for a move that is not in the table. */
export function moveAppointment(from: AppointmentState, to: AppointmentState): AppointmentState {
  if (!NEXT[from].includes(to))
    throw new RuleBroken('APPOINTMENT_CANNOT_MOVE', `A post that is ${from} cannot become ${to}.`);
  return to;
}
