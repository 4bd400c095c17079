import type { CandidateRow } from '../candidate-row.js';
import { pairHash } from '../hash.js';
import type { Problem } from '../problem.js';
import { unknownParts } from './known-parts.js';
import { waitingForGroup } from './group-standing.js';
import type { Standing } from './standing.js';
import type { Plan } from '../plan/plan.js';

/** Costs of one step of a change, in the order in which they count. */
type Step = readonly [from: number, to: number, cover: number, points: number, hash: number];

/**
 * Whether a plan can be bettered by moving partners round: by the theory of flows a plan is best exactly where no such
 * round of changes saves anything (Klein 1967); here among the plans that start the same offers. Written apart from the solver, from pairs and counts alone.
 */
export function hasImprovingCycle(
  problem: Problem,
  rows: readonly CandidateRow[],
  plan: Plan,
  standing: Standing,
): boolean {
  const { steps, nodes } = changes(problem, rows, plan, standing);
  const best = [new Float64Array(nodes), new Float64Array(nodes), new Float64Array(nodes)] as const;
  const [cover, points, hash] = best;
  // Without such a round the shortest ways settle after as many passes as there are nodes, mostly after a few.
  for (let pass = 0; pass <= nodes; pass += 1) {
    let moved = false;
    for (const [from, to, stepCover, stepPoints, stepHash] of steps) {
      const reached = [
        (cover[from] ?? 0) + stepCover,
        (points[from] ?? 0) + stepPoints,
        (hash[from] ?? 0) + stepHash,
      ] as const;
      if (!isLess(reached, [cover[to] ?? 0, points[to] ?? 0, hash[to] ?? 0])) continue;
      best.forEach((list, at) => (list[to] = reached[at] ?? 0));
      moved = true;
    }
    if (!moved) return false;
  }
  return true;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

function changes(
  problem: Problem,
  rows: readonly CandidateRow[],
  plan: Plan,
  standing: Standing,
): { readonly steps: readonly Step[]; readonly nodes: number } {
  const names = new Map<string, number>();
  const node = (name: string): number => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  const steps: Step[] = [];
  const hub = node('hub');
  const arc = (
    from: number,
    to: number,
    room: number,
    used: number,
    cost: readonly number[],
    least = 0,
  ): void => {
    const [cover = 0, points = 0, hash = 0] = cost;
    if (room > used) steps.push([from, to, cover, points, hash]);
    if (used > least) steps.push([to, from, -cover, -points, -hash]);
  };
  const planned = new Map(plan.pairs.map((pair) => [`${pair.need} ${pair.offer}`, pair]));
  const count = (keep: (pair: Plan['pairs'][number]) => boolean): number => plan.pairs.filter(keep).length;
  const current = new Set(problem.snapshot.currentPlan.map(({ need, offer }) => `${need} ${offer}`));
  const waiting = waitingForGroup(problem);
  const lockedPlaces = new Set(
    plan.pairs.flatMap(({ need, supporter, locked }) => (locked ? [`${need} ${supporter}`] : [])),
  );
  const factor =
    1 +
    problem.needs.reduce(
      (sum, { partnersWanted }, at) => sum + Math.max(0, partnersWanted - 1) * (problem.needWeight[at] ?? 0),
      0,
    );

  problem.needs.forEach(({ id, partnersWanted }, at) => {
    const weight = problem.needWeight[at] ?? 0;
    const locked = count((pair) => pair.need === id && pair.locked);
    const used = count((pair) => pair.need === id) - locked;
    const group = waiting.get(at);
    if (group) {
      const ofGroup = count((pair) => pair.need === id && !pair.locked && group.schools.has(pair.supporter));
      const isServed = Math.min(1, ofGroup);
      const others = used - isServed;
      const room = isServed === 1 ? group.free - 1 : others;
      // Nobody else comes before one of the group, or stays without it.
      const keeps = others > 0 || (locked > 0 && group.free > 1) ? isServed : 0;
      arc(hub, node(`need ${id}`), 1, isServed, [-weight * (locked === 0 ? factor : 1)], keeps);
      arc(hub, node(`beside ${id}`), room, others, [-weight]);
      arc(node(`beside ${id}`), node(`need ${id}`), group.free - 1, ofGroup - isServed, []);
      return;
    }
    const first = locked === 0 && partnersWanted > 0 ? 1 : 0;
    arc(hub, node(`need ${id}`), first, Math.min(first, used), [-weight * factor]);
    const further = Math.max(0, partnersWanted - Math.max(1, locked));
    arc(hub, node(`need ${id}`), further, Math.max(0, used - first), [-weight]);
  });
  for (const row of rows) {
    const pairs = [...row.candidates, ...row.otherOffers].filter(
      ({ holds, parts, supporter }) =>
        holds.length === 0 &&
        unknownParts(problem, (part) => parts[part]).length === 0 &&
        !lockedPlaces.has(`${row.need} ${supporter}`),
    );
    for (const { supporter } of row.candidates) {
      const mine = pairs.filter((pair) => pair.supporter === supporter);
      const taken = mine.filter(({ offer }) => planned.has(`${row.need} ${offer}`)).length;
      const isShared = mine.length > 1;
      const group = waiting.get(row.index);
      const isOutside = group?.schools.has(supporter) === false;
      if (isOutside && group.free === 1) continue;
      const asker = node(`${isOutside ? 'beside' : 'need'} ${row.need}`);
      const start = isShared ? node(`one of ${supporter} for ${row.need}`) : asker;
      if (isShared) arc(asker, start, 1, taken, []);
      for (const { offer, points } of mine) {
        const key = `${row.need} ${offer}`;
        const worth = points * 2 ** 20 + (current.has(key) ? 1 : 0);
        const offerAt = problem.offerIndex.get(offer) ?? -1;
        const hash = pairHash(problem.needHash[row.index] ?? 0, problem.offerHash[offerAt] ?? 0);
        arc(start, node(`offer ${offer}`), 1, planned.has(key) ? 1 : 0, [0, -worth, hash]);
      }
    }
  }
  problem.offers.forEach(({ id, school }, at) => {
    const locked = count((pair) => pair.offer === id && pair.locked);
    const used = count((pair) => pair.offer === id) - locked;
    const fewest = standing.offerFewest[at] ?? 0;
    const room = fewest > 0 && used === 0 ? 0 : (standing.offerRoom[at] ?? 0) - locked;
    arc(node(`offer ${id}`), node(`school ${school}`), room, used, [], fewest);
  });
  problem.schools.forEach(({ urn }, at) => {
    const locked = count((pair) => pair.supporter === urn && pair.locked);
    const used = count((pair) => pair.supporter === urn) - locked;
    arc(node(`school ${urn}`), hub, (standing.schoolRoom[at] ?? 0) - locked, used, []);
  });
  return { steps, nodes: names.size };
}
