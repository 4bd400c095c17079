import { academicYearOf, type LocalDate, type ThemeId } from '@app/kernel';
import type { ThemeNearness } from './pair-score.js';
import type { Policy } from './policy.js';
import type { Offer, OfferedTheme } from './snapshot/snapshot.js';

/** Four shares of a hundred multiplied: nearness × depth × evidence × recency. */
export const FIT_UNIT = 100_000_000;

export function areaOf(theme: string): string {
  const end = theme.indexOf('.');
  return end < 0 ? theme : theme.slice(0, end);
}

/** Null outside the area of the theme. */
export function nearnessOf(asked: ThemeId, offered: ThemeId, policy: Policy): ThemeNearness | null {
  if (asked === offered) return 'same';
  const area = areaOf(asked);
  if (area !== areaOf(offered)) return null;
  const parent = (theme: string): string => theme.slice(0, theme.lastIndexOf('.'));
  const siblings = asked !== area && offered !== area && parent(asked) === parent(offered);
  return siblings && !policy.theme_fit.apart.includes(area) ? 'sibling' : 'area';
}

/** How far an offered theme answers an asked one, 0 to `FIT_UNIT`, exact. */
export function themeFit(asked: ThemeId, offered: OfferedTheme, policy: Policy, runDate: LocalDate): number {
  const nearness = nearnessOf(asked, offered.theme, policy);
  if (nearness === null) return 0;
  const { theme_fit: shares } = policy;
  const evidence =
    offered.evidence === 'declared' && offered.howKnown ? 'declared_how_known' : offered.evidence;
  return (
    shares.nearness[nearness] *
    shares.depth[offered.depth] *
    shares.evidence[evidence] *
    recency(offered.on, runDate, shares.recency)
  );
}

/** By whole academic years passed: evidence of last June is last year's, in September as in July. */
function recency(on: LocalDate, runDate: LocalDate, shares: readonly number[]): number {
  const yearsPassed = septemberOf(runDate) - septemberOf(on);
  return shares[Math.min(yearsPassed, shares.length - 1)] ?? 0;
}

function septemberOf(date: LocalDate): number {
  return Number(academicYearOf(date).slice(0, 4));
}

/** Offers that stand as they did before, by stretches of places; and places of those that do not. */
export interface KnownBefore {
  readonly runs: readonly { readonly from: number; readonly to: number; readonly many: number }[];
  readonly fresh: ReadonlySet<number>;
}

/** For every offer and theme of a snapshot: the best fit, and which of the offer's themes gives it. */
export class ThemeAnswers {
  /** By offer, then theme: 0 to `FIT_UNIT`. */
  readonly fits: Int32Array;
  private readonly bests: Int16Array;

  /** @param before answers of the same themes, and which offers stood in them. */
  constructor(
    private readonly themes: readonly ThemeId[],
    private readonly offers: readonly Offer[],
    policy: Policy,
    runDate: LocalDate,
    before?: KnownBefore & { readonly answers: ThemeAnswers },
  ) {
    this.fits = new Int32Array(offers.length * themes.length);
    this.bests = new Int16Array(offers.length * themes.length).fill(-1);
    const row = (of: number): number => of * themes.length;
    for (const { from, to, many } of before?.runs ?? []) {
      if (!before) break;
      this.fits.set(before.answers.fits.subarray(row(from), row(from + many)), row(to));
      this.bests.set(before.answers.bests.subarray(row(from), row(from + many)), row(to));
    }
    offers.forEach((offer, at) => {
      if (before && !before.fresh.has(at)) return;
      offer.themes.forEach((offered, place) => {
        themes.forEach((theme, column) => {
          if (areaOf(theme) !== areaOf(offered.theme)) return;
          const cell = at * themes.length + column;
          const fit = themeFit(theme, offered, policy, runDate);
          // The first of equals: themes of an offer stand in the order of their ids.
          if (fit > (this.fits[cell] ?? 0)) {
            this.fits[cell] = fit;
            this.bests[cell] = place;
          }
        });
      });
    });
  }

  /** 0 to `FIT_UNIT`. */
  fit(offer: number, theme: number): number {
    return this.fits[offer * this.themes.length + theme] ?? 0;
  }

  /** Null where nothing offered answers it at all. */
  best(offer: number, theme: number): OfferedTheme | null {
    const place = this.bests[offer * this.themes.length + theme] ?? -1;
    return place < 0 ? null : (this.offers[offer]?.themes[place] ?? null);
  }
}
