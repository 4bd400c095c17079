import { flagBit } from './refusal-bits.js';

const BODY_UNKNOWN = flagBit('BODY_UNKNOWN');
const WISHED = flagBit('WISHED');
const TWO_32 = 2 ** 32;

/**
 * The order of a need's candidates as one exact number, highest first: who need not wait, then points, then who was wished
 * for, then the pair's hash, lowest first. Where two are the same the offer's place decides, lowest first.
 */
export function rankKey(points: number, flags: number, hash: number): number {
  const ready = (flags & BODY_UNKNOWN) === 0 ? 1 : 0;
  const wished = (flags & WISHED) === 0 ? 0 : 1;
  return ((ready * 1_024 + points) * 2 + wished) * TWO_32 + (TWO_32 - 1 - hash);
}

/** Points without which no candidate can have this key; 0 where that one must wait, since anybody who need not comes first. */
export function leastPoints(key: number): number {
  const rank = Math.floor(key / (2 * TWO_32));
  return rank >= 1_024 ? rank - 1_024 : 0;
}
