import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  consistencyProof,
  GrowingTree,
  inclusionProof,
  isConsistent,
  leafHash,
  levelsOf,
  nodeHash,
  rootFromInclusion,
  rootOf,
  type Hash,
} from './merkle-tree.js';

/** The same from the text of RFC 9162 alone, as slowly as it is written there: 2.1.1, 2.1.3.1 and 2.1.4.1. */
const plain = {
  sha: (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest(),
  mth(d: Buffer[]): Buffer {
    if (d.length === 0) return this.sha();
    if (d.length === 1) return this.sha(Buffer.of(0), d[0] as Buffer);
    const k = this.k(d.length);
    return this.sha(Buffer.of(1), this.mth(d.slice(0, k)), this.mth(d.slice(k)));
  },
  k: (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1),
  path(m: number, d: Buffer[]): Buffer[] {
    if (d.length === 1) return [];
    const k = this.k(d.length);
    return m < k
      ? [...this.path(m, d.slice(0, k)), this.mth(d.slice(k))]
      : [...this.path(m - k, d.slice(k)), this.mth(d.slice(0, k))];
  },
  subproof(m: number, d: Buffer[], whole: boolean): Buffer[] {
    if (m === d.length) return whole ? [] : [this.mth(d)];
    const k = this.k(d.length);
    return m <= k
      ? [...this.subproof(m, d.slice(0, k), whole), this.mth(d.slice(k))]
      : [...this.subproof(m - k, d.slice(k), false), this.mth(d.slice(0, k))];
  },
};

const hex = (hashes: readonly Hash[]): string[] => hashes.map((hash) => hash.toString('hex'));
const treeOf = (entries: readonly Buffer[]) => levelsOf(entries.map(leafHash));
const anEntry = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const someEntries = fc.array(anEntry, { minLength: 1, maxLength: 70 });
const flip = (hash: Hash, at = 0): Hash => {
  const other = Buffer.from(hash);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};

describe('the tree gives what is known of it', () => {
  // The eight entries and roots that implementations of Certificate Transparency have compared since RFC 6962.
  const KNOWN = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const ROOTS = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const known = treeOf(KNOWN.map((entry) => Buffer.from(entry, 'hex')));

  it.each(ROOTS.map((root, at) => [at + 1, root]))('a root over the first %i entries', (size, root) => {
    expect(rootOf(known, size).toString('hex')).toBe(root);
  });

  it('the hash of nothing for no entry', () => {
    expect(rootOf(levelsOf([])).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  // RFC 9162, 2.1.5: seven entries d0 to d6, whose nodes the document calls by letters.
  it('the proofs of the RFC’s own example of seven', () => {
    const d = [0, 1, 2, 3, 4, 5, 6].map((n) => Buffer.from(`d${String(n)}`));
    const seven = treeOf(d);
    const [a, b, c, dd, e, f, j] = d.map(leafHash) as [Hash, Hash, Hash, Hash, Hash, Hash, Hash];
    const [g, h, i] = [nodeHash(a, b), nodeHash(c, dd), nodeHash(e, f)];
    const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
    expect(hex(inclusionProof(seven, 0))).toEqual(hex([b, h, l]));
    expect(hex(inclusionProof(seven, 3))).toEqual(hex([c, g, l]));
    expect(hex(inclusionProof(seven, 4))).toEqual(hex([f, j, k]));
    expect(hex(inclusionProof(seven, 6))).toEqual(hex([i, k]));
    expect(hex(consistencyProof(seven, 3))).toEqual(hex([c, dd, g, l]));
    expect(hex(consistencyProof(seven, 4))).toEqual(hex([l]));
    expect(hex(consistencyProof(seven, 6))).toEqual(hex([i, j, k]));
    expect(rootOf(seven).equals(nodeHash(k, l))).toBe(true);
  });
});

describe('whatever the entries', () => {
  it('root, inclusion and consistency are those of the RFC’s text, at every size', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.nat(), (entries, one, other) => {
        const levels = treeOf(entries);
        const size = 1 + (one % entries.length);
        const part = entries.slice(0, size);
        const at = other % size;
        expect(rootOf(levels, size).equals(plain.mth(part))).toBe(true);
        expect(hex(inclusionProof(levels, at, size))).toEqual(hex(plain.path(at, part)));
        expect(hex(consistencyProof(levels, at + 1, size))).toEqual(hex(plain.subproof(at + 1, part, true)));
      }),
      { numRuns: 300 },
    );
  });

  it('a tree that grows one by one, stopped anywhere and gone on with, has the same root', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), (entries, stop) => {
        const leaves = entries.map(leafHash);
        let tree = new GrowingTree();
        leaves.forEach((leaf, at) => {
          if (at === stop % leaves.length) tree = new GrowingTree(tree.size, tree.subtrees);
          tree.append(leaf);
        });
        expect(tree.size).toBe(leaves.length);
        expect(tree.root().equals(rootOf(levelsOf(leaves)))).toBe(true);
      }),
    );
  });

  it('every proof that is made is accepted, and none with one bit changed', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.nat(), fc.nat({ max: 31 }), (entries, one, other, bit) => {
        const levels = treeOf(entries);
        const size = entries.length;
        const [index, older] = [one % size, 1 + (other % size)];
        const root = rootOf(levels);
        const proof = inclusionProof(levels, index);
        const leaf = leafHash(entries[index] as Buffer);
        expect(rootFromInclusion(leaf, index, size, proof)?.equals(root)).toBe(true);
        expect(rootFromInclusion(flip(leaf, bit), index, size, proof)?.equals(root)).toBe(false);
        proof.forEach((step, at) => {
          const bent = proof.with(at, flip(step, bit));
          expect(rootFromInclusion(leaf, index, size, bent)?.equals(root)).toBe(false);
        });
        const [then, now] = [
          { size: older, root: rootOf(levels, older) },
          { size, root },
        ];
        const both = consistencyProof(levels, older);
        expect(isConsistent(then, now, both)).toBe(true);
        expect(isConsistent({ ...then, root: flip(then.root, bit) }, now, both)).toBe(false);
        expect(isConsistent(then, { ...now, root: flip(now.root, bit) }, both)).toBe(false);
        both.forEach((step, at) =>
          expect(isConsistent(then, now, both.with(at, flip(step, bit)))).toBe(false),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('a history rewritten below what somebody holds has no proof that it goes on from there', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.nat(), (entries, one, other) => {
        const held = 1 + (one % entries.length);
        const rewritten = entries.map((entry, at) =>
          at === other % held ? Buffer.concat([entry, Buffer.of(7)]) : entry,
        );
        const [before, after] = [treeOf(entries), treeOf(rewritten)];
        const then = { size: held, root: rootOf(before, held) };
        const now = { size: entries.length, root: rootOf(after) };
        expect(isConsistent(then, now, consistencyProof(after, held))).toBe(false);
        expect(isConsistent(then, now, consistencyProof(before, held))).toBe(false);
      }),
    );
  });
});

describe('refused', () => {
  const levels = treeOf([Buffer.from('a'), Buffer.from('b'), Buffer.from('c')]);

  it('what lies outside the tree', () => {
    expect(() => rootOf(levels, 4)).toThrow(RangeError);
    expect(() => inclusionProof(levels, 3)).toThrow(RangeError);
    expect(() => consistencyProof(levels, 0)).toThrow(RangeError);
    expect(() => new GrowingTree(3, [leafHash(Buffer.from('a'))])).toThrow(RangeError);
    expect(rootFromInclusion(leafHash(Buffer.from('a')), 3, 3, [])).toBeNull();
  });

  it('a proof too short or too long', () => {
    const proof = inclusionProof(levels, 0);
    const leaf = leafHash(Buffer.from('a'));
    expect(rootFromInclusion(leaf, 0, 3, proof.slice(1))).toBeNull();
    expect(rootFromInclusion(leaf, 0, 3, [...proof, leaf])).toBeNull();
    const [then, now] = [
      { size: 2, root: rootOf(levels, 2) },
      { size: 3, root: rootOf(levels) },
    ];
    expect(isConsistent(then, now, [])).toBe(false);
    expect(isConsistent(then, now, [...consistencyProof(levels, 2), leaf])).toBe(false);
    expect(isConsistent(now, then, [])).toBe(false);
  });
});
