import {
  NotFound,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import type { BeginWork } from '../pairing/begin-work.js';
import type { PairingCases } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { BodyConsentEntity } from './body-consent.entity.js';
import { consentResource } from './consent-rows.js';

export interface ConsentInHand {
  /** The pairing's reference. */
  readonly pairing: string;
  /** Of the consent that the person read. */
  readonly version: number;
}

export interface ConsentAnswer extends ConsentInHand {
  readonly give: boolean;
  readonly funder?: string | null;
  readonly coverArranged?: boolean;
}

const LIVE = ['agenda_drafting', 'agenda_agreed', 'active', 'paused'];

/** A trust gives its consent, saying who funds and that cover is arranged, refuses it, or takes it back. */
export class BodyConsents {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly begin: BeginWork,
    private readonly deadlines: Deadlines,
    private readonly mail: AskByMail,
  ) {}

  /**
   * The last consent that was missing makes an agreed pairing active.
   *
   * @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken ALREADY_ANSWERED, NO_DAYS_PROMISED, BARRED_CONFLICT
   */
  async answer(actor: Actor, area: AreaId, asked: ConsentAnswer, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, 'body.consent.give', async (tx, pairing, consent) => {
      if (consent.state !== 'asked' || !LIVE.includes(pairing.state))
        throw new RuleBroken('ALREADY_ANSWERED', 'This was answered already, or is over.');
      const answered = { answeredBy: tx.actor.id, answeredAt: this.clock.now() };
      if (!asked.give) {
        await updateIfVersion(tx, BodyConsentEntity, consent.id, consent.version, {
          ...{ ...answered, state: 'refused' },
        });
        return 'refused';
      }
      const reader = new FieldReader();
      if (asked.coverArranged !== true)
        reader.say('cover', 'Consent is given once cover is arranged, or none is needed');
      const funder = reader.finish(reader.text('funder', asked.funder, 'who funds the days', 200));
      await updateIfVersion(tx, BodyConsentEntity, consent.id, consent.version, {
        ...{ ...answered, state: 'given', funder, coverArranged: true },
      });
      if (pairing.state === 'agenda_agreed') await this.begin.ifComplete(tx, pairing);
      return 'given';
    });
  }

  /** The pairing pauses, and its broker is told at once. @throws RuleBroken NOT_GIVEN */
  async withdraw(actor: Actor, area: AreaId, asked: ConsentInHand, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, 'body.consent.withdraw', async (tx, pairing, consent) => {
      if (consent.state !== 'given' || !LIVE.includes(pairing.state))
        throw new RuleBroken('NOT_GIVEN', 'There is no consent here that could be withdrawn.');
      await updateIfVersion(tx, BodyConsentEntity, consent.id, consent.version, {
        ...{ state: 'withdrawn', withdrawnBy: tx.actor.id, withdrawnAt: this.clock.now() },
      });
      if (pairing.state === 'active') {
        await this.deadlines.end(tx, pairing.id, 'stopped', ['C-7', 'C-10', 'C-11']);
        await this.cases.move(tx, pairing, ['paused'], { pauseReason: 'A trust withdrew its consent.' });
      }
      await this.tellBroker(tx, pairing, consent.id);
      return 'withdrawn';
    });
  }

  private async tellBroker(tx: Tx, pairing: PairingEntity, consent: string): Promise<void> {
    const person = pairing.gardenerPersonId as PersonId;
    await this.mail.tell(tx, {
      ...{ person, kind: 'urgent', key: `consent.${consent}.${person}` },
      task: { reference: pairing.reference, due: null, why: 'consent_withdrawn' },
      ...{ path: `/pairings/${pairing.reference}`, about: [pairing.reference], quiet: 'broker', urn: null },
    });
  }

  private async run(
    actor: Actor,
    area: AreaId,
    asked: ConsentInHand,
    repeat: Repeatable | undefined,
    act: Act,
    effect: (tx: Tx, pairing: PairingEntity, consent: BodyConsentEntity) => Promise<string>,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const { pairing } = await this.cases.lock(tx, asked.pairing);
        const consent = await this.mine(tx, pairing);
        await this.rights.require(tx, act, await consentResource(tx, pairing, consent.body));
        requireSeen(consent, asked.version);
        const step = await effect(tx, pairing, consent);
        await this.audit.record(tx, {
          act,
          entity: `brokerage.body_consent:${consent.id}:${String(consent.version + 1)}`,
          schools: [pairing.askerUrn as SchoolUrn, pairing.supporterUrn as SchoolUrn],
          details: { pairing: pairing.reference, step },
        });
      }),
    );
  }

  /** The one of a body that this person speaks for. @throws NotFound */
  private async mine(tx: Tx, { id }: PairingEntity): Promise<BodyConsentEntity> {
    const bodies = tx.actor.posts.flatMap(({ body }) => body ?? []);
    const consent = await tx.manager
      .createQueryBuilder(BodyConsentEntity, 'c')
      .setLock('pessimistic_write')
      .where('c.pairing_id = :id and c.body = any (:bodies)', { id, bodies })
      .andWhere(inArea(tx, 'c'))
      .orderBy('c.body')
      .getOne();
    if (!consent) throw new NotFound();
    return consent;
  }
}

type Act = 'body.consent.give' | 'body.consent.withdraw';
