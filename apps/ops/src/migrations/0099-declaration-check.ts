import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who looks after a school confirms what it declared, or asks about it. */
export class DeclarationCheck1764000000099 implements MigrationInterface {
  name = 'DeclarationCheck1764000000099';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
alter table profiles.declaration add checked_by uuid, add checked_at timestamptz,
  -- what was asked: for the readers of the needs beside it
  add question text check (length(question) between 1 and 1000);
alter table profiles.declaration
  add check (state not in ('queried', 'confirmed') or (checked_by is not null and checked_at is not null)),
  add check (state not in ('draft', 'submitted') or (checked_by is null and checked_at is null and question is null)),
  add check (state <> 'queried' or question is not null),
  add check (state <> 'confirmed' or question is null);

-- I-4 in the database: nobody checks the word of a school in which they have an interest, by raw SQL too.
create function profiles.no_interested_checker() returns trigger language plpgsql as $$
begin
  if new.checked_by is not null and new.state in ('queried', 'confirmed') then
    perform identity.refuse_interest(new.checked_by, array[new.urn]);
  end if;
  return null;
end $$;
create constraint trigger no_interested_checker after insert or update of checked_by, checked_at on profiles.declaration
  deferrable initially deferred for each row execute function profiles.no_interested_checker();
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
