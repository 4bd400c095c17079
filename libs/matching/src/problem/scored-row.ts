import type { Candidate, CandidateRow, RefusedOffer } from '../candidate-row.js';
import type { Unplaced } from '../candidates.js';
import { PARTS, type PartName } from '../policy.js';
import type { Problem } from '../problem.js';
import { CONDITION_CODES, HOLD_CODES, REFUSAL_CODES } from '../refusal.js';
import { packedOf, type ScoringColumns } from './packed-problem.js';
import { PairScorer, UNKNOWN } from './pair-scorer.js';
import { RankedNeed } from './ranked-need.js';
import { flagBit } from './refusal-bits.js';

const WISHED = flagBit('WISHED');

/**
 * Rows and pairs scored from columns and told as objects, as `rankCandidates` tells them: for what is worked on in memory
 * and not kept. Columns are packed and working space is taken when the first pair is asked for.
 */
export class ScoredRows {
  private ranked: RankedNeed | null = null;
  private scorer: PairScorer | null = null;
  private need = -1;

  /** @param columns of the problem, where they are at hand. */
  constructor(
    private readonly problem: Problem,
    private readonly columns: () => ScoringColumns = () => packedOf(problem),
  ) {}

  /** Every offer against one need, by its place. */
  row(need: number): CandidateRow {
    const ranked = (this.ranked ??= new RankedNeed(this.columns()));
    const { offers, needs } = this.problem;
    const asked = needs[need];
    if (!asked) throw new RangeError('There is no such need in this problem.');
    ranked.rank(need);
    const candidates: Candidate[] = [];
    const otherOffers: Candidate[] = [];
    for (let at = 0; at < ranked.many; at += 1) {
      const offer = ranked.offer[at] ?? -1;
      const { id, school } = offers[offer] ?? nobody();
      const parts = partsOf((part) => ranked.partOf(offer, part));
      const place = ranked.place[at] ?? 0;
      const points = ranked.pointsOf(offer);
      const said = saidBy(ranked.flagsOf(offer));
      const found = { place, offer: id, supporter: school, points, parts, ...said };
      (ranked.isFirst[at] === 1 ? candidates : otherOffers).push(found);
    }
    const refused = Array.from({ length: ranked.refused }, (_, at) =>
      this.refusedOffer(ranked.refusedOffer[at] ?? -1, ranked.refusedBits[at] ?? 0),
    );
    return { index: need, need: asked.id, candidates, otherOffers, refused };
  }

  /** One pair, by places; fastest where pairs of one need follow each other. */
  pair(need: number, offer: number): Unplaced | RefusedOffer {
    const scorer = (this.scorer ??= new PairScorer(this.columns()));
    if (this.need !== need) scorer.begin(need);
    this.need = need;
    const bits = scorer.refusals(offer);
    if (bits !== 0) return this.refusedOffer(offer, bits);
    const points = scorer.points(offer);
    const { id, school } = this.problem.offers[offer] ?? nobody();
    const parts = partsOf((part) => scorer.parts[part] ?? UNKNOWN);
    return { offer: id, supporter: school, points, parts, ...saidBy(scorer.flags) };
  }

  private refusedOffer(offer: number, bits: number): RefusedOffer {
    const { id, school } = this.problem.offers[offer] ?? nobody();
    return { offer: id, supporter: school, because: rulesOf(bits) };
  }
}

function partsOf(pointsOf: (part: number) => number): Candidate['parts'] {
  const known = PARTS.map((part, at): [PartName, number | null] => {
    const points = pointsOf(at);
    return [part, points === UNKNOWN ? null : points];
  });
  return Object.fromEntries(known) as Record<PartName, number | null>;
}

type Said = Pick<Candidate, 'holds' | 'conditions' | 'wished'>;
const saidByFlags = new Map<number, Said>();

function saidBy(flags: number): Said {
  const known = saidByFlags.get(flags);
  if (known) return known;
  const isSaid = (code: (typeof HOLD_CODES)[number] | (typeof CONDITION_CODES)[number]): boolean =>
    (flags & flagBit(code)) !== 0;
  const said = {
    holds: HOLD_CODES.filter(isSaid),
    conditions: CONDITION_CODES.filter(isSaid),
    wished: (flags & WISHED) !== 0,
  };
  saidByFlags.set(flags, said);
  return said;
}

const rulesByBits = new Map<number, RefusedOffer['because']>();

function rulesOf(bits: number): RefusedOffer['because'] {
  const known = rulesByBits.get(bits) ?? REFUSAL_CODES.filter((_, at) => (bits & (1 << at)) !== 0);
  rulesByBits.set(bits, known);
  return known;
}

function nobody(): never {
  throw new RangeError('There is no such offer in this problem.');
}
