import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A detail of the log may go, where the log itself says so. */
export class Erasing1764000000072 implements MigrationInterface {
  name = 'Erasing1764000000072';
  async up(db: QueryRunner): Promise<void> {
    await db.query(ERASING);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const ERASING = `
drop trigger nobody_rewrites on audit.detail;
create trigger nobody_rewrites before update on audit.detail
  for each row execute function audit.nobody_rewrites_history();
-- Value and salt go together, in the transaction whose act names entry and detail: whoever checks an export finds it there.
create function audit.gone_only_with_its_erasure() returns trigger language plpgsql as $$
begin
  if exists (select from audit.entry e where e.xid = pg_current_xact_id() and e.kind = 'act' and e.act = 'audit.erase'
    and e.outcome = 'done' and e.entity = 'audit.detail:' || old.entry || ':' || old.name) then return old; end if;
  raise exception 'The audit log refuses % on %.', tg_op, tg_table_name using errcode = 'TR003';
end $$;
create trigger gone_only_with_its_erasure before delete on audit.detail
  for each row execute function audit.gone_only_with_its_erasure();

-- Not granted to anyone: erasing is for the verb that two people agree on.
create function audit.erase_detail(of_entry uuid, named text) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
declare touched text[];
begin
  select e.schools into touched from audit.entry e join audit.detail d on d.entry = e.id where e.id = of_entry and d.name = named;
  if not found then raise exception 'There is no such detail to erase.' using errcode = 'TR003'; end if;
  perform audit.record('audit.erase', 'done', null, 'audit.detail:' || of_entry || ':' || named, touched, '{}');
  delete from audit.detail where entry = of_entry and name = named;
end $$;
revoke all on function audit.erase_detail from public;
`;
