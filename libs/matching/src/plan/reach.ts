import type { Problem } from '../problem.js';
import type { PlanGraph } from './plan-graph.js';

/** All that a need could set in motion to get a partner. By places in the problem. */
export interface Reached {
  readonly needs: readonly number[];
  readonly offers: readonly number[];
  /** Schools with a place still free. */
  readonly rooms: readonly number[];
}

/**
 * Asks a finished flow, again and again, what could still be moved to make room: as if every pair that is possible had an
 * arc, every offer could be started for one partner, and days were counted in places alone.
 */
export class Reach {
  private readonly first: Int32Array;
  private readonly further: Int32Array;
  private readonly seen: Int32Array;
  private readonly queue: Int32Array;
  private round = 0;

  constructor(
    private readonly problem: Problem,
    private readonly plan: PlanGraph,
  ) {
    const { graph, unlisted, pairArcs, offerNode } = plan;
    // Pairs without an arc, and those that lost theirs in the search.
    const lost = pairArcs.flatMap(([arc, { offer }]) =>
      graph.capacity(arc) === 0 ? [[graph.to[arc * 2 + 1] ?? 0, offerNode(offer)] as const] : [],
    );
    const ways = [...unlisted.map(([from, { offer }]) => [from, offerNode(offer)] as const), ...lost];
    this.first = new Int32Array(graph.nodes + 1);
    this.further = new Int32Array(ways.length);
    for (const [from] of ways) this.first[from + 1] = (this.first[from + 1] ?? 0) + 1;
    for (let node = 0; node < graph.nodes; node += 1)
      this.first[node + 1] = (this.first[node + 1] ?? 0) + (this.first[node] ?? 0);
    const next = this.first.slice();
    for (const [from, to] of ways) {
      const place = next[from] ?? 0;
      this.further[place] = to;
      next[from] = place + 1;
    }
    this.seen = new Int32Array(graph.nodes);
    this.queue = new Int32Array(graph.nodes);
  }

  from(need: number): Reached {
    const { graph, needNode, besideNode, groupArcs, offerNode, schoolNode } = this.plan;
    const { needs, offers, schools } = this.problem;
    this.round += 1;
    let end = 0;
    const reach = (node: number): void => {
      if (this.seen[node] === this.round) return;
      this.seen[node] = this.round;
      this.queue[end] = node;
      end += 1;
    };
    reach(needNode(need));
    // Anybody may be a further partner once one of the group is there.
    const group = groupArcs.get(need);
    if (group && graph.carries(group.first)) reach(besideNode(need));
    const found: { needs: number[]; offers: number[]; rooms: number[] } = {
      needs: [],
      offers: [],
      rooms: [],
    };
    const [firstNeed, firstOffer, firstSchool] = [needNode(0), offerNode(0), schoolNode(0)];
    for (let at = 0; at < end; at += 1) {
      const node = this.queue[at] ?? 0;
      let hasRoom = false;
      for (let place = graph.first[node] ?? 0; place < (graph.first[node + 1] ?? 0); place += 1) {
        const arc = graph.arcs[place] ?? 0;
        if ((graph.room[arc] ?? 0) === 0) continue;
        const to = graph.to[arc] ?? 0;
        if (to === graph.hub) hasRoom = true;
        else reach(to);
      }
      for (let place = this.first[node] ?? 0; place < (this.first[node + 1] ?? 0); place += 1)
        reach(this.further[place] ?? 0);
      if (node >= firstSchool && node < firstSchool + schools.length) {
        if (hasRoom) found.rooms.push(node - firstSchool);
      } else if (node >= firstOffer && node < firstOffer + offers.length) {
        found.offers.push(node - firstOffer);
        if (this.isLeft(node - firstOffer)) reach(schoolNode(this.plan.schoolOf(node - firstOffer)));
      } else if (node >= firstNeed && node < firstNeed + needs.length) found.needs.push(node - firstNeed);
    }
    return found;
  }

  /** An offer that was not started: it has neither room nor partners, since its capacity was taken away. */
  private isLeft(offer: number): boolean {
    const { offerArcs, graph } = this.plan;
    const { first = -1, further = -1, fewest = 0 } = offerArcs[offer] ?? {};
    return fewest > 0 && ![first, further].some((arc) => arc >= 0 && graph.capacity(arc) > 0);
  }
}
