import { percent, share } from '../fraction.js';
import { weightsFor, type Problem } from '../problem.js';
import { PARTS, type PartName, type Weights } from '../policy.js';
import { FIT_UNIT, type KnownBefore } from '../theme-answers.js';
import { KEY_STAGES } from '../words.js';

/** Points that depend on few things, reckoned once by the one rule of `share`. */
export interface PointTables {
  readonly themes: number;
  /** Weights by set and part, in the order of the parts. */
  readonly weights: Int32Array;
  /** By offer, then theme: how far the offer answers it, 0 to `FIT_UNIT`. */
  readonly fits: Int32Array;
  /** By theme, then offer: points that a need with this theme first gets for it alone. */
  readonly primary: Int16Array;
  readonly floor: number;
  readonly secondaryMost: number;
  readonly enoughLeft: number;
  readonly fullMetres: number;
  readonly limitMetres: number;
  /** By set. */
  readonly remote: Int16Array;
  /** By set: a wanted mode, half way by hybrid, or neither. */
  readonly mode: Int16Array;
  /** By set, stages served, stages asked (`STAGE_CELLS` each) and whether the setting is alike. */
  readonly stage: Int16Array;
}

export const STAGE_CELLS = KEY_STAGES.length + 1;

export interface PackedPoints {
  readonly sets: readonly Weights[];
  readonly setOfNeed: Int32Array;
  readonly tables: PointTables;
}

export function packPoints(problem: Problem): PackedPoints {
  const { policy, weights, themes, snapshot } = problem;
  const sets = [...new Set(weights)];
  const places = new Map(sets.map((set, at) => [set, at]));
  const perSet = (each: (set: Weights) => readonly number[]): Int16Array =>
    Int16Array.from(sets.flatMap((set) => each(set)));
  return {
    sets,
    setOfNeed: Int32Array.from(weights, (set) => places.get(set) ?? 0),
    tables: {
      themes: snapshot.themes.length,
      weights: Int32Array.from(sets.flatMap((set) => PARTS.map((part) => set[part]))),
      fits: themes.fits,
      primary: primaryPoints(problem),
      floor: policy.floors.theme_fit,
      secondaryMost: policy.theme_fit.secondary_most,
      enoughLeft: policy.free_capacity.enough_left,
      fullMetres: policy.reach.full_metres,
      limitMetres: policy.reach.limit_metres,
      remote: perSet((set) => [share(set.reach, percent(policy.reach.remote))]),
      mode: perSet((set) =>
        (['wanted', 'hybrid', 'other'] as const).map((answer) =>
          share(set.mode, percent(policy.mode[answer])),
        ),
      ),
      stage: perSet((set) => stagePoints(set, policy.setting.unlike)),
    },
  };
}

/**
 * Whole points for the theme that a need asks for first: by theme, then offer.
 *
 * @param before of the same themes, and which of its offers stand as they did.
 */
export function primaryPoints(
  { policy, themes, snapshot, offers }: Problem,
  before?: KnownBefore & { readonly primary: Int16Array; readonly offers: number },
): Int16Array {
  const primary = new Int16Array(offers.length * snapshot.themes.length);
  const fresh = before ? [...before.fresh] : offers.map((_, at) => at);
  snapshot.themes.forEach((theme, column) => {
    for (const { from, to, many } of before?.runs ?? []) {
      const start = column * (before?.offers ?? 0) + from;
      if (before) primary.set(before.primary.subarray(start, start + many), column * offers.length + to);
    }
    const most = weightsFor(theme, policy).theme_fit;
    const known = new Map<number, number>([[0, 0]]);
    for (const offer of fresh) {
      const over = themes.fit(offer, column);
      const points = known.get(over) ?? share(most, { over, under: FIT_UNIT });
      known.set(over, points);
      primary[column * offers.length + offer] = points;
    }
  });
  return primary;
}

export function placeOfPart(part: PartName): number {
  return PARTS.indexOf(part);
}

function stagePoints({ key_stage_and_setting: most }: Weights, unlike: number): readonly number[] {
  const counts = Array.from({ length: STAGE_CELLS }, (_, many) => many);
  return counts.flatMap((served) =>
    counts.flatMap((asked) =>
      [unlike, 100].map((kept) =>
        asked === 0 ? 0 : share(most, { over: served * kept, under: asked * 100 }),
      ),
    ),
  );
}
