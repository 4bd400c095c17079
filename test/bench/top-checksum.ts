import type { TopColumns } from '../../libs/matching/src/problem/best-of-need.js';

/** @throws Error where two ways do not come to the same. */
export function same(one: number, other: number | undefined): void {
  if (one !== other) throw new Error(`Checksums differ: ${one} and ${String(other)}.`);
}

/** As the compiled peer reckons it. */
export function checksumOf({ most, many, eligible, offer, points, flags, parts }: TopColumns): number {
  let sum = 0x811c9dc5;
  const word = (value: number): void => {
    sum = Math.imul(sum ^ value, 0x01000193);
    sum ^= sum >>> 15;
  };
  for (let need = 0; need < many.length; need += 1) {
    word(eligible[need]!);
    word(many[need]!);
    for (let at = need * most; at < need * most + many[need]!; at += 1) {
      word(offer[at]!);
      word(points[at]!);
      word(flags[at]!);
      for (let part = 0; part < 8; part += 1) word(parts[at * 8 + part]!);
    }
  }
  return sum >>> 0;
}
