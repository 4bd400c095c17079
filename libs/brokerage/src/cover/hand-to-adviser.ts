import { localDateOf, nextArrival, officeDays, type AreaId, type Clock, type NeedId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor, type AskByMail } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import type { DutyBroker, NeedCases } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import { askedAway } from '../reassign/asked-away.js';

const AT_ONCE = 200;

/** C-21: what is needed now was not taken up on its day. An adviser may act from then on, beside its owner, and is told at once. */
export class HandToAdviser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly needs: NeedCases,
    private readonly duty: DutyBroker,
    private readonly mail: AskByMail,
    private readonly settings: AreaSettings,
  ) {}

  /** Where no adviser is free of interest it stays with its owner, and among the exceptions. @returns how many were handed on. */
  async overdue(area: AreaId): Promise<number> {
    const actor = systemActor('worker', area);
    const missed = await this.work.run(actor, area, (tx) => this.find(tx, null));
    let handed = 0;
    for (const id of missed) if (await this.work.run(actor, area, (tx) => this.one(tx, id))) handed += 1;
    return handed;
  }

  private async one(tx: Tx, id: NeedId): Promise<boolean> {
    const need = await this.needs.lock(tx, id);
    // Taken up, or handed on by another sweep, while the row was waited for.
    if ((await this.find(tx, id)).length === 0) return false;
    const today = localDateOf(this.clock.now());
    const not = [...(await askedAway(tx, id)), ...(need.owner === null ? [] : [need.owner])];
    const adviser = await this.duty.adviserFor(tx, [need.urn], today, not);
    if (adviser === null) return false;
    const version = await this.needs.coverUntaken(tx, id, adviser);
    await this.audit.record(tx, {
      act: 'need.cover',
      entity: `profiles.need:${id}:${String(version)}`,
      schools: [need.urn],
      details: { clock: 'C-21', due: need.nextDate ?? '', owner: need.owner ?? '', cover: adviser.id },
    });
    await this.mail.tell(tx, {
      ...{ person: adviser.id, kind: 'need_now', key: `adviser.${id}.${String(version)}` },
      task: { reference: need.reference, due: null },
      ...{ path: `/needs/${need.reference}`, about: [need.reference], quiet: 'office', urn: null },
    });
    return true;
  }

  private async find(tx: Tx, one: NeedId | null): Promise<NeedId[]> {
    const calendar = (await this.settings.find(tx, 'calendar'))?.body;
    if (calendar === undefined) return [];
    const today = localDateOf(this.clock.now());
    const rows = await tx.query<{ id: NeedId; raisedAt: Date }>(
      `select n.id, n.raised_at as "raisedAt" from profiles.need n where ${inArea(tx, 'n')} and n.state = 'raised' and n.priority = 'now'
         and n.cover_person_id is null and n.next_date < $1::date and ($2::uuid is null or n.id = $2)
       order by n.next_date, n.id limit $3`,
      [today, one, AT_ONCE],
    );
    // What was asked for in the evening has its day on the next one: nobody was told before.
    const arrived = (raisedAt: Date): string => localDateOf(nextArrival(raisedAt, officeDays(calendar)));
    return rows.filter(({ raisedAt }) => arrived(raisedAt) < today).map(({ id }) => id);
  }
}
