import { NotFound, RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { requireSeen } from '../proposal/proposal-cases.js';
import { BodyConsentEntity } from './body-consent.entity.js';
import type { ConsentWork, WorkInHand } from './consent-work.js';

export interface ConsentInHand {
  /** The reference of the pairing, or of the project. */
  readonly pairing: string;
  /** Of the consent that the person read. */
  readonly version: number;
}

export interface ConsentAnswer extends ConsentInHand {
  readonly give: boolean;
  readonly funder?: string | null;
  readonly coverArranged?: boolean;
}

/** A trust gives its consent, saying who funds and that cover is arranged, refuses it, or takes it back. */
export class BodyConsents {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly works: ConsentWork,
    private readonly mail: AskByMail,
  ) {}

  /**
   * The last consent that was missing makes an agreed pairing active; a project waits for its broker's word.
   *
   * @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken ALREADY_ANSWERED, NO_DAYS_PROMISED, BARRED_CONFLICT
   */
  async answer(actor: Actor, area: AreaId, asked: ConsentAnswer, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, 'body.consent.give', async (tx, work, consent) => {
      if (consent.state !== 'asked' || !work.live)
        throw new RuleBroken('ALREADY_ANSWERED', 'This was answered already, or is over.');
      const answered = { answeredBy: tx.actor.id, answeredAt: this.clock.now() };
      if (!asked.give) {
        await updateIfVersion(tx, BodyConsentEntity, consent.id, consent.version, {
          ...{ ...answered, state: 'refused' },
        });
        await work.refused();
        return 'refused';
      }
      const reader = new FieldReader();
      if (asked.coverArranged !== true)
        reader.say('cover', 'Consent is given once cover is arranged, or none is needed');
      const funder = reader.finish(reader.text('funder', asked.funder, 'who funds the days', 200));
      await updateIfVersion(tx, BodyConsentEntity, consent.id, consent.version, {
        ...{ ...answered, state: 'given', funder, coverArranged: true },
      });
      await work.given();
      return 'given';
    });
  }

  /** The work rests, and its broker is told at once. @throws RuleBroken NOT_GIVEN */
  async withdraw(actor: Actor, area: AreaId, asked: ConsentInHand, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, 'body.consent.withdraw', async (tx, work, consent) => {
      if (consent.state !== 'given' || !work.live)
        throw new RuleBroken('NOT_GIVEN', 'There is no consent here that could be withdrawn.');
      await updateIfVersion(tx, BodyConsentEntity, consent.id, consent.version, {
        ...{ state: 'withdrawn', withdrawnBy: tx.actor.id, withdrawnAt: this.clock.now() },
      });
      await work.withdrawn();
      await this.tellBroker(tx, work, consent.id);
      return 'withdrawn';
    });
  }

  private async tellBroker(tx: Tx, work: WorkInHand, consent: string): Promise<void> {
    const { gardener: person, reference, path } = work;
    await this.mail.tell(tx, {
      ...{ person, kind: 'urgent', key: `consent.${consent}.${person}` },
      task: { reference, due: null, why: 'consent_withdrawn' },
      ...{ path, about: [reference], quiet: 'broker', urn: null },
    });
  }

  private async run(
    actor: Actor,
    area: AreaId,
    asked: ConsentInHand,
    repeat: Repeatable | undefined,
    act: Act,
    effect: (tx: Tx, work: WorkInHand, consent: BodyConsentEntity) => Promise<string>,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const work = await this.works.lock(tx, asked.pairing);
        const consent = await this.mine(tx, work);
        await this.rights.require(tx, act, await work.resource(consent.body));
        requireSeen(consent, asked.version);
        const step = await effect(tx, work, consent);
        await this.audit.record(tx, {
          act,
          entity: `brokerage.body_consent:${consent.id}:${String(consent.version + 1)}`,
          schools: [...work.schools],
          details: { pairing: work.reference, step },
        });
      }),
    );
  }

  /** The one of a body that this person speaks for. @throws NotFound */
  private async mine(tx: Tx, { id }: WorkInHand): Promise<BodyConsentEntity> {
    const bodies = tx.actor.posts.flatMap(({ body }) => body ?? []);
    const consent = await tx.manager
      .createQueryBuilder(BodyConsentEntity, 'c')
      .setLock('pessimistic_write')
      .where('coalesce(c.pairing_id, c.project_id) = :id and c.body = any (:bodies)', { id, bodies })
      .andWhere(inArea(tx, 'c'))
      .orderBy('c.body')
      .getOne();
    if (!consent) throw new NotFound();
    return consent;
  }
}

type Act = 'body.consent.give' | 'body.consent.withdraw';
