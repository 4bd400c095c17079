import type { PairingLine, PairingView } from '@app/brokerage';

/** Agreed work as the API gives it. The proposal it came from is the brokers' own, so no head is given its reference. */
export type PairingAnswer = Omit<PairingView, 'can' | 'proposal' | 'visits' | 'planned'> & {
  readonly visits: readonly Omit<PairingView['visits'][number], 'mayReply'>[];
};

// Each is picked name by name: what a query carries beyond its view never leaves with it.

export function pairingAnswer(shown: PairingView): PairingAnswer {
  const { id, need, kind, conditions, person, halfDays, given, promised, madeAt, reasons, decidedBy } = shown;
  const { agenda, consents, pauseReason, outcome, closedSummary, thanks, closedAt, reviews, stalls } = shown;
  const { tendings, clocks, version } = shown;
  return {
    ...{ id, ...pairingLine(shown), need, kind, conditions, person, halfDays, given, promised, madeAt },
    ...{ reasons, decidedBy, agenda, visits: shown.visits.map(visitAnswer), consents, pauseReason, outcome },
    ...{ closedSummary, thanks, closedAt, reviews, stalls, tendings, clocks, version },
  };
}

function visitAnswer(visit: PairingView['visits'][number]): PairingAnswer['visits'][number] {
  const { id, number, heldOn, mode, halfDays, summary, actions, by, loggedAt, state, reply } = visit;
  const { repliedAt, version } = visit;
  return {
    ...{ id, number, heldOn, mode, halfDays, summary, actions, by, loggedAt, state, reply, repliedAt },
    version,
  };
}

export function pairingLine(shown: PairingLine): PairingLine {
  const { reference, asker, supporter, theme, state, nextDate, gardener } = shown;
  return { reference, asker, supporter, theme, state, nextDate, gardener };
}
