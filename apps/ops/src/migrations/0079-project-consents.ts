import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trusts of a project's schools consent as those of a pairing's do: each once, before the work is active (R4, I-1). */
export class ProjectConsents1764000000079 implements MigrationInterface {
  name = 'ProjectConsents1764000000079';
  async up(db: QueryRunner): Promise<void> {
    await db.query(CONSENT);
    await db.query(GATE);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const CONSENT = `
alter table brokerage.body_consent alter column pairing_id drop not null;
alter table brokerage.body_consent add column project_id uuid;
alter table brokerage.body_consent add foreign key (area_id, project_id) references brokerage.project (area_id, id);
alter table brokerage.body_consent add unique (area_id, project_id, body);
alter table brokerage.body_consent add check (num_nonnulls(pairing_id, project_id) = 1);
`;

const GATE = `
-- Whether a trust that was asked for a project, and of which a school takes part, has not given its consent.
create function brokerage.project_lacks_consent(area uuid, project uuid) returns boolean language sql stable as $$
  select exists (
    select from brokerage.project_school s
    join schools.area_school l on l.area_id = s.area_id and l.urn = s.urn
    join schools.school r on r.urn = s.urn
    join brokerage.body_consent c on c.area_id = s.area_id and c.project_id = s.project_id
      and c.body = case when l.trust_name is null then coalesce(r.trust_code, 'name:' || r.trust_name)
        else coalesce(l.trust_code, 'name:' || l.trust_name) end
    where s.area_id = area and s.project_id = project and s.state = 'taking_part' and c.state <> 'given')
$$;

create function brokerage.project_active_with_consent() returns trigger language plpgsql as $$
begin
  if new.state = 'active' and brokerage.project_lacks_consent(new.area_id, new.id)
  then raise exception 'A project is active with the consents that its area requires alone.' using errcode = 'TR007'; end if;
  return null;
end $$;
create constraint trigger consents after insert or update on brokerage.project deferrable initially deferred
  for each row execute function brokerage.project_active_with_consent();

-- The same gate from the other sides: a consent that ends, and a school that joins.
create or replace function brokerage.active_with_consent() returns trigger language plpgsql as $$
begin
  if exists (select 1 from brokerage.body_consent c join brokerage.pairing g on g.area_id = c.area_id and g.id = c.pairing_id
      where c.area_id = new.area_id and c.id = new.id and c.state <> 'given' and g.state = 'active')
  then raise exception 'A pairing is active with the consents that its area requires alone.' using errcode = 'TR007'; end if;
  if new.project_id is not null and exists (select from brokerage.project g where g.area_id = new.area_id
      and g.id = new.project_id and g.state = 'active') and brokerage.project_lacks_consent(new.area_id, new.project_id)
  then raise exception 'A project is active with the consents that its area requires alone.' using errcode = 'TR007'; end if;
  return null;
end $$;

create function brokerage.project_school_with_consent() returns trigger language plpgsql as $$
begin
  if exists (select from brokerage.project g where g.area_id = new.area_id and g.id = new.project_id and g.state = 'active')
    and brokerage.project_lacks_consent(new.area_id, new.project_id)
  then raise exception 'A project is active with the consents that its area requires alone.' using errcode = 'TR007'; end if;
  return null;
end $$;
create constraint trigger consents after insert or update on brokerage.project_school deferrable initially deferred
  for each row execute function brokerage.project_school_with_consent();
`;
