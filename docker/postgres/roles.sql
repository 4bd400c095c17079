-- The roles of the database, none of them superuser or BYPASSRLS. Passwords are set apart. Run as often as you like.
do $$
declare role_name text;
begin
  foreach role_name in array array['trellis_owner', 'trellis_lookup'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin', role_name);
    end if;
  end loop;
  foreach role_name in array array['trellis_migrator', 'trellis_app', 'trellis_worker', 'trellis_sealer', 'trellis_auditor'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login', role_name);
    end if;
  end loop;
end $$;
-- The owner makes the lookup functions and gives them away; the migrator acts as the owner, in `migrate` alone.
grant trellis_lookup to trellis_owner;
grant trellis_owner to trellis_migrator;
