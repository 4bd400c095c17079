import { localDateOf, yearOf } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';

type Referenced = `brokerage.${
  | 'match_run'
  | 'proposal'
  | 'sounding'
  | 'support_offer'
  | 'decision'
  | 'pairing'
  | 'light_pairing'
  | 'commission'
  | 'project'
  | 'meeting'}`;

/** The next number after this prefix, without gaps: `R-0041`, `P-2026-003`. Two at once wait for each other. */
export async function nextReference(
  tx: Tx,
  table: Referenced,
  prefix: string,
  digits: number,
): Promise<string> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.area}/${prefix}`]);
  const [last] = await tx.query<{ n: number }>(
    `select coalesce(max(substr(reference, $2)::int), 0) as n from ${table}
     where ${inArea(tx)} and starts_with(reference, $1)`,
    [prefix, prefix.length + 1],
  );
  return prefix + String((last?.n ?? 0) + 1).padStart(digits, '0');
}

/** Numbered anew each calendar year: `Q-2026-052`. */
export async function nextOfYear(tx: Tx, table: Referenced, letters: string, now: Date): Promise<string> {
  return nextReference(tx, table, `${letters}-${String(yearOf(localDateOf(now)))}-`, 3);
}
