import { BadInput, RuleBroken, type Actor, type AreaId, type Clock, type PersonId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { normaliseEmail, type Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { toSettleFirst } from './to-settle-first.js';

export interface ErasureToPropose {
  readonly email: string;
  readonly why: string;
}

/** One person asks that somebody is erased; nothing goes until another agrees. */
export class ProposeErasure {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
  ) {}

  /** @returns its id. @throws NotAllowed, BadInput, RuleBroken SETTLE_FIRST naming what, ASKED_ALREADY */
  async execute(actor: Actor, area: AreaId, asked: ErasureToPropose, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ErasureToPropose): Promise<string> {
    await this.rights.require(tx, 'erase.propose', {});
    const why = asked.why.trim();
    if (why.length < 5 || why.length > 500)
      throw wrong('why', 'Say in 5 to 500 characters why they are erased');
    const [found] = await tx.query<{ id: PersonId }>(
      `select id from identity.person where ${inArea(tx)} and email = $1 and state <> 'erased' for update`,
      [normaliseEmail(asked.email)],
    );
    if (!found) throw wrong('email', 'Nobody here has this e-mail address');
    if (found.id === tx.actor.id) throw wrong('email', 'Somebody else has to ask for you');
    const first = await toSettleFirst(tx, found.id);
    if (first.length > 0) throw new RuleBroken('SETTLE_FIRST', first.join(' '));
    const id = this.ids.next();
    const added = await tx.count(
      `insert into records.erasure (id, area_id, person_id, why, state, asked_by, asked_at)
       values ($1, $2, $3, $4, 'asked', $5, $6) on conflict do nothing returning 1`,
      [id, tx.area, found.id, why, tx.actor.id, this.clock.now()],
    );
    if (added === 0) throw new RuleBroken('ASKED_ALREADY', 'This waits for an answer already.');
    await this.audit.record(tx, {
      act: 'erase.propose',
      entity: `records.erasure:${id}:1`,
      details: { why },
    });
    return id;
  }
}

function wrong(path: string, message: string): BadInput {
  return new BadInput([{ path, message }]);
}
