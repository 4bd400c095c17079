import type { ThemeId } from '@app/kernel';
import { PARTS } from '../policy.js';
import type { Problem } from '../problem.js';
import { DEPTHS, EVIDENCE_KINDS, MODES } from '../words.js';
import type { Change } from './change.js';

/** A change that has a size: nothing up to `most` steps is left out, the smallest that does it is looked for. */
export interface Sized {
  readonly most: number;
  readonly at: (step: number) => Change;
  /** True where more of it never does harm, so that halving finds the smallest. */
  readonly isSteady: boolean;
  /** Points that one more step can change between two candidates at most, rounding apart; 0 where nobody can say. */
  readonly perStep: number;
}

const MOST_HALF_DAYS = 40;
const KILOMETRE = 1_000;
/** Nobody travels farther to help. */
const MOST_KILOMETRES = 100;

/** All single changes looked at, by kind: within a kind the smaller ones come first. */
export function possibleChanges(problem: Problem, need: number, offer: number): readonly Sized[] {
  return [
    ...days(problem, need, offer),
    ...travel(problem, need, offer),
    ...modes(problem, need, offer),
    ...strengths(problem, need, offer),
    ...weights(problem, need),
  ];
}

function days(problem: Problem, need: number, offer: number): readonly Sized[] {
  const supporter = problem.offers[offer]?.school;
  const window = problem.windows[need];
  const halfTerm =
    window && window.to > window.from ? problem.snapshot.halfTerms[window.from]?.id : undefined;
  if (supporter === undefined || halfTerm === undefined) return [];
  const at = (halfDays: number): Change => ({ kind: 'days', supporter, halfTerm, halfDays });
  return [{ most: MOST_HALF_DAYS, at, isSteady: true, perStep: 0 }];
}

function travel({ needs, offers, policy }: Problem, needAt: number, offerAt: number): readonly Sized[] {
  const [need, offer] = [needs[needAt], offers[offerAt]];
  if (!need || !offer) return [];
  const from = (own: number | null): number => Math.floor((own ?? policy.reach.limit_metres) / KILOMETRE);
  const mostOf = (own: number | null): number => Math.max(0, MOST_KILOMETRES - from(own));
  const [mine, theirs] = [offer.travelMetres, need.travelMetres];
  return [
    {
      most: mostOf(mine),
      at: (step) => ({
        kind: 'supporter_travel',
        offer: offer.id,
        metres: (from(mine) + step) * KILOMETRE,
      }),
      isSteady: true,
      perStep: 0,
    },
    {
      most: mostOf(theirs),
      at: (step) => ({ kind: 'asker_travel', need: need.id, metres: (from(theirs) + step) * KILOMETRE }),
      isSteady: false,
      perStep: 0,
    },
  ];
}

function modes({ needs, offers }: Problem, needAt: number, offerAt: number): readonly Sized[] {
  const [need, offer] = [needs[needAt], offers[offerAt]];
  if (!need || !offer) return [];
  return [
    ...oneByOne(
      MODES.filter((mode) => !offer.modes.includes(mode)).map((mode): Change => ({
        kind: 'supporter_mode',
        offer: offer.id,
        mode,
      })),
    ),
    ...oneByOne(
      MODES.filter((mode) => !need.modes.includes(mode)).map((mode): Change => ({
        kind: 'asker_mode',
        need: need.id,
        mode,
      })),
    ),
  ];
}

/** Depth and evidence of each offered theme that answers the need at all, the smallest step up first. */
function strengths(problem: Problem, needAt: number, offerAt: number): readonly Sized[] {
  const [need, offer] = [problem.needs[needAt], problem.offers[offerAt]];
  if (!need || !offer) return [];
  const asked = new Set<ThemeId>(
    [need.primaryTheme, ...need.secondaryThemes].map((theme) => areaOfTheme(theme)),
  );
  const { depth: depths, evidence: evidences } = problem.policy.theme_fit;
  return offer.themes
    .filter(({ theme }) => asked.has(areaOfTheme(theme)))
    .flatMap(({ theme, depth }) => [
      ...oneByOne(
        [...DEPTHS]
          .filter((each) => depths[each] > depths[depth])
          .sort((a, b) => depths[a] - depths[b])
          .map((each): Change => ({ kind: 'depth', offer: offer.id, theme, depth: each })),
      ),
      ...oneByOne(
        [...EVIDENCE_KINDS]
          .sort((a, b) => evidences[a] - evidences[b])
          .map((evidence): Change => ({ kind: 'evidence', offer: offer.id, theme, evidence })),
      ),
    ]);
}

function areaOfTheme(theme: ThemeId): ThemeId {
  return (theme.split('.')[0] ?? theme) as ThemeId;
}

/** One unit moved is at most one point more for one candidate and one less for another, twice. */
function weights(problem: Problem, needAt: number): readonly Sized[] {
  const theme = problem.needs[needAt]?.primaryTheme;
  const now = problem.weights[needAt];
  if (theme === undefined || !now) return [];
  const floor = problem.policy.floors.theme_fit;
  return PARTS.flatMap((from) =>
    PARTS.filter((to) => to !== from).map((to): Sized => {
      const at = (points: number): Change => ({ kind: 'weight', theme, from, to, points });
      return { most: now[from] - (from === 'theme_fit' ? floor : 0), at, isSteady: false, perStep: 2 };
    }),
  );
}

/** Changes without a size, as one that has so many steps. */
function oneByOne(changes: readonly Change[]): readonly Sized[] {
  const [first] = changes;
  if (!first) return [];
  const at = (step: number): Change => changes[step - 1] ?? first;
  return [{ most: changes.length, at, isSteady: false, perStep: 0 }];
}
