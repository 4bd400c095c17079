import type { LocalDate, NeedId, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { HalfDays } from '@app/profiles';
import type { PairingState } from './pairing.lifecycle.js';
import type { ClosingOutcome, PairingKind, VisitView } from './pairing.views.js';

export interface PairingRow {
  readonly id: string;
  readonly reference: string;
  readonly kind: PairingKind;
  readonly needId: NeedId;
  readonly proposal: string | null;
  readonly reasons: readonly string[] | null;
  readonly decidedBy: string;
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
  readonly gardenerPersonId: string;
  readonly gardener: string;
  readonly halfDays: HalfDays;
  readonly proposalId: string | null;
  readonly person: string | null;
  readonly conditions: string | null;
  readonly state: PairingState;
  readonly nextDate: LocalDate | null;
  readonly madeAt: Date;
  readonly pauseReason: string | null;
  readonly outcome: ClosingOutcome | null;
  readonly closedSummary: string | null;
  readonly thanks: string | null;
  readonly closedAt: Date | null;
  readonly version: number;
}

const person = (id: string): string =>
  `coalesce((select name from identity.person i where i.area_id = g.area_id and i.id = ${id}), '')`;
/** @param where a condition over `brokerage.pairing g`. */
export async function readPairings(tx: Tx, where: string, params: readonly unknown[]): Promise<PairingRow[]> {
  return tx.query<PairingRow>(
    `select g.id, g.reference, g.kind, g.need_id as "needId", g.proposal_id as "proposalId", p.reference as proposal, p.reasons,
       g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn", g.gardener_person_id as "gardenerPersonId",
       ${person('g.gardener_person_id')} as gardener, g.half_days as "halfDays", g.person, g.conditions, g.state,
       to_char(g.next_date, 'YYYY-MM-DD') as "nextDate", g.made_at as "madeAt", g.pause_reason as "pauseReason",
       g.outcome, g.closed_summary as "closedSummary", g.thanks, g.closed_at as "closedAt", g.version,
       coalesce((select ${person('d.made_by')} from brokerage.decision d where d.area_id = g.area_id
         and d.proposal_id = g.proposal_id order by d.made_at desc limit 1), '') as "decidedBy"
     from brokerage.pairing g left join brokerage.proposal p on p.area_id = g.area_id and p.id = g.proposal_id
     where ${inArea(tx, 'g')} and ${where} order by g.next_date nulls last, g.reference`,
    params,
  );
}

type VisitRow = Omit<VisitView, 'mayReply' | 'mayCorrect'> & { readonly loggedBy: string };

/** The latest first. */
export async function readVisits(tx: Tx, pairing: string): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select g.id, g.number, to_char(g.held_on, 'YYYY-MM-DD') as "heldOn", g.mode, g.half_days as "halfDays", g.summary,
       g.actions, g.logged_by as "loggedBy", ${person('g.logged_by')} as by, g.logged_at as "loggedAt", g.state, g.reply,
       g.replied_at as "repliedAt", g.version
     from brokerage.visit g where ${inArea(tx, 'g')} and g.pairing_id = $1 order by g.number desc`,
    [pairing],
  );
}

/** Clocks that run for it, the next due first. */
export async function readClocks(tx: Tx, pairing: string): Promise<{ clock: string; dueOn: LocalDate }[]> {
  return tx.query(
    `select clock, to_char(due_on, 'YYYY-MM-DD') as "dueOn" from brokerage.deadline
     where ${inArea(tx)} and subject_id = $1 and state = 'open' order by due_on, clock`,
    [pairing],
  );
}
