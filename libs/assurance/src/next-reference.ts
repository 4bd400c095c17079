import { localDateOf, yearOf } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';

/** The next number of the calendar year, without gaps: `F-2026-003`. Two at once wait for each other. */
export async function nextOfYear(
  tx: Tx,
  table:
    | 'assurance.finding'
    | 'assurance.intervention'
    | 'assurance.break_glass'
    | 'assurance.information_request',
  letters: string,
  now: Date,
): Promise<string> {
  const prefix = `${letters}-${String(yearOf(localDateOf(now)))}-`;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.area}/${prefix}`]);
  const [last] = await tx.query<{ n: number }>(
    `select coalesce(max(substr(reference, $2)::int), 0) as n from ${table}
     where ${inArea(tx)} and starts_with(reference, $1)`,
    [prefix, prefix.length + 1],
  );
  return prefix + String((last?.n ?? 0) + 1).padStart(3, '0');
}
