import type { NeedId } from '@app/kernel';
import type { ScoredRow } from '../candidate-row.js';
import { fnv1a64 } from '../hash.js';
import { PARTS } from '../policy.js';
import { ROW_SCHEMA } from '../pack-row.js';
import { UNKNOWN } from './pair-scorer.js';
import type { PackedProblem } from './packed-problem.js';
import type { RankedNeed } from './ranked-need.js';

/** A ranked need as `packRow` writes it, to the byte, without the objects in between. */
export function writeRow({ ids }: PackedProblem, need: number, ranked: RankedNeed): ScoredRow {
  const id = ids.needs[need] ?? '';
  let [candidates, others, refused] = ['', '', ''];
  for (let at = 0; at < ranked.many; at += 1) {
    const text = entry(ranked, at);
    if (ranked.isFirst[at] === 1) candidates += candidates === '' ? text : `,${text}`;
    else others += others === '' ? text : `,${text}`;
  }
  for (let at = 0; at < ranked.refused; at += 1)
    refused += `${at === 0 ? '' : ','}[${ranked.refusedOffer[at] ?? 0},${ranked.refusedBits[at] ?? 0}]`;
  const packed = `{"candidates":[${candidates}],"index":${need},"need":${JSON.stringify(id)},"otherOffers":[${others}],"refused":[${refused}],"schema":"${ROW_SCHEMA}"}`;
  return { index: need, need: id as NeedId, packed, checksum: fnv1a64(packed) };
}

/** place, offer, points, flags, then the eight parts. */
function entry(ranked: RankedNeed, at: number): string {
  const offer = ranked.offer[at] ?? 0;
  let parts = '';
  for (let part = 0; part < PARTS.length; part += 1) {
    const points = ranked.partOf(offer, part);
    parts += points === UNKNOWN ? ',null' : `,${points}`;
  }
  return `[${ranked.place[at] ?? 0},${offer},${ranked.pointsOf(offer)},${ranked.flagsOf(offer)}${parts}]`;
}
