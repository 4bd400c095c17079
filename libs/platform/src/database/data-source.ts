import { DataSource, type DataSourceOptions, type EntitySchema, type MixedList } from 'typeorm';
import { PatientClient } from './patient-client.js';

// TypeORM's own type for entity classes.
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
export type Entities = MixedList<Function | string | EntitySchema>;

export interface DatabaseOptions {
  readonly url: string;
  readonly pool: number;
  /** Milliseconds a statement may take: 5,000 for pages, 30,000 for reports and jobs. */
  readonly statementTimeoutMs: number;
  readonly applicationName: string;
  readonly entities: Entities;
}

/** Beyond the statement's own time, for the way there and back. */
const ANSWER_MS = 1_000;

/** One pool as one database role. `synchronize` is never on: the schema is what the migrations say. */
export function databaseOptions(options: DatabaseOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    synchronize: false,
    logging: false,
    applicationName: options.applicationName,
    extra: {
      max: options.pool,
      connectionTimeoutMillis: 5_000,
      statement_timeout: options.statementTimeoutMs,
      query_timeout: options.statementTimeoutMs + ANSWER_MS,
      keepAlive: true,
      Client: PatientClient,
      idle_in_transaction_session_timeout: 15_000,
    },
  };
}

export function dataSource(options: DatabaseOptions): DataSource {
  return new DataSource(databaseOptions(options));
}
