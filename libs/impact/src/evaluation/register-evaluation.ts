import { localDateOf, type AreaId, type Clock } from '@app/kernel';
import { LookBack, type AgendaView, type Objective, type PairingFacts } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, type IdSource, type Tx, type UnitOfWork } from '@app/platform';
import { MEASURES, type AreaSettings, type PublishedMeasures, type SimilarSchools } from '@app/schools';
import { EvaluationEntity } from './evaluation.entity.js';
import { newestFigure, similarWithoutSupport } from './published-side.js';

/** Changes whenever the way of comparing changes, so that an old evaluation says by which one it was fixed. */
const METHOD = 'one-pairing 2';

/**
 * Follows "agenda agreed": what was agreed is fixed as what later values are held against. Each agreed version of an
 * agenda fixes its own; the ones before stay (I-11).
 */
export class RegisterEvaluation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly pairings: LookBack,
    private readonly settings: AreaSettings,
    private readonly similar: SimilarSchools,
    private readonly measures: PublishedMeasures,
  ) {}

  /** Told twice it fixes once. @returns how many objectives were fixed now. */
  async execute(area: AreaId, pairing: string): Promise<number> {
    return this.work.run(systemActor('worker', area), area, (tx) => this.inside(tx, pairing));
  }

  private async inside(tx: Tx, named: string): Promise<number> {
    const pairing = await this.pairings.lock(tx, named);
    // What two people say in coaching is theirs alone (I-34): nothing is measured.
    if (pairing.kind === 'coaching') return 0;
    let fixed = 0;
    // One that was replaced before this was told of it is fixed too: each agreed version has its own.
    for (const agenda of pairing.agendas) fixed += await this.one(tx, pairing, agenda);
    return fixed;
  }

  private async one(tx: Tx, pairing: PairingFacts, agenda: AgendaView): Promise<number> {
    const known = await tx.query(
      `select 1 from impact.evaluation where ${inArea(tx)} and pairing_id = $1 and agenda_version = $2 limit 1`,
      [pairing.id, agenda.version],
    );
    if (known.length > 0) return 0;
    const { body: thresholds } = await this.settings.inForce(tx, 'thresholds');
    const compared = agenda.objectives.some(({ measureId }) => measureId);
    const urns = compared ? await similarWithoutSupport(tx, this.similar, pairing) : [];
    for (const [at, objective] of agenda.objectives.entries())
      await tx.manager.insert(EvaluationEntity, {
        ...this.fixed(tx, pairing, agenda, await this.withFigure(tx, pairing, objective)),
        ...{ objective: at + 1, agendaVersion: agenda.version },
        comparison: {
          ...{ with: 'similar_schools', counted: 'median' },
          ...{ fewest: thresholds.smallestSchoolGroup, urns: objective.measureId ? urns : [] },
        },
      });
    await this.audit.record(tx, {
      act: 'impact.register',
      entity: `brokerage.pairing:${pairing.id}`,
      schools: [pairing.askerUrn, pairing.supporterUrn],
      details: { objectives: String(agenda.objectives.length) },
    });
    return agenda.objectives.length;
  }

  /** What is published stands where an agenda names a published measure and no figure of its own. */
  private async withFigure(tx: Tx, { askerUrn }: PairingFacts, objective: Objective): Promise<Objective> {
    const { measureId, figure } = objective;
    if (!measureId || figure) return objective;
    return { ...objective, figure: await newestFigure(tx, this.measures, askerUrn, measureId) };
  }

  private fixed(
    tx: Tx,
    pairing: PairingFacts,
    agenda: AgendaView,
    { aim, measure, measureId, baseline, target, due, figure }: Objective,
  ): Omit<EvaluationEntity, 'objective' | 'agendaVersion' | 'comparison'> {
    const now = this.clock.now();
    const last = agenda.inForceFrom ?? now;
    return {
      ...{ id: this.ids.next(), areaId: tx.area, pairingId: pairing.id, version: 1 },
      state: figure ? 'baseline_locked' : 'registered',
      ...{ outcome: aim, measure, ...kindOf(measureId) },
      baselineWords: baseline,
      ...{ baselineValue: figure?.value ?? null, baselineSymbol: figure?.symbol ?? null },
      ...{ baselineOf: figure?.of ?? null, baselinePeriod: figure?.period ?? null },
      ...{ baselineSource: figure?.source ?? null, target },
      ...{ windowFrom: localDateOf(last), windowTo: due },
      ...{ method: METHOD, lockedAt: last },
    };
  }
}

/** Unit and better direction come with a published measure; of what two schools count themselves nobody said them. */
function kindOf(
  measureId: Objective['measureId'],
): Pick<EvaluationEntity, 'measureId' | 'betterWhen' | 'unit'> {
  if (!measureId) return { measureId: null, betterWhen: null, unit: null };
  const { unit, betterWhen } = MEASURES[measureId];
  return { measureId, betterWhen, unit: unit === 'percent' ? '%' : unit };
}
