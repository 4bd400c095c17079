import type { OfferId, SchoolUrn } from '@app/kernel';
import type { CandidateRow } from './candidate-row.js';
import { hashOf, rankCandidates } from './candidates.js';
import { applyChange, type Change } from './counterfactual/change.js';
import { possibleChanges, type Sized } from './counterfactual/possible-changes.js';
import { variantOf } from './counterfactual/variant.js';
import { PARTS, type PartName } from './policy.js';
import { buildProblem, type Problem } from './problem.js';
import type { PairScore } from './pair-score.js';
import type { HoldCode, Refusal, RefusalCode } from './refusal.js';
import { scorePair } from './score-pair.js';

/** Why a school is not first for a need, and the smallest single change of each kind with which it would be. */
export interface WhyNot {
  readonly offer: OfferId;
  readonly supporter: SchoolUrn;
  readonly standing: 'first' | 'behind' | 'held' | 'refused';
  /** In the order of the need's list; null where a rule refuses it. */
  readonly place: number | null;
  readonly refusals: readonly Refusal[];
  readonly holds: readonly HoldCode[];
  /** Points of the one who is first, less its own; null where either has none. */
  readonly behindBy: number | null;
  /** Where the two differ: points of the first, less its own. "Not known" counts nothing and is not told as a difference. */
  readonly apart: readonly { readonly part: PartName; readonly points: number }[];
  /** Each verified by scoring the changed snapshot from the beginning. */
  readonly toBeFirst: readonly Change[];
  /** Where a rule refuses it: with which it would be listed at all. */
  readonly toBeListed: readonly Change[];
}

/** The next ones in a need's list, after the first. */
export function whyNotNext(problem: Problem, row: CandidateRow, many = 3): readonly WhyNot[] {
  return row.candidates.slice(1, many + 1).map(({ offer }) => whyNot(problem, row, offer));
}

/**
 * Any school by name, listed or not: its offer that stands best, or that the fewest rules refuse.
 *
 * @returns null where the school offers nothing.
 */
export function whyNotSchool(problem: Problem, row: CandidateRow, supporter: SchoolUrn): WhyNot | null {
  const listed = row.candidates.find((candidate) => candidate.supporter === supporter);
  const refused = row.refused
    .filter((each) => each.supporter === supporter)
    .sort((a, b) => a.because.length - b.because.length)[0];
  const found = listed ?? refused;
  return found ? whyNot(problem, row, found.offer) : null;
}

export function whyNot(problem: Problem, row: CandidateRow, offer: OfferId): WhyNot {
  const at = problem.offerIndex.get(offer);
  const offered = at === undefined ? undefined : problem.offers[at];
  if (at === undefined || !offered) throw new RangeError('There is no such offer in this problem.');
  const [first] = row.candidates;
  const own = [...row.candidates, ...row.otherOffers].find((each) => each.offer === offer);
  const score = scorePair(problem, row.index, at);
  const isFirst = first?.supporter === offered.school;
  const standing = score.kind === 'refused' ? 'refused' : score.holds.length > 0 ? 'held' : 'behind';
  return {
    offer,
    supporter: offered.school,
    standing: isFirst ? 'first' : standing,
    place: own?.place ?? null,
    refusals: score.kind === 'refused' ? score.because : [],
    holds: score.kind === 'refused' ? [] : score.holds,
    behindBy: own && first ? first.points - own.points : null,
    apart: own && first ? PARTS.flatMap((part) => differ(part, first.parts[part], own.parts[part])) : [],
    toBeFirst: isFirst ? [] : smallestChanges(problem, row, at, comesFirst(problem, row, at), isFirstNow),
    toBeListed:
      score.kind === 'refused' ? smallestChanges(problem, row, at, isListed(row.index, at), isListedNow) : [],
  };
}

function differ(part: PartName, first: number | null, own: number | null): WhyNot['apart'] {
  return first === null || own === null || first === own ? [] : [{ part, points: first - own }];
}

/** Whether a changed problem is as wished, or how many points it lacks; infinitely many where no points can be counted. */
type Lacks = (problem: Problem, change: Change) => number;

function isListed(need: number, offer: number): Lacks {
  return (problem) => (scorePair(problem, need, offer).kind === 'scored' ? 0 : Infinity);
}

/** A change at the supporter moves its own points alone; one at the asking school, or of a weight, those of everybody. */
function comesFirst(before: Problem, row: CandidateRow, offer: number): Lacks {
  const supporter = before.offers[offer]?.school;
  const rival = row.candidates.find((each) => each.supporter !== supporter);
  return (problem, change) => {
    const own = scorePair(problem, row.index, offer);
    if (own.kind === 'refused' || own.holds.length > 0) return Infinity;
    const isOfAll =
      change.kind === 'asker_travel' || change.kind === 'asker_mode' || change.kind === 'weight';
    if (isOfAll) {
      const [first] = rankCandidates(problem, row.index).candidates;
      return first?.supporter === supporter ? 0 : Math.max(1, (first?.points ?? 0) - own.points);
    }
    if (!rival || rival.holds.length > 0) return 0;
    const lacking = rival.points - own.points;
    if (lacking !== 0) return Math.max(0, lacking);
    if (rival.wished !== own.wished) return own.wished ? 0 : 1;
    const [mine, theirs] = [offer, before.offerIndex.get(rival.offer) ?? -1].map((each) =>
      hashOf(before, row.index, each),
    );
    return (mine ?? 0) < (theirs ?? 0) ? 0 : 1;
  };
}

/** What can lift a rule; rules that are not here are lifted by none of these changes. */
const LIFTED_BY: Readonly<Partial<Record<RefusalCode, readonly Change['kind'][]>>> = {
  THEME_FIT_BELOW_FLOOR: ['depth', 'evidence', 'weight'],
  TOO_FAR_AND_NO_REMOTE: ['supporter_travel', 'asker_travel', 'supporter_mode', 'asker_mode'],
  NO_DAYS_IN_WINDOW: ['days'],
};

/** Kinds of change that each of its rules could be lifted by; null where no rule stands in the way. */
function kindsThatLift(score: PairScore): ReadonlySet<Change['kind']> | null {
  if (score.kind === 'scored') return score.holds.length > 0 ? new Set() : null;
  const [first = [], ...others] = score.because.map(({ code }) => LIFTED_BY[code] ?? []);
  return new Set(first.filter((kind) => others.every((each) => each.includes(kind))));
}

/** One for each kind of change (for weights: the fewest points of all), in the order of the kinds. */
function smallestChanges(
  problem: Problem,
  { index }: CandidateRow,
  offer: number,
  lacks: Lacks,
  holds: (changed: Problem, need: number, offer: number) => boolean,
): readonly Change[] {
  const found = new Map<Change['kind'], Change>();
  const kinds = kindsThatLift(scorePair(problem, index, offer));
  for (const sized of possibleChanges(problem, index, offer)) {
    if (kinds && !kinds.has(sized.at(1).kind)) continue;
    const step = smallestStep(problem, sized, lacks);
    if (step === null) continue;
    const change = sized.at(step);
    const before = found.get(change.kind);
    const isSmaller =
      change.kind === 'weight' && before?.kind === 'weight' ? change.points < before.points : !before;
    if (isSmaller) found.set(change.kind, change);
  }
  return [...found.values()].filter((change) => {
    return holds(buildProblem(applyChange(problem.snapshot, change)), index, offer);
  });
}

function isFirstNow(changed: Problem, need: number, offer: number): boolean {
  return rankCandidates(changed, need).candidates[0]?.supporter === changed.offers[offer]?.school;
}

function isListedNow(changed: Problem, need: number, offer: number): boolean {
  return scorePair(changed, need, offer).kind === 'scored';
}

function smallestStep(problem: Problem, { most, at, isSteady, perStep }: Sized, lacks: Lacks): number | null {
  const lacking = (step: number): number => lacks(variantOf(problem, at(step)), at(step));
  if (isSteady) {
    if (most < 1 || lacking(most) > 0) return null;
    let [low, high] = [1, most];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lacking(middle) === 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  for (let step = 1; step <= most;) {
    const points = lacking(step);
    if (points === 0) return step;
    // Four roundings, half a point each, before and after.
    const skip = perStep > 0 && points < Infinity ? Math.floor((points - 4) / perStep) : 1;
    step += Math.max(1, skip);
  }
  return null;
}
