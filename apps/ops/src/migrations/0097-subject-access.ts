import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All about one person, for the person and for who answers for the data. */
export class SubjectAccess1764000000097 implements MigrationInterface {
  name = 'SubjectAccess1764000000097';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
-- Tables of an area whose rows may name a person; those of signing in too, which have an area and a person.
create function records.of_people() returns table (tbl text) language sql stable as $$
  select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('identity', 'schools', 'profiles', 'brokerage', 'network', 'impact', 'assurance', 'board_report', 'platform', 'records')
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'area_id' and not a.attisdropped)
    and c.relname not in ('blob', 'match_row', 'outbox', 'job_subject', 'area_setting')
  order by 1 $$;

-- Every row that names this person, as its asker may see it: a word between two and a coaching note stay with the two,
-- who find it in what they take away themselves. Beside whom it names too stands that it does.
create function records.about(of_person uuid) returns table (tbl text, found jsonb, others boolean) language plpgsql stable security definer
  set search_path = pg_catalog as $$
declare t record;
begin
  if platform.area() is null then return; end if;
  for t in select * from records.of_people() loop
    return query execute format(
      'select %L::text, to_jsonb(t), exists (select from identity.person p where p.id <> $1 and position(p.id::text in to_jsonb(t)::text) > 0)
       from %s t where t.area_id = platform.area() and position($1::text in to_jsonb(t)::text) > 0', t.tbl, t.tbl) using of_person;
  end loop;
end $$;
revoke all on function records.of_people, records.about from public;
grant execute on function records.about to trellis_app;
`;
