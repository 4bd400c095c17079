import { NotFound, type NeedId, type SchoolUrn } from '@app/kernel';
import { overridePrice, sayContradiction, type Override } from '@app/matching';
import type { Tx } from '@app/platform';
import { summaryOf } from '../match-run/run-rows.js';
import type { BestPlans } from './best-plans.js';
import type { OpenedPlan, OpenPlan } from './open-plan.js';
import { marksOn } from './plan-marks.query.js';
import type { MarkKind } from './plan-mark.entity.js';
import type { ChangedNeed, OverrideQuote, PlanAtNeedView, PlanNeed, PlanTotals } from './plan.views.js';
import { offerToLock } from './standing-marks.js';
import { mayBeProposed, planNeeds } from './term-plan.query.js';

/** One need in an opened plan. */
export interface PlanAtNeed extends PlanAtNeedView {
  readonly opened: OpenedPlan;
}

/** What a broker's own choice would cost: the best plan with it less the best plan without it. Nothing is written. */
export class OverridePrices {
  constructor(
    private readonly plans: OpenPlan,
    private readonly best: BestPlans,
  ) {}

  /** @param named the need's reference. @throws NotFound for a need that the plan does not hold, or not for this reader. */
  async open(tx: Tx, named: string): Promise<PlanAtNeed> {
    const opened = await this.plans.open(tx, null, null);
    const found = [...(opened?.seen.values() ?? [])].find(({ reference }) => reference === named);
    if (!opened || !found) throw new NotFound();
    const { run, rows, namer } = opened;
    const marks = await marksOn(tx, [found.need], namer);
    const need = planNeeds(opened, marks).find((each) => each.need === found.need);
    if (!need) throw new NotFound();
    const choices = mayBeProposed(rows.find((each) => each.need === found.need)).map(
      ({ supporter, points }) => ({ urn: supporter, name: namer.school(supporter), points }),
    );
    return { run: summaryOf(run), need, choices, opened };
  }

  /**
   * Takes as long as a plan does: asked outside any transaction.
   *
   * @throws NotFound for a school that offers nothing.
   */
  async choose({ opened, need }: PlanAtNeed, kind: MarkKind, supporter: SchoolUrn): Promise<OverrideQuote> {
    if (kind === 'bar') return this.quote(opened, { kind, need: need.need, supporter });
    const offer = offerToLock(opened.problem.snapshot, need.need, supporter);
    if (offer === null) throw new NotFound();
    return this.quote(opened, { kind, need: need.need, offer });
  }

  private async quote(opened: OpenedPlan, override: Override): Promise<OverrideQuote> {
    const whyNot = this.best.whyNot(opened);
    if (whyNot) return { kind: 'not_priced', ...whyNot };
    const { before, solving } = await this.best.of(opened);
    const price = overridePrice(before, override, solving);
    const [broken] = price.contradictions;
    if (broken) return { kind: 'cannot', because: `${sayContradiction(broken)}.` };
    const after = { ...opened, plan: price.plan };
    const changed = changedNeeds(opened, after);
    return {
      kind: 'priced',
      points: price.points,
      ...{ losing: changed.filter(lost), gaining: changed.filter(gained), changed },
      ...{ before: totalsOf(opened), after: totalsOf(after) },
    };
  }
}

/** Needs that have other partners in one plan than in another; of those that the reader may know. */
export function changedNeeds(one: OpenedPlan, other: OpenedPlan): ChangedNeed[] {
  const after = new Map<NeedId, PlanNeed>(planNeeds(other, []).map((need) => [need.need, need]));
  return planNeeds(one, []).flatMap(({ partners: before, ...named }): ChangedNeed[] => {
    const then = after.get(named.need)?.partners;
    if (!then) return [];
    const keys = (partners: PlanNeed['partners']): string => partners.map(({ urn }) => urn).join(' ');
    if (keys(before) === keys(then)) return [];
    const { need, reference, urn, school, theme } = named;
    return [{ need, reference, urn, school, theme, before, after: then }];
  });
}

export function totalsOf(opened: OpenedPlan): PlanTotals {
  const needs = planNeeds(opened, []);
  const days = needs.flatMap(({ partners }) => partners.flatMap((each) => each.days));
  return {
    needs: needs.length,
    placed: needs.filter(({ partners }) => partners.length > 0).length,
    partners: needs.reduce((sum, { partners }) => sum + partners.length, 0),
    points: needs.reduce(
      (sum, { partners }) => sum + partners.reduce((all, { points }) => all + points, 0),
      0,
    ),
    halfDays: days.reduce((sum, { halfDays }) => sum + halfDays, 0),
  };
}

export function lost({ before, after }: ChangedNeed): boolean {
  return after.length < before.length;
}

export function gained({ before, after }: ChangedNeed): boolean {
  return after.length > before.length;
}
