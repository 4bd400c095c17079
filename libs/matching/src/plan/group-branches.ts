import type { Branch, Decided } from './branch.js';
import type { CheapestFlow } from './cheapest-flow.js';
import type { GroupArcs, PlanGraph } from './plan-graph.js';

/** "One of the group or nobody": needs that have further partners and none of their group get one, or nobody. */
export class GroupBranches {
  constructor(
    private readonly plan: PlanGraph,
    private readonly flow: CheapestFlow,
  ) {}

  isBetween(): boolean {
    return this.between() !== undefined;
  }

  /** Both ways to decide about the first such need; null where there is none. */
  branches(decided: Decided): readonly Branch[] | null {
    const found = this.between();
    if (!found) return null;
    const [need, arcs] = found;
    return [
      {
        decided: { ...decided, grouped: [...decided.grouped, need] },
        apply: () => {
          this.flow.graph.setForce(arcs.first, -1);
        },
      },
      {
        decided: { ...decided, bare: [...decided.bare, need] },
        apply: () => {
          this.flow.setCapacity(arcs.first, 0);
          this.flow.setCapacity(arcs.further, 0);
        },
      },
    ];
  }

  /** Leaves the first such need without its further partners. @returns whether there was one. */
  giveUpOne(): boolean {
    const found = this.between();
    if (found) this.flow.setCapacity(found[1].further, 0);
    return found !== undefined;
  }

  private between(): readonly [need: number, arcs: GroupArcs] | undefined {
    const { graph } = this.flow;
    return [...this.plan.groupArcs].find(
      ([, { first, further, across }]) =>
        graph.carries(further) && graph.flow(first) + graph.flow(across) === 0,
    );
  }
}
