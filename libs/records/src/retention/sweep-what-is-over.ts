import type { AreaId, Clock } from '@app/kernel';
import { systemActor } from '@app/identity';
import type { Tx, UnitOfWork } from '@app/platform';
import { cutoffOf, DEFAULT_RETENTION, RETENTION_KINDS, type AreaSettings } from '@app/schools';
import { readOver, type Over } from './over.js';

/** Rows, or records with all that belongs to them, that go in one transaction. */
const BATCH = 100;
/** Batches of one kind in one round: what is left waits for the next. */
const BATCHES = 10;

/** A clock: what the area's schedule says is over goes, with what the log kept of it. What is under a legal hold stays. */
export class SweepWhatIsOver {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: AreaSettings,
    private readonly clock: Clock,
  ) {}

  /** @param area null for what belongs to no area. @returns how many rows went. */
  async execute(area: AreaId | null): Promise<number> {
    let gone = 0;
    for (const kind of RETENTION_KINDS)
      for (let batch = 0; batch < BATCHES; batch += 1) {
        const { rows } = await this.batch(area, kind);
        gone += rows;
        if (rows < BATCH) break;
      }
    return gone;
  }

  private batch(area: AreaId | null, kind: (typeof RETENTION_KINDS)[number]): Promise<Over> {
    const actor = systemActor('worker', area);
    const sweep = async (tx: Tx): Promise<Over> => {
      const inForce = area === null ? null : await this.settings.find(tx, 'retention');
      const cutoff = cutoffOf((inForce?.body ?? DEFAULT_RETENTION)[kind], this.clock.now());
      const [row] = await tx.query<{ found: unknown }>('select records.sweep($1, $2, $3) as found', [
        ...[kind, cutoff, BATCH],
      ]);
      return readOver(kind, row?.found);
    };
    return area === null ? this.work.runForInstallation(actor, sweep) : this.work.run(actor, area, sweep);
  }
}
