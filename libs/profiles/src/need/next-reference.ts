import { inArea, type Tx } from '@app/platform';

/** `N-2026-031`: the year it was raised in, and a number without gaps. Two at once wait for each other. */
export async function nextReference(tx: Tx, year: number): Promise<string> {
  const start = `N-${String(year)}-`;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.area}/${start}`]);
  const [last] = await tx.query<{ n: number }>(
    `select coalesce(max(substr(reference, 8)::int), 0) as n from profiles.need
     where ${inArea(tx)} and starts_with(reference, $1)`,
    [start],
  );
  return start + String((last?.n ?? 0) + 1).padStart(3, '0');
}
