import { createHash } from 'node:crypto';

/**
 * The tree of RFC 9162 (Certificate Transparency 2.0), section 2.1. All hashes are SHA-256.
 * `MTH`, `PATH` and `PROOF` below are that document's names; no other tree gives the same roots.
 */
export type Hash = Buffer;

/** One list of hashes per level: level 0 the leaves, level k the complete subtrees of 2^k leaves, from the left. */
export type Levels = readonly (readonly Hash[])[];

const [LEAF, NODE] = [Buffer.of(0x00), Buffer.of(0x01)];
const EMPTY: Hash = createHash('sha256').digest();

/** `SHA-256(0x00 || d)`: the prefix keeps a leaf from being passed off as a node (2.1.1). */
export function leafHash(entry: Uint8Array): Hash {
  return createHash('sha256').update(LEAF).update(entry).digest();
}

/** `SHA-256(0x01 || left || right)` (2.1.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** Each complete subtree hashed once, so that a root or a proof afterwards costs a few hashes only. */
export function levelsOf(leaves: readonly Hash[]): Levels {
  const levels: Hash[][] = [[...leaves]];
  for (let below = levels[0] ?? []; below.length > 1; below = levels.at(-1) ?? []) {
    const level: Hash[] = [];
    for (let at = 0; at + 1 < below.length; at += 2)
      level.push(nodeHash(must(below[at]), must(below[at + 1])));
    levels.push(level);
  }
  return levels;
}

/** `MTH(D[0:size])` (2.1.1): the root over the first `size` leaves; the hash of nothing for none. */
export function rootOf(levels: Levels, size = sizeOf(levels)): Hash {
  refuseOutside(size, 0, sizeOf(levels));
  return size === 0 ? EMPTY : rangeRoot(levels, 0, size);
}

/** `PATH(m, D[0:size])` (2.1.3.1): what somebody who holds one leaf needs to work out the root. */
export function inclusionProof(levels: Levels, index: number, size = sizeOf(levels)): Hash[] {
  refuseOutside(size, 1, sizeOf(levels));
  refuseOutside(index, 0, size - 1);
  const path: Hash[] = [];
  for (let [from, to] = [0, size]; to - from > 1;) {
    const middle = from + splitOf(to - from);
    path.unshift(index < middle ? rangeRoot(levels, middle, to) : rangeRoot(levels, from, middle));
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return path;
}

/** `PROOF(older, D[0:size])` (2.1.4.1): that the first `older` leaves are still what they were. Empty where both are one size. */
export function consistencyProof(levels: Levels, older: number, size = sizeOf(levels)): Hash[] {
  refuseOutside(size, 1, sizeOf(levels));
  refuseOutside(older, 1, size);
  const path: Hash[] = [];
  let [from, to] = [0, size];
  while (older < to) {
    const middle = from + splitOf(to - from);
    path.unshift(older <= middle ? rangeRoot(levels, middle, to) : rangeRoot(levels, from, middle));
    [from, to] = older <= middle ? [from, middle] : [middle, to];
  }
  // SUBPROOF(m, D, b): where the old tree is this very subtree, its root is known to who checks, and left out.
  return from === 0 ? path : [rangeRoot(levels, from, to), ...path];
}

/** The root that a leaf and its proof lead to (2.1.3.2). @returns null where the proof has the wrong length. */
export function rootFromInclusion(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
): Hash | null {
  if (index < 0 || index >= size) return null;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(step, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, step);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? hash : null;
}

/** Whether `proof` shows that the tree of `size` begins with the tree of `older` (2.1.4.2). */
export function isConsistent(
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (older.size < 1 || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  // A complete old tree stands in the new one as it is: its root is where the proof begins.
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [asOld, asNew] = [first, first];
  for (const step of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [asOld, asNew] = [nodeHash(step, asOld), nodeHash(step, asNew)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else asNew = nodeHash(asNew, step);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && asOld.equals(older.root) && asNew.equals(newer.root);
}

/**
 * The tree as it grows: of a tree of any size only the roots of its complete subtrees are needed to go on, from the
 * widest on the left to the narrowest. There are as many as the size has ones in binary.
 */
export class GrowingTree {
  private readonly peaks: Hash[];

  constructor(
    private count = 0,
    peaks: readonly Hash[] = [],
  ) {
    if (peaks.length !== onesOf(count))
      throw new RangeError(`A tree of ${String(count)} has other subtrees.`);
    this.peaks = [...peaks];
  }

  get size(): number {
    return this.count;
  }

  get subtrees(): readonly Hash[] {
    return this.peaks;
  }

  append(leaf: Hash): void {
    let hash = leaf;
    for (let size = this.count; size % 2 === 1; size = half(size))
      hash = nodeHash(must(this.peaks.pop()), hash);
    this.peaks.push(hash);
    this.count += 1;
  }

  root(): Hash {
    if (this.count === 0) return EMPTY;
    return this.peaks
      .slice(0, -1)
      .reduceRight((right, left) => nodeHash(left, right), must(this.peaks.at(-1)));
  }
}

/** `MTH(D[from:to])` of a range that begins where RFC 9162 may split: complete on its left. */
function rangeRoot(levels: Levels, from: number, to: number): Hash {
  const size = to - from;
  if (isPowerOfTwo(size)) return must(levels[Math.log2(size)]?.[from / size]);
  const middle = from + splitOf(size);
  return nodeHash(rangeRoot(levels, from, middle), rangeRoot(levels, middle, to));
}

/** The largest power of two below `size` (2.1.1: `k < n <= 2k`). */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function isPowerOfTwo(size: number): boolean {
  return onesOf(size) === 1;
}

// No bitwise operators: they would cut a size at 32 bits.
function onesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = half(rest)) ones += rest % 2;
  return ones;
}

function half(size: number): number {
  return Math.floor(size / 2);
}

function sizeOf(levels: Levels): number {
  return levels[0]?.length ?? 0;
}

function must(hash: Hash | undefined): Hash {
  if (hash === undefined) throw new RangeError('The tree has no such subtree.');
  return hash;
}

function refuseOutside(value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new RangeError(`${String(value)} is not within ${String(least)} and ${String(most)}.`);
}
