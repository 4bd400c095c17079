import type { DataSource } from 'typeorm';

/** What the database must be before any door opens. Each failure is a sentence that names the object. */
export interface CatalogueExpectation {
  /** Names of all migrations, oldest first. */
  readonly migrations: readonly string[];
  /** The one waiver, `embedded-test-fsync-off`: for the embedded test cluster alone, printed at start. */
  readonly fsyncMayBeOff: boolean;
}

/** Tables without an area: the national register, what is read before an area is known, bookkeeping. One short list. */
export const GLOBAL_TABLES: ReadonlySet<string> = new Set([
  'platform.outbox',
  'platform.job_subject',
  'platform.processed',
  'platform.lease',
  'platform.limit_counter',
  'platform.audit_exempt',
  'audit.bulk_touch',
  'lookup.area_index',
  'lookup.person_index',
  'identity.account',
  'identity.session',
  'identity.half_session',
  'identity.totp',
  'identity.recovery_code',
  'identity.factor_tries',
  'identity.passkey',
  'identity.passkey_challenge',
  'identity.password_reset',
  'identity.provider_flow',
  'identity.provider_link',
  'identity.invitation',
  'identity.token',
  'identity.client_secret',
  'identity.action_link',
  'identity.calendar_feed',
  'schools.school',
  'schools.school_link',
  'schools.published_measure',
  'schools.register_import',
  'schools.import_progress',
  'records.over',
  'records.part',
  'records.own_of_person',
  'public.trellis_migration',
]);

/** Functions that act with more rights than their caller, and why there is no other way. */
const DEFINERS =
  /^(lookup[.]|audit[.](record|write|note_change|an_act_or_nothing|note_bulk|bulk_needs_an_act|erase_detail)$|records[.](preview|sweep|about|erase_preview|erase|erase_again)$)/;

const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'bullmq', 'pg_toast') and n.nspname !~ '^pg_temp'`;

/** @returns one sentence per thing that is wrong; empty where the doors may open. */
export async function catalogueFaults(
  database: DataSource,
  expected: CatalogueExpectation,
): Promise<string[]> {
  const faults = await Promise.all([
    roleFaults(database),
    tableFaults(database),
    viewFaults(database),
    functionFaults(database),
    auditFaults(database),
    settingFaults(database, expected.fsyncMayBeOff),
    migrationFaults(database, expected.migrations),
  ]);
  return faults.flat();
}

async function roleFaults(database: DataSource): Promise<string[]> {
  const rows = await database.query<{ name: string; because: string }[]>(`
    select current_user as name, because from (
      select 'is a superuser' as because where (select rolsuper from pg_roles where rolname = current_user)
      union all select 'may bypass row-level security' where (select rolbypassrls from pg_roles where rolname = current_user)
      union all select 'owns the tables' where pg_has_role(current_user, 'trellis_owner', 'member')
      union all select 'may act as lookup' where pg_has_role(current_user, 'trellis_lookup', 'member')
    ) found`);
  return rows.map(
    (row) => `The database role ${row.name} ${row.because}: the doors need a role that cannot.`,
  );
}

async function tableFaults(database: DataSource): Promise<string[]> {
  const rows = await database.query<
    { name: string; has_area: boolean; on_rls: boolean; forced: boolean; policies: number }[]
  >(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as on_rls, c.relforcerowsecurity as forced,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'area_id' and not a.attisdropped) as has_area,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid
         and pg_get_expr(p.polqual, p.polrelid) like '%platform.area()%'
         and pg_get_expr(p.polwithcheck, p.polrelid) like '%platform.area()%') as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS}`);
  return rows.flatMap((table) => {
    if (GLOBAL_TABLES.has(table.name)) return [];
    const wrong = [
      table.has_area ? null : 'has no area_id and is not on the list of global tables',
      table.on_rls ? null : 'has row-level security off',
      table.forced ? null : 'does not force row-level security on its owner',
      table.policies === 1 ? null : 'lacks the policy that keeps areas apart',
    ].filter((fault) => fault !== null);
    return wrong.map((fault) => `The table ${table.name} ${fault}.`);
  });
}

async function viewFaults(database: DataSource): Promise<string[]> {
  const rows = await database.query<{ name: string }[]>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and ${OURS} and not coalesce(c.reloptions @> array['security_invoker=true'], false)`);
  return rows.map((view) => `The view ${view.name} is not security_invoker: it would show every area.`);
}

async function functionFaults(database: DataSource): Promise<string[]> {
  const rows = await database.query<{ name: string; fixed: boolean }[]>(`
    select n.nspname || '.' || p.proname as name, coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false) as fixed
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${OURS}`);
  return rows.flatMap((found) => [
    ...(DEFINERS.test(found.name)
      ? []
      : [`The function ${found.name} is SECURITY DEFINER and not on the list.`]),
    ...(found.fixed ? [] : [`The function ${found.name} is SECURITY DEFINER without a fixed search_path.`]),
  ]);
}

async function auditFaults(database: DataSource): Promise<string[]> {
  const rows = await database.query<{ name: string }[]>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${OURS} and n.nspname <> 'public'
      and not exists (select from platform.audit_exempt e where e.tbl = n.nspname || '.' || c.relname)
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audited' and t.tgenabled in ('O', 'A'))`);
  return rows.map(
    (table) => `The table ${table.name} is changed without an audit entry: its trigger is missing or off.`,
  );
}

async function settingFaults(database: DataSource, fsyncMayBeOff: boolean): Promise<string[]> {
  const [row] = await database.query<Record<string, string>[]>(`
    select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
      current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
      current_setting('synchronous_commit') as commit, current_setting('default_transaction_isolation') as isolation,
      current_setting('max_prepared_transactions') as prepared`);
  const wanted: [string, string, boolean][] = [
    ['encoding', 'UTF8', false],
    ['zone', 'UTC', false],
    ['isolation', 'read committed', false],
    ['prepared', '0', false],
    ['fsync', 'on', fsyncMayBeOff],
    ['pages', 'on', fsyncMayBeOff],
  ];
  const faults = wanted
    .filter(([name, value, waived]) => !waived && row?.[name] !== value)
    .map(
      ([name, value]) => `The database setting ${name} is ${row?.[name] ?? 'unknown'}; it must be ${value}.`,
    );
  if (row?.['commit'] === 'off' && !fsyncMayBeOff)
    faults.push('The database setting synchronous_commit is off.');
  return faults;
}

async function migrationFaults(database: DataSource, expected: readonly string[]): Promise<string[]> {
  const ran = await database.query<{ name: string }[]>(
    'select name from public.trellis_migration order by id',
  );
  const names = ran.map((row) => row.name);
  const missing = expected.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !expected.includes(name));
  return [
    ...missing.map((name) => `The migration ${name} has not run: run \`trellis migrate\`.`),
    ...unknown.map((name) => `The database holds the migration ${name}, which this version does not know.`),
  ];
}
