import { NOT_TO_BE_HAD, type Chosen } from './school-choices.js';
import { isOpen, solveMaster, type Aim, type Market, type MasterAnswer } from './master-program.js';
import type { SchoolSet, SchoolSets } from './school-sets.js';

/** Taken as a whole already. */
const WHOLE = 0.999;
/** Smaller parts say nothing. */
const LEAST_PART = 0.001;
/** Of the schools still open, how many of those that are nearest to whole are settled at once. */
const AT_ONCE = 0.08;
/** Mixtures between two settlings, each with what schools would choose of what is left. */
const ROUNDS = 3;

/**
 * A plan from a mixture: the sets nearest to whole are settled, the rest is mixed anew of what is left, and again until
 * nothing is open (diving in column generation; Sadykov et al. 2019). It is a plan near the mixture, not always the best.
 *
 * @returns of each school its set.
 */
export function dive(
  market: Market,
  sets: SchoolSets,
  aim: Aim,
  mixture: MasterAnswer,
): ReadonlyMap<number, readonly Chosen[]> {
  const { schools, rewards } = market;
  const found = new Map<number, readonly Chosen[]>();
  const settled = { schools: new Set<number>(), partners: new Int32Array(rewards.most.length) };
  const settle = ({ school, chosen }: SchoolSet): boolean => {
    const isFree = !settled.schools.has(school);
    if (!isFree || !chosen.every(({ choice }) => isOpen(rewards, settled, choice.need))) return false;
    settled.schools.add(school);
    found.set(school, chosen);
    for (const { choice } of chosen) settled.partners[choice.need] = (settled.partners[choice.need] ?? 0) + 1;
    return true;
  };
  for (let mixed: MasterAnswer | null = mixture; mixed !== null; mixed = mixAgain()) {
    let atOnce = Math.ceil((schools.length - settled.schools.size) * AT_ONCE);
    const byPart = mixed.shares
      .filter(({ part }) => part > LEAST_PART)
      .sort((a, b) => b.part - a.part || b.set.points - a.set.points || a.set.school - b.set.school);
    for (const { set, part } of byPart) {
      if (part < WHOLE && atOnce <= 0) break;
      if (settle(set) && part < WHOLE) atOnce -= 1;
    }
    if (byPart.length === 0) break;
  }
  return found;

  function mixAgain(): MasterAnswer | null {
    let mixed: MasterAnswer | null = null;
    for (let round = 0; round < ROUNDS && settled.schools.size < schools.length; round += 1) {
      mixed = solveMaster(market, sets.all, aim, settled);
      if (mixed === null) return null;
      const values = Float64Array.from(mixed.prices, (price, need) =>
        isOpen(rewards, settled, need) ? price : NOT_TO_BE_HAD,
      );
      let added = 0;
      schools.forEach((school, at) => {
        if (!settled.schools.has(at) && sets.add(at, school.best(values, aim.perPoint).chosen)) added += 1;
      });
      if (added === 0) break;
    }
    return mixed;
  }
}
