import type { Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import { cutoffOf, DEFAULT_RETENTION, RETENTION_KINDS, type AreaSettings, type Period } from '@app/schools';
import { readOver, type Over } from './over.js';

export interface DueRow extends Over {
  readonly period: Period;
  /** What ended then or earlier is over. */
  readonly cutoff: Date;
}

/** The dry run: what the next sweep takes away, kind by kind, and what a hold keeps. Nothing changes. */
export class RetentionPreview {
  constructor(
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
    private readonly clock: Clock,
  ) {}

  /** @throws NotAllowed for all but who answers for the data, administrators and the command line. */
  async ofArea(tx: Tx): Promise<readonly DueRow[]> {
    await this.rights.require(tx, 'retention.preview', {});
    const schedule = (await this.settings.find(tx, 'retention'))?.body ?? DEFAULT_RETENTION;
    const due: DueRow[] = [];
    for (const kind of RETENTION_KINDS) {
      const period = schedule[kind];
      const cutoff = cutoffOf(period, this.clock.now());
      const [row] = await tx.query<{ found: unknown }>('select records.preview($1, $2) as found', [
        kind,
        cutoff,
      ]);
      due.push({ ...readOver(kind, row?.found), period, cutoff });
    }
    await this.audit.record(tx, { act: 'retention.preview', entity: `schools.area:${tx.area}` });
    return due;
  }
}
