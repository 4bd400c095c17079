import { spanOfYear, type AcademicYearId, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';

/** One pairing's promise in one academic year. */
export interface PromisedHelp {
  readonly supporter: SchoolUrn;
  readonly asker: SchoolUrn;
  readonly halfDays: number;
}

export interface Spending {
  /** Pairings that a decision of the year began. */
  readonly pairings: number;
  readonly halfDays: number;
  /** Of the area's money, in whole pence. */
  readonly pence: number;
}

const SUM = `coalesce((select sum(value::int) from jsonb_each_text(g.half_days) where split_part(key, '-', 1) = $1), 0)::int`;

/** Steps of queries that decide for themselves: who gave help to whom, who was asked for it, and what it cost. */
export class GivenAndReceived {
  /** Half-days promised in the year, help of a day or less included; a pairing that never started promised nothing. */
  async promised(tx: Tx, year: AcademicYearId): Promise<PromisedHelp[]> {
    const { from, to } = spanOfYear(year);
    return tx.query<PromisedHelp>(
      `select g.supporter_urn as supporter, g.asker_urn as asker, ${SUM} as "halfDays" from brokerage.pairing g
         where ${inArea(tx, 'g')} and g.state <> 'not_started'
       union all select l.supporter_urn, l.asker_urn, l.half_days from brokerage.light_pairing l
         where ${inArea(tx, 'l')} and l.state in ('active', 'closed') and l.on_day between $2::date and $3::date`,
      [year, from, to],
    );
  }

  /** Schools that were sounded out in the year, whatever they answered. */
  async asked(tx: Tx, year: AcademicYearId): Promise<ReadonlySet<SchoolUrn>> {
    const { from, to } = spanOfYear(year);
    const rows = await tx.query<{ urn: SchoolUrn }>(
      `select distinct s.supporter_urn as urn from brokerage.sounding s where ${inArea(tx, 's')}
         and (s.sent_at at time zone 'Europe/London')::date between $1::date and $2::date`,
      [from, to],
    );
    return new Set(rows.map(({ urn }) => urn));
  }

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
