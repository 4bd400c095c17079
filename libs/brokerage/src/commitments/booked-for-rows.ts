import type { LocalDate, NeedId, SchoolUrn, ThemeId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { PairingParties } from '../pairing/pairing.policy.js';
import type { ProposalStages } from '../proposal/proposal.policy.js';
import type { BookedFor } from './commitments.views.js';

export interface BookedForRow extends PairingParties, ProposalStages {
  /** As the ledger names it. */
  readonly booked: string;
  readonly kind: BookedFor['kind'];
  readonly reference: string | null;
  readonly askerUrn: SchoolUrn;
  readonly needId: NeedId | null;
  readonly theme: ThemeId | null;
  readonly heldUntil: LocalDate | null;
}

/** The id of each reference of one kind, like `proposal:<id>`. */
const ids = (references: readonly string[], kind: string): string[] =>
  references.filter((each) => each.startsWith(`${kind}:`)).map((each) => each.slice(kind.length + 1));

const UNTIL_DECIDED = `(select to_char(d.due_on, 'YYYY-MM-DD') from brokerage.deadline d
  where d.area_id = p.area_id and d.subject_id = p.id and d.clock = 'C-5' and d.state = 'open')`;

/** Whatever the ledger names: a proposal or the pairing it became, a pairing without one, a day or less, a project's place. */
export async function readBookedFor(tx: Tx, references: readonly string[]): Promise<BookedForRow[]> {
  return tx.query<BookedForRow>(
    `select 'proposal:' || p.id as booked, case when g.id is null then 'request' else 'pairing' end as kind,
       coalesce(g.reference, s.reference) as reference, p.asker_urn as "askerUrn", p.supporter_urn as "supporterUrn",
       coalesce(g.gardener_person_id, p.made_by) as "gardenerPersonId", p.need_id as "needId", null as theme,
       p.sounded_at as "soundedAt", p.supporter_yes_at as "supporterYesAt", p.names_open_at as "namesOpenAt",
       ${UNTIL_DECIDED} as "heldUntil"
     from brokerage.proposal p
     left join brokerage.sounding s on s.area_id = p.area_id and s.proposal_id = p.id
     left join brokerage.pairing g on g.area_id = p.area_id and g.proposal_id = p.id
     where ${inArea(tx, 'p')} and p.id = any ($1::uuid[])
     union all
     select 'pairing:' || g.id, 'pairing', g.reference, g.asker_urn, g.supporter_urn, g.gardener_person_id, g.need_id,
       null, null, null, g.made_at, null
     from brokerage.pairing g where ${inArea(tx, 'g')} and g.id = any ($2::uuid[])
     union all
     select 'light:' || g.id, 'light', g.reference, g.asker_urn, g.supporter_urn, g.gardener_person_id, null,
       null, null, null, g.asked_at, null
     from brokerage.light_pairing g where ${inArea(tx, 'g')} and g.id = any ($3::uuid[])
     union all
     select 'project:' || s.id, 'project', g.reference, s.urn, s.urn, g.gardener_person_id, null,
       g.theme, null, null, g.made_at, to_char(s.held_until, 'YYYY-MM-DD')
     from brokerage.project_school s join brokerage.project g on g.area_id = s.area_id and g.id = s.project_id
     where ${inArea(tx, 's')} and s.id = any ($4::uuid[])`,
    ['proposal', 'pairing', 'light', 'project'].map((kind) => ids(references, kind)),
  );
}
