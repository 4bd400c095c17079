import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published figures of schools: national, as the register is, and written by an import alone. */
export class Measures1764000000010 implements MigrationInterface {
  name = 'Measures1764000000010';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
alter table schools.register_import drop constraint register_import_kind_check,
  add constraint register_import_kind_check check (kind in ('register', 'links', 'measures'));

create table schools.published_measure (
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  measure text not null check (measure ~ '^[a-z0-9_.]{3,60}$'),
  -- the school year, like 2023/24
  period text not null check (period ~ '^20[0-9]{2}/[0-9]{2}$'),
  value numeric,
  symbol text check (symbol in ('blank', 'not_applicable', 'not_recorded', 'suppressed', 'no_entries', 'not_published',
    'low_coverage', 'confidential', 'unavailable', 'low')),
  -- the cell as the publisher wrote it
  as_published text not null check (length(as_published) <= 60),
  -- of how many pupils the figure speaks, where the file says so
  denominator int check (denominator >= 0),
  import_id uuid not null references schools.register_import (id),
  primary key (urn, measure, period),
  -- I-12: a number, or the reason why there is none
  constraint number_or_symbol check (num_nonnulls(value, symbol) = 1)
);
create index published_measure_of_period on schools.published_measure (measure, period);
call audit.watch_in_bulk('schools.published_measure');
grant select, insert, update on schools.published_measure to trellis_app, trellis_worker;
grant select on schools.published_measure to trellis_auditor;
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
