import {
  decide,
  localDateOf,
  NotFound,
  type Clock,
  type Matrix,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { People, Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { Namers } from '../namers.js';
import { schoolsOf } from '../pairing/pairing-cases.js';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { readPairings, type PairingRow } from '../pairing/pairing-rows.js';
import { placeOf } from './coaching-cases.js';
import { mayLog } from './coaching-of-pairing.js';
import { readCoachings, readNotes, readSessions, type CoachingRow } from './coaching-rows.js';
import { readPlannedSessions } from './planned-sessions.js';
import { coachingResource, placeResource } from './coaching.policy.js';
import type { CoachingNotesView, CoachingPlace, OwnCoaching, ToName } from './coaching.views.js';

/** What two people keep between them, for the two and for nobody else; and whom a head may name. */
export class CoachingNotes {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly people: People,
    private readonly namers: Namers,
  ) {}

  /** Every pair in which the reader is one. It leaves its receipt. @throws NotFound for everybody but the two. */
  async one(tx: Tx, named: string): Promise<CoachingNotesView> {
    const [row] = await readPairings(tx, `g.reference = $1 and g.kind = 'coaching'`, [named]);
    const all = row ? await readCoachings(tx, row.id) : [];
    const own = all.filter((each) => placeOf(tx, each) !== null);
    const about = row ? coachingResource(row, own[0] ?? all[0] ?? null) : null;
    await this.rights.require(tx, 'coaching.note.read', about);
    const [first] = own;
    const place = first && placeOf(tx, first);
    if (!row || !place) throw new NotFound();
    const [sessions, notes] = [await readSessions(tx, row.id), await readNotes(tx, row.id)];
    if (notes.length > 0)
      await this.audit.record(tx, {
        act: 'coaching.note.read',
        entity: `brokerage.pairing:${row.id}`,
        schools: schoolsOf(row),
      });
    const names = await this.namers.of(tx);
    return {
      ...{ pairing: row.reference, place, mineToDelete: notes.filter(({ mine }) => mine).length },
      ...{ supporter: names.school(row.supporterUrn), asker: names.school(row.askerUrn) },
      next: (await readPlannedSessions(tx, row.id)).find(({ state }) => state === 'planned') ?? null,
      pairs: own.map((two) => ({
        ...{ coach: two.coach, coached: two.coached, endedAt: two.endedAt, deletedOn: two.deletedOn },
        sessions: sessions
          .filter(({ coachingId }) => coachingId === two.id)
          .map(({ id, number, heldOn, mode, minutes, halfDays }) => ({
            ...{ number, heldOn, mode, minutes, halfDays },
            notes: notes
              .filter(({ sessionId }) => sessionId === id)
              .map(({ by, at, text }) => ({ by, at, text })),
          })),
      })),
      can: { write: mayLog(tx, row, all[0]), readPairing: this.readsPairing(tx, row) },
    };
  }

  private readsPairing(tx: Tx, row: PairingRow): boolean {
    const about = { area: tx.area, ...pairingResource(row) };
    return decide(this.matrix, tx.actor, 'pairing.read', about, { now: this.clock.now() }).allowed;
  }

  /** Where this person is one of the two, what goes on first: also who may not read the pairing itself finds the way. */
  async own(tx: Tx): Promise<OwnCoaching[]> {
    if (tx.actor.kind !== 'person') return [];
    return tx.query<OwnCoaching>(
      `select distinct on (c.ended_at is not null, g.reference) g.reference as pairing,
         case when c.coach_person_id = $1::uuid then 'coach' else 'coached' end as place,
         (select p.name from identity.person p where p.area_id = c.area_id
           and p.id = case when c.coach_person_id = $1::uuid then c.coached_person_id else c.coach_person_id end) as with
       from brokerage.coaching c join brokerage.pairing g on g.area_id = c.area_id and g.id = c.pairing_id
       where ${inArea(tx, 'c')} and $1::uuid in (c.coach_person_id, c.coached_person_id) and (c.ended_at is null
         or exists (select 1 from brokerage.coaching_note n where n.area_id = c.area_id and n.coaching_id = c.id))
       order by c.ended_at is not null, g.reference, c.ended_at desc`,
      [tx.actor.id],
    );
  }

  /** For the head of one side, while it goes on. @throws NotFound, NotAllowed */
  async toName(tx: Tx, named: string, place: CoachingPlace): Promise<ToName> {
    const [row] = await readPairings(tx, `g.reference = $1 and g.kind = 'coaching'`, [named]);
    await this.rights.require(tx, 'coaching.party.name', row ? placeResource(row, place) : null);
    const [now] = row ? await readCoachings(tx, row.id) : [];
    if (!row || !now || now.endedAt !== null || !LIVE_PAIRINGS.includes(row.state)) throw new NotFound();
    const urn = urnOf(row, place);
    return {
      ...{ pairing: row.reference, version: now.version, place, now: personAt(now, place) },
      school: (await this.namers.of(tx)).school(urn),
      people: await this.people.ofSchool(tx, urn, localDateOf(this.clock.now())),
    };
  }
}

function urnOf(row: PairingRow, place: CoachingPlace): SchoolUrn {
  return place === 'coach' ? row.supporterUrn : row.askerUrn;
}

function personAt(now: CoachingRow, place: CoachingPlace): PersonId | null {
  return (place === 'coach' ? now.coachPersonId : now.coachedPersonId) as PersonId | null;
}
