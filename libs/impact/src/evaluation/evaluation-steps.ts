import { localDateOf, type Clock } from '@app/kernel';
import type { PairingFacts } from '@app/brokerage';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import type { PublishedMeasures } from '@app/schools';
import type { EvaluationView } from '../impact.views.js';
import { EvaluationEntity } from './evaluation.entity.js';
import { moveEvaluation, type EvaluationState } from './evaluation.lifecycle.js';
import { readEvaluations } from './evaluation-rows.js';

/** Steps of verbs that hold the pairing: how far what is measured has come. */
export class EvaluationSteps {
  constructor(
    private readonly clock: Clock,
    private readonly measures: PublishedMeasures,
  ) {}

  /**
   * Once both heads have spoken, what was fixed waits for its later figure; it is worked out as soon as there is one, or its
   * time is over without any.
   *
   * @returns how many moved.
   */
  async told(tx: Tx, pairing: PairingFacts): Promise<number> {
    if (!(await bothSpoke(tx, pairing.id))) return 0;
    const today = localDateOf(this.clock.now());
    let moved = 0;
    for (const each of await this.ofNow(tx, pairing)) {
      const waits = each.state === 'baseline_locked' || each.state === 'waiting_for_data';
      const isIn = each.later.length > 0 || each.window.to < today;
      const through: EvaluationState[] = [
        ...(each.state === 'baseline_locked' ? (['waiting_for_data'] as const) : []),
        ...(waits && isIn ? (['estimated'] as const) : []),
      ];
      if (through.length > 0) moved += 1;
      await move(tx, each, through);
    }
    return moved;
  }

  /** What was read is published as it was read; an objective without a figure of the agenda has nothing to be held against. */
  async publish(tx: Tx, evaluations: readonly EvaluationView[]): Promise<void> {
    for (const each of evaluations)
      await move(tx, each, each.state === 'registered' ? ['void'] : ['moderated', 'published']);
  }

  /** Those of the newest agenda, in the order of its objectives. */
  async ofNow(tx: Tx, pairing: PairingFacts): Promise<EvaluationView[]> {
    return (await readEvaluations(tx, pairing, this.measures)).filter(({ replaced }) => !replaced);
  }
}

async function move(tx: Tx, from: EvaluationView, through: readonly EvaluationState[]): Promise<void> {
  let { state, version } = from;
  for (const to of through) {
    state = moveEvaluation(state, to);
    version = await updateIfVersion(tx, EvaluationEntity, from.id, version, { state });
  }
}

async function bothSpoke(tx: Tx, pairing: string): Promise<boolean> {
  const sides = await tx.query(`select 1 from impact.what_changed where ${inArea(tx)} and pairing_id = $1`, [
    pairing,
  ]);
  return sides.length === 2;
}
