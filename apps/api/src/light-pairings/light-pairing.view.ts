import type { LightView } from '@app/brokerage';

/** A day or less between two schools. */
export type LightPairingAnswer = Omit<LightView, 'can'>;

export function lightPairingAnswer(shown: LightView): LightPairingAnswer {
  const { id, reference, asker, supporter, purpose, contact, onDay, halfDays, booked, askedSide } = shown;
  const { askedBy, askedAt, gardener, state, outcome, thanks, closedAt, version } = shown;
  return {
    ...{ id, reference, asker, supporter, purpose, contact, onDay, halfDays, booked, askedSide, askedBy },
    ...{ askedAt, gardener, state, outcome, thanks, closedAt, version },
  };
}
