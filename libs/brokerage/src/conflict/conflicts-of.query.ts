import type { SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { CONFLICT_KINDS, ConflictEntity } from './conflict.entity.js';

export interface ConflictBetween {
  readonly other: SchoolUrn;
  readonly kind: (typeof CONFLICT_KINDS)[number];
  readonly state: ConflictEntity['state'];
  readonly conditions: string | null;
}

/** A step of queries that decide for themselves: what stands between one school and some others. */
export class ConflictsOf {
  async between(tx: Tx, urn: SchoolUrn, others: readonly SchoolUrn[]): Promise<ConflictBetween[]> {
    return tx.query<ConflictBetween>(
      `select case when c.urn = $1 then c.other_urn else c.urn end as other, c.kind, c.state, c.conditions
       from brokerage.conflict c where ${inArea(tx, 'c')}
         and (c.urn = $1 and c.other_urn = any ($2) or c.other_urn = $1 and c.urn = any ($2))
       order by 1, c.kind collate "C"`,
      [urn, [...others]],
    );
  }
}
