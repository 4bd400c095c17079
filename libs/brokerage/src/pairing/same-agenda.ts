import type { Objective } from './pairing.views.js';
import type { ReadAgenda } from './read-agenda.js';

/** Whether two agendas say the same, word for word and figure for figure. */
export function sameAgenda(one: ReadAgenda, other: ReadAgenda): boolean {
  return inOrder(one) === inOrder(other);
}

export const sameObjective = (one: Objective, other: Objective): boolean => told(one) === told(other);

/** The last day by which something is to change: so long the work lasts. */
export const lastDue = ({ objectives }: Pick<ReadAgenda, 'objectives'>): string =>
  objectives.reduce((last, { due }) => (due > last ? due : last), '');

function inOrder({
  purpose,
  inclusion,
  exitRule,
  confidentiality,
  cadenceDays,
  objectives,
}: ReadAgenda): string {
  return JSON.stringify([purpose, inclusion, exitRule, confidentiality, cadenceDays, objectives.map(told)]);
}

function told({ aim, measure, baseline, target, due, measureId = null, figure = null }: Objective): string {
  const counted = figure && [figure.value, figure.symbol, figure.of, figure.period, figure.source];
  return JSON.stringify([aim, measure, baseline, target, due, measureId, counted]);
}
