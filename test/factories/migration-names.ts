import { MIGRATIONS } from '../../apps/ops/src/migrations/index.js';

/** The names that a migrated database must hold, oldest first. */
export const MIGRATION_NAMES: readonly string[] = MIGRATIONS.map((migration) => migration.name);
