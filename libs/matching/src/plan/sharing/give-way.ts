import type { Choice } from './school-choices.js';
import type { SharedPlan } from './shared-plan.js';

/** A need that somebody made give way, and who: the way back to the need that goes without. */
interface Step {
  readonly need: number;
  /** Where the need before takes the place of this one; -1 for a need that goes without. */
  readonly school: number;
  readonly by: Step | null;
  /** What it would take there. */
  readonly choice: Choice | null;
}

/**
 * Finds a need that goes without a partner by letting others give way to each other: it takes the place of one, that one of
 * another, until somebody finds a place that is free or is worth less than the first (augmenting paths, Berge 1957, where a
 * school that shares its days is looked at again at every step). Each need is asked once and no school twice in a row of
 * steps, so that what was looked at stays true.
 *
 * @returns whether the plan is better.
 */
export function giveWay(plan: SharedPlan): boolean {
  const asked = new Set<number>();
  const waiting: Step[] = [];
  const open = Array.from({ length: plan.needs }, (_, need) => need)
    .filter((need) => plan.isOpen(need) && plan.placesOf(need).length > 0)
    .sort((a, b) => plan.reward(b) - plan.reward(a) || a - b);
  for (const need of open) {
    asked.add(need);
    waiting.push({ need, school: -1, by: null, choice: null });
  }
  for (const step of waiting) {
    const first = firstOf(step);
    for (const { school, choice } of plan.placesOf(step.need)) {
      const own = plan.chosen[school] ?? [];
      if (isOnWay(step, school) || own.some((each) => each.choice === choice)) continue;
      const all = own.map((each) => each.choice);
      if (plan.hasDays(school, choice, null) && plan.schools[school]?.assign([...all, choice])) {
        if (applied(plan, { need: -1, school, by: step, choice })) return true;
        continue;
      }
      for (const other of all) {
        if (asked.has(other.need) || !plan.hasDays(school, choice, other)) continue;
        if (!plan.schools[school]?.assign([...all.filter((each) => each !== other), choice])) continue;
        const next: Step = { need: other.need, school, by: step, choice };
        asked.add(other.need);
        // Whoever counts less than the first may go without instead.
        if (plan.lastReward(other.need) < plan.reward(first) && applied(plan, next)) return true;
        waiting.push(next);
      }
    }
  }
  return false;
}

function firstOf(step: Step): number {
  let first = step;
  while (first.by) first = first.by;
  return first.need;
}

function isOnWay(step: Step, school: number): boolean {
  for (let at: Step | null = step; at; at = at.by) if (at.school === school) return true;
  return false;
}

/** Moves everybody on the way. @returns false, and nothing is changed, where that betters nothing. */
function applied(plan: SharedPlan, last: Step): boolean {
  const [mark, worth] = [plan.mark, plan.worth];
  for (let step: Step | null = last; step.by && step.choice; step = step.by) {
    const { school, need, choice } = step;
    const kept = (plan.chosen[school] ?? []).map((each) => each.choice).filter((each) => each.need !== need);
    plan.put(school, plan.schools[school]?.assign([...kept, choice]) ?? []);
  }
  if (plan.worth > worth) return true;
  plan.back(mark);
  return false;
}
