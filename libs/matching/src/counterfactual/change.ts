import type { HalfTermId, NeedId, OfferId, SchoolUrn, ThemeId } from '@app/kernel';
import type { PartName, Weights } from '../policy.js';
import { areaOf } from '../theme-answers.js';
import type { Days, Need, Offer, OfferedTheme, Snapshot } from '../snapshot/snapshot.js';
import type { Depth, EvidenceKind, Mode } from '../words.js';

/** One thing that somebody could change. */
export type Change =
  /** More half-days of the supporter, declared and free. */
  | {
      readonly kind: 'days';
      readonly supporter: SchoolUrn;
      readonly halfTerm: HalfTermId;
      readonly halfDays: number;
    }
  | { readonly kind: 'supporter_travel'; readonly offer: OfferId; readonly metres: number }
  | { readonly kind: 'asker_travel'; readonly need: NeedId; readonly metres: number }
  | { readonly kind: 'supporter_mode'; readonly offer: OfferId; readonly mode: Mode }
  | { readonly kind: 'asker_mode'; readonly need: NeedId; readonly mode: Mode }
  | { readonly kind: 'depth'; readonly offer: OfferId; readonly theme: ThemeId; readonly depth: Depth }
  /** New evidence, of the day of the run. */
  | {
      readonly kind: 'evidence';
      readonly offer: OfferId;
      readonly theme: ThemeId;
      readonly evidence: EvidenceKind;
    }
  /** So many points of one part's weight given to another's, in the weights that this theme is weighed by. */
  | {
      readonly kind: 'weight';
      readonly theme: ThemeId;
      readonly from: PartName;
      readonly to: PartName;
      readonly points: number;
    };

/** The snapshot as it would have been. */
export function applyChange(snapshot: Snapshot, change: Change): Snapshot {
  switch (change.kind) {
    case 'days':
      return { ...snapshot, days: withMoreDays(snapshot.days, change) };
    case 'supporter_travel':
      return withOffer(snapshot, change.offer, (offer) => ({ ...offer, travelMetres: change.metres }));
    case 'supporter_mode':
      return withOffer(snapshot, change.offer, (offer) => ({
        ...offer,
        modes: [...offer.modes, change.mode],
      }));
    case 'depth':
      return withTheme(snapshot, change, (offered) => ({ ...offered, depth: change.depth }));
    case 'evidence':
      return withTheme(snapshot, change, (offered) => ({
        ...offered,
        evidence: change.evidence,
        howKnown: offered.howKnown || change.evidence === 'declared',
        on: snapshot.runDate,
      }));
    case 'asker_travel':
      return withNeed(snapshot, change.need, (need) => ({ ...need, travelMetres: change.metres }));
    case 'asker_mode':
      return withNeed(snapshot, change.need, (need) => ({ ...need, modes: [...need.modes, change.mode] }));
    case 'weight':
      return { ...snapshot, policy: withWeight(snapshot.policy, change) };
  }
}

function withMoreDays(
  days: readonly Days[],
  { supporter, halfTerm, halfDays }: Extract<Change, { kind: 'days' }>,
): readonly Days[] {
  const isIt = (row: Days): boolean => row.school === supporter && row.halfTerm === halfTerm;
  if (!days.some(isIt))
    return [...days, { school: supporter, halfTerm, declared: halfDays, free: halfDays, askMe: false }];
  return days.map((row) =>
    isIt(row) ? { ...row, declared: row.declared + halfDays, free: row.free + halfDays } : row,
  );
}

function withOffer(snapshot: Snapshot, id: OfferId, change: (offer: Offer) => Offer): Snapshot {
  const offers = snapshot.offers.map((offer) => (offer.id === id ? change(offer) : offer));
  return { ...snapshot, offers };
}

function withNeed(snapshot: Snapshot, id: NeedId, change: (need: Need) => Need): Snapshot {
  const needs = snapshot.needs.map((need) => (need.id === id ? change(need) : need));
  return { ...snapshot, needs };
}

function withTheme(
  snapshot: Snapshot,
  { offer: id, theme }: { readonly offer: OfferId; readonly theme: ThemeId },
  change: (offered: OfferedTheme) => OfferedTheme,
): Snapshot {
  return withOffer(snapshot, id, (offer) => ({
    ...offer,
    themes: offer.themes.map((offered) => (offered.theme === theme ? change(offered) : offered)),
  }));
}

function withWeight(
  policy: Snapshot['policy'],
  { theme, from, to, points }: Extract<Change, { kind: 'weight' }>,
): Snapshot['policy'] {
  const moved = (weights: Weights): Weights => ({
    ...weights,
    [from]: weights[from] - points,
    [to]: weights[to] + points,
  });
  const own = policy.weights_by_theme;
  const key = [theme, areaOf(theme)].find((each) => own[each] !== undefined);
  const found = key === undefined ? undefined : own[key];
  if (key === undefined || found === undefined) return { ...policy, weights: moved(policy.weights) };
  return { ...policy, weights_by_theme: { ...own, [key]: moved(found) } };
}
