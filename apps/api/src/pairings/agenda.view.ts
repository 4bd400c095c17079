import type { AgendaOfPairing, AgendaView, Objective } from '@app/brokerage';

/** What the two schools work on, and who has agreed it. */
export interface AgendaAnswer extends AgendaView {
  readonly pairing: string;
  /** `active` once all three have agreed and every consent is given. */
  readonly pairingState: AgendaOfPairing['pairingState'];
  /** Those that held before, and changes that came to nothing, the first before the last. */
  readonly earlier: readonly AgendaView[];
}

/** What is proposed in place of the agenda in force; or what became of it. */
export interface ChangeAnswer extends AgendaView {
  readonly pairing: string;
  readonly pairingState: AgendaOfPairing['pairingState'];
}

export function agendaAnswer(shown: AgendaOfPairing, agenda: AgendaView): AgendaAnswer {
  return { ...changeAnswer(shown, agenda), earlier: shown.earlier.map(written) };
}

export function changeAnswer(shown: AgendaOfPairing, change: AgendaView): ChangeAnswer {
  return { pairing: shown.pairing, pairingState: shown.pairingState, ...written(change) };
}

export function written(agenda: AgendaView): AgendaView {
  const { number, reason, by, purpose, inclusion, exitRule, confidentiality, cadenceDays } = agenda;
  const { objectives, state, agreed, draftedAt, inForceFrom, ended, version } = agenda;
  return {
    ...{ number, reason, by, purpose, inclusion, exitRule, confidentiality, cadenceDays },
    ...{ objectives: objectives.map(objectiveAnswer), state, agreed, draftedAt, inForceFrom, ended },
    version,
  };
}

function objectiveAnswer(objective: Objective): Objective {
  const { aim, measure, baseline, target, due, measureId = null, figure = null } = objective;
  return { aim, measure, baseline, target, due, measureId, figure };
}
