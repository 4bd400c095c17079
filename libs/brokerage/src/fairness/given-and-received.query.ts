import { spanOfYear, type AcademicYearId, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { shareOut, type HelpToSeveral, type PromisedHelp } from './share-out.js';

export interface Spending {
  /** Pairings that a decision of the year began. */
  readonly pairings: number;
  readonly halfDays: number;
  /** Of the area's money, in whole pence. */
  readonly pence: number;
}

/** One school of a project that gives, what it promised and gave in one year, and who receives. */
export interface GivenInProject extends HelpToSeveral {
  /** Of its place in the project. */
  readonly id: string;
  /** The work goes on, with this school in it. */
  readonly live: boolean;
}

const SUM = `coalesce((select sum(value::int) from jsonb_each_text(g.half_days) where split_part(key, '-', 1) = $1), 0)::int`;

/** Steps of queries that decide for themselves: who gave help to whom, who was asked for it, and what it cost. */
export class GivenAndReceived {
  /** Half-days promised in the year, help of a day or less included; a pairing that never started promised nothing. */
  async promised(tx: Tx, year: AcademicYearId): Promise<PromisedHelp[]> {
    const { from, to } = spanOfYear(year);
    const betweenTwo = await tx.query<PromisedHelp>(
      `select g.supporter_urn as supporter, g.asker_urn as asker, ${SUM} as "halfDays" from brokerage.pairing g
         where ${inArea(tx, 'g')} and g.state <> 'not_started'
       union all select l.supporter_urn, l.asker_urn, l.half_days from brokerage.light_pairing l
         where ${inArea(tx, 'l')} and l.state in ('active', 'closed') and l.on_day between $2::date and $3::date`,
      [year, from, to],
    );
    return [...betweenTwo, ...(await this.ofProjects(tx, year)).flatMap(shareOut)];
  }

  /** What is promised and given in projects that began, by the ledger: a school that left gave what it gave. */
  async ofProjects(tx: Tx, year: AcademicYearId): Promise<GivenInProject[]> {
    return tx.query<GivenInProject>(
      `select s.id, s.urn as supporter, s.state = 'taking_part' and g.state in ('active', 'paused') as live, sum(e.half_days)::int as "halfDays", array(select r.urn from brokerage.project_school r
           where r.area_id = s.area_id and r.project_id = s.project_id and r.part <> 'supporter'
             and r.state in ('taking_part', 'left') order by r.urn) as receivers
       from brokerage.project_school s
       join brokerage.project g on g.area_id = s.area_id and g.id = s.project_id and g.began_at is not null
       join profiles.capacity_entry e on e.area_id = s.area_id and e.reference = 'project:' || s.id::text
         and e.kind in ('committed', 'delivered')
       join profiles.capacity_window w on w.area_id = e.area_id and w.id = e.window_id
         and split_part(w.half_term, '-', 1) = $1
       where ${inArea(tx, 's')} group by s.area_id, s.id, s.project_id, s.urn, s.state, g.state having sum(e.half_days) > 0 order by s.urn`,
      [year],
    );
  }

  /** Schools that were sounded out, or asked to give in a project, in the year, whatever they answered. */
  async asked(tx: Tx, year: AcademicYearId): Promise<ReadonlySet<SchoolUrn>> {
    const { from, to } = spanOfYear(year);
    const rows = await tx.query<{ urn: SchoolUrn }>(
      `select distinct s.supporter_urn as urn from brokerage.sounding s where ${inArea(tx, 's')}
         and (s.sent_at at time zone 'Europe/London')::date between $1::date and $2::date
       union select s.urn from brokerage.project_school s where ${inArea(tx, 's')} and s.part <> 'supported'
         and (s.asked_at at time zone 'Europe/London')::date between $1::date and $2::date`,
      [from, to],
    );
    return new Set(rows.map(({ urn }) => urn));
  }

  /** Of pairings: the area decides no money for a project. */
  async spending(tx: Tx, year: AcademicYearId): Promise<Spending> {
    const { from, to } = spanOfYear(year);
    const [row] = await tx.query<Spending>(
      `select count(*)::int as pairings, coalesce(sum(d.pence), 0)::int as pence,
         coalesce(sum((select sum(value::int) from jsonb_each_text(g.half_days))), 0)::int as "halfDays"
       from brokerage.pairing g join lateral (
         select d.pence, d.made_at from brokerage.decision d
         where d.area_id = g.area_id and d.proposal_id = g.proposal_id and d.outcome in ('agreed', 'agreed_with_conditions', 'partly_agreed')
         order by d.made_at desc limit 1) d on true
       where ${inArea(tx, 'g')} and (d.made_at at time zone 'Europe/London')::date between $1::date and $2::date`,
      [from, to],
    );
    return row ?? { pairings: 0, halfDays: 0, pence: 0 };
  }
}
