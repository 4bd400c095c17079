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

/** It holds a place of its supporter. */
export const LIVE_PAIRINGS: readonly PairingState[] = [
  'agreed_in_principle',
  'agenda_drafting',
  'agenda_agreed',
  'active',
  'paused',
  'closing',
];
