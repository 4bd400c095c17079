import type { Branch, Decided } from './branch.js';
import type { CheapestFlow } from './cheapest-flow.js';
import type { OfferArcs, PlanGraph } from './plan-graph.js';

/** "None or at least two": offers that have some partners and fewer than their fewest are started, or left. */
export class FewestBranches {
  /** Offers that one partner is not enough for. */
  private readonly bound: readonly number[];

  constructor(
    private readonly plan: PlanGraph,
    private readonly flow: CheapestFlow,
  ) {
    this.bound = plan.offerArcs.flatMap(({ fewest }, offer) => (fewest > 0 ? [offer] : []));
  }

  isBetween({ started }: Decided): boolean {
    return this.between(started).length > 0;
  }

  /** Units that must flow because of what is started. */
  forced({ started }: Decided): number {
    return started.reduce((sum, offer) => sum + this.arcsOf(offer).fewest, 0);
  }

  /** Both ways to decide about the offer that is nearest to its fewest, the likelier first; null where none is between. */
  branches(decided: Decided): readonly Branch[] | null {
    const between = this.between(decided.started);
    if (between.length === 0) return null;
    const share = (offer: number): number => this.partners(offer) / this.arcsOf(offer).fewest;
    const offer = between.reduce((most, each) => (share(each) > share(most) ? each : most));
    const start: Branch = {
      decided: { ...decided, started: [...decided.started, offer] },
      apply: () => {
        this.flow.graph.setForce(this.arcsOf(offer).first, -1);
      },
    };
    const leave: Branch = {
      decided: { ...decided, left: [...decided.left, offer] },
      apply: () => {
        this.leave(offer);
      },
    };
    return share(offer) >= 0.5 ? [start, leave] : [leave, start];
  }

  /** Leaves the offer that is farthest from its fewest. @returns whether there was one. */
  giveUpOne(): boolean {
    const between = this.between([]);
    if (between.length === 0) return false;
    const short = (offer: number): number => this.arcsOf(offer).fewest - this.partners(offer);
    this.leave(between.reduce((worst, offer) => (short(offer) > short(worst) ? offer : worst)));
    return true;
  }

  private leave(offer: number): void {
    const { first, further } = this.arcsOf(offer);
    if (first >= 0) this.flow.setCapacity(first, 0);
    if (further >= 0) this.flow.setCapacity(further, 0);
  }

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
}
