import type { NeedId, OfferId } from '@app/kernel';
import { writePlan } from '../assign.js';
import type { CandidateRow } from '../candidate-row.js';
import type { Certificate, Price } from '../plan/certificate.js';
import { contradictions } from '../plan/contradictions.js';
import { KEPT_PER_POINT } from '../plan/ordered-cost.js';
import {
  contradicted,
  type Alternates,
  type Contradiction,
  type Plan,
  type PlannedPair,
} from '../plan/plan.js';
import type { Solving } from '../plan/solve.js';
import { whyUnmet } from '../plan/unmet.js';
import { buildProblem, type Problem } from '../problem.js';
import { ScoredRows } from '../problem/scored-row.js';
import { optimise, reoptimise, type Optimised } from '../reoptimise.js';
import { byText } from '../snapshot/canonical-json.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { UNITS } from './living-flow.js';
import { LivingNetwork } from './living-network.js';
import { LivingReach } from './living-reach.js';
import { groundOf, nextGround, type Ground } from './next-problem.js';
import { nextSnapshot } from './next-snapshot.js';
import { SHUT } from './pair-list.js';
import { allOf, reachedBy } from './reached-by.js';

/**
 * The plan of an area while the area changes: `become` takes a snapshot that differs in little from the one before and
 * changes what it has, scores, pairs, flow and prices, only where something is different. The plan is that of `optimise`, to
 * the byte. Rows that are the very same objects as before cost nothing to compare.
 *
 * Where the best flow is no plan (offers that want several partners or none, days that are too few) the plan is searched for
 * as `reoptimise` does, and the network lives on for the next change.
 */
export class LivingPlan {
  /** Pairs scored for the last change. */
  pairsScored = 0;
  private given!: Snapshot;
  private ground!: Ground;
  private network!: LivingNetwork;
  private broken: readonly Contradiction[] = [];
  private isPlan = false;
  /** Where a plan has to be searched for: the last one that was. */
  private searched: Optimised | null = null;
  private rows: { readonly problem: Problem; readonly scored: ScoredRows } | null = null;
  private readonly alternates = new Map<number, Alternates>();
  private known!: { needs: Set<string>; offers: Set<string>; schools: Set<string>; themes: Set<string> };

  /** @throws as `buildProblem`. */
  constructor(
    snapshot: Snapshot,
    private readonly solving: Solving = {},
  ) {
    this.begin(snapshot);
  }

  get problem(): Problem {
    return this.ground.problem;
  }

  /** Whether the plan comes from the network, and nothing had to be searched. */
  get isInPlace(): boolean {
    return this.isPlan || this.broken.length > 0;
  }

  /** @throws as `buildProblem`; then everything stays as it was. */
  become(snapshot: Snapshot): void {
    const { given, ground } = this;
    const next = nextSnapshot(given, ground.problem.snapshot, snapshot, this.known);
    if (!next) {
      this.begin(snapshot);
      return;
    }
    const now = nextGround(ground, next);
    const scored = this.network.become(now, reachedBy(ground.problem, now.problem, next.changed));
    if (scored === null) {
      this.begin(snapshot);
      return;
    }
    const { needs, offers } = next.changed;
    for (const { id } of needs.gone) this.known.needs.delete(id);
    for (const { id } of needs.made) this.known.needs.add(id);
    for (const { id } of offers.gone) this.known.offers.delete(id);
    for (const { id } of offers.made) this.known.offers.add(id);
    [this.given, this.ground, this.pairsScored] = [snapshot, now, scored];
    const { touched, flow } = this.network;
    for (const need of [...touched, ...flow.moved]) this.alternates.delete(need);
    this.conclude();
  }

  /** One need's row, scored when it is asked for. */
  row(need: number): CandidateRow {
    const { problem, columns } = this.ground;
    if (this.rows?.problem !== problem)
      this.rows = { problem, scored: new ScoredRows(problem, () => columns) };
    return this.rows.scored.row(need);
  }

  /** Written from the beginning each time; `planned` is much cheaper where only the pairs are asked for. */
  plan(): Plan {
    if (this.broken.length > 0) return contradicted(this.broken);
    if (!this.isPlan) return this.search().plan;
    const { problem, network } = this;
    const { days } = network;
    const planned = this.carried();
    const reach = new LivingReach(network);
    const offerArcs = problem.offers.map((_, at) => ({ fewest: network.fewestOf(at) }));
    return writePlan(problem, {
      planned,
      wanted: network.wanted(),
      alternates: this.allAlternates(planned),
      whyUnmet: (need) => whyUnmet(problem, this.row(need), { days, offerArcs }, reach),
      gap: null,
    });
  }

  /** Prices less the hub's; null where locks contradict the rules. */
  certificate(): Certificate | null {
    if (this.broken.length > 0) return null;
    if (!this.isPlan) return this.search().certificate;
    const { flow, needs, offers } = this.network;
    const { cover, points, hash } = flow.potential;
    const at = (list: Float64Array, node: number): number => (list[node] ?? 0) - (list[0] ?? 0);
    const price = (node: number): Price => [0, at(cover, node), at(points, node), at(hash, node)];
    return {
      schema: 'trellis.certificate/1',
      parts: [
        {
          ...{ started: [], left: [], grouped: [], bare: [], within: [], without: [], beside: [] },
          needs: Array.from(needs.slotAt, (slot) => price(1 + slot)),
          offers: Array.from(offers.slotAt, (slot) => price(flow.firstOffer + slot)),
          schools: this.problem.schools.map((_, school) => price(flow.firstSchool + school)),
        },
      ],
      shared: null,
    };
  }

  /** Who is planned, by need and offer; nobody where locks contradict the rules, null where the plan has to be searched for. */
  planned(): readonly PlannedPair[] | null {
    if (this.broken.length > 0) return [];
    return this.isPlan ? this.carried() : null;
  }

  private carried(): readonly PlannedPair[] {
    const { problem, network } = this;
    const { flow, needs, offers, locks } = network;
    const pairs: PlannedPair[] = [];
    const add = (need: number, offer: number, cost: number, locked: boolean): void => {
      const [asked, offered] = [problem.needs[need], problem.offers[offer]];
      if (!asked || !offered) return;
      const points = Math.floor(-cost / KEPT_PER_POINT);
      pairs.push({ need: asked.id, offer: offered.id, supporter: offered.school, points, locked });
    };
    flow.unitOffer.forEach((offer, unit) => {
      if (offer < 0) return;
      const need = needs.placeOf[Math.floor(unit / UNITS)] ?? -1;
      add(need, offers.placeOf[offer] ?? -1, flow.unitPoints[unit] ?? 0, false);
    });
    for (const { need, offer } of locks) {
      const own = flow.pairsOf[needs.slotAt[need] ?? -1];
      add(need, offer, own?.points[own.find(offers.slotAt[offer] ?? -1)] ?? 0, true);
    }
    return pairs.sort((a, b) => byText(a.need, b.need) || byText(a.offer, b.offer));
  }

  private begin(snapshot: Snapshot): void {
    const problem = buildProblem(snapshot);
    const network = new LivingNetwork(problem);
    const ground = groundOf(problem);
    this.pairsScored = network.become(ground, allOf(problem)) ?? 0;
    [this.given, this.ground, this.network] = [snapshot, ground, network];
    this.known = {
      needs: new Set(problem.needIndex.keys()),
      offers: new Set(problem.offerIndex.keys()),
      schools: new Set(problem.schoolIndex.keys()),
      themes: new Set(problem.themeIndex.keys()),
    };
    this.alternates.clear();
    this.conclude();
  }

  private conclude(): void {
    const { problem, network } = this;
    this.broken = network.locks.length > 0 ? contradictions(problem, network.locks) : [];
    this.isPlan =
      (problem.snapshot.groups?.length ?? 0) === 0 && this.broken.length === 0 && network.isPlan();
  }

  private search(): Optimised {
    const { searched, solving } = this;
    const { snapshot } = this.problem;
    if (searched?.problem.snapshot === snapshot) return searched;
    const found = searched ? reoptimise(searched, snapshot, solving) : optimise(snapshot, solving);
    // What was read once more is the same: it is known by the snapshot that it was read from.
    this.searched = { ...found, problem: { ...found.problem, snapshot } };
    return this.searched;
  }

  private allAlternates(planned: readonly PlannedPair[]): readonly Alternates[] {
    const supporters = new Map<string, string[]>();
    for (const { need, supporter } of planned) {
      const own = supporters.get(need);
      if (own) own.push(supporter);
      else supporters.set(need, [supporter]);
    }
    return this.problem.needs.map(({ id }, place) => {
      const slot = this.network.needs.slotAt[place] ?? -1;
      const known = this.alternates.get(slot) ?? this.alternatesOf(id, slot, supporters.get(id) ?? []);
      this.alternates.set(slot, known);
      return known;
    });
  }

  /** The best who could be planned and are not, each school by the offer of its that answers best. */
  private alternatesOf(need: NeedId, slot: number, planned: readonly string[]): Alternates {
    const { problem, network } = this;
    const { flow, offers } = network;
    const pairs = flow.pairs(slot);
    const shown = new Set<number>();
    const best: OfferId[] = [];
    while (best.length < problem.policy.plan.alternates) {
      let first = -1;
      for (let at = 0; at < pairs.many; at += 1) {
        const apart = first < 0 ? 1 : (pairs.key[at] ?? 0) - (pairs.key[first] ?? 0);
        if (apart < 0 || shown.has(flow.offerSchool[pairs.other[at] ?? -1] ?? -1)) continue;
        const place = (of: number): number => offers.placeOf[pairs.other[of] ?? -1] ?? -1;
        if (apart > 0 || place(at) < place(first)) first = at;
      }
      const offer = problem.offers[offers.placeOf[pairs.other[first] ?? -1] ?? -1];
      if (first < 0 || !offer) break;
      shown.add(flow.offerSchool[pairs.other[first] ?? -1] ?? -1);
      if (pairs.open[first] !== SHUT && !planned.includes(offer.school)) best.push(offer.id);
    }
    return { need, offers: best };
  }
}
