import {
  addDays,
  BadInput,
  decide,
  localDateOf,
  NotFound,
  parseLocalDate,
  parseUuid,
  requireAllowed,
  RuleBroken,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type Matrix,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, updateIfVersion, type Tx, type UnitOfWork } from '@app/platform';
import { AppointmentEntity } from './appointment.entity.js';
import { moveAppointment, type AppointmentState } from './appointment.lifecycle.js';

export interface AppointmentToEnd {
  /** Of a broker. */
  readonly appointment: string;
  readonly version: number;
  /** The first day on which they do not broker any more: tomorrow at the earliest, two years ahead at most. */
  readonly to: string;
}

/** A broker's post as whoever ends it sees it. */
export interface BrokerPost {
  readonly id: string;
  readonly version: number;
  readonly person: PersonId;
  readonly name: string;
  readonly to: LocalDate | null;
  readonly state: AppointmentState;
}

const FURTHEST_DAYS = 731;

/** When a broker's post ends: from then on nothing new comes to them, and what is alive is handed over before (C-17). */
export class EndAppointment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion; BadInput at `to`; RuleBroken OWN_POST, APPOINTMENT_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: AppointmentToEnd): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      const known = parseUuid(asked.appointment);
      const [post] = known === null ? [] : await readPosts(tx, known);
      this.require(tx, post?.person);
      if (post === undefined) throw new NotFound();
      if (post.version !== asked.version) throw new StaleVersion();
      if (post.person === actor.id)
        throw new RuleBroken(
          'OWN_POST',
          'Nobody ends their own post: ask the other chair or an administrator.',
        );
      const to = this.readDay(asked.to);
      // A day may be moved while the post ends.
      const state = post.state === 'ending' ? 'ending' : moveAppointment(post.state, 'ending');
      const version = await updateIfVersion(tx, AppointmentEntity, post.id, post.version, {
        toOn: to,
        state,
      });
      await this.audit.record(tx, {
        act: 'role.revoke',
        entity: `identity.appointment:${post.id}:${String(version)}`,
        details: { to },
      });
    });
  }

  /** Brokers whose post is in force or still to be handed over, by name. @throws NotAllowed */
  async brokers(tx: Tx): Promise<BrokerPost[]> {
    this.require(tx);
    return readPosts(tx, null);
  }

  /** A step of what hands over: everything alive has another holder. */
  async finish(tx: Tx, { id, version, state }: BrokerPost): Promise<void> {
    const ended = moveAppointment(state, 'ended');
    const next = await updateIfVersion(tx, AppointmentEntity, id, version, { state: ended });
    await this.audit.record(tx, { act: 'role.end', entity: `identity.appointment:${id}:${String(next)}` });
  }

  private require(tx: Tx, person?: PersonId): void {
    const about = { area: tx.area, ...(person === undefined ? {} : { person }) };
    requireAllowed(decide(this.matrix, tx.actor, 'role.revoke', about, { now: this.clock.now() }));
  }

  private readDay(given: string): LocalDate {
    const today = localDateOf(this.clock.now());
    const day = parseLocalDate(given);
    if (day !== null && day > today && day <= addDays(today, FURTHEST_DAYS)) return day;
    throw new BadInput([
      { path: 'to', message: 'Enter a day after today and within two years, like 2027-07-16' },
    ]);
  }
}

/** @param one locked until the verb ends; null: all, by name. */
export async function readPosts(tx: Tx, one: string | null): Promise<BrokerPost[]> {
  return tx.query<BrokerPost>(
    `select a.id, a.version, a.person_id as person, p.name, to_char(a.to_on, 'YYYY-MM-DD') as "to", a.state
     from identity.appointment a join identity.person p on p.area_id = a.area_id and p.id = a.person_id
     where ${inArea(tx, 'a')} and a.role = 'broker' and a.state in ('active', 'ending') and ($1::uuid is null or a.id = $1)
     order by p.name, a.id ${one === null ? '' : 'for update of a'}`,
    [one],
  );
}
