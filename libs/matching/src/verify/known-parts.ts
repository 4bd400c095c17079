import type { PartName } from '../policy.js';
import type { Problem } from '../problem.js';

/** Parts that the policy wants known of a pair before it is planned, and that are not, as the check reads them. */
export function unknownParts(
  { snapshot }: Problem,
  pointsOf: (part: PartName) => number | null | undefined,
): readonly PartName[] {
  const { must_be_known: wanted = [] } = snapshot.policy.plan;
  return wanted.filter((part) => typeof pointsOf(part) !== 'number');
}

/** Of a pair that was scored again. */
export function unknownOf(
  problem: Problem,
  parts: readonly { readonly part: PartName; readonly points: number | null }[],
): readonly PartName[] {
  return unknownParts(problem, (part) => parts.find((each) => each.part === part)?.points);
}
