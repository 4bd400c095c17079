import { NotFound, RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { LookBack, pairingResource, readMeasured } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { openAgain } from '../sign-off/open-again.js';
import type { EvaluationSteps } from './evaluation-steps.js';
import { EvaluationEntity, LaterValueEntity } from './evaluation.entity.js';

export interface ValueToRecord {
  readonly pairing: string;
  readonly evaluation: string;
  /** A number, or a symbol in its place. */
  readonly figure: string;
  readonly of?: string | null;
  readonly period: string;
  readonly source: string;
}

/** What came later stands beside what was fixed: number or symbol, of how many, for when, from where. Nothing is overwritten. */
export class RecordLaterValue {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly pairings: LookBack,
    private readonly steps: EvaluationSteps,
  ) {}

  /** @throws NotFound, NotAllowed, BadInput; RuleBroken EVALUATION_REPLACED, SIGNED_OFF */
  async execute(actor: Actor, area: AreaId, asked: ValueToRecord, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ValueToRecord): Promise<void> {
    const pairing = await this.pairings.lock(tx, asked.pairing);
    await this.rights.require(tx, 'impact.record', pairingResource(pairing));
    const reader = new FieldReader();
    const { value, symbol, of, period, source } = reader.finish(readMeasured(reader, '', asked));
    const evaluation = await tx.manager
      .createQueryBuilder(EvaluationEntity, 'e')
      .where('e.id::text = :id and e.pairing_id = :pairing', { id: asked.evaluation, pairing: pairing.id })
      .andWhere(inArea(tx, 'e'))
      .getOne();
    if (!evaluation) throw new NotFound();
    if (evaluation.agendaVersion !== pairing.agenda?.version)
      throw new RuleBroken('EVALUATION_REPLACED', 'A later agenda fixed this anew. Record the value there.');
    const now = this.clock.now();
    await openAgain(tx, pairing, now);
    const id = this.ids.next();
    await tx.manager.insert(LaterValueEntity, {
      ...{ id, areaId: tx.area, evaluationId: evaluation.id, period, value, symbol, denominator: of, source },
      ...{ recordedBy: tx.actor.id, recordedAt: now },
    });
    await this.steps.told(tx, pairing);
    await this.audit.record(tx, {
      act: 'impact.record',
      entity: `impact.later_value:${id}`,
      schools: [pairing.askerUrn, pairing.supporterUrn],
      details: { objective: String(evaluation.objective) },
    });
  }
}
