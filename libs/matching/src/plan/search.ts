import { NOTHING_DECIDED, type Decided } from './branch.js';
import type { CheapestFlow, FlowState } from './cheapest-flow.js';
import { DaysBranches } from './days-branches.js';
import { FewestBranches } from './fewest-branches.js';
import { GroupBranches } from './group-branches.js';
import { compareSums, copyCosts, type Costs, type CostSum } from './ordered-cost.js';
import type { PlanGraph } from './plan-graph.js';

/** Branches that a search looks at before it says how far it may be from the best instead. */
export const MOST_BRANCHES = 2_000;

/** One part of all plans, with the prices that bound it. */
export interface Leaf {
  readonly decided: Decided;
  readonly prices: Costs;
}

export interface Searched {
  /** Together all plans there are. */
  readonly leaves: readonly Leaf[];
  /** Of the plan found; null where none was looked for. */
  readonly cost: CostSum | null;
  /** No plan costs less than this; equal to `cost` where the plan is proven best. */
  readonly bound: CostSum;
  readonly looked: number;
  /** The best flow were every offer worth starting for one partner: where a search after one change begins. */
  readonly root: FlowState;
}

/** Whether the flow as it is settled is a plan, so that nothing has to be searched. */
export function isPlan(plan: PlanGraph, flow: CheapestFlow): boolean {
  const days = new DaysBranches(plan, flow);
  const isBetween =
    new FewestBranches(plan, flow).isBetween(NOTHING_DECIDED) || new GroupBranches(plan, flow).isBetween();
  return !isBetween && days.tooMany() === null;
}

/**
 * The cheapest flow in which each offer has no partner, or at least its fewest, each need with a group one of it or nobody,
 * and no school gives more half-days than it has. A flow alone can say none of these, so what is in between is decided one by one. Every branch is bounded by the exact best
 * of all that its decisions still allow (Land and Doig 1960), and the graph is left with the best plan found.
 */
export function searchPlan(
  plan: PlanGraph,
  flow: CheapestFlow,
  mostBranches: number = MOST_BRANCHES,
): Searched {
  return new PlanSearch(plan, flow, mostBranches).run();
}

/** What is known of a settled flow that is no plan, where nothing is searched: no cost of a plan, only a bound. */
export function notSearched(flow: CheapestFlow): Searched {
  const bound = flow.graph.sum();
  return { leaves: [], cost: null, bound, looked: 0, root: flow.keep() };
}

class PlanSearch {
  private readonly leaves: Leaf[] = [];
  private readonly fewest: FewestBranches;
  private readonly groups: GroupBranches;
  private readonly days: DaysBranches;
  private best: { readonly cost: CostSum; readonly state: FlowState } | null = null;
  private openBound: CostSum | null = null;
  private looked = 0;

  constructor(
    plan: PlanGraph,
    private readonly flow: CheapestFlow,
    private readonly mostBranches: number,
  ) {
    this.fewest = new FewestBranches(plan, flow);
    this.groups = new GroupBranches(plan, flow);
    this.days = new DaysBranches(plan, flow);
  }

  run(): Searched {
    this.flow.settle();
    const root = this.flow.keep();
    this.findFirst();
    this.flow.restore(root);
    this.look(NOTHING_DECIDED);
    const { best } = this;
    if (!best) throw new Error('A plan that decides against everything is always one.');
    this.flow.restore(best.state);
    const bound = this.openBound && compareSums(this.openBound, best.cost) < 0 ? this.openBound : best.cost;
    return { leaves: this.leaves, cost: best.cost, bound, looked: this.looked, root };
  }

  /** A first plan to beat: gives up what is farthest from possible, again and again. */
  private findFirst(): void {
    do this.flow.settle();
    while (this.fewest.giveUpOne() || this.groups.giveUpOne() || this.days.giveUpOne());
    this.keepIfBetter(this.flow.graph.sum());
  }

  /** The flow is at the parent's best; the last decision has been made and not been settled. */
  private look(decided: Decided): void {
    const { flow, best } = this;
    this.looked += 1;
    flow.settle();
    const cost = flow.graph.sum();
    const forced = this.fewest.forced(decided) + decided.grouped.length + decided.within.length;
    const isPossible = cost[0] === BigInt(-forced);
    // The first place is the same in all plans of this part; without it sums of different parts can be compared.
    const bound: CostSum = [0n, cost[1], cost[2], cost[3]];
    if (!isPossible || (best && compareSums(bound, best.cost) >= 0)) {
      this.addLeaf(decided);
      return;
    }
    const branches =
      this.fewest.branches(decided) ?? this.groups.branches(decided) ?? this.days.branches(decided);
    if (branches === null) {
      this.addLeaf(decided);
      this.keepIfBetter(bound);
      return;
    }
    if (this.looked >= this.mostBranches) {
      this.addLeaf(decided);
      if (!this.openBound || compareSums(bound, this.openBound) < 0) this.openBound = bound;
      return;
    }
    const here = flow.keep(); // capacities too: an arc's both ways together are its capacity
    for (const branch of branches) {
      branch.apply();
      this.look(branch.decided);
      flow.restore(here);
    }
  }

  private addLeaf(decided: Decided): void {
    this.leaves.push({ decided, prices: copyCosts(this.flow.potential) });
  }

  private keepIfBetter([, cover, points, hash]: CostSum): void {
    const cost: CostSum = [0n, cover, points, hash];
    if (!this.best || compareSums(cost, this.best.cost) < 0) this.best = { cost, state: this.flow.keep() };
  }
}
