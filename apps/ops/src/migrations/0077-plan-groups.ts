import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A third mark on the plan: a need is to have one partner of a group, or nobody. */
export class PlanGroups1764000000077 implements MigrationInterface {
  name = 'PlanGroups1764000000077';
  async up(db: QueryRunner): Promise<void> {
    await db.query(PLAN_GROUPS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const PLAN_GROUPS = `
alter table brokerage.plan_mark
  alter column supporter_urn drop not null,
  add column group_kind text check (group_kind in ('special', 'alternative_provision', 'named')),
  -- of a group whose schools were named
  add column schools text[] not null default '{}' check (cardinality(schools) <= 100),
  drop constraint plan_mark_kind_check,
  add constraint plan_mark_kind_check check (kind in ('lock', 'bar', 'group')),
  add constraint plan_mark_of_its_kind check (
    (kind = 'group') = (group_kind is not null) and (kind = 'group') = (supporter_urn is null)
    and (group_kind is not distinct from 'named') = (cardinality(schools) > 0)
    and asker_urn <> all (schools));
create unique index plan_group_stands on brokerage.plan_mark (area_id, need_id) where kind = 'group' and ended_at is null;

create or replace function brokerage.mark_only_ends() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.ended_at is null
    or (new.need_id, new.asker_urn, new.supporter_urn, new.kind, new.group_kind, new.schools, new.reason, new.marked_by, new.marked_at)
      is distinct from
      (old.need_id, old.asker_urn, old.supporter_urn, old.kind, old.group_kind, old.schools, old.reason, old.marked_by, old.marked_at) then
    raise exception 'A mark on the plan only ends; another one says something else.' using errcode = 'TR004';
  end if;
  return new;
end $$;

-- I-4 in the database: nobody with an interest in any of the schools marks the pair, or lifts a mark of it.
create or replace function brokerage.no_interested_marker() returns trigger language plpgsql as $$
begin
  perform identity.refuse_interest(coalesce(new.ended_by, new.marked_by),
    array_remove(array[new.asker_urn, new.supporter_urn] || new.schools, null));
  return null;
end $$;
`;
