import type { PairingLine, PairingView } from '@app/brokerage';
import { visitInPairing, type VisitInPairing } from '../visits/visit.view.js';

/** Agreed work as the API gives it. The proposal it came from is the brokers' own, so no head is given its reference. */
export type PairingAnswer = Omit<
  PairingView,
  'can' | 'earlierAgendas' | 'proposal' | 'visits' | 'planned' | 'coaching' | 'withoutHead'
> & {
  readonly visits: readonly VisitInPairing[];
};

// Each is picked name by name: what a query carries beyond its view never leaves with it.

export function pairingAnswer(shown: PairingView): PairingAnswer {
  const { id, need, conditions, person, halfDays, given, promised, madeAt, reasons, decidedBy } = shown;
  const { agenda, change, consents, pauseReason, outcome, closedSummary, thanks, closedAt, reviews, stalls } =
    shown;
  const { tendings, clocks, version } = shown;
  return {
    ...{ id, ...pairingLine(shown), need, conditions, person, halfDays, given, promised, madeAt },
    ...{
      reasons,
      decidedBy,
      agenda,
      change,
      visits: shown.visits.map(visitInPairing),
      consents,
      pauseReason,
      outcome,
    },
    ...{ closedSummary, thanks, closedAt, reviews, stalls, tendings, clocks, version },
  };
}

export function pairingLine(shown: PairingLine): PairingLine {
  const { reference, asker, supporter, theme, kind, state, nextDate, gardener } = shown;
  return { reference, asker, supporter, theme, kind, state, nextDate, gardener };
}
