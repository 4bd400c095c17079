import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a program asks is counted over the minutes just passed, and what is refused does not count. */
export class CountedRequests1764000000082 implements MigrationInterface {
  name = 'CountedRequests1764000000082';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
set local role trellis_lookup;
-- A sliding window by database time: this one's count and as much of the last one's as still reaches into it. Fixed windows
-- would let twice as many through where two meet. Null: it may; else how many seconds until it may again.
create function lookup.count_request(counted text, most int, seconds int) returns int
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  opened timestamptz := to_timestamp(floor(extract(epoch from now()) / seconds) * seconds);
  gone float := extract(epoch from now() - opened) / seconds;
  before int := coalesce((select c.n from platform.limit_counter c
    where c.key = counted and c.bucket = opened - make_interval(secs => seconds)), 0);
  room int := most - ceil(before * (1 - gone));
begin
  if room > 0 then
    insert into platform.limit_counter as c values (counted, opened, 1)
    on conflict (key, bucket) do update set n = c.n + 1 where c.n < room;
    if found then return null; end if;
  end if;
  return ceil(case when before > 0 then seconds::float / before else seconds * (1 - gone) + seconds::float / most end);
end $$;
revoke all on function lookup.count_request from public;
grant execute on function lookup.count_request to trellis_app;
reset role;
set local role trellis_owner;
`;
