import type { Problem } from '../problem.js';
import { DaysUse } from './days-use.js';
import type { EligiblePair } from './eligible-pairs.js';
import { FlowGraph, type Arc } from './flow-graph.js';
import { groupPlaces, type GroupPlaces } from './group-places.js';
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

/** Places of the arcs of a need that is to have one of a group first and may have others then. */
export interface GroupArcs {
  /** For one of the group. */
  readonly first: number;
  /** For further partners, whoever they are. */
  readonly further: number;
  /** By which further partners are of the group too. */
  readonly across: number;
}

/**
 * The plan as a flow: hub → need → (need with one school) → offer → supporting school → hub. A need takes a school once,
 * an offer no more partners than it has room for, a school no more than its own health and its days can allow. Which
 * needs share its days well is not said by a flow; `DaysBranches` sees to that. Of a need with a group the first partner
 * goes to the group; further ones pass a node beside it, which leads to everybody (`GroupBranches` sees to their order).
 */
export interface PlanGraph {
  readonly graph: FlowGraph;
  /** Place of the arc of each pair, with the pair; locked ones have none. */
  readonly pairArcs: readonly (readonly [arc: number, pair: EligiblePair])[];
  /** Pairs without an arc, with the node that theirs would lead from. */
  readonly unlisted: readonly (readonly [from: number, pair: EligiblePair])[];
  /** By place of the offer. */
  readonly offerArcs: readonly OfferArcs[];
  /** By place of the need. */
  readonly groupArcs: ReadonlyMap<number, GroupArcs>;
  readonly days: DaysUse;
  /** Of each node its name, the same in another problem: `need …`, `offer …`, `school …`, `gate …`, `beside …`. */
  nameOf(node: number): string;
  needNode(need: number): number;
  /** The node by which a need has further partners beside one of its group; -1 where there is none. */
  besideNode(need: number): number;
  /** The node that a pair's need has it from. */
  askerNode(pair: EligiblePair): number;
  offerNode(offer: number): number;
  schoolNode(school: number): number;
  /** Place of the school that makes an offer. */
  schoolOf(offer: number): number;
  /** The need, offer or school that a node stands for, or null. */
  meaning(node: number): { readonly kind: 'need' | 'offer' | 'school'; readonly at: number } | null;
}

/** What is the same whichever pairs have an arc: reckoned once for a solve that adds pairs as it goes. */
export interface PlanGround {
  readonly locked: Tally;
  readonly days: DaysUse;
  readonly groups: ReadonlyMap<number, GroupPlaces>;
  /** Pairs that could flow beside the locks, in the order of needs. */
  readonly free: readonly EligiblePair[];
  /** By place of the need and of the school, as `keyOf`. */
  readonly gates: ReadonlyMap<number, number>;
  /** By place of the school: the most that its room and its days allow. */
  readonly most: readonly number[];
  keyOf(need: number, school: number): number;
  /** Whether somebody could be a partner only beside one of the need's group. */
  isBeside(pair: EligiblePair): boolean;
}

/** @param pairs all that are eligible, by need. */
export function planGround(
  problem: Problem,
  pairs: readonly EligiblePair[],
  locks: readonly Lock[],
): PlanGround {
  const { schools, offerSchool } = problem;
  const locked = tallyOf(problem, locks);
  const days = new DaysUse(problem, locks);
  const groups = groupPlaces(problem, locks);
  const keyOf = (need: number, school: number): number => need * schools.length + school;
  const lockedGates = new Set(locks.map(({ need, offer }) => keyOf(need, offerSchool[offer] ?? -1)));
  const isBeside = ({ need, offer }: EligiblePair): boolean =>
    groups.size > 0 && groups.get(need)?.schools.has(offerSchool[offer] ?? -1) === false;
  const free = pairs.filter((pair) => {
    const { need, offer } = pair;
    const school = offerSchool[offer] ?? -1;
    if (isBeside(pair) && groups.get(need)?.further === 0) return false;
    return !lockedGates.has(keyOf(need, school)) && days.fits(need, school);
  });
  const askers = askersOf(problem, free);
  const most = schools.map((_, school) => {
    const places = roomOf(problem, school) - locked.of(`school ${String(school)}`);
    return Math.min(places, days.most(askers.get(school) ?? [], school));
  });
  const gates = gatesOf(free, ({ need, offer }) => keyOf(need, offerSchool[offer] ?? -1));
  return { locked, days, groups, free, gates, most, keyOf, isBeside };
}

/**
 * @param ground of all eligible pairs: the nodes are the same whichever of them have an arc.
 * @param isListed which have one.
 */
export function planGraph(
  problem: Problem,
  { locked, days, groups, free, gates, most: mostOf, keyOf, isBeside }: PlanGround,
  isListed: (pair: EligiblePair) => boolean = () => true,
): PlanGraph {
  const { needs, offers, schools, offerSchool } = problem;
  const unlisted: (readonly [from: number, pair: EligiblePair])[] = [];
  const firstGate = 1 + needs.length;
  const beside = new Map(
    [...groups]
      .filter(([, { further }]) => further > 0)
      .map(([need], at) => [need, firstGate + gates.size + at]),
  );
  const askerNode = (pair: EligiblePair): number =>
    (isBeside(pair) ? beside.get(pair.need) : undefined) ?? 1 + pair.need;
  const firstOffer = firstGate + gates.size + beside.size;
  const firstSchool = firstOffer + offers.length;
  const { arcs, groupArcs } = needArcs(problem, locked, groups, beside);
  const pairArcs: (readonly [number, EligiblePair])[] = [];
  const gateLaid = new Set<number>();
  for (const pair of free) {
    const gate = gates.get(keyOf(pair.need, offerSchool[pair.offer] ?? -1));
    if (gate !== undefined && !gateLaid.has(gate)) {
      gateLaid.add(gate);
      arcs.push({ from: askerNode(pair), to: firstGate + gate, capacity: 1 });
    }
    const from = gate === undefined ? askerNode(pair) : firstGate + gate;
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
  schools.forEach((_, school) => {
    const capacity = mostOf[school] ?? 0;
    if (capacity > 0) arcs.push({ from: firstSchool + school, to: 0, capacity });
  });
  const gateKeys = [...gates.keys()];
  const besideNeeds = [...beside.keys()];
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
    groupArcs,
    days,
    nameOf: (node) => {
      if (node === 0) return 'hub';
      const meant = meaning(node);
      if (meant?.kind === 'need') return `need ${needs[meant.at]?.id ?? ''}`;
      if (meant?.kind === 'offer') return `offer ${offers[meant.at]?.id ?? ''}`;
      if (meant?.kind === 'school') return `school ${schools[meant.at]?.urn ?? ''}`;
      const besideOf = besideNeeds[node - firstGate - gates.size];
      if (besideOf !== undefined) return `beside ${needs[besideOf]?.id ?? ''}`;
      const key = gateKeys[node - firstGate] ?? 0;
      const [need, school] = [Math.floor(key / schools.length), key % schools.length];
      return `gate ${needs[need]?.id ?? ''} ${schools[school]?.urn ?? ''}`;
    },
    needNode: (need) => 1 + need,
    besideNode: (need) => beside.get(need) ?? -1,
    askerNode,
    offerNode: (offer) => firstOffer + offer,
    schoolNode: (school) => firstSchool + school,
    schoolOf: (offer) => offerSchool[offer] ?? -1,
    meaning,
  };
}

/** Places taken by locked pairs, by need, offer and school. */
function tallyOf({ offerSchool }: Problem, locks: readonly Lock[]): Tally {
  const locked = new Tally();
  for (const { need, offer } of locks) {
    locked.add(`need ${String(need)}`);
    locked.add(`offer ${String(offer)}`);
    locked.add(`school ${String(offerSchool[offer] ?? -1)}`);
  }
  return locked;
}

/** Of each school the needs that it could support. @param pairs by need. */
function askersOf(
  { offerSchool }: Problem,
  pairs: readonly EligiblePair[],
): ReadonlyMap<number, readonly number[]> {
  const askers = new Map<number, number[]>();
  for (const { need, offer } of pairs) {
    const school = offerSchool[offer] ?? -1;
    const own = askers.get(school);
    if (own === undefined) askers.set(school, [need]);
    // Pairs of one need stand together.
    else if (own[own.length - 1] !== need) own.push(need);
  }
  return askers;
}

/** One for each need and school between which more than one offer stands, in the order of the second one. */
function gatesOf(
  pairs: readonly EligiblePair[],
  keyOf: (pair: EligiblePair) => number,
): ReadonlyMap<number, number> {
  const [gates, seen] = [new Map<number, number>(), new Set<number>()];
  for (const pair of pairs) {
    const key = keyOf(pair);
    if (seen.has(key) && !gates.has(key)) gates.set(key, gates.size);
    seen.add(key);
  }
  return gates;
}

function needArcs(
  { needs, needWeight }: Problem,
  locked: Tally,
  groups: ReadonlyMap<number, GroupPlaces>,
  beside: ReadonlyMap<number, number>,
): { readonly arcs: Arc[]; readonly groupArcs: ReadonlyMap<number, GroupArcs> } {
  const wanted = needs.map(({ partnersWanted }) => partnersWanted);
  const factor = firstPartnerFactor(needWeight, wanted);
  const arcs: Arc[] = [];
  const groupArcs = new Map<number, GroupArcs>();
  const lay = (arc: Arc): number => arcs.push(arc) - 1;
  wanted.forEach((partners, need) => {
    const weight = needWeight[need] ?? 0;
    const taken = locked.of(`need ${String(need)}`);
    const [from, to] = [0, 1 + need];
    const first = { from, to, capacity: 1, cover: taken === 0 ? -weight * factor : -weight };
    const group = groups.get(need);
    if (group) {
      const node = beside.get(need);
      const laid = lay(first);
      if (node === undefined) return;
      // The arc across before the one that fills it: what is carried is counted from the offers back.
      const across = lay({ from: node, to, capacity: group.further });
      const further = lay({ from, to: node, capacity: group.further, cover: -weight });
      groupArcs.set(need, { first: laid, further, across });
      return;
    }
    if (taken === 0 && partners > 0) lay(first);
    const further = partners - Math.max(1, taken);
    if (further > 0) lay({ from, to, capacity: further, cover: -weight });
  });
  return { arcs, groupArcs };
}

/** An offer with a partner, or with a lock by a broker, is started: fewer than its fewest is then no reason to end it. */
export function fewestOf({ offers, supporters }: Problem, offer: number, locks: number): number {
  const { mostPartners = 0, fewestPartners = 0 } = offers[offer] ?? {};
  const isStarted = (supporters.slotsLeft[offer] ?? 0) < mostPartners || locks > 0;
  return isStarted || fewestPartners < 2 ? 0 : fewestPartners;
}
