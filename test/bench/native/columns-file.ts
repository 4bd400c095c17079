import { openSync, closeSync, writeSync } from 'node:fs';
import { UNMET, type WideLists, type WideRoom } from '../../../libs/matching/src/plan/wide/wide-lists.js';
import type { Lists } from '../../../libs/matching/src/problem/lists.js';
import { SQUARE_M, type OfferBlocks } from '../../../libs/matching/src/problem/offer-blocks.js';
import type { ContextColumns } from '../../../libs/matching/src/problem/pack-context.js';
import type { PackedProblem } from '../../../libs/matching/src/problem/packed-problem.js';

/** Columns one after the other, each after its length in bytes: what `score.cpp` reads, in the same order. */
export function writeColumns(
  path: string,
  { needs: n, offers: o, schools: s, points: p }: PackedProblem,
  b: OfferBlocks,
  order: Int32Array,
  most: number,
): void {
  const heads = [n.many, o.many, s.many, p.themes, p.floor, p.secondaryMost, p.enoughLeft, p.fullMetres];
  const map = [p.limitMetres, s.sameBody, most, b.squares, b.across, b.west, b.south, SQUARE_M];
  const lists = ({ first, place, bits }: Lists): ArrayBufferView[] => [first, place, bits];
  const columns: ArrayBufferView[] = [
    Int32Array.from([...heads, ...map]),
    ...[n.school, n.hash, n.theme, n.second, n.third, n.stages, n.modes, n.travel, n.wanted, n.window, n.set],
    ...[n.approach, ...lists(n.says)],
    ...[o.school, o.hash, o.modes, o.stages, o.travel, ...lists(o.notWith)],
    ...[
      s.open,
      s.easting,
      s.northing,
      s.trust,
      s.federation,
      s.academy,
      s.trustKnown,
      s.setting,
      s.secondary,
    ],
    ...[...lists(s.conflicts), s.declared, s.free, s.anyDays, s.fairShare, s.trackRecord],
    ...[...context(s.secondaryContext), ...context(s.primaryContext)],
    ...[p.weights, p.fits, p.primary, p.remote, p.mode, p.stage],
    ...[
      b.offer,
      b.school,
      b.easting,
      b.northing,
      b.travel,
      b.stages,
      b.modes,
      b.primary,
      b.first,
      b.farthest,
    ],
    order,
  ];
  writeFile(path, columns);
}

/** A wide assignment for `assign.cpp`. */
export function writeAssignment(path: string, lists: WideLists, room: WideRoom): void {
  const { first, offer, cost } = lists;
  writeFile(path, [first, offer, cost, room.offerSchool, room.offers, room.schools, Float64Array.of(UNMET)]);
}

function writeFile(path: string, columns: readonly ArrayBufferView[]): void {
  const file = openSync(path, 'w');
  for (const column of columns) {
    writeSync(file, Float64Array.of(column.byteLength));
    writeSync(file, new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
  closeSync(file);
}

function context(c: ContextColumns): ArrayBufferView[] {
  const half = 2n ** 48n;
  return [
    Int32Array.of(c.least, c.many, c.measures),
    Float64Array.from(c.exact.flatMap((weight) => [Number(weight / half), Number(weight % half)])),
    ...[c.weights, c.figures, c.place, c.alike, c.present, c.patterns, c.first],
  ];
}
