import {
  NotFound,
  RuleBroken,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { InformationRequestEntity } from './information-request.entity.js';
import { OPEN_INFORMATION } from './information-request.lifecycle.js';
import { informationResource, TOUCHES } from './information-request.policy.js';

export interface InformationInHand {
  readonly request: string;
  /** As the person saw it. */
  readonly version: number;
}

export type InformationAct = 'foi.prepare' | 'foi.comment' | 'foi.release';

type Change = Partial<Omit<InformationRequestEntity, 'id' | 'areaId' | 'version'>>;
type Effect = (
  tx: Tx,
  request: InformationRequestEntity,
  reader: FieldReader,
  at: Date,
  touches: readonly SchoolUrn[],
) => Promise<Change>;

/** Steps shared by every verb that changes an information request. */
export class InformationCases {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** One step of preparing the answer; whoever took one does not release it. */
  async prepare(
    actor: Actor,
    area: AreaId,
    asked: InformationInHand,
    effect: Effect,
    repeat?: Repeatable,
  ): Promise<void> {
    const prepared: Effect = async (tx, request, ...rest) => {
      const change = await effect(tx, request, ...rest);
      return { ...change, preparedBy: [...new Set([...request.preparedBy, tx.actor.id])] };
    };
    await this.change(actor, area, asked, 'foi.prepare', prepared, repeat);
  }

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken INFORMATION_ANSWERED; what `effect` throws */
  async change(
    actor: Actor,
    area: AreaId,
    asked: InformationInHand,
    act: InformationAct,
    effect: Effect,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const request = await lock(tx, asked.request);
        const touches = request === null ? [] : await touchedBy(tx, request.id);
        const about = request && informationResource({ touches, preparedBy: request.preparedBy });
        await this.rights.require(tx, act, about);
        if (request === null) throw new NotFound();
        if (request.version !== asked.version) throw new StaleVersion();
        if (!OPEN_INFORMATION.includes(request.state))
          throw new RuleBroken('INFORMATION_ANSWERED', 'This was answered: what was written stands.');
        const change = await effect(tx, request, new FieldReader(), this.clock.now(), touches);
        const version = await updateIfVersion(
          ...([tx, InformationRequestEntity, request.id, request.version, change] as const),
        );
        await this.audit.record(tx, {
          ...{ act, entity: `assurance.information_request:${request.id}:${String(version)}` },
          schools: await touchedBy(tx, request.id),
        });
      }),
    );
  }
}

async function touchedBy(tx: Tx, id: string): Promise<SchoolUrn[]> {
  const [row] = await tx.query<{ touches: SchoolUrn[] }>(
    `select ${TOUCHES} as touches from assurance.information_request f where ${inArea(tx, 'f')} and f.id = $1`,
    [id],
  );
  return row?.touches ?? [];
}

async function lock(tx: Tx, named: string): Promise<InformationRequestEntity | null> {
  return tx.manager
    .createQueryBuilder(InformationRequestEntity, 'f')
    .setLock('pessimistic_write')
    .where('f.reference = :named', { named })
    .andWhere(inArea(tx, 'f'))
    .getOne();
}
