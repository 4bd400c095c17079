import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a broker fixes for the next plans: a supporter locked to a need or barred from it, with a reason, until it is lifted. */
export class PlanMarks1764000000056 implements MigrationInterface {
  name = 'PlanMarks1764000000056';
  async up(db: QueryRunner): Promise<void> {
    await db.query(PLAN_MARKS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const PLAN_MARKS = `
create table brokerage.plan_mark (
  id uuid primary key,
  area_id uuid not null,
  need_id uuid not null,
  asker_urn text not null,
  supporter_urn text not null,
  kind text not null check (kind in ('lock', 'bar')),
  reason text not null check (length(reason) between 1 and 2000),
  marked_by uuid not null,
  marked_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  version int not null default 1,
  check (asker_urn <> supporter_urn),
  check ((ended_by is null) = (ended_at is null))
);
-- A school is locked to a need or barred from it, never both, and not twice.
create unique index plan_mark_stands on brokerage.plan_mark (area_id, need_id, supporter_urn) where ended_at is null;

-- What was marked and why stays as it was said; it only ends, once.
create function brokerage.mark_only_ends() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.ended_at is null
    or (new.need_id, new.asker_urn, new.supporter_urn, new.kind, new.reason, new.marked_by, new.marked_at)
      is distinct from (old.need_id, old.asker_urn, old.supporter_urn, old.kind, old.reason, old.marked_by, old.marked_at) then
    raise exception 'A mark on the plan only ends; another one says something else.' using errcode = 'TR004';
  end if;
  return new;
end $$;
create trigger only_ends before update on brokerage.plan_mark for each row execute function brokerage.mark_only_ends();

-- I-4 in the database: nobody with an interest in either school marks the pair, or lifts a mark of it.
create function brokerage.no_interested_marker() returns trigger language plpgsql as $$
begin
  perform identity.refuse_interest(coalesce(new.ended_by, new.marked_by), array[new.asker_urn, new.supporter_urn]);
  return null;
end $$;
create constraint trigger no_interested_marker after insert or update on brokerage.plan_mark
  deferrable initially deferred for each row execute function brokerage.no_interested_marker();

call platform.protect('brokerage.plan_mark');
call audit.watch('brokerage.plan_mark');
grant select, insert, update on brokerage.plan_mark to trellis_app, trellis_worker;
`;
