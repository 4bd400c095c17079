import { inArea, type Tx } from '@app/platform';
import type { AgendaEnd, AgendaView } from './pairing.views.js';

/** Of `brokerage.agenda a`: the one that is in force, or the first while it is written. */
export const COUNTS = `(a.state = 'agreed' or a.state = 'draft' and a.number = 1)`;
/** What is proposed in its place. */
export const PROPOSED = `(a.state = 'draft' and a.number > 1)`;

interface Row extends Omit<AgendaView, 'agreed' | 'inForceFrom' | 'ended'> {
  readonly draftedBy: string;
  readonly supporter: Date | null;
  readonly school: Date | null;
  readonly broker: Date | null;
  readonly endedHow: AgendaEnd | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly endedWords: string | null;
}

export interface AgendasOf {
  readonly agenda: AgendaView | null;
  readonly change: AgendaView | null;
  /** Who wrote the change, by id: no page shows it. */
  readonly changeBy: string | null;
  /** The first before the last. */
  readonly earlier: readonly AgendaView[];
}

const nameOf = (id: string): string =>
  `(select i.name from identity.person i where i.area_id = a.area_id and i.id = ${id})`;

/** Every agenda of a pairing, by what it is to it now. */
export async function readAgendas(tx: Tx, pairing: string): Promise<AgendasOf> {
  const rows = await tx.query<Row>(
    `select a.number, a.reason, coalesce(${nameOf('a.drafted_by')}, '') as by, a.drafted_by as "draftedBy", a.purpose, a.inclusion,
       a.exit_rule as "exitRule", a.confidentiality, a.cadence_days as "cadenceDays", a.drafted_at as "draftedAt", a.objectives, a.state,
       a.supporter_agreed_at as supporter, a.school_agreed_at as school, a.broker_agreed_at as broker, a.ended_how as "endedHow",
       a.ended_at as "endedAt", ${nameOf('a.ended_by')} as "endedBy", a.ended_words as "endedWords", a.version
     from brokerage.agenda a where ${inArea(tx, 'a')} and a.pairing_id = $1 order by a.version`,
    [pairing],
  );
  const proposed = rows.find(({ state, number }) => state === 'draft' && number > 1);
  const counts = rows.find(({ state, number }) => state === 'agreed' || (state === 'draft' && number === 1));
  const over = rows.filter(({ endedHow }) => endedHow !== null);
  return {
    agenda: counts ? viewOf(counts) : null,
    ...{ change: proposed ? viewOf(proposed) : null, changeBy: proposed?.draftedBy ?? null },
    earlier: over.map(viewOf),
  };
}

function viewOf(row: Row): AgendaView {
  const { number, reason, by, purpose, inclusion, exitRule, confidentiality, cadenceDays } = row;
  const { draftedAt, objectives, state, version, supporter, school, broker } = row;
  const { endedHow: how, endedAt: at, endedBy, endedWords: words } = row;
  const agreed = [supporter, school, broker].flatMap((each) => each ?? []);
  return {
    ...{ number, reason, by, purpose, inclusion, exitRule, confidentiality, cadenceDays, draftedAt },
    ...{ objectives, state, agreed: { supporter, school, broker }, version },
    inForceFrom: agreed.length === 3 ? new Date(Math.max(...agreed.map((each) => each.getTime()))) : null,
    ended: how === null || at === null ? null : { how, at, by: endedBy, words },
  };
}

/** No two agendas of one pairing share a version: what was measured is kept by it, and a page that is open knows which it shows. */
export async function nextVersion(tx: Tx, pairing: string): Promise<number> {
  const [row] = await tx.query<{ next: number }>(
    `select coalesce(max(version), 0)::int + 1 as next from brokerage.agenda where ${inArea(tx)} and pairing_id = $1`,
    [pairing],
  );
  return row?.next ?? 1;
}

/** A step of what ends the work: a change that waits comes to nothing. */
export async function endChangeWithTheWork(tx: Tx, pairing: string, at: Date): Promise<void> {
  await tx.query(
    `update brokerage.agenda a set state = 'closed', ended_how = 'work_over', ended_at = $2, version = a.version + 1
     where ${inArea(tx, 'a')} and a.pairing_id = $1 and ${PROPOSED}`,
    [pairing, at],
  );
}
