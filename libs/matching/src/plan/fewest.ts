import { CheapestFlow, type FlowState } from './cheapest-flow.js';
import { compareSums, copyCosts, type Costs, type CostSum } from './ordered-cost.js';
import type { OfferArcs, PlanGraph } from './plan-graph.js';

/** Branches that a search looks at before it says how far it may be from the best instead. */
export const MOST_BRANCHES = 2_000;

/** One part of all plans: those in which some offers are started and others are not; with the prices that bound it. */
export interface Leaf {
  readonly started: readonly number[];
  readonly left: readonly number[];
  readonly prices: Costs;
}

export interface Searched {
  /** Together all plans there are, none twice. */
  readonly leaves: readonly Leaf[];
  readonly cost: CostSum;
  /** No plan costs less than this; equal to `cost` where the plan is proven best. */
  readonly bound: CostSum;
  readonly looked: number;
  /** The best flow were every offer worth starting for one partner: where a search after one change begins. */
  readonly root: FlowState;
}

interface Decided {
  readonly started: readonly number[];
  readonly left: readonly number[];
}

/**
 * The cheapest flow in which each offer has no partner, or at least its fewest. A flow alone cannot say "none or at least
 * two", so offers between are decided one by one: started, or left. Every branch is bounded by the exact best of all that
 * its decisions still allow (Land and Doig 1960), and the graph is left with the best plan found.
 */
export function searchFewest(
  plan: PlanGraph,
  flow: CheapestFlow,
  mostBranches: number = MOST_BRANCHES,
): Searched {
  const search = new FewestSearch(plan, flow, mostBranches);
  return search.run();
}

class FewestSearch {
  private readonly leaves: Leaf[] = [];
  private readonly bound: readonly number[];
  private best: { readonly cost: CostSum; readonly state: FlowState } | null = null;
  private openBound: CostSum | null = null;
  private looked = 0;

  constructor(
    private readonly plan: PlanGraph,
    private readonly flow: CheapestFlow,
    private readonly mostBranches: number,
  ) {
    this.bound = plan.offerArcs.flatMap(({ fewest }, offer) => (fewest > 0 ? [offer] : []));
  }

  run(): Searched {
    this.flow.settle();
    const root = this.flow.keep();
    this.closeAllBetween();
    this.flow.restore(root);
    this.look({ started: [], left: [] });
    const { best } = this;
    if (!best) throw new Error('A plan that starts no such offer is always one.');
    this.flow.restore(best.state);
    const bound = this.openBound && compareSums(this.openBound, best.cost) < 0 ? this.openBound : best.cost;
    return { leaves: this.leaves, cost: best.cost, bound, looked: this.looked, root };
  }

  /** A first plan to beat: leaves the offer that is farthest from its fewest, again and again. */
  private closeAllBetween(): void {
    for (;;) {
      this.flow.settle();
      const between = this.between([]);
      if (between.length === 0) break;
      const short = (offer: number): number => this.arcsOf(offer).fewest - this.partners(offer);
      this.leave(between.reduce((worst, offer) => (short(offer) > short(worst) ? offer : worst)));
    }
    this.keepIfBetter(this.flow.graph.sum());
  }

  /** The flow is at the parent's best; the last decision has been made and not been settled. */
  private look(decided: Decided): void {
    const { flow, best } = this;
    this.looked += 1;
    flow.settle();
    const cost = flow.graph.sum();
    const wanted = decided.started.reduce((sum, offer) => sum - this.arcsOf(offer).fewest, 0);
    const isPossible = cost[0] === BigInt(wanted);
    // The first place is the same in all plans of this part; without it sums of different parts can be compared.
    const bound: CostSum = [0n, cost[1], cost[2], cost[3]];
    if (!isPossible || (best && compareSums(bound, best.cost) >= 0)) {
      this.addLeaf(decided);
      return;
    }
    const between = this.between(decided.started);
    if (between.length === 0) {
      this.addLeaf(decided);
      this.keepIfBetter(bound);
      return;
    }
    if (this.looked >= this.mostBranches) {
      this.addLeaf(decided);
      if (!this.openBound || compareSums(bound, this.openBound) < 0) this.openBound = bound;
      return;
    }
    this.divide(decided, between);
  }

  private divide({ started, left }: Decided, between: readonly number[]): void {
    const { flow } = this;
    const here = flow.keep(); // capacities too: an arc's both ways together are its capacity
    const share = (offer: number): number => this.partners(offer) / this.arcsOf(offer).fewest;
    const offer = between.reduce((most, each) => (share(each) > share(most) ? each : most));
    const start = (): void => {
      this.start(offer);
      this.look({ started: [...started, offer], left });
    };
    const leave = (): void => {
      this.leave(offer);
      this.look({ started, left: [...left, offer] });
    };
    const [first, second] = share(offer) >= 0.5 ? [start, leave] : [leave, start];
    first();
    flow.restore(here);
    second();
    flow.restore(here);
  }

  private start(offer: number): void {
    this.flow.graph.setForce(this.arcsOf(offer).first, -1);
  }

  private leave(offer: number): void {
    const { first, further } = this.arcsOf(offer);
    if (first >= 0) this.flow.setCapacity(first, 0);
    if (further >= 0) this.flow.setCapacity(further, 0);
  }

  /** Offers that have some partners and fewer than their fewest. */
  private between(started: readonly number[]): readonly number[] {
    return this.bound.filter((offer) => {
      const partners = this.partners(offer);
      return partners > 0 && partners < this.arcsOf(offer).fewest && !started.includes(offer);
    });
  }

  private partners(offer: number): number {
    const { first, further } = this.arcsOf(offer);
    const { graph } = this.flow;
    return (first >= 0 ? graph.flow(first) : 0) + (further >= 0 ? graph.flow(further) : 0);
  }

  private arcsOf(offer: number): OfferArcs {
    const arcs = this.plan.offerArcs[offer];
    if (!arcs) throw new RangeError('There is no such offer in this problem.');
    return arcs;
  }

  private addLeaf({ started, left }: Decided): void {
    this.leaves.push({ started, left, prices: copyCosts(this.flow.potential) });
  }

  private keepIfBetter([, cover, points, hash]: CostSum): void {
    const cost: CostSum = [0n, cover, points, hash];
    if (!this.best || compareSums(cost, this.best.cost) < 0) this.best = { cost, state: this.flow.keep() };
  }
}
