import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions about practice, their answers, and whom one is put to where nobody answers. */
export class Practice1764000000068 implements MigrationInterface {
  name = 'Practice1764000000068';
  async up(db: QueryRunner): Promise<void> {
    await db.query(QUESTION);
    await db.query(ANSWER);
    await db.query(MAIL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const QUESTION = `
create schema if not exists network;
grant usage on schema network to trellis_app, trellis_worker, trellis_auditor;

create table network.question (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^K-[0-9]{4}-[0-9]{3,}$'),
  theme text not null check (theme ~ '^[a-z0-9_.-]{3,60}$'),
  text text not null check (length(text) between 1 and 2000),
  asked_by uuid not null,
  asked_at timestamptz not null,
  -- C-16, by the office's days: whoever has it now answers by then; kept with the calendar it was counted by
  due_on date not null,
  due_at timestamptz not null,
  calendar_version text not null,
  state text not null check (state in ('asked', 'routed', 'answered', 'closed', 'withdrawn')),
  -- the person it was put to by name, of which school; none where nobody was there
  routed_at timestamptz,
  routed_to uuid,
  routed_urn text check (routed_urn ~ '^[1-9][0-9]{5}$'),
  ended_at timestamptz,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, asked_by) references identity.person (area_id, id),
  foreign key (area_id, routed_to) references identity.person (area_id, id),
  check (state <> 'routed' or routed_at is not null),
  check ((state in ('closed', 'withdrawn')) = (ended_at is not null))
);
create index question_waits on network.question (area_id, due_at) where state in ('asked', 'routed');
create index question_of_theme on network.question (area_id, theme);
call platform.protect('network.question');
call audit.watch('network.question');

-- What was asked stays as it was asked, and only the lifecycle's moves happen.
create function network.question_moves() returns trigger language plpgsql set search_path = pg_catalog as $$
declare free text[] := '{state,due_on,due_at,calendar_version,routed_at,routed_to,routed_urn,ended_at,version}';
begin
  if (to_jsonb(old) - free) is distinct from (to_jsonb(new) - free)
    or (old.state, new.state) not in (('asked', 'routed'), ('asked', 'answered'), ('asked', 'withdrawn'),
      ('routed', 'answered'), ('routed', 'withdrawn'), ('answered', 'closed')) then
    raise exception 'A question that is % cannot become % like this.', old.state, new.state using errcode = 'TR004';
  end if;
  return new;
end $$;
create trigger moves before update on network.question for each row execute function network.question_moves();
grant select, insert, update on network.question to trellis_app;
grant select, update on network.question to trellis_worker;
`;

const ANSWER = `
create table network.answer (
  id uuid primary key,
  area_id uuid not null,
  question_id uuid not null,
  number int not null check (number >= 1),
  text text not null check (length(text) between 1 and 2000),
  answered_by uuid not null,
  answered_at timestamptz not null,
  -- who asked says that this one helped
  helped_at timestamptz,
  version int not null default 1,
  unique (area_id, question_id, number),
  foreign key (area_id, question_id) references network.question (area_id, id),
  foreign key (area_id, answered_by) references identity.person (area_id, id)
);
call platform.protect('network.answer');
call audit.watch('network.answer');
grant select, insert on network.answer to trellis_app;
grant update (helped_at, version) on network.answer to trellis_app;
grant select on network.answer to trellis_worker;
`;

const MAIL = `
alter table platform.mail drop constraint mail_kind_check;
alter table platform.mail add constraint mail_kind_check
  check (kind in ('request', 'offer', 'visit', 'declaration', 'digest', 'urgent', 'need_now', 'word', 'question'));
`;
