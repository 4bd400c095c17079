import {
  addDays,
  brokerDays,
  clockOf,
  localDateOf,
  NoCalendar,
  type AreaId,
  type Clock,
  type LocalDate,
  type NeedId,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor, type AskByMail, type People } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import type { DutyBroker, NeedCases } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import { LIVE_PROPOSALS } from '../proposal/proposal.lifecycle.js';
import { askedAway } from '../reassign/asked-away.js';

const AT_ONCE = 200;

interface Missed {
  readonly id: NeedId;
  readonly owner: PersonId;
  readonly dueOn: LocalDate;
}

/**
 * C-2: a need is open, nobody was sounded out and no run said since it opened that nobody can be, and its day has gone by, or its owner's next day comes too
 * late for it. Another broker may act from then on, beside its owner. What was put off to a later day with a reason is missed only after that day.
 */
export class HandToCover {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly needs: NeedCases,
    private readonly duty: DutyBroker,
    private readonly people: People,
    private readonly settings: AreaSettings,
    private readonly mail: AskByMail,
  ) {}

  /** Each in a transaction of its own: one that cannot does not keep the others. @returns how many changed hands. */
  async overdue(area: AreaId): Promise<number> {
    const actor = systemActor('worker', area);
    const missed = await this.work.run(actor, area, (tx) => this.find(tx, null));
    let handed = 0;
    for (const { id } of missed)
      try {
        if (await this.work.run(actor, area, (tx) => this.one(tx, id))) handed += 1;
      } catch (error) {
        // No calendar, no guess by when the cover acts: it stays with its owner, and among the exceptions.
        if (!(error instanceof NoCalendar)) throw error;
      }
    return handed;
  }

  private async one(tx: Tx, id: NeedId): Promise<boolean> {
    const need = await this.needs.lock(tx, id);
    // Sounded out, or handed over by another sweep, while the row was waited for.
    const [missed] = await this.find(tx, id);
    if (!missed) return false;
    const schools = await this.schoolsOf(tx, id, need.urn);
    const today = localDateOf(this.clock.now());
    const cover = await this.duty.coverFor(tx, missed.owner, schools, today, await askedAway(tx, id));
    if (cover === null) return false;
    const version = await this.needs.cover(tx, id, cover);
    await this.audit.record(tx, {
      act: 'need.cover',
      entity: `profiles.need:${id}:${String(version)}`,
      schools: [need.urn],
      details: { clock: 'C-2', due: missed.dueOn, owner: missed.owner, cover: cover.id },
    });
    // On another day than their own only what cannot wait; the rest stands in the digest of their day.
    if (need.priority === 'now')
      await this.mail.tell(tx, {
        ...{ person: cover.id, kind: 'need_now', key: `cover.${id}.${String(version)}` },
        task: { reference: need.reference, due: null },
        ...{ path: `/needs/${need.reference}`, about: [need.reference], quiet: 'broker', urn: null },
      });
    return true;
  }

  /** Who asks, and whoever is proposed already. */
  private async schoolsOf(tx: Tx, need: NeedId, asker: SchoolUrn): Promise<SchoolUrn[]> {
    const rows = await tx.query<{ urn: SchoolUrn }>(
      `select p.supporter_urn as urn from brokerage.proposal p where ${inArea(tx, 'p')} and p.need_id = $1 and p.state = any ($2)`,
      [need, [...LIVE_PROPOSALS]],
    );
    return [asker, ...rows.map(({ urn }) => urn)];
  }

  private async find(tx: Tx, one: NeedId | null): Promise<Missed[]> {
    const today = localDateOf(this.clock.now());
    const waiting = await tx.query<Missed & { readonly counted: boolean }>(
      `select n.id, n.owner_person_id as owner, to_char(n.next_date, 'YYYY-MM-DD') as "dueOn",
         n.calendar_version is not null as counted from profiles.need n
       cross join lateral (
         select max(m.moved_at) as at from profiles.need_move m where m.area_id = n.area_id and m.need_id = n.id
           and m.to_state = 'open' and m.from_state <> 'proposed') opened
       where ${inArea(tx, 'n')} and n.state in ('open', 'proposed') and n.cover_person_id is null
         and n.next_date >= (opened.at at time zone 'Europe/London')::date
         and not exists (select 1 from brokerage.proposal p where p.area_id = n.area_id and p.need_id = n.id
           and p.sounded_at >= opened.at)
         -- or a certificate: from then on C-12 counts
         and not exists (select 1 from brokerage.deadline d where d.area_id = n.area_id and d.subject_id = n.id
           and d.clock = 'C-12.approved' and d.state = 'open' and d.started_at >= opened.at)
         and ($1::uuid is null or n.id = $1) order by n.next_date, n.id limit $2`,
      [one, AT_ONCE],
    );
    const missed: Missed[] = [];
    for (const each of waiting)
      if (each.dueOn < today || (each.counted && (await this.hasNoDayLeft(tx, each, today))))
        missed.push(each);
    return missed;
  }

  /** Counted in broker days, and its owner's next one comes too late: a break, or the end of the week. Nothing to wait for. */
  private async hasNoDayLeft(tx: Tx, { owner, dueOn }: Missed, today: LocalDate): Promise<boolean> {
    const own = await this.people.brokerWeekday(tx, owner, today);
    const { calendar, settings } = await this.settings.clocks(tx);
    if (own === null || clockOf('C-2', settings).limit.kind !== 'next_broker_day') return false;
    try {
      const works = brokerDays(calendar, [own]);
      for (let day = today; day <= dueOn; day = addDays(day, 1)) if (works(day)) return false;
      return true;
    } catch (error) {
      if (error instanceof NoCalendar) return false;
      throw error;
    }
  }
}
