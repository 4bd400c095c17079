import type { Tx } from '../database/tx.js';

/** What happened, by id alone. Declared by the lib it happens in; a reaction in the worker follows it. */
export interface OutboxEvent {
  /** Like `brokerage.run-requested`; names the queue job that follows. */
  readonly kind: string;
  /** Unique for the effect: a second put of the same key is the same event. */
  readonly key: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly schemaVersion: number;
}

export class Outbox {
  /** Put, not sent: the relay sends it only after this transaction has committed. */
  async put(tx: Tx, event: OutboxEvent): Promise<void> {
    await tx.query(
      `insert into platform.outbox (area_id, kind, key, ids, schema_version) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [tx.areaOrNull, event.kind, event.key, JSON.stringify(event.ids), event.schemaVersion],
    );
  }
}
