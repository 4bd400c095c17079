import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log's entries in an order for good, and the signed roots over them that others keep. */
export class Sealing1764000000071 implements MigrationInterface {
  name = 'Sealing1764000000071';
  async up(db: QueryRunner): Promise<void> {
    await db.query(TREE);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const TREE = `
-- What is still to be sealed, in the order that it will be.
create index entry_to_seal on audit.entry (area_id, epoch, xid, seq);

-- One per entry, for good: its place in the tree of its area. People see idx; seq never leaves the server.
create table audit.leaf (
  area_id uuid,
  idx bigint not null check (idx >= 0),
  seq bigint not null unique references audit.entry (seq),
  -- SHA-256(00 || the entry's bytes)
  hash bytea not null check (length(hash) = 32),
  unique nulls not distinct (area_id, idx)
);
-- The root over the first leaves of an area, signed with a key that the database does not hold.
create table audit.checkpoint (
  area_id uuid,
  size bigint not null check (size > 0),
  root bytea not null check (length(root) = 32),
  -- what is signed, and its signature, as they are given away
  note text not null check (length(note) between 100 and 2000),
  -- the key that it can be checked with
  verifier_key text not null check (length(verifier_key) between 40 and 400),
  -- roots of the complete subtrees, from the left: what is needed to go on from here
  subtrees bytea not null check (length(subtrees) % 32 = 0),
  at timestamptz not null default clock_timestamp(),
  unique nulls not distinct (area_id, size)
);

-- Acts without an area have a tree too, the installation's: hence no plain "=".
create policy area_only on audit.leaf using (area_id is not distinct from (select platform.area()))
  with check (area_id is not distinct from (select platform.area()));
create policy area_only on audit.checkpoint using (area_id is not distinct from (select platform.area()))
  with check (area_id is not distinct from (select platform.area()));
alter table audit.leaf enable row level security;
alter table audit.leaf force row level security;
alter table audit.checkpoint enable row level security;
alter table audit.checkpoint force row level security;
grant select on audit.leaf, audit.checkpoint to trellis_auditor, trellis_sealer;
grant insert on audit.leaf, audit.checkpoint to trellis_sealer;

create trigger nobody_rewrites before update or delete on audit.leaf
  for each row execute function audit.nobody_rewrites_history();
create trigger nobody_empties before truncate on audit.leaf
  for each statement execute function audit.nobody_rewrites_history();
create trigger nobody_rewrites before update or delete on audit.checkpoint
  for each row execute function audit.nobody_rewrites_history();
create trigger nobody_empties before truncate on audit.checkpoint
  for each statement execute function audit.nobody_rewrites_history();
insert into platform.audit_exempt values ('audit.leaf', 'the log itself'), ('audit.checkpoint', 'the log itself');
`;
