import type { SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { Symbol } from '../csv/measured.js';
import { MEASURES, type BetterWhen, type MeasureDefinition, type MeasureId } from './definitions.js';

export interface PublishedFigure {
  /** The school that was asked for. */
  readonly urn: SchoolUrn;
  /** The school that published it: an earlier one where the number of the school has changed since (I-26). */
  readonly publishedAs: SchoolUrn;
  readonly measure: MeasureId;
  /** The school year, like `2023/24`. */
  readonly period: string;
  /** A number or a symbol, never both and never neither (I-12). */
  readonly value: number | null;
  readonly symbol: Symbol | null;
  /** The cell as the publisher wrote it. */
  readonly asPublished: string;
  /** Of how many pupils it speaks; null where the file did not say. */
  readonly denominator: number | null;
  readonly source: string;
  readonly loadedOn: Date;
  readonly unit: MeasureDefinition['unit'];
  readonly betterWhen: BetterWhen;
}

type Stored = Omit<PublishedFigure, 'source' | 'unit' | 'betterWhen'>;

/**
 * The figures of these schools by school, measure and school year. A school that changed its number keeps its history:
 * its own figure stands first, then its predecessor's, each year once. A merger is no such history, since the figures of
 * the schools that merged are not the new school's.
 */
const FIGURES = `
  with recursive before as (
    select u as urn, u as at, 0 as steps from unnest($1::text[]) u
    union select b.urn, k.from_urn, b.steps + 1 from before b
      join schools.school_link k on k.to_urn = b.at and k.kind = 'successor' where b.steps < 20
  ), found as (
    select b.urn, b.at, b.steps, m.measure, m.period, m.value, m.symbol, m.as_published, m.denominator, m.import_id,
      row_number() over (partition by b.urn, m.measure, m.period order by b.steps, b.at) as place,
      count(*) over (partition by b.urn, m.measure, m.period, b.steps) as alike
    from before b join schools.published_measure m on m.urn = b.at where m.measure = any ($2::text[])
  )
  select f.urn, f.at as "publishedAs", f.measure, f.period, f.value::float8 as value, f.symbol,
    f.as_published as "asPublished", f.denominator,
    i.committed_at as "loadedOn"
  from found f join schools.register_import i on i.id = f.import_id
  where f.place = 1 and f.alike = 1
  order by f.urn, f.measure, f.period`;

/** A step of verbs that decide for themselves: published figures are national, as the register is. */
export class PublishedMeasures {
  async of(
    tx: Tx,
    asked: { readonly urns: readonly string[]; readonly measures: readonly MeasureId[] },
  ): Promise<PublishedFigure[]> {
    const rows = await tx.query<Stored>(FIGURES, [[...new Set(asked.urns)], asked.measures]);
    return rows.map((row) => {
      const { source, unit, betterWhen } = MEASURES[row.measure];
      return { ...row, source, unit, betterWhen };
    });
  }
}
