import type { Tx } from '@app/platform';
import type { MeasureId } from './definitions.js';

/** The middle school of many: schools count alike, whatever their size, since not every file says of how many pupils it speaks. */
export interface MiddleSchool {
  readonly measure: MeasureId;
  readonly period: string;
  readonly median: number;
  /** Schools with a number; one with a symbol is in no middle (I-12). */
  readonly schools: readonly string[];
}

/** A step of queries that decide for themselves: published figures are national, as the register is. */
export class MiddleOfMeasure {
  /** The newest school year of each measure among these schools. */
  async newest(tx: Tx, measures: readonly MeasureId[], urns: readonly string[]): Promise<MiddleSchool[]> {
    return tx.query<MiddleSchool>(
      `select m.measure, m.period, (percentile_cont(0.5) within group (order by m.value))::float8 as median,
         array_agg(m.urn order by m.urn collate "C") as schools
       from schools.published_measure m
       where m.measure = any ($1) and m.urn = any ($2) and m.value is not null and m.period = (
         select max(n.period) from schools.published_measure n where n.measure = m.measure and n.urn = any ($2) and n.value is not null)
       group by m.measure, m.period order by m.measure`,
      [[...measures], [...urns]],
    );
  }

  /** What was published of each of these schools for that year. */
  async behind(
    tx: Tx,
    measure: MeasureId,
    period: string,
    urns: readonly string[],
  ): Promise<{ urn: string; value: number }[]> {
    return tx.query(
      `select m.urn, m.value::float8 as value from schools.published_measure m
       where m.measure = $1 and m.period = $2 and m.urn = any ($3) and m.value is not null order by m.urn collate "C"`,
      [measure, period, [...urns]],
    );
  }

  /** Of every school in what was imported for that year. */
  async everywhere(
    tx: Tx,
    measure: MeasureId,
    period: string,
  ): Promise<{ median: number; schools: number } | null> {
    const [row] = await tx.query<{ median: number | null; schools: number }>(
      `select (percentile_cont(0.5) within group (order by m.value))::float8 as median, count(m.value)::int as schools
       from schools.published_measure m where m.measure = $1 and m.period = $2`,
      [measure, period],
    );
    return row?.median == null ? null : { median: row.median, schools: row.schools };
  }
}
