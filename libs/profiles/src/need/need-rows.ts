import type { LocalDate, NeedId, PersonId, Priority, SchoolUrn, ThemeId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { KeyStageName } from './need-wording.js';
import type { NeedState } from './need.lifecycle.js';
import type { NeedDetail, NeedMoveView } from './need.view.js';

export interface SummaryRow {
  readonly id: NeedId;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly primaryTheme: ThemeId;
  readonly secondaryThemes: readonly ThemeId[];
  readonly keyStages: readonly KeyStageName[];
  readonly priority: Priority;
  readonly state: NeedState;
  readonly ownerPersonId: PersonId | null;
  readonly ownerName: string | null;
  readonly adviserPersonId: PersonId | null;
  readonly adviserName: string | null;
  readonly coverPersonId: PersonId | null;
  readonly coverName: string | null;
  readonly coveredOn: LocalDate | null;
  readonly nextDate: LocalDate | null;
  readonly waitingSince: LocalDate;
  readonly raisedAt: Date;
  readonly approachSet: boolean;
  readonly version: number;
}

const nameOf = (person: string): string =>
  `(select p.name from identity.person p where p.area_id = n.area_id and p.id = n.${person})`;

/** No column with a word of the need's text stands here. */
export const SUMMARY = `n.id, n.reference, n.urn, n.primary_theme as "primaryTheme",
  n.secondary_themes as "secondaryThemes", n.key_stages as "keyStages", n.priority, n.state,
  n.owner_person_id as "ownerPersonId", ${nameOf('owner_person_id')} as "ownerName",
  n.adviser_person_id as "adviserPersonId", ${nameOf('adviser_person_id')} as "adviserName",
  n.cover_person_id as "coverPersonId", ${nameOf('cover_person_id')} as "coverName",
  to_char(n.covered_on, 'YYYY-MM-DD') as "coveredOn",
  to_char(n.next_date, 'YYYY-MM-DD') as "nextDate", to_char(n.waiting_since, 'YYYY-MM-DD') as "waitingSince",
  n.raised_at as "raisedAt", n.approach is not null as "approachSet", n.version`;

type DetailColumns = Omit<
  NeedDetail,
  keyof SummaryRow | 'owner' | 'adviser' | 'cover' | 'stateWords' | 'nextWords' | 'can' | 'moves'
>;

/** Only after `need.read.detail` was allowed, and its receipt written. */
export async function readDetailColumns(tx: Tx, need: NeedId): Promise<DetailColumns> {
  const [row] = await tx.query<DetailColumns>(
    `select n.send_thread as "sendThread", n.wanted_outcome as "wantedOutcome", n.tried,
       n.half_days_wanted as "halfDaysWanted", n.window_from as "windowFrom", n.window_to as "windowTo",
       n.partners_wanted as "partnersWanted", n.modes, n.travel_km as "travelKm",
       to_char(n.earliest_start, 'YYYY-MM-DD') as "earliestStart", n.approach, n.wishes,
       n.agreed_at as "agreedAt", n.closed_reason as "closedReason"
     from profiles.need n where ${inArea(tx, 'n')} and n.id = $1`,
    [need],
  );
  if (!row) throw new Error('A need was there a moment ago, in this transaction.');
  return row;
}

/**
 * Whoever's answer sends a need on may be the head of a school that was asked blind: their name stays out of it (I-35),
 * for every reader alike. Who it was stands with the move, and on the proposal for those who may know.
 */
const MOVED_BY = `case when exists (select 1 from identity.appointment a where a.area_id = p.area_id and a.person_id = p.id
      and a.role in ('head', 'staff') and a.urn <> n.urn)
    and not exists (select 1 from identity.appointment a where a.area_id = p.area_id and a.person_id = p.id
      and (a.role not in ('head', 'staff') or a.urn = n.urn))
  then 'A school that was asked' else p.name end`;

/** Of moves at one moment, which came first. */
const STORY = `array['raised', 'triaged', 'diagnosed', 'agreed', 'open', 'proposed', 'matched', 'met']`;

export async function readMoves(tx: Tx, need: NeedId): Promise<NeedMoveView[]> {
  return tx.query<NeedMoveView>(
    `select m.from_state as "from", m.to_state as "to", m.moved_at as "at", m.reason, coalesce(${MOVED_BY}, 'Trellis') as "by"
     from profiles.need_move m join profiles.need n on n.area_id = m.area_id and n.id = m.need_id
     left join identity.person p on p.area_id = m.area_id and m.moved_by = 'person:' || p.id::text
     where ${inArea(tx, 'm')} and m.need_id = $1
     order by m.moved_at, array_position(${STORY}, m.to_state), m.id`,
    [need],
  );
}
