import type { PartName } from '../policy.js';
import type { Problem } from '../problem.js';

interface Scored {
  readonly holds: readonly unknown[];
  readonly parts: Readonly<Record<PartName, number | null>>;
}

/** Nothing holds the pair back, and everything is known of it that the policy wants known. */
export function mayBePlanned(problem: Pick<Problem, 'policy'>, { holds, parts }: Scored): boolean {
  return holds.length === 0 && isKnown(problem, (part) => parts[part]);
}

/** @param pointsOf a part's points, null where they are not known. */
export function isKnown(
  { policy }: Pick<Problem, 'policy'>,
  pointsOf: (part: PartName) => number | null,
): boolean {
  const wanted = policy.plan.must_be_known ?? [];
  return wanted.every((part) => pointsOf(part) !== null);
}
