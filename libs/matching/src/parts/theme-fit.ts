import { share, type Fraction } from '../fraction.js';
import type { ThemeAnswer, ThemeFitFact } from '../pair-score.js';
import type { Problem } from '../problem.js';
import { FIT_UNIT, nearnessOf } from '../theme-answers.js';
import type { ThemeId } from '@app/kernel';
import type { Measured } from './part.js';

/**
 * The theme asked for first, and up to `secondary_most` percent more for the further ones: each of them adds its own fit
 * times an equal part of that. All together never more than 1.
 */
export function themeFit(problem: Problem, need: number, offer: number): Measured<ThemeFitFact> {
  const { policy, needs, themes } = problem;
  const asked = needs[need];
  const secondary = asked?.secondaryThemes ?? [];
  const fitOf = (theme: ThemeId): number => themes.fit(offer, problem.themeIndex.get(theme) ?? -1);
  const further = secondary.reduce((sum, theme) => sum + fitOf(theme), 0);
  const parts = 100 * Math.max(1, secondary.length);
  const primary = primaryFit(problem, need, offer);
  return {
    share: {
      over: primary.over * parts + policy.theme_fit.secondary_most * further,
      under: primary.under * parts,
    },
    fact: {
      part: 'theme_fit',
      primary: asked ? answerTo(problem, asked.primaryTheme, offer) : null,
      secondary: secondary.flatMap((theme) => answerTo(problem, theme, offer) ?? []),
    },
  };
}

/** Points that the theme asked for first brings alone: what the floor is held against. */
export function primaryPoints(problem: Problem, need: number, offer: number): number {
  return share(problem.weights[need]?.theme_fit ?? 0, primaryFit(problem, need, offer));
}

function primaryFit({ needs, themes, themeIndex }: Problem, need: number, offer: number): Fraction {
  const theme = themeIndex.get(needs[need]?.primaryTheme ?? '') ?? -1;
  return { over: themes.fit(offer, theme), under: FIT_UNIT };
}

function answerTo(problem: Problem, asked: ThemeId, offer: number): ThemeAnswer | null {
  const best = problem.themes.best(offer, problem.themeIndex.get(asked) ?? -1);
  const nearness = best && nearnessOf(asked, best.theme, problem.policy);
  if (!nearness) return null;
  const { theme: offered, depth, evidence, howKnown, on } = best;
  return { asked, offered, nearness, depth, evidence, howKnown, on };
}
