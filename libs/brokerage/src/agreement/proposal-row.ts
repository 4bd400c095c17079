import type { LocalDate, NeedId, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { HalfDays } from '@app/profiles';
import type { ProposalState } from '../proposal/proposal.lifecycle.js';
import type { DecisionView, SoundingAnswer, Told } from './agreement.views.js';

/** A proposal with its request, its offer and its clocks, as one row. */
export interface ProposalRow {
  readonly id: string;
  readonly reference: string;
  readonly needId: NeedId;
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
  readonly run: { readonly reference: string; readonly policyNumber: number };
  readonly place: number;
  readonly points: number;
  readonly reason: string | null;
  readonly reasons: readonly string[] | null;
  readonly halfDays: HalfDays;
  readonly state: ProposalState;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly soundedAt: Date | null;
  readonly supporterYesAt: Date | null;
  readonly namesOpenAt: Date | null;
  readonly version: number;
  readonly request: {
    readonly id: string;
    readonly reference: string;
    readonly told: Told;
    readonly sentAt: Date;
    readonly dueOn: LocalDate | null;
    readonly answer: SoundingAnswer | null;
    readonly answeredHalfDays: HalfDays | null;
    readonly person: string | null;
    readonly answeredAt: Date | null;
    readonly version: number;
  } | null;
  readonly offer: {
    readonly id: string;
    readonly reference: string;
    readonly halfDays: HalfDays;
    readonly person: string | null;
    readonly madeAt: Date;
    readonly meetingAskedAt: Date | null;
    readonly answer: 'accepted' | 'declined' | null;
    readonly note: string | null;
    readonly answeredAt: Date | null;
    readonly version: number;
  } | null;
  readonly heldUntil: LocalDate | null;
  readonly pairing: string | null;
}

/** As JSON carries them. */
type Instants<Row> = {
  [Key in keyof Row]: Row[Key] extends Date
    ? string
    : Row[Key] extends Date | null
      ? string | null
      : Row[Key];
};
type Read = Omit<ProposalRow, 'request' | 'offer'> & {
  readonly request: Instants<NonNullable<ProposalRow['request']>> | null;
  readonly offer: Instants<NonNullable<ProposalRow['offer']>> | null;
};

const due = (clock: string): string =>
  `(select to_char(d.due_on, 'YYYY-MM-DD') from brokerage.deadline d
    where d.area_id = p.area_id and d.subject_id = p.id and d.clock = '${clock}' and d.state = 'open')`;

/** @param by the column that names it. @returns null where there is none of this area. */
export async function readRow(
  tx: Tx,
  by: 'p.id' | 'p.reference' | 's.reference' | 'o.reference',
  named: string,
): Promise<ProposalRow | null> {
  const [row] = await tx.query<Read>(
    `select p.id, p.reference, p.need_id as "needId", p.asker_urn as "askerUrn", p.supporter_urn as "supporterUrn",
       (select jsonb_build_object('reference', r.reference, 'policyNumber', r.policy_number) from brokerage.match_run r
         where r.area_id = p.area_id and r.id = p.run_id) as run,
       p.place, p.points, p.reason, p.reasons, p.half_days as "halfDays", p.state, p.made_at as "madeAt",
       coalesce((select name from identity.person i where i.area_id = p.area_id and i.id = p.made_by), '') as "madeBy",
       p.sounded_at as "soundedAt", p.supporter_yes_at as "supporterYesAt", p.names_open_at as "namesOpenAt", p.version,
       case when s.id is not null then jsonb_build_object('id', s.id, 'reference', s.reference, 'told', s.told, 'sentAt', s.sent_at,
         'dueOn', ${due('C-4')}, 'answer', s.answer, 'answeredHalfDays', s.answered_half_days, 'person', s.person,
         'answeredAt', s.answered_at, 'version', s.version) end as request,
       case when o.id is not null then jsonb_build_object('id', o.id, 'reference', o.reference, 'halfDays', o.half_days,
         'person', o.person, 'madeAt', o.made_at, 'meetingAskedAt', o.meeting_asked_at, 'answer', o.answer, 'note', o.note,
         'answeredAt', o.answered_at, 'version', o.version) end as offer,
       ${due('C-5')} as "heldUntil",
       (select g.reference from brokerage.pairing g where g.area_id = p.area_id and g.proposal_id = p.id) as pairing
     from brokerage.proposal p
     left join brokerage.sounding s on s.area_id = p.area_id and s.proposal_id = p.id
     left join brokerage.support_offer o on o.area_id = p.area_id and o.proposal_id = p.id
     where ${inArea(tx, 'p')} and ${by} = $1`,
    [named],
  );
  if (!row) return null;
  const at = (given: string | null): Date | null => (given === null ? null : new Date(given));
  const { request, offer } = row;
  return {
    ...row,
    request: request && {
      ...request,
      ...{ sentAt: new Date(request.sentAt), answeredAt: at(request.answeredAt) },
    },
    offer: offer && {
      ...offer,
      madeAt: new Date(offer.madeAt),
      ...{ meetingAskedAt: at(offer.meetingAskedAt), answeredAt: at(offer.answeredAt) },
    },
  };
}

/** What was decided about it, the latest first, each with its second person. */
export async function readDecisions(tx: Tx, proposal: string): Promise<DecisionView[]> {
  const person = (of: string): string =>
    `coalesce((select name from identity.person i where i.area_id = d.area_id and i.id = ${of}), '')`;
  const rows = await tx.query<
    DecisionView & { approval: (DecisionView['approval'] & { at: string }) | null }
  >(
    `select d.id, d.reference, d.outcome, d.kind, d.reason, d.conditions, d.half_days as "halfDays", d.override,
       d.override_cost as "overrideCost", d.pence, d.needs_second as "needsSecond", to_char(d.until, 'YYYY-MM-DD') as until,
       ${person('d.made_by')} as by, d.made_at as at,
       case when a.id is not null then jsonb_build_object('approved', a.approved, 'reason', a.reason,
         'by', ${person('a.made_by')}, 'at', a.made_at) end as approval
     from brokerage.decision d left join brokerage.approval a on a.area_id = d.area_id and a.decision_id = d.id
     where ${inArea(tx, 'd')} and d.proposal_id = $1 order by d.made_at desc, d.reference desc`,
    [proposal],
  );
  return rows.map(({ approval, ...decision }) => ({
    ...decision,
    approval: approval && { ...approval, at: new Date(approval.at) },
  }));
}
