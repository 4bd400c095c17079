import { RuleBroken } from '@app/kernel';

export const PAIRING_STATES = [
  'agreed_in_principle',
  'agenda_drafting',
  'agenda_agreed',
  'active',
  'paused',
  'closing',
  'closed',
  'sustain_checking',
  'evaluated',
  'not_started',
] as const;
export type PairingState = (typeof PAIRING_STATES)[number];

const NEXT: Readonly<Record<PairingState, readonly PairingState[]>> = {
  agreed_in_principle: ['agenda_drafting', 'not_started'],
  agenda_drafting: ['agenda_agreed', 'not_started'],
  agenda_agreed: ['active', 'not_started'],
  active: ['paused', 'closing'],
  paused: ['active', 'closing'],
  closing: ['closed'],
  closed: ['sustain_checking'],
  sustain_checking: ['evaluated'],
  evaluated: [],
  not_started: [],
};

/** It holds a place of its supporter. */
export const LIVE_PAIRINGS: readonly PairingState[] = [
  'agreed_in_principle',
  'agenda_drafting',
  'agenda_agreed',
  'active',
  'paused',
  'closing',
];

export function canMovePairing(from: PairingState, to: PairingState): boolean {
  return NEXT[from].includes(to);
}

/** @throws RuleBroken PAIRING_CANNOT_MOVE for a move that is not in the table. */
export function movePairing(from: PairingState, to: PairingState): PairingState {
  if (!canMovePairing(from, to))
    throw new RuleBroken(
      'PAIRING_CANNOT_MOVE',
      `A pairing that is ${from.replaceAll('_', ' ')} cannot become ${to.replaceAll('_', ' ')}.`,
    );
  return to;
}
