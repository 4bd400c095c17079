import {
  NotAllowed,
  NotFound,
  parseUuid,
  RuleBroken,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import type { ErasureLedger } from './erasure-ledger.js';
import { toSettleFirst } from './to-settle-first.js';

export interface ErasureAnswer {
  readonly id: string;
  /** As the person saw it. */
  readonly version: number;
  readonly agree: boolean;
}

interface Waiting {
  readonly id: string;
  readonly person_id: PersonId;
  readonly asked_by: PersonId;
  readonly state: string;
  readonly version: number;
}

/**
 * Another person agrees, and it is done: first the answer is kept, then the line in the ledger, then everything goes. One
 * that stopped between is agreed already, and the same press goes on.
 */
export class AnswerErasure {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly ledger: ErasureLedger,
  ) {}

  /** @throws NotFound, NotAllowed SAME_PERSON, StaleVersion, RuleBroken SETTLE_FIRST, WAITS_NO_LONGER, NO_LEDGER */
  async execute(actor: Actor, area: AreaId, answer: ErasureAnswer): Promise<void> {
    const erasure = await this.work.run(actor, area, (tx) => this.answer(tx, answer));
    if (!answer.agree) return;
    const at = this.clock.now().toISOString();
    this.ledger.append({ at, area, person: erasure.person_id, erasure: erasure.id });
    await this.work.run(actor, area, (tx) => tx.query('select records.erase($1)', [erasure.id]));
  }

  private async answer(tx: Tx, { id, version, agree }: ErasureAnswer): Promise<Waiting> {
    const [found] = await tx.query<Waiting>(
      `select id, person_id, asked_by, state, version from records.erasure where ${inArea(tx)} and id = $1 for update`,
      [parseUuid(id)],
    );
    const about = found && { actsBy: { 'erase.propose': [found.asked_by] } };
    await this.rights.require(tx, 'erase.approve', about ?? null);
    if (!found) throw new NotFound();
    if (found.person_id === tx.actor.id) throw new NotAllowed('SAME_PERSON', 'Somebody else answers this.');
    if (found.version !== version) throw new StaleVersion();
    if (found.state === 'agreed' && agree) return found;
    if (found.state !== 'asked')
      throw new RuleBroken('WAITS_NO_LONGER', 'This does not wait any more. It can be asked again.');
    const first = agree ? await toSettleFirst(tx, found.person_id) : [];
    if (first.length > 0) throw new RuleBroken('SETTLE_FIRST', first.join(' '));
    const state = agree ? 'agreed' : 'refused';
    await tx.query(
      `update records.erasure set state = $2, answered_by = $3, answered_at = $4, version = version + 1
       where ${inArea(tx)} and id = $1 returning 1`,
      [found.id, state, tx.actor.id, this.clock.now()],
    );
    const entity = `records.erasure:${found.id}:${String(found.version + 1)}`;
    await this.audit.record(tx, { act: 'erase.approve', entity, reason: state });
    return found;
  }
}
