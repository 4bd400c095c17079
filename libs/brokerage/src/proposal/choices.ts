import type { Clock, MatchRunId, NeedId, SchoolUrn } from '@app/kernel';
import type { IdSource, Tx } from '@app/platform';
import { BrokerChoiceEntity } from './broker-choice.entity.js';

export interface Choice {
  readonly kind: BrokerChoiceEntity['kind'];
  readonly need: NeedId;
  readonly asker: SchoolUrn;
  readonly supporter?: SchoolUrn;
  readonly run?: MatchRunId;
  readonly reason: string | null;
  readonly until?: string;
}

/** What a broker chose and why, kept beside what came of it. Rows are never changed: a later one supersedes. */
export class Choices {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  async keep(tx: Tx, choice: Choice): Promise<void> {
    await tx.manager.insert(BrokerChoiceEntity, {
      id: this.ids.next(),
      areaId: tx.area,
      needId: choice.need,
      askerUrn: choice.asker,
      supporterUrn: choice.supporter ?? null,
      runId: choice.run ?? null,
      kind: choice.kind,
      reason: choice.reason,
      until: choice.until ?? null,
      madeBy: tx.actor.id,
      madeAt: this.clock.now(),
    });
  }
}
