import {
  halfTermOf,
  NotAllowed,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type DaysBook } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import { requireNoBar } from '../pairing/begin-work.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { changeLight, daysOfLight, lockLight, schoolsOfLight, sidesOf } from './light-cases.js';
import type { LightPairingEntity } from './light.entity.js';

type Act = 'light.agree' | 'pairing.thank';

export interface LightInHand {
  readonly pairing: string;
  readonly version: number;
}

/** The other side says yes or no; it takes place, or is called off; the school that was helped says thanks. */
export class LightSteps {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly days: DaysBook,
    private readonly settings: AreaSettings,
  ) {}

  /**
   * A yes begins it. Days that the supporter declared for then are promised; where none are left, the head's word is enough.
   *
   * @throws NotFound, NotAllowed for the side that asked, StaleVersion; RuleBroken ALREADY_ANSWERED, BARRED_CONFLICT
   */
  async answer(
    actor: Actor,
    area: AreaId,
    asked: LightInHand & { readonly yes: boolean },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.run(actor, area, asked, repeat, 'light.agree', async (tx, light) => {
      if (!sidesOf(tx.actor, light).some((side) => side !== light.askedSide) || light.askedBy === tx.actor.id)
        throw new NotAllowed('SAME_PERSON', 'The other school answers this.');
      if (light.state !== 'agreed_in_principle')
        throw new RuleBroken('ALREADY_ANSWERED', 'This was answered already.');
      const answered = { answeredBy: tx.actor.id, answeredAt: this.clock.now() };
      if (!asked.yes) {
        await changeLight(tx, light, 'not_started', answered);
        return 'declined';
      }
      await requireNoBar(tx, light);
      await changeLight(tx, light, 'active', { ...answered, booked: await this.book(tx, light) });
      return 'accepted';
    });
  }

  /** Either school may call it off, without a fault: days that were promised go back. */
  async end(actor: Actor, area: AreaId, asked: LightInHand, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, 'light.agree', async (tx, light) => {
      const closed = { closedBy: tx.actor.id, closedAt: this.clock.now() };
      if (light.state === 'active')
        await changeLight(tx, light, 'closed', { ...closed, outcome: 'ended_early' });
      else await changeLight(tx, light, 'not_started', closed);
      await this.days.giveBack(tx, light.supporterUrn as SchoolUrn, daysOfLight(light), 'released');
      return 'called off';
    });
  }

  /** It took place: its days count as given. @param thanks in the words of the school that was helped; may stay empty. */
  async thank(
    actor: Actor,
    area: AreaId,
    asked: LightInHand & { readonly thanks?: string | null },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.run(actor, area, asked, repeat, 'pairing.thank', async (tx, light) => {
      const reader = new FieldReader();
      const thanks = reader.finish(reader.textOrNull('thanks', asked.thanks, 'the thanks', 2_000));
      if (light.state !== 'active')
        throw new RuleBroken('NOT_ACTIVE', 'Thanks are said once both schools agreed, and once.');
      const said = { thanks, outcome: 'met', closedBy: tx.actor.id, closedAt: this.clock.now() } as const;
      await changeLight(tx, light, 'closed', said);
      if (light.booked > 0)
        await this.days.deliver(
          tx,
          light.supporterUrn as SchoolUrn,
          daysOfLight(light),
          light.booked,
          await this.halfTerm(tx, light),
        );
      return 'thanked';
    });
  }

  private async book(tx: Tx, light: LightPairingEntity): Promise<number> {
    if (light.halfDays === 0) return 0;
    const [supporter, halfTerm] = [light.supporterUrn as SchoolUrn, await this.halfTerm(tx, light)];
    if ((await this.days.free(tx, supporter, halfTerm)) < light.halfDays) return 0;
    await this.days.hold(tx, supporter, daysOfLight(light), { [halfTerm]: light.halfDays });
    await this.days.commit(tx, supporter, daysOfLight(light));
    return light.halfDays;
  }

  private async halfTerm(tx: Tx, { onDay }: LightPairingEntity): Promise<ReturnType<typeof halfTermOf>> {
    return halfTermOf(onDay as LocalDate, (await this.settings.clocks(tx)).calendar);
  }

  private async run(
    actor: Actor,
    area: AreaId,
    asked: LightInHand,
    repeat: Repeatable | undefined,
    act: Act,
    effect: (tx: Tx, light: LightPairingEntity) => Promise<string>,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const light = await lockLight(tx, asked.pairing);
        await this.rights.require(tx, act, pairingResource(light));
        requireSeen(light, asked.version);
        const step = await effect(tx, light);
        const entity = `brokerage.light_pairing:${light.id}:${String(light.version)}`;
        await this.audit.record(tx, { act, entity, schools: schoolsOfLight(light), details: { step } });
      }),
    );
  }
}
