import { pairingResource } from '@app/brokerage';
import type { Resource, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { SignOffState, SignOffView } from '../impact.views.js';
import type { FigureRead } from './sign-off.entity.js';

/** A pairing of two schools that is over, with whoever signed it off or sent it back last. */
export interface SignOffRow {
  readonly pairing: string;
  readonly reference: string;
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
  readonly gardenerPersonId: string;
  /** Who has the request or the work in hand by name. */
  readonly assigned: readonly string[];
  readonly recorded: readonly string[];
  readonly proposed: readonly string[];
  readonly decided: readonly string[];
  readonly spoke: number;
  readonly waitsForFigures: boolean;
  /** Grows with whatever is said, recorded, signed or sent back. */
  readonly version: number;
  readonly since: Date;
  readonly open: {
    readonly id: string;
    readonly outcome: 'signed' | 'signed_noting' | 'sent_back';
    readonly words: string | null;
    readonly madeBy: string;
    readonly by: string;
    readonly at: string;
    readonly needsSecond: boolean;
    readonly confirmedBy: string | null;
    readonly second: string | null;
    readonly secondAt: string | null;
    readonly secondWords: string | null;
    readonly figures: readonly FigureRead[] | null;
    readonly version: number;
  } | null;
}

const nameOf = (id: string): string =>
  `(select i.name from identity.person i where i.area_id = s.area_id and i.id = ${id})`;
const OF_PAIRING = (table: string): string => `${table}.area_id = g.area_id and ${table}.pairing_id = g.id`;
const VALUES = `impact.later_value v join impact.evaluation e on e.area_id = v.area_id and e.id = v.evaluation_id
  where ${OF_PAIRING('e')}`;

const OPEN = `select jsonb_build_object('id', s.id, 'outcome', s.outcome, 'words', s.words, 'madeBy', s.made_by, 'by', ${nameOf('s.made_by')},
    'at', s.made_at, 'needsSecond', s.needs_second, 'confirmedBy', s.confirmed_by, 'second', ${nameOf('s.confirmed_by')},
    'secondAt', s.confirmed_at, 'secondWords', s.second_words, 'figures', s.figures, 'version', s.version)
  from impact.sign_off s where ${OF_PAIRING('s')} and s.ended_at is null`;

/** @param where a condition over `brokerage.pairing g`; the longest waiting first. */
export async function readSignOffs(
  tx: Tx,
  where = 'true',
  params: readonly unknown[] = [],
): Promise<SignOffRow[]> {
  return tx.query<SignOffRow>(
    `select g.id as pairing, g.reference, g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn",
       g.gardener_person_id as "gardenerPersonId",
       array_remove(array[g.gardener_person_id, n.owner_person_id, n.adviser_person_id, n.cover_person_id], null) as assigned,
       array(select v.recorded_by::text from ${VALUES}
         union select w.said_by::text from impact.what_changed w where ${OF_PAIRING('w')}
         union select c.recorded_by from impact.sustain_check c where ${OF_PAIRING('c')}) as recorded,
       array(select p.made_by::text from brokerage.proposal p where p.area_id = g.area_id and p.id = g.proposal_id) as proposed,
       array(select d.made_by::text from brokerage.decision d where d.area_id = g.area_id and d.proposal_id = g.proposal_id) as decided,
       (select count(*)::int from impact.what_changed w where ${OF_PAIRING('w')}) as spoke,
       exists (select from impact.evaluation e join brokerage.agenda a on a.area_id = e.area_id and a.pairing_id = e.pairing_id
         and a.version = e.agenda_version and a.state = 'agreed' where ${OF_PAIRING('e')} and e.state in ('baseline_locked', 'waiting_for_data')) as "waitsForFigures",
       (coalesce((select sum(w.version) from impact.what_changed w where ${OF_PAIRING('w')}), 0)
         + (select count(*) from ${VALUES})
         + coalesce((select sum(s.version) from impact.sign_off s where ${OF_PAIRING('s')}), 0))::int as version,
       greatest(g.closed_at, (select max(w.said_at) from impact.what_changed w where ${OF_PAIRING('w')}),
         (select max(v.recorded_at) from ${VALUES}), (select max(s.made_at) from impact.sign_off s where ${OF_PAIRING('s')})) as since,
       (${OPEN}) as open
     from brokerage.pairing g join profiles.need n on n.area_id = g.area_id and n.id = g.need_id
     where ${inArea(tx, 'g')} and g.kind in ('support', 'project') and g.state in ('closed', 'sustain_checking', 'evaluated')
       and (${where}) order by since, g.reference`,
    params,
  );
}

export function stateOf({ open, spoke, waitsForFigures }: SignOffRow): SignOffState {
  if (open?.outcome === 'sent_back') return 'sent_back';
  if (open) return open.needsSecond && open.confirmedBy === null ? 'waits_for_second' : 'signed';
  return spoke === 2 && !waitsForFigures ? 'waits' : 'not_yet';
}

/** What a decision may know: nobody signs off what they recorded, proposed or decided, nor where they have an interest. */
export function signOffResource(row: SignOffRow): Resource & { readonly pending: boolean } {
  const state = stateOf(row);
  return {
    ...pairingResource(row),
    assigned: row.assigned,
    pending: state === 'waits' || state === 'waits_for_second',
    actsBy: {
      'impact.record': row.recorded,
      'proposal.make': row.proposed,
      'decision.make': row.decided,
    },
  };
}

export function signOffView(row: SignOffRow): SignOffView {
  const { open } = row;
  const state = stateOf(row);
  if (!open) return { state, by: null, at: null, words: null, second: null };
  const { by, at, words, second, secondAt, secondWords } = open;
  return {
    ...{ state, by, at: new Date(at), words },
    second:
      second === null || secondAt === null
        ? null
        : { by: second, at: new Date(secondAt), words: secondWords },
  };
}

/** As it was read on the day it was signed off. */
export function figuresRead({ open }: SignOffRow): readonly FigureRead[] {
  return (open?.figures ?? []).map((each) => ({
    ...each,
    later: each.later.map((value) => ({ ...value, at: new Date(value.at) })),
  }));
}
