import type { MatchRunId } from '@app/kernel';
import type { Tx } from '@app/platform';

/** How long a run may be silent before another process takes it over. Database time, never a process's clock. */
const LEASE_SECONDS = 30;

/** Takes a run over: what an earlier holder still wants to write carries an older token and changes nothing. */
export async function takeLease(tx: Tx, run: MatchRunId): Promise<number> {
  const [row] = await tx.query<{ token: string }>(
    `insert into platform.lease (subject, token, until) values ('run:' || $1::text, 1, now() + make_interval(secs => $2))
     on conflict (subject) do update set token = platform.lease.token + 1, until = excluded.until returning token`,
    [run, LEASE_SECONDS],
  );
  return Number(row?.token);
}

/** @returns false where a newer holder has taken over: stop, and write nothing more. */
export async function keepLease(tx: Tx, run: MatchRunId, token: number): Promise<boolean> {
  const kept = await tx.count(
    `update platform.lease set until = now() + make_interval(secs => $3)
     where subject = 'run:' || $1::text and token = $2 returning 1`,
    [run, token, LEASE_SECONDS],
  );
  return kept === 1;
}
