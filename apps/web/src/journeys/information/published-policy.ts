/** What the public may know of a matching policy: which parts, and the most points each can give. */
export interface PublishedPolicy {
  readonly weights: Readonly<Record<string, number>>;
}

export const PUBLISHED_POLICY = Symbol('published policy');

export class PolicyUnreadable extends Error {}

/**
 * Reads the weights out of a policy file (`config/policy/*.yaml`, parsed). Matching itself validates it in full; this page
 * needs the weights alone.
 *
 * @throws PolicyUnreadable where there are none, or one is no whole number.
 */
export function publishedPolicy(parsed: unknown): PublishedPolicy {
  const weights: unknown = isRecord(parsed) ? parsed['weights'] : undefined;
  if (!isRecord(weights)) throw new PolicyUnreadable('The matching policy has no weights.');
  for (const [part, points] of Object.entries(weights)) {
    if (typeof points !== 'number' || !Number.isInteger(points) || points < 0)
      throw new PolicyUnreadable(`The weight of ${part} is not a whole number of points.`);
  }
  return { weights: weights as Record<string, number> };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
