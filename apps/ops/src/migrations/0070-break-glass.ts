import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One kind of record of one school, opened for an hour at most by two people, and reviewed by a third. */
export class BreakGlass1764000000070 implements MigrationInterface {
  name = 'BreakGlass1764000000070';
  async up(db: QueryRunner): Promise<void> {
    await db.query(BREAK_GLASS);
    await db.query(GUARDS);
    await db.query(THROUGH_GLASS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const BREAK_GLASS = `
create table assurance.break_glass (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^BG-[0-9]{4}-[0-9]{3,}$'),
  school_urn text not null check (school_urn ~ '^[1-9][0-9]{5}$'),
  -- coaching notes, concerns and reasons for "not this term" are none of them, for good
  kind text not null check (kind in ('need_detail', 'declaration_needs', 'pairing')),
  purpose text not null check (purpose in ('complaint', 'legal_duty', 'serious_concern', 'wrong_record', 'nobody_left')),
  words text not null check (length(words) between 20 and 1000),
  minutes int not null check (minutes between 5 and 60),
  state text not null check (state in ('asked', 'refused', 'withdrawn', 'open', 'ended')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  ends_at timestamptz,
  -- null where it ran out by itself
  ended_by uuid,
  ended_at timestamptz,
  reviewed_by uuid,
  reviewed_at timestamptz,
  verdict text check (verdict in ('in_order', 'not_in_order')),
  review_words text check (length(review_words) between 1 and 2000),
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, asked_by) references identity.person (area_id, id),
  foreign key (area_id, answered_by) references identity.person (area_id, id),
  foreign key (area_id, reviewed_by) references identity.person (area_id, id),
  -- two people open it, a third looks at it
  check (answered_by <> asked_by),
  check (reviewed_by <> asked_by and reviewed_by <> answered_by),
  check ((answered_by is null) = (answered_at is null)),
  check (state not in ('open', 'ended', 'refused') or answered_by is not null),
  check (state not in ('asked', 'withdrawn') or answered_by is null),
  check ((state in ('open', 'ended')) = (ends_at is not null)),
  check (ends_at = answered_at + make_interval(mins => minutes)),
  check ((state in ('ended', 'withdrawn')) = (ended_at is not null)),
  check ((reviewed_by is null) = (reviewed_at is null) and (reviewed_by is null) = (verdict is null)
    and (reviewed_by is null) = (review_words is null)),
  check (reviewed_by is null or state = 'ended')
);
create index break_glass_of_asker on assurance.break_glass (area_id, asked_by, state);
call platform.protect('assurance.break_glass');
call audit.watch('assurance.break_glass');
grant select, insert, update on assurance.break_glass to trellis_app;
grant select, update on assurance.break_glass to trellis_worker;
grant select on assurance.break_glass to trellis_auditor;
`;

const GUARDS = `
create function assurance.holds_post(person uuid, area uuid, roles text[]) returns boolean language sql stable as $$
  select exists (select from identity.appointment a where a.area_id = area and a.person_id = person and a.role = any (roles)
    and a.state in ('active', 'ending') and a.from_on <= current_date and (a.to_on is null or a.to_on > current_date)) $$;

-- It begins as a question of whoever is at the door, an officer or an administrator; each step is dated by the database.
create function assurance.break_glass_begins() returns trigger language plpgsql as $$
begin
  if new.state <> 'asked' then raise exception 'Access begins with asking.' using errcode = 'TR007'; end if;
  if 'person:' || new.asked_by::text is distinct from current_setting('app.actor', true) or new.asked_at <> date_trunc('milliseconds', now())
    or not assurance.holds_post(new.asked_by, new.area_id, '{officer,sysadmin}')
  then raise exception 'An officer or administrator asks for access, in their own name and now.' using errcode = 'TR004'; end if;
  if exists (select from assurance.break_glass g where g.area_id = new.area_id and g.asked_by = new.asked_by
    and (g.state = 'asked' or (g.state = 'open' and g.ends_at > now())))
  then raise exception 'One access at a time.' using errcode = 'TR007'; end if;
  return new;
end $$;

create function assurance.break_glass_goes_on() returns trigger language plpgsql as $$
declare
  me text := current_setting('app.actor', true);
  reviewed boolean := old.reviewed_by is null and new.reviewed_by is not null;
begin
  if (old.state, new.state) not in (('asked', 'open'), ('asked', 'refused'), ('asked', 'withdrawn'), ('open', 'ended'))
    and not (reviewed and old.state = 'ended' and new.state = 'ended')
  then raise exception 'Access that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  if (new.id, new.area_id, new.reference, new.school_urn, new.kind, new.purpose, new.words, new.minutes, new.asked_by, new.asked_at)
    is distinct from (old.id, old.area_id, old.reference, old.school_urn, old.kind, old.purpose, old.words, old.minutes, old.asked_by, old.asked_at)
    or (old.answered_by is not null and (new.answered_by, new.answered_at, new.ends_at)
      is distinct from (old.answered_by, old.answered_at, old.ends_at))
    or (old.ended_at is not null and (new.ended_by, new.ended_at) is distinct from (old.ended_by, old.ended_at))
    or old.reviewed_by is not null
  then raise exception 'What was asked, answered and reviewed stands.' using errcode = 'TR004'; end if;
  if old.answered_by is null and new.answered_by is not null and ('person:' || new.answered_by::text is distinct from me
    or new.answered_at <> date_trunc('milliseconds', now()) or not assurance.holds_post(new.answered_by, new.area_id, '{chair}'))
  then raise exception 'A chair answers, in their own name and now.' using errcode = 'TR004'; end if;
  if reviewed and ('person:' || new.reviewed_by::text is distinct from me
    or not assurance.holds_post(new.reviewed_by, new.area_id, '{board}'))
  then raise exception 'A Board member reviews, in their own name.' using errcode = 'TR004'; end if;
  -- by itself, or by somebody before
  if new.state = 'ended' and old.state = 'open' and new.ended_by is null and new.ends_at > now()
  then raise exception 'Access runs out when its time is over.' using errcode = 'TR004'; end if;
  return new;
end $$;
create function assurance.break_glass_stays() returns trigger language plpgsql as $$
begin raise exception 'That access was asked for stays.' using errcode = 'TR004'; end $$;
create trigger begins before insert on assurance.break_glass for each row execute function assurance.break_glass_begins();
create trigger goes_on before update on assurance.break_glass for each row execute function assurance.break_glass_goes_on();
create trigger stays before delete on assurance.break_glass for each row execute function assurance.break_glass_stays();

-- I-4 in the database: nobody with an interest in the school opens it or reviews it, by raw SQL too.
create function assurance.no_interested_second() returns trigger language plpgsql as $$
begin
  if new.answered_by is not null and old.answered_by is null
  then perform identity.refuse_interest(new.answered_by, array[new.school_urn]); end if;
  if new.reviewed_by is not null and old.reviewed_by is null
  then perform identity.refuse_interest(new.reviewed_by, array[new.school_urn]); end if;
  return null;
end $$;
create constraint trigger no_interested_second after update on assurance.break_glass
  deferrable initially deferred for each row execute function assurance.no_interested_second();
`;

const THROUGH_GLASS = `
-- Whether the opening that this transaction reads under lets this kind of this school through, at its own instant.
create function assurance.glass_lets(wanted text, urn text) returns boolean language plpgsql stable as $$
begin
  return exists (select from assurance.break_glass g where g.area_id = (select platform.area())
    and g.id::text = current_setting('app.glass', true) and g.kind = wanted and g.school_urn = urn and g.state = 'open'
    and 'person:' || g.asked_by::text = current_setting('app.actor', true) and g.answered_at <= now() and g.ends_at > now());
end $$;

-- Beside the policy of areas, and narrower: while somebody reads under an opening, nothing else of a school is there.
create policy through_glass on profiles.need as restrictive for select
  using (coalesce((select current_setting('app.glass', true)), '') = '' or assurance.glass_lets('need_detail', urn));
create policy through_glass on profiles.declaration as restrictive for select
  using (coalesce((select current_setting('app.glass', true)), '') = '' or assurance.glass_lets('declaration_needs', urn));
create policy through_glass on brokerage.pairing as restrictive for select
  using (coalesce((select current_setting('app.glass', true)), '') = '' or assurance.glass_lets('pairing', asker_urn)
    or assurance.glass_lets('pairing', supporter_urn));
create policy never_through_glass on profiles.pause_reason as restrictive for select
  using (coalesce((select current_setting('app.glass', true)), '') = '');
create policy never_through_glass on profiles.concern as restrictive for select
  using (coalesce((select current_setting('app.glass', true)), '') = '');
create policy never_through_glass on brokerage.coaching_note as restrictive for select
  using (coalesce((select current_setting('app.glass', true)), '') = '');
create policy never_through_glass on profiles.need_move as restrictive for select
  using (coalesce((select current_setting('app.glass', true)), '') = '');
create policy never_through_glass on profiles.need_decline as restrictive for select
  using (coalesce((select current_setting('app.glass', true)), '') = '');
`;
