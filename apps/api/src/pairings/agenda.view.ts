import type { AgendaOfPairing, AgendaView, Objective } from '@app/brokerage';

/** What the two schools work on, and who has agreed it. */
export interface AgendaAnswer extends AgendaView {
  readonly pairing: string;
  /** `active` once all three have agreed and every consent is given. */
  readonly pairingState: AgendaOfPairing['pairingState'];
}

export function agendaAnswer(shown: AgendaOfPairing, agenda: AgendaView): AgendaAnswer {
  const { purpose, inclusion, exitRule, confidentiality, cadenceDays, objectives } = agenda;
  const { state, agreed, draftedAt, version } = agenda;
  return {
    ...{ pairing: shown.pairing, pairingState: shown.pairingState, purpose, inclusion, exitRule },
    ...{ confidentiality, cadenceDays, objectives: objectives.map(objectiveAnswer), state, agreed },
    ...{ draftedAt, version },
  };
}

function objectiveAnswer(objective: Objective): Objective {
  const { aim, measure, baseline, target, due, measureId = null, figure = null } = objective;
  return { aim, measure, baseline, target, due, measureId, figure };
}
