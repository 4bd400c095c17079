import type { PlannedVisitOfPairing, PlannedVisitView, VisitOfPairing } from '@app/brokerage';

/** The record of a visit as it stands inside its pairing. */
export type VisitInPairing = Omit<VisitOfPairing, 'pairing'>;
/** The same by itself, with the reference of its pairing. */
export type VisitAnswer = VisitOfPairing;

// Picked name by name: what a query carries beyond its view never leaves with it.

export function visitInPairing(visit: VisitInPairing): VisitInPairing {
  const { id, number, heldOn, mode, halfDays, summary, actions, by, loggedAt, state, reply } = visit;
  const { repliedAt, version } = visit;
  return {
    ...{ id, number, heldOn, mode, halfDays, summary, actions, by, loggedAt, state, reply, repliedAt },
    version,
  };
}

export function visitAnswer(visit: VisitOfPairing): VisitAnswer {
  return { pairing: visit.pairing, ...visitInPairing(visit) };
}

/** A visit that is to be, or was to be. */
export type PlannedVisitAnswer = PlannedVisitOfPairing;

export function plannedVisitAnswer(plan: PlannedVisitOfPairing): PlannedVisitAnswer {
  return { pairing: plan.pairing, ...dateAnswer(plan) };
}

/** The same without what it is for. */
export function dateAnswer(plan: PlannedVisitView): PlannedVisitView {
  const { id, number, heldOn, startsAt, minutes, mode, place } = plan;
  const { state, reason, by, plannedAt, endedAt, version } = plan;
  return {
    ...{ id, number, heldOn, startsAt, minutes, mode, place },
    ...{ state, reason, by, plannedAt, endedAt, version },
  };
}
