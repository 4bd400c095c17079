import { setImmediate as otherWork } from 'node:timers/promises';
import {
  byDayWorth,
  byWorth,
  eachDayPrice,
  eachSlotPrice,
  type DayPrice,
  type SlotPrice,
} from '@app/matching';
import type { Tx } from '@app/platform';
import type { BestPlans } from './best-plans.js';
import type { OpenedPlan, OpenPlan } from './open-plan.js';
import type { CapacityWorth, NamedNeed, WhoGains } from './plan.views.js';

/** Answers that stay ready: what a run read never changes. */
const KEPT = 2;

interface Worths {
  readonly places: readonly SlotPrice[];
  readonly halfDays: readonly DayPrice[];
}

/** Which capacity an area lacks most: what one more place, or one more half-day, at each supporter would bring. */
export class CapacityPrices {
  private readonly known = new Map<string, Promise<Worths>>();

  constructor(
    private readonly plans: OpenPlan,
    private readonly best: BestPlans,
  ) {}

  /** A sensitive read with its receipt. @returns null where nothing was planned yet. @throws NotAllowed REASON_REQUIRED */
  open(tx: Tx, reason: string | null = null): Promise<OpenedPlan | null> {
    return this.plans.open(tx, null, reason);
  }

  /** Takes as long as many plans do: asked outside any transaction. Others are served in between. */
  async tell(opened: OpenedPlan): Promise<CapacityWorth> {
    const whyNot = this.best.whyNot(opened);
    if (whyNot) return { kind: 'not_told', because: whyNot.because };
    const { places, halfDays } = await this.worths(opened);
    const { namer } = opened;
    return {
      kind: 'told',
      places: places.map((price) => ({
        ...{ urn: price.supporter, name: namer.school(price.supporter), points: price.points },
        ...whoGains(opened, price),
      })),
      halfDays: halfDays.map((price) => ({
        ...{ urn: price.supporter, name: namer.school(price.supporter), points: price.points },
        ...{ halfTerm: price.halfTerm, ...whoGains(opened, price) },
      })),
    };
  }

  private worths(opened: OpenedPlan): Promise<Worths> {
    const { snapshotHash } = opened.run;
    const known = this.known.get(snapshotHash) ?? this.count(opened);
    this.known.set(snapshotHash, known);
    // What could not be counted is not kept.
    known.catch(() => this.known.delete(snapshotHash));
    const [oldest] = this.known.keys();
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
    return known;
  }

  private async count(opened: OpenedPlan): Promise<Worths> {
    const { before, solving } = await this.best.of(opened);
    const places = await allOf(eachSlotPrice(before, solving));
    const halfDays = await allOf(eachDayPrice(before, solving));
    return { places: places.sort(byWorth), halfDays: halfDays.sort(byDayWorth) };
  }
}

async function allOf<Price>(each: Iterable<Price | null>): Promise<Price[]> {
  const found: Price[] = [];
  for (const price of each) {
    if (price !== null) found.push(price);
    await otherWork();
  }
  return found;
}

/** Needs of which the reader may know nothing are a number. */
function whoGains(
  { seen }: OpenedPlan,
  { gaining, losing }: Pick<SlotPrice, 'gaining' | 'losing'>,
): WhoGains {
  const known = (needs: SlotPrice['gaining']): NamedNeed[] =>
    needs.flatMap(({ need }) => seen.get(need) ?? []);
  const [more, fewer] = [known(gaining), known(losing)];
  return {
    gaining: more,
    losing: fewer,
    others: gaining.length + losing.length - more.length - fewer.length,
  };
}
