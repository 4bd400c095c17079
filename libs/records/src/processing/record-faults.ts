import type { RecordsOfProcessing } from './read-records.js';

/** @returns one sentence per table of the database that no entry names, and per entry of a table that is not there. */
export function recordFaults(records: RecordsOfProcessing, stored: readonly string[]): string[] {
  const told = records.kinds.flatMap(({ tables }) => tables);
  return [
    ...stored
      .filter((table) => !told.includes(table))
      .map((table) => `The table ${table} has no entry in config/records.yaml.`),
    ...told
      .filter((table) => !stored.includes(table))
      .map((table) => `config/records.yaml names ${table}, which the database does not hold.`),
  ];
}
