import { NotFound, parseUuid, type Actor, type AreaId, type Clock, type PersonId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { normaliseEmail, type Rights } from '@app/identity';
import { inArea, type AuditorUnitOfWork, type Tx, type UnitOfWork } from '@app/platform';
import { shownOf, type FoundRow, type ShownRow } from './what-is-shown.js';

export interface ReadingOfPerson {
  readonly at: Date;
  /** What was done, as the log names it. */
  readonly act: string;
  readonly entity: string | null;
  /** Who; a program or the service by its own name. */
  readonly who: string;
}

export interface AllAbout {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly takenAt: Date;
  readonly controller: string;
  readonly rows: readonly ShownRow[];
  /** Who read what is about them, the newest first. */
  readonly readings: readonly ReadingOfPerson[];
  /** What they did themselves, the newest first. */
  readonly acts: readonly Omit<ReadingOfPerson, 'who'>[];
}

const READING = '[.]read([.]|$)|^case[.]brief$|^breakglass[.]open$|^dsar[.]export$';
/** More than anybody does in six years; what is beyond is said. */
const MOST = 20_000;

/** Subject access: all that is held about one person, and who read it, less what others said in confidence. */
export class SubjectAccess {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly clock: Clock,
  ) {}

  /**
   * @param log handed over by the door: not every process may read the log.
   * @throws NotFound for somebody else's, but for who answers for the data.
   */
  async of(log: AuditorUnitOfWork, actor: Actor, area: AreaId, named: string): Promise<AllAbout> {
    const id = parseUuid<PersonId>(named);
    const held = await this.work.atOneMoment(actor, area, async (tx) => {
      await this.rights.require(tx, 'dsar.export', id === null ? null : { person: id });
      const [person] = await tx.query<AllAbout['person'] & { controller: string }>(
        `select p.id, p.name, p.email, a.controller from identity.person p join schools.area a on a.id = p.area_id
         where ${inArea(tx, 'p')} and p.id = $1`,
        [id],
      );
      if (!person) throw new NotFound();
      const found = await tx.query<FoundRow>('select tbl, found, others from records.about($1)', [id]);
      await this.audit.record(tx, { act: 'dsar.export', entity: `identity.person:${person.id}` });
      return { person, rows: found.map(shownOf) };
    });
    const { controller, ...person } = held.person;
    const logged = await log.atOneMoment(actor, area, (tx) => this.fromLog(tx, person.id, held.rows));
    return { person, takenAt: this.clock.now(), controller, rows: held.rows, ...logged };
  }

  /** Whom an address belongs to, for who answers for the data. @throws NotFound alike for nobody and for who may not ask. */
  async whoHas(tx: Tx, email: string): Promise<PersonId | null> {
    const [found] = await tx.query<{ id: PersonId }>(
      `select id from identity.person where ${inArea(tx)} and email = $1`,
      [normaliseEmail(email)],
    );
    return found?.id ?? null;
  }

  private async fromLog(
    tx: Tx,
    person: string,
    rows: readonly ShownRow[],
  ): Promise<Pick<AllAbout, 'readings' | 'acts'>> {
    const records = [person, ...rows.flatMap(({ id }) => id ?? [])];
    const readings = await tx.query<ReadingOfPerson & Record<string, unknown>>(
      `select e.at, e.act, e.entity, e.actor as who from audit.entry e
       where ${inArea(tx, 'e')} and e.kind = 'act' and e.outcome = 'done' and e.act ~ $1 and e.entity is not null
         and split_part(e.entity, ':', 2) = any ($2) and e.actor <> $3 order by e.at desc, e.seq desc limit ${String(MOST)}`,
      [READING, records, `person:${person}`],
    );
    const acts = await tx.query<Omit<ReadingOfPerson, 'who'>>(
      `select e.at, e.act, e.entity from audit.entry e where ${inArea(tx, 'e')} and e.kind = 'act' and e.actor = $1
       order by e.at desc, e.seq desc limit ${String(MOST)}`,
      [`person:${person}`],
    );
    return { readings, acts };
  }
}
