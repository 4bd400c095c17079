import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody who lost every way to sign in starts again: an administrator asks, a chair answers, and nobody for themselves. */
export class FreshStarts1764000000086 implements MigrationInterface {
  name = 'FreshStarts1764000000086';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
create table identity.fresh_start (
  id uuid primary key,
  area_id uuid not null,
  person_id uuid not null,
  -- how whoever asks made sure that it is them
  sure text not null check (length(sure) between 5 and 300),
  state text not null check (state in ('asked', 'given', 'refused', 'lapsed')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  version int not null default 1,
  unique (area_id, id),
  foreign key (area_id, person_id) references identity.person (area_id, id),
  foreign key (area_id, asked_by) references identity.person (area_id, id),
  foreign key (area_id, answered_by) references identity.person (area_id, id),
  -- three people: whose it is, who asks, who answers
  check (person_id <> asked_by and person_id <> answered_by and asked_by <> answered_by),
  check ((state in ('given', 'refused')) = (answered_by is not null)),
  check ((answered_by is null) = (answered_at is null))
);
create unique index fresh_start_waits on identity.fresh_start (area_id, person_id) where state = 'asked';
call platform.protect('identity.fresh_start');
call audit.watch('identity.fresh_start');
grant select, insert, update on identity.fresh_start to trellis_app;
grant select on identity.fresh_start to trellis_auditor;

create function identity.fresh_start_moves() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'That somebody was to start again stays.' using errcode = 'TR004'; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or 'person:' || new.asked_by::text is distinct from current_setting('app.actor', true)
    then raise exception 'A fresh start begins with asking, in one''s own name.' using errcode = 'TR004'; end if;
    return new;
  end if;
  if old.state <> 'asked' or new.state = 'asked'
    or (new.id, new.area_id, new.person_id, new.sure, new.asked_by, new.asked_at)
      is distinct from (old.id, old.area_id, old.person_id, old.sure, old.asked_by, old.asked_at)
    or (new.answered_by is not null and 'person:' || new.answered_by::text is distinct from current_setting('app.actor', true))
  then raise exception 'It is answered once, in one''s own name, as it was asked.' using errcode = 'TR004'; end if;
  return new;
end $$;
create trigger moves before insert or update or delete on identity.fresh_start for each row execute function identity.fresh_start_moves();

set local role trellis_lookup;
-- Every factor of theirs and every session; the password stays, and leads to taking another factor.
create function lookup.drop_factors_of(person uuid) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare
  account uuid := (select p.account_id from lookup.person_index p where p.person_id = person);
begin
  if account is null then return false; end if;
  delete from identity.totp t where t.account_id = account;
  delete from identity.recovery_code r where r.account_id = account;
  delete from identity.passkey p where p.account_id = account;
  update identity.factor_tries t set wrong = 0, paused_until = null where t.account_id = account;
  update identity.session s set ended_at = now() where s.account_id = account and s.ended_at is null;
  update identity.half_session h set ended_at = now() where h.account_id = account and h.ended_at is null;
  return true;
end $$;
revoke all on function lookup.drop_factors_of from public;
grant execute on function lookup.drop_factors_of to trellis_app;
reset role;
set local role trellis_owner;
`;
