import { dueOn, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, type IdSource, type Tx, type UnitOfWork } from '@app/platform';
import type { AreaSettings } from '../area/area-settings.query.js';
import type { LookAtSchool, LookedAt } from './look-at-school.js';
import { SignalEntity } from './signal.entity.js';

/**
 * Looks once at what each import published: every measure of every open school of the area, beside similar schools. What
 * stands apart goes to that school's head alone; for everything else, why nothing is said is kept.
 *
 * The log holds one entry for the whole look and names no school, since whoever reads the log must not learn from it
 * which school has a signal.
 */
export class FindSignals {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly settings: AreaSettings,
    private readonly look: LookAtSchool,
  ) {}

  /** @returns how many are new; 0 where nothing was published since. @throws NoCalendar: without one nothing is due. */
  async execute(actor: Actor, area: AreaId): Promise<number> {
    const news = await this.work.run(actor, area, (tx) => this.news(tx));
    if (news === null) return 0;
    const looked: LookedAt[] = [];
    // One school a transaction: of all England that is seconds each, and nobody waits for a look.
    for (const urn of news.schools)
      looked.push(
        ...(await this.work.run(actor, area, (tx) =>
          this.look.at(tx, urn, this.clock.now(), news.smallestCohort),
        )),
      );
    return this.work.run(actor, area, (tx) => this.keep(tx, news.committedAs, looked));
  }

  /** The latest import of figures, if nobody looked at it yet. */
  private async news(tx: Tx) {
    const [latest] = await tx.query<{ committedAs: number }>(
      `select max(i.committed_as)::int as "committedAs" from schools.register_import i
       where i.kind = 'measures' and i.state = 'committed'
       having max(i.committed_as) > (select coalesce(max(r.committed_as), 0) from schools.signal_run r where ${inArea(tx, 'r')})`,
    );
    if (!latest) return null;
    const schools = await tx.query<{ urn: SchoolUrn }>(
      `select l.urn from schools.area_school l join schools.school s on s.urn = l.urn
       where ${inArea(tx, 'l')} and l.state = 'live' and s.status in ('open', 'proposed_to_close')
       order by l.urn collate "C"`,
    );
    const { smallestSignalCohort } = (await this.settings.inForce(tx, 'thresholds')).body;
    return { ...latest, schools: schools.map(({ urn }) => urn), smallestCohort: smallestSignalCohort };
  }

  private async keep(tx: Tx, committedAs: number, looked: readonly LookedAt[]): Promise<number> {
    const [id, now] = [this.ids.next(), this.clock.now()];
    const isFirst = await tx.count(
      `insert into schools.signal_run (id, area_id, committed_as, looked_at, found) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning 1`,
      [id, tx.area, committedAs, now, looked.filter(({ look }) => look.kind === 'signal').length],
    );
    if (isFirst === 0) return 0;
    await keepLooks(tx, looked, now);
    const known = await tx.query<{ key: string }>(
      `select concat_ws(' ', urn, measure, period) as key from schools.signal where ${inArea(tx)}`,
    );
    const seen = new Set(known.map(({ key }) => key));
    const { calendar, settings } = await this.settings.clocks(tx);
    let found = 0;
    for (const each of looked) {
      if (each.look.kind !== 'signal' || seen.has(`${each.urn} ${each.measure} ${each.period}`)) continue;
      const due = dueOn('C-20', now, calendar, { settings, school: each.urn });
      const { figure, spread, side } = each.look;
      await tx.manager.insert(SignalEntity, {
        ...{
          id: this.ids.next(),
          areaId: tx.area,
          urn: each.urn,
          measure: each.measure,
          period: each.period,
        },
        ...{ ...figure, side, median: spread.median, mad: spread.mad, similarValues: spread.values },
        ...{ loadedOn: each.loadedOn, foundAt: now, dueOn: due.on, dueAt: due.at },
        ...{ calendarVersion: due.calendarVersion, state: 'with_head', version: 1 },
      });
      found += 1;
    }
    await this.audit.record(tx, { act: 'signal.find', entity: `schools.signal_run:${id}` });
    return found;
  }
}

async function keepLooks(tx: Tx, looked: readonly LookedAt[], now: Date): Promise<void> {
  const rows = looked.map(({ urn, measure, period, look }) => ({
    ...{ urn, measure, period, because: look.kind === 'none' ? look.because : null },
  }));
  await tx.query(
    `insert into schools.signal_look (area_id, urn, measure, period, because, is_signal, looked_at)
     select $1, f.urn, f.measure, f.period, f.because, f.because is null, $2
     from jsonb_to_recordset($3::jsonb) f (urn text, measure text, period text, because text)
     on conflict (area_id, urn, measure) do update set period = excluded.period, because = excluded.because,
       is_signal = excluded.is_signal, looked_at = excluded.looked_at`,
    [tx.area, now, JSON.stringify(rows)],
  );
}
