import type { DecisionBrief, OfferToSchool, ProposalCase, RequestView, Waits } from '@app/brokerage';

/** A proposal as brokers, advisers and officers read it. */
export type ProposalAnswer = Omit<ProposalCase, 'can' | 'run'>;
/** What the supporting school reads, blind until the names are open (I-35). */
export type RequestAnswer = Omit<RequestView, 'mayAnswer'>;
/** What the asking school reads, in words without points (I-37). */
export type OfferAnswerView = Omit<OfferToSchool, 'mayAnswer'>;
export type BriefAnswer = Omit<DecisionBrief, 'mayApprove'>;
/** The proposal itself is the brokers': a head is given the name of their own request or offer alone. */
export type WaitingAnswer = Omit<Waits, 'proposal'>;

// Each is picked name by name: what a query carries beyond its view never leaves with it.

export function proposalAnswer(shown: ProposalCase): ProposalAnswer {
  const { id, reference, need, theme, asker, supporter, place, points, reasons, reason } = shown;
  const { halfDays, state, madeBy, madeAt, heldUntil, decisions, pairing, version } = shown;
  return {
    ...{ id, reference, need, theme, asker, supporter, place, points, reasons, reason, halfDays, state },
    ...{ madeBy, madeAt, request: requestInside(shown), offer: offerInside(shown), heldUntil, decisions },
    ...{ pairing, version },
  };
}

function requestInside({ request }: ProposalCase): ProposalCase['request'] {
  if (!request) return null;
  const { reference, sentAt, dueOn, answer, answeredHalfDays, person, answeredAt } = request;
  return { reference, sentAt, dueOn, answer, answeredHalfDays, person, answeredAt };
}

function offerInside({ offer }: ProposalCase): ProposalCase['offer'] {
  if (!offer) return null;
  const { reference, madeAt, meetingAskedAt, answer, note, answeredAt } = offer;
  return { reference, madeAt, meetingAskedAt, answer, note, answeredAt };
}

export function requestAnswer(shown: RequestView): RequestAnswer {
  const { id, reference, urn, told, halfDays, days, sentAt, dueOn, answer, answeredHalfDays } = shown;
  const { person, heldUntil, state, asker, version } = shown;
  return {
    ...{ id, reference, urn, told, halfDays, days, sentAt, dueOn, answer, answeredHalfDays, person },
    ...{ heldUntil, state, asker, version },
  };
}

export function offerAnswer(shown: OfferToSchool): OfferAnswerView {
  const { id, reference, need, urn, supporter, theme, reasons, halfDays, person, heldUntil } = shown;
  const { state, meetingAskedAt, answer, broker, version } = shown;
  return {
    ...{ id, reference, need, urn, supporter, theme, reasons, halfDays, person, heldUntil, state },
    ...{ meetingAskedAt, answer, broker, version },
  };
}

export function briefAnswer(shown: DecisionBrief): BriefAnswer {
  const { decision, proposal, theme, asker, supporter, place, points } = shown;
  return { decision, proposal, theme, asker, supporter, place, points };
}

export function waitingAnswer({ reference, theme, state, dueOn, since }: Waits): WaitingAnswer {
  return { reference, theme, state, dueOn, since };
}
