import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was recorded of a pairing is read by somebody else and signed off, or sent back; then it stands as it was read. */
export class SignOff1764000000062 implements MigrationInterface {
  name = 'SignOff1764000000062';
  async up(db: QueryRunner): Promise<void> {
    await db.query(MOVES);
    await db.query(SIGN_OFF);
    await db.query(GUARDS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const MOVES = `
create function impact.evaluation_moves() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('registered', 'baseline_locked'), ('registered', 'void'),
    ('baseline_locked', 'waiting_for_data'), ('waiting_for_data', 'estimated'), ('estimated', 'moderated'),
    ('moderated', 'published'), ('published', 'superseded'))
  then raise exception 'An evaluation that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  return new;
end $$;
create trigger moves before update of state on impact.evaluation for each row execute function impact.evaluation_moves();
`;

const SIGN_OFF = `
create table impact.sign_off (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  asker_urn text not null,
  supporter_urn text not null,
  outcome text not null check (outcome in ('signed', 'signed_noting', 'sent_back')),
  -- why it was sent back, or what the reader sees differently
  words text check (length(words) between 1 and 2000),
  -- figure by figure what was read: what is published later changes nothing of it
  figures jsonb check (jsonb_typeof(figures) = 'array'),
  made_by uuid not null,
  made_at timestamptz not null,
  -- the chair's takes effect when a second person confirms it
  needs_second boolean not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  second_words text check (length(second_words) between 1 and 2000),
  -- it was sent back, or a head recorded something more: it is read anew
  ended_at timestamptz,
  version int not null default 1,
  unique (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  foreign key (area_id, made_by) references identity.person (area_id, id),
  foreign key (area_id, confirmed_by) references identity.person (area_id, id),
  check ((outcome = 'signed') = (words is null)),
  check ((outcome = 'sent_back') = (figures is null)),
  check (not (outcome = 'sent_back' and needs_second)),
  check (num_nonnulls(confirmed_by, confirmed_at) in (0, 2)),
  check (confirmed_by is null or needs_second),
  check (second_words is null or confirmed_by is not null),
  -- two people
  check (confirmed_by <> made_by),
  -- what is in force does not end
  check (ended_at is null or outcome = 'sent_back' or (needs_second and confirmed_by is null))
);
create unique index sign_off_stands on impact.sign_off (area_id, pairing_id) where ended_at is null;
call platform.protect('impact.sign_off');
call audit.watch('impact.sign_off');
grant select, insert, update on impact.sign_off to trellis_app;
grant select on impact.sign_off to trellis_worker;
`;

const GUARDS = `
create function impact.sign_off_goes_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'A sign-off stays.' using errcode = 'TR004'; end if;
  if (to_jsonb(new) - '{confirmed_by,confirmed_at,second_words,ended_at,version}'::text[])
      is distinct from (to_jsonb(old) - '{confirmed_by,confirmed_at,second_words,ended_at,version}'::text[])
    or old.ended_at is not null or old.confirmed_by is not null
  then raise exception 'What was signed off or sent back stands.' using errcode = 'TR004'; end if;
  return new;
end $$;
create trigger goes_on before update or delete on impact.sign_off for each row execute function impact.sign_off_goes_on();

-- What is signed off is not written on.
create function impact.signed_off_stands() returns trigger language plpgsql as $$
declare
  of_pairing uuid;
begin
  if tg_table_name = 'later_value' then
    select e.pairing_id into of_pairing from impact.evaluation e where e.area_id = new.area_id and e.id = new.evaluation_id;
  else of_pairing := new.pairing_id; end if;
  if exists (select from impact.sign_off s where s.area_id = new.area_id and s.pairing_id = of_pairing and s.ended_at is null
    and s.outcome <> 'sent_back' and (not s.needs_second or s.confirmed_by is not null))
  then raise exception 'What was signed off stands.' using errcode = 'TR004'; end if;
  return new;
end $$;
create trigger signed_off before insert on impact.later_value for each row execute function impact.signed_off_stands();
create trigger signed_off before insert or update on impact.what_changed for each row execute function impact.signed_off_stands();

-- I-4 and the two people, by raw SQL too: nobody of the schools, and nobody who recorded, proposed or decided it.
create function impact.sign_off_by_another() returns trigger language plpgsql as $$
declare
  reader uuid := coalesce(new.confirmed_by, new.made_by);
begin
  if tg_op = 'UPDATE' and new.confirmed_by is not distinct from old.confirmed_by then return null; end if;
  perform identity.refuse_interest(reader, array[new.asker_urn, new.supporter_urn]);
  if exists (select from impact.later_value v join impact.evaluation e on e.area_id = v.area_id and e.id = v.evaluation_id
      where e.area_id = new.area_id and e.pairing_id = new.pairing_id and v.recorded_by = reader)
    or exists (select from impact.what_changed w where w.area_id = new.area_id and w.pairing_id = new.pairing_id and w.said_by = reader)
    or exists (select from impact.sustain_check c where c.area_id = new.area_id and c.pairing_id = new.pairing_id
      and c.recorded_by = reader::text)
    or exists (select from brokerage.pairing g join brokerage.proposal p on p.area_id = g.area_id and p.id = g.proposal_id
      left join brokerage.decision d on d.area_id = p.area_id and d.proposal_id = p.id
      where g.area_id = new.area_id and g.id = new.pairing_id and reader in (p.made_by, d.made_by))
  then raise exception 'Nobody signs off what they recorded, proposed or decided.' using errcode = 'TR006'; end if;
  return null;
end $$;
create constraint trigger by_another after insert or update on impact.sign_off deferrable initially deferred
  for each row execute function impact.sign_off_by_another();
`;
