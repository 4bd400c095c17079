import { localDateOf, RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type NeedCase, type NeedCases } from '@app/profiles';
import { nextOfYear } from '../next-reference.js';
import type { Certificates } from './certificates.js';
import type { CommissionCases } from './commission-cases.js';
import { readCommission, type CommissionSaid } from './commission-fields.js';
import { CommissionEntity } from './commission.entity.js';
import { LIVE_COMMISSIONS } from './commission.lifecycle.js';
import { commissionResource, requireNotPaidBy } from './commission.policy.js';

export interface CommissionToDraft extends CommissionSaid {
  /** Reference or id. */
  readonly need: string;
}

/** No school of the area can help: a broker says what is wanted from outside, and why. Nothing is spent by it yet. */
export class DraftCommission {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly certificates: Certificates,
    private readonly cases: CommissionCases,
  ) {}

  /**
   * @returns its reference.
   * @throws NotFound, NotAllowed, BadInput; RuleBroken NEED_NOT_OPEN, NO_CERTIFICATE, COMMISSIONED_ALREADY
   */
  async execute(actor: Actor, area: AreaId, asked: CommissionToDraft, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: CommissionToDraft): Promise<string> {
    const need = await this.needs.lock(tx, asked.need);
    const parties = { askerUrn: need.urn, state: 'drafted', writtenBy: [] } as const;
    await this.rights.require(
      ...([tx, 'commission.draft', commissionResource(parties, need.resource.assigned ?? [])] as const),
    );
    await requireRoom(tx, need);
    const certificate = await this.certificates.of(tx, need.id);
    if (!certificate)
      throw new RuleBroken(
        'NO_CERTIFICATE',
        'Help from outside is for what no school of the area can give: the latest run must say so first.',
      );
    const now = this.clock.now();
    const reader = new FieldReader();
    const said = readCommission(reader, asked, localDateOf(now));
    reader.finish(said);
    await requireNotPaidBy(tx, said.supplier);
    const { runId, at: certifiedAt, kind, sentence, rules, without } = certificate;
    const [id, by] = [this.ids.next(), tx.actor.id];
    const reference = await nextOfYear(tx, 'brokerage.commission', 'CM', now);
    await tx.manager.insert(CommissionEntity, {
      ...{ id, areaId: tx.area, reference, needId: need.id, askerUrn: need.urn },
      ...{
        runId,
        certificate: { kind, sentence, rules, without },
        certifiedAt,
        ...said,
        writtenBy: [by],
        draftedAt: now,
      },
      ...{ state: 'drafted', movedBy: by, movedAt: now, version: 1 },
    });
    await this.cases.note(tx, id, null, 'drafted', null);
    await this.audit.record(tx, {
      act: 'commission.draft',
      entity: `brokerage.commission:${id}:1`,
      schools: [need.urn],
      details: { need: need.reference, pence: String(said.pence) },
    });
    return reference;
  }
}

async function requireRoom(tx: Tx, need: NeedCase): Promise<void> {
  if (need.state !== 'open')
    throw new RuleBroken('NEED_NOT_OPEN', 'Help from outside is drafted for a request that is open.');
  const [live] = await tx.query<{ reference: string }>(
    `select c.reference from brokerage.commission c
     where ${inArea(tx, 'c')} and c.need_id = $1 and c.state = any ($2)`,
    [need.id, [...LIVE_COMMISSIONS]],
  );
  if (live)
    throw new RuleBroken('COMMISSIONED_ALREADY', `Help from outside is under way: ${live.reference}.`);
}
