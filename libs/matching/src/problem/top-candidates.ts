import { metresOfSquare } from '../distance.js';
import { pairHash } from '../hash.js';
import { MODES } from '../words.js';
import { BestOfNeed, type TopColumns } from './best-of-need.js';
import { eachStretch, partOf, wholePart, type OfferBlocks } from './offer-blocks.js';
import { NONE } from './pack-needs.js';
import { PairScorer } from './pair-scorer.js';
import type { PackedProblem } from './packed-problem.js';
import { leastPoints, rankKey } from './rank-order.js';

const REMOTE = 1 << MODES.indexOf('remote');

/** What is asked of all pairs of a need that no rule refuses. */
export interface Asked {
  /** With fewer points a pair of this offer is of no interest. */
  leastPoints(offer: number): number;
  found(offer: number, points: number, flags: number, hash: number): void;
}

const MOST_POINTS = 1_000;

/** Places in the order of blocks. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Whether distance is no matter. */
  readonly isAnywhere: boolean;
}

/** Needs by asking school, then place: a school's distances are reckoned once for all its needs. */
export function needsByAsker({ needs }: PackedProblem): Int32Array {
  return Int32Array.from({ length: needs.many }, (_, need) => need).sort(
    (a, b) => (needs.school[a] ?? 0) - (needs.school[b] ?? 0) || a - b,
  );
}

/**
 * The best candidates of needs where there are too many pairs to list them all: `rankCandidates` cut off after the best few,
 * over the offers that could pass at all.
 */
export class TopCandidates {
  private readonly scorer: PairScorer;
  private readonly best: BestOfNeed;
  private eligible = 0;
  private asked: Asked | null = null;

  constructor(
    private readonly packed: PackedProblem,
    /** Null where every offer is asked for: below `DENSE_BELOW` that is faster. */
    private readonly blocks: OfferBlocks | null,
    private readonly into: TopColumns,
  ) {
    this.scorer = new PairScorer(packed);
    this.best = new BestOfNeed(into.most);
  }

  find(need: number): void {
    this.look(need);
    this.into.eligible[need] = this.eligible;
    this.best.take(need, this.into);
  }

  /** Calls for every pair of a need with so many points or more; the lists stay as they are. */
  ask(need: number, asked: Asked): void {
    this.asked = asked;
    this.look(need);
    this.asked = null;
  }

  private look(need: number): void {
    this.scorer.begin(need);
    this.eligible = 0;
    if (this.blocks) this.lookInBlocks(need, this.blocks);
    else this.lookEverywhere(need);
  }

  private lookEverywhere(need: number): void {
    const { scorer } = this;
    for (let offer = 0; offer < this.packed.offers.many; offer += 1)
      if (scorer.refusals(offer) === 0)
        this.add(need, offer, this.primaryOf(need, offer), scorer.metresTo(offer));
  }

  private lookInBlocks(need: number, blocks: OfferBlocks): void {
    const { needs, schools } = this.packed;
    const { scorer } = this;
    const { asker } = scorer;
    if (schools.open[asker] === 1) {
      const theme = needs.theme[need] ?? 0;
      for (const isRemote of [true, false]) {
        const part = partOf(theme, isRemote);
        const isAnywhere = isRemote && ((needs.modes[need] ?? 0) & REMOTE) !== 0;
        const east = schools.easting[asker] ?? NONE;
        if (isAnywhere || east === NONE) {
          const [from, to] = wholePart(blocks, part);
          this.scan(need, blocks, { from, to, isAnywhere });
        } else {
          const own = needs.travel[need] ?? NONE;
          const metres = own === NONE ? (blocks.farthest[part] ?? 0) : own;
          const place = { east, north: schools.northing[asker] ?? 0, metres };
          eachStretch(blocks, part, place, (from, to) => {
            this.scan(need, blocks, { from, to, isAnywhere: false });
          });
        }
      }
    }
  }

  private primaryOf(need: number, offer: number): number {
    const { needs, offers, points } = this.packed;
    return points.primary[(needs.theme[need] ?? 0) * offers.many + offer] ?? 0;
  }

  private scan(need: number, blocks: OfferBlocks, { from, to, isAnywhere }: Stretch): void {
    const { needs, schools, points } = this.packed;
    const { scorer } = this;
    const { asker } = scorer;
    const stages = needs.stages[need] ?? 0;
    const own = needs.travel[need] ?? NONE;
    const days = (needs.window[need] ?? 0) * schools.many;
    const [east, north] = [schools.easting[asker] ?? NONE, schools.northing[asker] ?? NONE];
    for (let at = from; at < to; at += 1) {
      if (((blocks.stages[at] ?? 0) & stages) === 0) continue;
      const there = blocks.easting[at] ?? NONE;
      let squared = -1;
      if (east !== NONE && there !== NONE) {
        const [apart, up] = [there - east, (blocks.northing[at] ?? 0) - north];
        squared = apart * apart + up * up;
        const travel = blocks.travel[at] ?? NONE;
        const most = travel === NONE ? (own === NONE ? points.limitMetres : own) : travel;
        const limit = own !== NONE && own < most ? own : most;
        // Rounded to whole metres it is more than the limit just where its square is more than this.
        if (!isAnywhere && squared > limit * limit + limit) continue;
      }
      const supporter = blocks.school[at] ?? 0;
      if (schools.anyDays[days + supporter] === 0) continue;
      const offer = blocks.offer[at] ?? 0;
      if (scorer.refusalsOfPeople(offer, supporter) !== 0) continue;
      this.add(need, offer, blocks.primary[at] ?? 0, squared < 0 ? NONE : metresOfSquare(squared));
    }
  }

  private add(need: number, offer: number, primary: number, metres: number): void {
    const { scorer, best } = this;
    this.eligible += 1;
    const { needs, offers } = this.packed;
    const hash = pairHash(needs.hash[need] ?? 0, offers.hash[offer] ?? 0);
    if (this.asked) {
      const least = this.asked.leastPoints(offer);
      const points = least > MOST_POINTS ? -1 : scorer.pointsAbove(offer, primary, metres, least);
      if (points >= 0) this.asked.found(offer, points, scorer.flags, hash);
      return;
    }
    const least = best.worst < 0 ? 0 : leastPoints(best.worst);
    const points = scorer.pointsAbove(offer, primary, metres, least);
    if (points < 0) return;
    const key = rankKey(points, scorer.flags, hash);
    if (key >= best.worst) best.add(key, offer, points, scorer.flags, scorer.parts);
  }
}
