import { localDateOf, NotFound, RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { AskByMail, People, Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { DutyBroker } from '@app/profiles';
import { requireSeen } from '../proposal/proposal-cases.js';
import { askedAway } from './asked-away.js';
import { BrokerChangeEntity } from './broker-change.entity.js';
import type { CasesInHand } from './cases-in-hand.js';
import type { ChangeHands } from './change-hands.js';

export interface AnotherBroker {
  /** A need of the head's own school, by its reference. */
  readonly need: string;
  readonly version: number;
}

/**
 * A head wants another broker for a request (I-4): no reason is asked, and it takes effect at once. Whoever's day comes next
 * has it, free of interest in every school of it, and never one whom the school asked away before.
 */
export class AskForAnotherBroker {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: CasesInHand,
    private readonly hands: ChangeHands,
    private readonly duty: DutyBroker,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @throws NotFound, NotAllowed for staff, StaleVersion; RuleBroken CASE_OVER, NOBODY_TO_ASK */
  async execute(actor: Actor, area: AreaId, asked: AnotherBroker, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: AnotherBroker): Promise<void> {
    if (!asked.need.startsWith('N-')) throw new NotFound();
    const held = await this.cases.find(tx, asked.need, true);
    const { need, holder, schools } = held;
    if (need === null) throw new NotFound();
    await this.rights.require(tx, 'broker.change.request', need.resource);
    requireSeen(held, asked.version);
    if (held.over || !held.ownsNeed)
      throw new RuleBroken('CASE_OVER', 'This is over: no broker looks after it any more.');
    const now = this.clock.now();
    const not = [holder, ...(await askedAway(tx, need.id))];
    const to = await this.duty.find(tx, need.urn, localDateOf(now), schools, not);
    await tx.manager.insert(BrokerChangeEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, needId: need.id, fromPersonId: holder },
      ...{ toPersonId: to.id, askedBy: tx.actor.id, askedAt: now },
    });
    await this.hands.give(tx, held, to, { act: 'broker.change.request', reason: null });
    await this.hands.tellBoth(tx, held, to.id);
    // That it happened, and no more: what stands behind it is between the school and nobody.
    for (const chair of await this.people.inPost(tx, 'chair', localDateOf(now)))
      if (chair.id !== to.id && !(await this.people.hasInterest(tx, chair.id, schools, localDateOf(now))))
        await this.mail.tell(tx, {
          ...{ person: chair.id, kind: 'urgent', key: `another.${need.id}.${holder}.${chair.id}` },
          task: { reference: need.reference, due: null, why: 'another_broker' },
          ...{ path: '/reassign', about: [need.reference], quiet: 'office', urn: null },
        });
  }
}
