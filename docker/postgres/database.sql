-- Run by psql after roles.sql, once, on an empty cluster: the passwords of the roles, and their database. Nobody but they
-- may connect to it. Passwords come from the environment, so that none stands in a file or on a command line.
\getenv migrator MIGRATOR_PASSWORD
\getenv app APP_PASSWORD
\getenv worker WORKER_PASSWORD
\getenv sealer SEALER_PASSWORD
\getenv auditor AUDITOR_PASSWORD
alter role trellis_migrator password :'migrator';
alter role trellis_app password :'app';
alter role trellis_worker password :'worker';
alter role trellis_sealer password :'sealer';
alter role trellis_auditor password :'auditor';
create database trellis owner trellis_owner template template0 encoding 'UTF8';
revoke all on database trellis from public;
grant connect on database trellis to trellis_migrator, trellis_app, trellis_worker, trellis_sealer, trellis_auditor;
