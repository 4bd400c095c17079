import type { Tx } from '@app/platform';
import type { Figure, MeasuresReading } from './parse-measures.js';

/** Figures of one statement: well inside any statement's time. */
const AT_ONCE = 5_000;

/** What is stored of the measures and the school year of a file. */
export async function storedFigures(
  tx: Tx,
  { measures, period }: Pick<MeasuresReading, 'measures' | 'period'>,
): Promise<Figure[]> {
  return tx.query<Figure>(
    `select urn, measure, period, value::float8 as number, symbol, as_published as "asPublished", denominator
     from schools.published_measure where measure = any ($1) and period = $2`,
    [measures, period],
  );
}

/** @param onWritten called after each batch with how many are written; throwing ends it, and the transaction with it. */
export async function writeFigures(
  tx: Tx,
  figures: readonly Figure[],
  importId: string,
  onWritten: (figures: number) => void,
): Promise<void> {
  for (let from = 0; from < figures.length; from += AT_ONCE) {
    const some = figures.slice(from, from + AT_ONCE);
    await tx.query(
      `insert into schools.published_measure
         (urn, measure, period, value, symbol, as_published, denominator, import_id)
       select f.urn, f.measure, f.period, f.number, f.symbol, f."asPublished", f.denominator, $2
       from jsonb_to_recordset($1::jsonb) f (urn text, measure text, period text, number numeric, symbol text,
         "asPublished" text, denominator int)
       on conflict (urn, measure, period) do update set value = excluded.value, symbol = excluded.symbol,
         as_published = excluded.as_published, denominator = excluded.denominator, import_id = excluded.import_id`,
      [JSON.stringify(some), importId],
    );
    onWritten(from + some.length);
  }
}
