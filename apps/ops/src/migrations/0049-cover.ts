import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A broker names who covers them; a need that nobody was asked for in time has a second pair of hands (C-2). */
export class Cover1764000000049 implements MigrationInterface {
  name = 'Cover1764000000049';
  async up(db: QueryRunner): Promise<void> {
    await db.query(COVER);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const COVER = `
alter table identity.appointment
  add cover_person_id uuid,
  add foreign key (area_id, cover_person_id) references identity.person (area_id, id),
  add check (cover_person_id is null or (role = 'broker' and cover_person_id <> person_id));

alter table profiles.need
  add cover_person_id uuid,
  add covered_on date,
  add foreign key (area_id, cover_person_id) references identity.person (area_id, id),
  add check ((cover_person_id is null) = (covered_on is null));
create index need_of_cover on profiles.need (area_id, cover_person_id) where cover_person_id is not null;

-- I-4 holds for who covers as it does for who owns.
create or replace function profiles.no_interested_owner() returns trigger language plpgsql as $$
begin
  if new.owner_person_id is not null then perform identity.refuse_interest(new.owner_person_id, array[new.urn]); end if;
  if new.adviser_person_id is not null then perform identity.refuse_interest(new.adviser_person_id, array[new.urn]); end if;
  if new.cover_person_id is not null then perform identity.refuse_interest(new.cover_person_id, array[new.urn]); end if;
  return null;
end $$;
create constraint trigger no_interested_cover after update of cover_person_id on profiles.need
  deferrable initially deferred for each row when (new.cover_person_id is not null)
  execute function profiles.no_interested_owner();
`;
