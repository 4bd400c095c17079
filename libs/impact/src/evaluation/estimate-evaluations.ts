import { localDateOf, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { LookBack } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, type UnitOfWork } from '@app/platform';
import type { EvaluationSteps } from './evaluation-steps.js';

const AT_ONCE = 200;

/** What nobody had to record: a figure was published, or the time that was agreed is over without any. */
export class EstimateEvaluations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly pairings: LookBack,
    private readonly steps: EvaluationSteps,
  ) {}

  /** @returns of how many pairings something was worked out. */
  async execute(area: AreaId): Promise<number> {
    const worker = systemActor('worker', area);
    const waiting = await this.work.run(worker, area, (tx) =>
      tx.query<{ pairing: string }>(
        `select distinct e.pairing_id as pairing from impact.evaluation e where ${inArea(tx, 'e')}
           and e.state = 'waiting_for_data' and (e.window_to < $1::date or e.measure_id is not null)
         order by e.pairing_id limit $2`,
        [localDateOf(this.clock.now()), AT_ONCE],
      ),
    );
    let worked = 0;
    for (const { pairing } of waiting)
      worked += await this.work.run(worker, area, async (tx) => {
        const facts = await this.pairings.lock(tx, pairing);
        if ((await this.steps.told(tx, facts)) === 0) return 0;
        await this.audit.record(tx, {
          act: 'impact.estimate',
          entity: `brokerage.pairing:${facts.id}`,
          schools: [facts.askerUrn, facts.supporterUrn] satisfies SchoolUrn[],
        });
        return 1;
      });
    return worked;
  }
}
