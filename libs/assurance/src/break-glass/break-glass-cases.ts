import { NotFound, StaleVersion, type Actor, type AreaId, type SchoolUrn } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { BreakGlassEntity } from './break-glass.entity.js';
import { openingResource, wasOpened } from './break-glass.policy.js';

export interface OpeningInHand {
  readonly opening: string;
  /** As the person saw it. */
  readonly version: number;
}

export type OpeningAct = 'breakglass.approve' | 'breakglass.end' | 'breakglass.review';

type Change = Partial<Omit<BreakGlassEntity, 'id' | 'areaId' | 'version'>>;

/** Steps shared by every verb that moves what was asked for. */
export class BreakGlassCases {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
  ) {}

  /** @param effect what changes, at the database's moment. @throws NotFound, NotAllowed, StaleVersion; what `effect` throws */
  async move(
    actor: Actor,
    area: AreaId,
    asked: OpeningInHand,
    act: OpeningAct,
    effect: (tx: Tx, opening: BreakGlassEntity, now: Date) => Promise<Change>,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const opening = await lockOpening(tx, asked.opening);
        await this.rights.require(tx, 'breakglass.read', opening && openingResource(opening, false));
        if (opening === null) throw new NotFound();
        await this.rights.require(tx, act, openingResource(opening, false));
        if (opening.version !== asked.version) throw new StaleVersion();
        const change = await effect(tx, opening, await databaseNow(tx));
        await this.put(tx, opening, act, change);
      }),
    );
  }

  /** Of an opened one the school's head finds the entry in their own log. */
  async put(tx: Tx, opening: BreakGlassEntity, act: string, change: Change): Promise<void> {
    const version = await updateIfVersion(tx, BreakGlassEntity, opening.id, opening.version, change);
    const { kind, purpose, words } = opening;
    const state = change.state ?? opening.state;
    await this.audit.record(tx, {
      ...{ act, entity: `assurance.break_glass:${opening.id}:${String(version)}`, reason: purpose },
      ...(wasOpened(state) ? { schools: [opening.schoolUrn as SchoolUrn] } : {}),
      details: { kind, state, reason: words },
    });
  }
}

/** Access ends by the clock that the read policy asks, not by ours. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.query<{ now: Date }>('select now() as now');
  if (!row) throw new Error('The database has no clock.');
  return row.now;
}

async function lockOpening(tx: Tx, named: string): Promise<BreakGlassEntity | null> {
  return tx.manager
    .createQueryBuilder(BreakGlassEntity, 'g')
    .setLock('pessimistic_write')
    .where('g.reference = :named', { named })
    .andWhere(inArea(tx, 'g'))
    .getOne();
}
