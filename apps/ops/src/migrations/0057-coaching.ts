import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Coaching: whose it is, when they met, and what the two alone keep of it (I-34). */
export class Coaching1764000000057 implements MigrationInterface {
  name = 'Coaching1764000000057';
  async up(db: QueryRunner): Promise<void> {
    await db.query(TWO_PEOPLE);
    await db.query(SESSIONS);
    await db.query(NOTES);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const TWO_PEOPLE = `
-- Two people of a coaching pairing. Where one of them is followed by somebody else, this one ends and another begins.
create table brokerage.coaching (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  coach_person_id uuid,
  coached_person_id uuid,
  began_at timestamptz not null,
  ended_at timestamptz,
  version int not null default 1,
  unique (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  foreign key (area_id, coach_person_id) references identity.person (area_id, id),
  foreign key (area_id, coached_person_id) references identity.person (area_id, id),
  check (coach_person_id <> coached_person_id)
);
create unique index coaching_goes_on on brokerage.coaching (area_id, pairing_id) where ended_at is null;
create index coaching_of_people on brokerage.coaching (area_id, coach_person_id, coached_person_id);
-- Once both are named nobody takes the place of either: what they wrote would be read by a third.
create function brokerage.the_two_stand() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or (old.coach_person_id is not null and old.coached_person_id is not null
     and (new.coach_person_id, new.coached_person_id) is distinct from (old.coach_person_id, old.coached_person_id)) then
    raise exception 'The two people of a coaching stand.' using errcode = 'TR007';
  end if;
  return new;
end $$;
create trigger stands before update on brokerage.coaching for each row execute function brokerage.the_two_stand();
call platform.protect('brokerage.coaching');
call audit.watch('brokerage.coaching');
grant select, insert, update on brokerage.coaching to trellis_app;
grant select on brokerage.coaching to trellis_worker;
`;

const SESSIONS = `
-- What everybody reads who may read the pairing: that they met.
create table brokerage.coaching_session (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  coaching_id uuid not null,
  number int not null check (number >= 1),
  held_on date not null,
  mode text not null check (mode in ('in_person', 'remote', 'hybrid')),
  minutes int not null check (minutes between 5 and 600),
  half_days int not null check (half_days between 0 and 20),
  logged_by uuid not null,
  logged_at timestamptz not null,
  unique (area_id, pairing_id, number),
  unique (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  foreign key (area_id, coaching_id) references brokerage.coaching (area_id, id)
);
call platform.protect('brokerage.coaching_session');
call audit.watch('brokerage.coaching_session');
grant select, insert on brokerage.coaching_session to trellis_app;
grant select on brokerage.coaching_session to trellis_worker;
`;

const NOTES = `
-- Read by the two alone, whoever asks in whatever way; written and deleted, never changed.
create table brokerage.coaching_note (
  id uuid primary key,
  area_id uuid not null,
  coaching_id uuid not null,
  session_id uuid not null,
  written_by uuid not null,
  written_at timestamptz not null,
  text text not null check (length(text) between 1 and 2000),
  foreign key (area_id, coaching_id) references brokerage.coaching (area_id, id),
  foreign key (area_id, session_id) references brokerage.coaching_session (area_id, id)
);
create index coaching_note_of on brokerage.coaching_note (area_id, coaching_id);
call platform.protect('brokerage.coaching_note');
-- By person, beside the area: the worker reaches those of a coaching that has ended, to take them away.
create policy the_two_alone on brokerage.coaching_note as restrictive for all using (exists (
  select from brokerage.coaching c where c.area_id = coaching_note.area_id and c.id = coaching_note.coaching_id
    and (current_setting('app.actor', true) in ('person:' || c.coach_person_id, 'person:' || c.coached_person_id)
      or current_user = 'trellis_worker' and c.ended_at is not null)));
create policy in_their_own_name on brokerage.coaching_note as restrictive for insert
  with check (current_setting('app.actor', true) = 'person:' || written_by);
-- The person coached takes away all of it, the coach what the coach wrote.
create policy at_request on brokerage.coaching_note as restrictive for delete using (
  current_user = 'trellis_worker' or current_setting('app.actor', true) = 'person:' || written_by or exists (
    select from brokerage.coaching c where c.area_id = coaching_note.area_id and c.id = coaching_note.coaching_id
      and current_setting('app.actor', true) = 'person:' || c.coached_person_id));
-- No entry of the log holds a word of it: an act says that a note was written or taken away, without which nothing commits.
call audit.watch_in_bulk('brokerage.coaching_note');
grant select, insert, delete on brokerage.coaching_note to trellis_app;
grant select (area_id, coaching_id), delete on brokerage.coaching_note to trellis_worker;
`;
