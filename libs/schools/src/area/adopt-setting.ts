import { localDateOf, NotFound, RuleBroken, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import { settingInForce } from './area-settings.query.js';
import { AreaSettingEntity } from './area-setting.entity.js';
import { hashOfBody, readSetting, type SettingKind } from './setting-kinds.js';

export interface ProposedSetting {
  readonly kind: SettingKind;
  /** As a template writes it, already parsed; a policy already validated by those who know matching. */
  readonly body: unknown;
}

/**
 * Steps, not verbs: opening an area and the demo county use them inside their own act. Settings changed by pages take
 * two people, and join with those rows of the permission table.
 */
export class ProposeSetting {
  constructor(
    private readonly audit: AuditTrail,
    private readonly ids: IdSource,
  ) {}

  /** @throws BadInput naming every fault; what is in force stays. @returns the id of the draft. */
  async inside(tx: Tx, { kind, body }: ProposedSetting): Promise<string> {
    const read = readSetting(kind, body);
    await lockKind(tx, kind);
    const [last] = await tx.query<{ number: number }>(
      `select max(number)::int as number from schools.area_setting where ${inArea(tx)} and kind = $1`,
      [kind],
    );
    const id = this.ids.next();
    await tx.manager.insert(AreaSettingEntity, {
      id,
      areaId: tx.area,
      kind,
      number: (last?.number ?? 0) + 1,
      // TypeORM's insert type wants a deep partial of a jsonb column's value
      body: read as object,
      hash: hashOfBody(read),
      state: 'draft',
      inForceFrom: null,
      version: 1,
    });
    await this.audit.record(tx, {
      act: 'area.settings.propose',
      entity: `schools.area_setting:${id}`,
      reason: kind,
    });
    return id;
  }
}

export class AdoptSetting {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The draft comes into force and what was in force retires. @throws RuleBroken SETTING_CANNOT_MOVE */
  async inside(tx: Tx, id: string): Promise<void> {
    const [draft] = await tx.query<{ kind: SettingKind; state: string; version: number }>(
      `select kind, state, version from schools.area_setting where id = $1 and ${inArea(tx)} for update`,
      [id],
    );
    if (!draft) throw new NotFound();
    if (draft.state !== 'draft')
      throw new RuleBroken('SETTING_CANNOT_MOVE', `A setting that is ${draft.state} cannot come into force.`);
    await lockKind(tx, draft.kind);
    const [before] = await tx.query<{ id: string; version: number }>(
      `select id, version from schools.area_setting where ${inArea(tx)} and kind = $1 and state = 'in_force' for update`,
      [draft.kind],
    );
    if (before) await updateIfVersion(tx, AreaSettingEntity, before.id, before.version, { state: 'retired' });
    await updateIfVersion(tx, AreaSettingEntity, id, draft.version, {
      state: 'in_force',
      inForceFrom: localDateOf(this.clock.now()),
    });
    tx.changed(settingInForce(draft.kind));
    await this.audit.record(tx, {
      act: 'area.settings.adopt',
      entity: `schools.area_setting:${id}:${String(draft.version + 1)}`,
      reason: draft.kind,
    });
  }
}

/** Two versions at once would both be the next number. */
async function lockKind(tx: Tx, kind: SettingKind): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`setting/${tx.area}/${kind}`]);
}
