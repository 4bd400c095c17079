import { DataSource, type DataSourceOptions, type EntitySchema, type MixedList } from 'typeorm';

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
      idle_in_transaction_session_timeout: 15_000,
    },
  };
}

export function dataSource(options: DatabaseOptions): DataSource {
  return new DataSource(databaseOptions(options));
}
