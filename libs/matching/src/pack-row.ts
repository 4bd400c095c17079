import { DomainError, type NeedId } from '@app/kernel';
import type { Candidate, CandidateRow, RefusedOffer, ScoredRow } from './candidate-row.js';
import { fnv1a64 } from './hash.js';
import { PARTS, type PartName } from './policy.js';
import type { Problem } from './problem.js';
import { FLAGS } from './problem/refusal-bits.js';
import { CONDITION_CODES, HOLD_CODES, REFUSAL_CODES } from './refusal.js';
import { canonicalJson } from './snapshot/canonical-json.js';

export const ROW_SCHEMA = 'trellis.row/1';

/** A stored row is not what the engine wrote, or belongs to another snapshot. The run cannot be concluded from it. */
export class RowDamaged extends DomainError {
  readonly code = 'ROW_DAMAGED';
  constructor(index: number, why: string) {
    super(`The scored row ${String(index)} of this run cannot be used: ${why}.`);
  }
}

/**
 * A row as a run keeps it. Offers are named by their place in the snapshot, refusals by bits in the order of their codes,
 * and facts are left out: they follow from the snapshot. About 40 bytes for a candidate, 8 for a refusal.
 */
export function packRow(problem: Problem, row: CandidateRow): ScoredRow {
  const packed = canonicalJson({
    schema: ROW_SCHEMA,
    index: row.index,
    need: row.need,
    candidates: row.candidates.map((each) => packCandidate(problem, each)),
    otherOffers: row.otherOffers.map((each) => packCandidate(problem, each)),
    refused: row.refused.map(({ offer, because }) => [placeOf(problem, offer), bits(REFUSAL_CODES, because)]),
  });
  return { index: row.index, need: row.need, packed, checksum: fnv1a64(packed) };
}

/** place, offer, points, flags, then the eight parts. */
function packCandidate(problem: Problem, candidate: Candidate): readonly (number | null)[] {
  const words = [
    ...candidate.holds,
    ...candidate.conditions,
    ...(candidate.wished ? (['WISHED'] as const) : []),
  ];
  return [
    candidate.place,
    placeOf(problem, candidate.offer),
    candidate.points,
    bits(FLAGS, words),
    ...PARTS.map((part) => candidate.parts[part]),
  ];
}

interface PackedRow {
  readonly schema: string;
  readonly need: NeedId;
  readonly candidates: readonly (readonly (number | null)[])[];
  readonly otherOffers: readonly (readonly (number | null)[])[];
  readonly refused: readonly (readonly [offer: number, because: number])[];
}

/** @throws RowDamaged where the checksum or the row's own need does not fit. */
export function unpackRow(problem: Problem, row: ScoredRow): CandidateRow {
  if (fnv1a64(row.packed) !== row.checksum) throw new RowDamaged(row.index, 'its checksum does not fit');
  const packed = JSON.parse(row.packed) as PackedRow;
  if (packed.schema !== ROW_SCHEMA) throw new RowDamaged(row.index, `it is not of the form ${ROW_SCHEMA}`);
  if (problem.needs[row.index]?.id !== packed.need)
    throw new RowDamaged(row.index, 'its need has another place in the snapshot');
  const candidate = (tuple: readonly (number | null)[]): Candidate => unpackCandidate(problem, row, tuple);
  return {
    index: row.index,
    need: packed.need,
    candidates: packed.candidates.map(candidate),
    otherOffers: packed.otherOffers.map(candidate),
    refused: packed.refused.map(([offer, because]): RefusedOffer => {
      const { id, school } = offerAt(problem, row, offer);
      return { offer: id, supporter: school, because: words(REFUSAL_CODES, because) };
    }),
  };
}

function unpackCandidate(problem: Problem, row: ScoredRow, tuple: readonly (number | null)[]): Candidate {
  const [place, offer, points, flags, ...parts] = tuple;
  const { id, school } = offerAt(problem, row, offer ?? -1);
  const said = new Set<string>(words(FLAGS, flags ?? 0));
  const sum = parts.reduce<number>((total, each) => total + (each ?? 0), 0);
  if (sum !== points || parts.length !== PARTS.length)
    throw new RowDamaged(row.index, 'its points are not the sum of their parts');
  return {
    place: place ?? 0,
    offer: id,
    supporter: school,
    points,
    parts: Object.fromEntries(PARTS.map((part, at) => [part, parts[at] ?? null])) as Record<
      PartName,
      number | null
    >,
    holds: HOLD_CODES.filter((code) => said.has(code)),
    conditions: CONDITION_CODES.filter((code) => said.has(code)),
    wished: said.has('WISHED'),
  };
}

function placeOf({ offerIndex }: Problem, offer: Candidate['offer']): number {
  const place = offerIndex.get(offer);
  if (place === undefined) throw new RangeError(`Offer ${offer} is not in this problem.`);
  return place;
}

function offerAt({ offers }: Problem, row: ScoredRow, place: number): Problem['offers'][number] {
  const offer = offers[place];
  if (!offer) throw new RowDamaged(row.index, 'it names an offer that the snapshot does not hold');
  return offer;
}

function bits<Word extends string>(order: readonly Word[], said: readonly Word[]): number {
  return said.reduce((sum, word) => sum | (1 << order.indexOf(word)), 0);
}

function words<Word extends string>(order: readonly Word[], said: number): readonly Word[] {
  return order.filter((_, at) => (said & (1 << at)) !== 0);
}
