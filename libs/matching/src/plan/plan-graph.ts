import type { Problem } from '../problem.js';
import { DaysUse } from './days-use.js';
import type { EligiblePair } from './eligible-pairs.js';
import { FlowGraph, type Arc } from './flow-graph.js';
import { roomOf, Tally, type Lock } from './locks.js';
import { costOfPoints, firstPartnerFactor } from './ordered-cost.js';

/** Places of an offer's arcs to its school, -1 where it has none: up to its fewest partners, and beyond. */
export interface OfferArcs {
  readonly first: number;
  readonly further: number;
  /** Partners without which the offer is not started: 0 where a single one is enough or it is started already. */
  readonly fewest: number;
  /** What both arcs may carry together. */
  readonly most: number;
}

/**
 * The plan as a flow: hub → need → (need with one school) → offer → supporting school → hub. A need takes a school once,
 * an offer no more partners than it has room for, a school no more than its own health and its days can allow. Which
 * needs share its days well is not said by a flow; `DaysBranches` sees to that.
 */
export interface PlanGraph {
  readonly graph: FlowGraph;
  /** Place of the arc of each pair, with the pair; locked ones have none. */
  readonly pairArcs: readonly (readonly [arc: number, pair: EligiblePair])[];
  /** Pairs without an arc, with the node that theirs would lead from. */
  readonly unlisted: readonly (readonly [from: number, pair: EligiblePair])[];
  /** By place of the offer. */
  readonly offerArcs: readonly OfferArcs[];
  readonly days: DaysUse;
  /** Of each node its name, the same in another problem: `need …`, `offer …`, `school …`, `gate …`. */
  nameOf(node: number): string;
  needNode(need: number): number;
  offerNode(offer: number): number;
  schoolNode(school: number): number;
  /** Place of the school that makes an offer. */
  schoolOf(offer: number): number;
  /** The need, offer or school that a node stands for, or null. */
  meaning(node: number): { readonly kind: 'need' | 'offer' | 'school'; readonly at: number } | null;
}

/**
 * @param pairs all that are eligible: the nodes are the same whichever of them have an arc.
 * @param isListed which have one.
 */
export function planGraph(
  problem: Problem,
  pairs: readonly EligiblePair[],
  locks: readonly Lock[],
  isListed: (pair: EligiblePair) => boolean = () => true,
): PlanGraph {
  const { needs, offers, schools, offerSchool } = problem;
  const locked = tallyOf(problem, locks);
  const days = new DaysUse(problem, locks);
  const free = pairs.filter(({ need, offer }) => {
    const school = offerSchool[offer] ?? -1;
    return locked.of(gateName(need, school)) === 0 && days.fits(need, school);
  });
  const gates = gatesOf(problem, free);
  const unlisted: (readonly [from: number, pair: EligiblePair])[] = [];
  const firstGate = 1 + needs.length;
  const firstOffer = firstGate + gates.size;
  const firstSchool = firstOffer + offers.length;
  const arcs: Arc[] = needArcs(problem, locked);
  const pairArcs: (readonly [number, EligiblePair])[] = [];
  const gateLaid = new Set<string>();
  for (const pair of free) {
    const name = gateName(pair.need, offerSchool[pair.offer] ?? -1);
    const gate = gates.get(name);
    if (gate !== undefined && !gateLaid.has(name)) {
      gateLaid.add(name);
      arcs.push({ from: 1 + pair.need, to: firstGate + gate, capacity: 1 });
    }
    const from = gate === undefined ? 1 + pair.need : firstGate + gate;
    if (!isListed(pair)) {
      unlisted.push([from, pair]);
      continue;
    }
    pairArcs.push([arcs.length, pair]);
    arcs.push({
      from,
      to: firstOffer + pair.offer,
      capacity: 1,
      points: costOfPoints(pair.points, pair.kept),
      hash: pair.hash,
    });
  }
  const offerArcs = offers.map((_, offer): OfferArcs => {
    const most = Math.max(
      0,
      (problem.supporters.slotsLeft[offer] ?? 0) - locked.of(`offer ${String(offer)}`),
    );
    const [from, to] = [firstOffer + offer, firstSchool + (offerSchool[offer] ?? 0)];
    const lay = (capacity: number): number => (capacity > 0 ? arcs.push({ from, to, capacity }) - 1 : -1);
    const fewest = fewestOf(problem, offer, locked.of(`offer ${String(offer)}`));
    return { first: lay(Math.min(fewest, most)), further: lay(most - Math.min(fewest, most)), fewest, most };
  });
  const askers = askersOf(problem, free);
  schools.forEach((_, school) => {
    const places = roomOf(problem, school) - locked.of(`school ${String(school)}`);
    const capacity = Math.min(places, days.most(askers.get(school) ?? [], school));
    if (capacity > 0) arcs.push({ from: firstSchool + school, to: 0, capacity });
  });
  const gateNames = [...gates.keys()];
  const meaning: PlanGraph['meaning'] = (node) => {
    if (node >= 1 && node < firstGate) return { kind: 'need', at: node - 1 };
    if (node >= firstOffer && node < firstSchool) return { kind: 'offer', at: node - firstOffer };
    return node >= firstSchool ? { kind: 'school', at: node - firstSchool } : null;
  };
  return {
    graph: new FlowGraph(firstSchool + schools.length, arcs),
    pairArcs,
    unlisted,
    offerArcs,
    days,
    nameOf: (node) => {
      if (node === 0) return 'hub';
      const meant = meaning(node);
      if (meant?.kind === 'need') return `need ${needs[meant.at]?.id ?? ''}`;
      if (meant?.kind === 'offer') return `offer ${offers[meant.at]?.id ?? ''}`;
      if (meant?.kind === 'school') return `school ${schools[meant.at]?.urn ?? ''}`;
      const [, need, school] = (gateNames[node - firstGate] ?? '').split(' ');
      return `gate ${needs[Number(need)]?.id ?? ''} ${schools[Number(school)]?.urn ?? ''}`;
    },
    needNode: (need) => 1 + need,
    offerNode: (offer) => firstOffer + offer,
    schoolNode: (school) => firstSchool + school,
    schoolOf: (offer) => offerSchool[offer] ?? -1,
    meaning,
  };
}

/** Places taken by locked pairs, by need, offer, school and gate. */
function tallyOf({ offerSchool }: Problem, locks: readonly Lock[]): Tally {
  const locked = new Tally();
  for (const { need, offer } of locks) {
    locked.add(`need ${String(need)}`);
    locked.add(`offer ${String(offer)}`);
    locked.add(`school ${String(offerSchool[offer] ?? -1)}`);
    locked.add(gateName(need, offerSchool[offer] ?? -1));
  }
  return locked;
}

/** Of each school the needs that it could support. */
export function askersOf(
  { offerSchool }: Problem,
  pairs: readonly EligiblePair[],
): ReadonlyMap<number, readonly number[]> {
  const askers = new Map<number, Set<number>>();
  for (const { need, offer } of pairs) {
    const school = offerSchool[offer] ?? -1;
    const own = askers.get(school) ?? new Set();
    askers.set(school, own.add(need));
  }
  return new Map([...askers].map(([school, needs]) => [school, [...needs]]));
}

/** One for each need and school between which more than one offer stands. */
function gatesOf({ offerSchool }: Problem, pairs: readonly EligiblePair[]): ReadonlyMap<string, number> {
  const gates = new Map<string, number>();
  const perGate = new Tally();
  for (const { need, offer } of pairs) {
    const name = gateName(need, offerSchool[offer] ?? -1);
    if (perGate.add(name) === 2) gates.set(name, gates.size);
  }
  return gates;
}

function needArcs({ needs, needWeight }: Problem, locked: Tally): Arc[] {
  const wanted = needs.map(({ partnersWanted }) => partnersWanted);
  const factor = firstPartnerFactor(needWeight, wanted);
  return wanted.flatMap((partners, need): Arc[] => {
    const weight = needWeight[need] ?? 0;
    const taken = locked.of(`need ${String(need)}`);
    const [from, to] = [0, 1 + need];
    const further = partners - Math.max(1, taken);
    return [
      ...(taken === 0 && partners > 0 ? [{ from, to, capacity: 1, cover: -weight * factor }] : []),
      ...(further > 0 ? [{ from, to, capacity: further, cover: -weight }] : []),
    ];
  });
}

/** An offer with a partner, or with a lock by a broker, is started: fewer than its fewest is then no reason to end it. */
function fewestOf({ offers, supporters }: Problem, offer: number, locks: number): number {
  const { mostPartners = 0, fewestPartners = 0 } = offers[offer] ?? {};
  const isStarted = (supporters.slotsLeft[offer] ?? 0) < mostPartners || locks > 0;
  return isStarted || fewestPartners < 2 ? 0 : fewestPartners;
}

function gateName(need: number, school: number): string {
  return `gate ${String(need)} ${String(school)}`;
}
