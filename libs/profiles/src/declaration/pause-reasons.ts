import type { Clock, SchoolUrn } from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import type { PauseKind } from './declared.js';
import { PauseReasonEntity } from './pause-reason.entity.js';

export interface Pause {
  readonly kind: PauseKind;
  readonly words: string | null;
}

/** A step: the standing reason of a school ends with its next word; a new one may take its place. */
export class PauseReasons {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  async replace(tx: Tx, urn: SchoolUrn, declaration: string, pause: Pause | null): Promise<void> {
    const [before] = await tx.query<{ id: string; version: number }>(
      `select id, version from profiles.pause_reason where ${inArea(tx)} and urn = $1 and superseded_at is null for update`,
      [urn],
    );
    const now = this.clock.now();
    if (before)
      await updateIfVersion(tx, PauseReasonEntity, before.id, before.version, { supersededAt: now });
    if (pause === null) return;
    await tx.manager.insert(PauseReasonEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, urn, declarationId: declaration, ...pause },
      ...{ givenBy: tx.actor.id, givenAt: now, supersededAt: null, version: 1 },
    });
  }
}
