import type { Branch, Decided } from './branch.js';
import type { CheapestFlow } from './cheapest-flow.js';
import type { EligiblePair } from './eligible-pairs.js';
import type { PlanGraph } from './plan-graph.js';

interface PairArc {
  readonly arc: number;
  readonly pair: EligiblePair;
}

/** Pairs of one school that together take more half-days of it than it has: at least one of them is out. */
export class DaysBranches {
  /** Of each school whose days could be too few, its pairs. */
  private readonly schools: readonly { readonly school: number; readonly pairs: readonly PairArc[] }[];

  constructor(
    private readonly plan: PlanGraph,
    private readonly flow: CheapestFlow,
  ) {
    const bySchool = new Map<number, PairArc[]>();
    for (const [arc, pair] of plan.pairArcs) {
      const school = plan.schoolOf(pair.offer);
      const own = bySchool.get(school) ?? [];
      bySchool.set(school, own);
      own.push({ arc, pair });
    }
    this.schools = [...bySchool]
      .map(([school, pairs]) => ({ school, pairs }))
      .filter(({ school, pairs }) => {
        const needs = [...new Set(pairs.map(({ pair }) => pair.need))];
        return plan.days.tooMany(needs, school) !== null;
      });
  }

  /** Of the first school with too little: the fewest pairs that are too many. Null where all days suffice. */
  tooMany(): readonly PairArc[] | null {
    for (const { school, pairs } of this.schools) {
      const planned = pairs.filter(({ arc }) => this.flow.graph.carries(arc));
      if (planned.length === 0) continue;
      const needs = this.plan.days.tooMany(
        planned.map(({ pair }) => pair.need),
        school,
      );
      if (needs) return planned.filter(({ pair }) => needs.includes(pair.need));
    }
    return null;
  }

  /**
   * One of them is out: the first; or the first is in and the second out; and so on. That all are in is no plan, and where
   * all of them have been decided to be in, there is none left.
   */
  branches(decided: Decided): readonly Branch[] | null {
    const many = this.tooMany();
    if (many === null) return null;
    const open = many
      .filter(({ arc }) => !decided.within.includes(arc))
      .sort((a, b) => a.pair.points - b.pair.points || b.pair.hash - a.pair.hash);
    return open.map(({ arc }, at): Branch => {
      const within = open.slice(0, at).map((each) => each.arc);
      return {
        decided: {
          ...decided,
          within: [...decided.within, ...within],
          without: [...decided.without, arc],
        },
        apply: () => {
          for (const each of within) this.flow.graph.setForce(each, -1);
          this.flow.setCapacity(arc, 0);
        },
      };
    });
  }

  /** Leaves out the pair with the fewest points of those that are too many. @returns whether there were any. */
  giveUpOne(): boolean {
    const many = this.tooMany();
    const least = many?.reduce((one, other) => (other.pair.points < one.pair.points ? other : one));
    if (least) this.flow.setCapacity(least.arc, 0);
    return least !== undefined;
  }
}
