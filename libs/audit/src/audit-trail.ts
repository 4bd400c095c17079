import type { Actor, AreaId, SchoolUrn } from '@app/kernel';
import { DomainError } from '@app/kernel';
import type { Tx, UnitOfWork } from '@app/platform';

export interface Act {
  /** The row of the permission table, like `need.raise`; or a plain act of a person, like `session.start`. */
  readonly act: string;
  /** What it was done to: `profiles.need:<id>:<version>`. ASCII without spaces. */
  readonly entity: string;
  /** Every school the act touches, so that a head sees all about their own. */
  readonly schools?: readonly SchoolUrn[];
  /** A code, never free text. */
  readonly reason?: string;
  /** Free text and personal values: kept salted beside the entry, so that erasing them leaves every proof standing. */
  readonly details?: Readonly<Record<string, string>>;
}

/** The one way to say in the log what somebody did. Always on the verb's own transaction: no change without its act. */
export class AuditTrail {
  /** @returns the id of the entry. */
  async record(tx: Tx, act: Act): Promise<string> {
    return write(tx, act, 'done');
  }

  /**
   * A refusal is kept too, in a transaction of its own after the verb's has rolled back.
   * @param area null for what belongs to none: the installation's own log. @param refusal what stopped it; its code becomes the entry's reason.
   */
  async recordRefusal(
    work: UnitOfWork,
    actor: Actor,
    area: AreaId | null,
    act: Act,
    refusal: DomainError,
  ): Promise<void> {
    const refused = (tx: Tx): Promise<string> => write(tx, { ...act, reason: refusal.code }, 'refused');
    await (area === null ? work.runForInstallation(actor, refused) : work.run(actor, area, refused));
  }

  /** The same of somebody whose area nobody knows: it stands in the installation's own log. */
  async recordRefusalOfNoArea(work: UnitOfWork, actor: Actor, act: Act, refusal: DomainError): Promise<void> {
    await work.runForInstallation(actor, (tx) => write(tx, { ...act, reason: refusal.code }, 'refused'));
  }
}

async function write(tx: Tx, act: Act, outcome: 'done' | 'refused'): Promise<string> {
  const [row] = await tx.query<{ id: string }>('select audit.record($1, $2, $3, $4, $5, $6) as id', [
    act.act,
    outcome,
    act.reason ?? null,
    act.entity,
    [...(act.schools ?? [])],
    JSON.stringify(act.details ?? {}),
  ]);
  if (!row) throw new Error('The audit log gave no entry back.');
  return row.id;
}
