import type { SchoolUrn, ThemeId } from '@app/kernel';
import {
  MEASURES,
  type Conflict,
  type ContextValue,
  type Days,
  type Need,
  type Offer,
  type School,
} from '@app/matching';
import type { MatchNeed, MatchOffer } from '@app/profiles';
import type { PublishedContextValue, SchoolFact, Taxonomy } from '@app/schools';

/** The register's figures, as a run names where they are from. */
export interface RegisterSource {
  readonly year: string;
  readonly name: string;
}

/** What a snapshot may name: schools of the area, and themes in force. */
export interface KnownNames {
  readonly schools: ReadonlySet<string>;
  /** @returns the theme itself or what took its place; null for one that is in force no more. */
  theme(id: string): ThemeId | null;
}

const MILLION = 1_000_000;
const METRES = 1_000;

/** A retired theme by the one that took its place. */
export function knownNames(schools: readonly SchoolFact[], { themes, replaces }: Taxonomy): KnownNames {
  const inForce = new Set<string>(themes.map(({ id }) => id));
  const follow = (id: string): ThemeId | null => {
    const now = inForce.has(id) ? id : replaces[id];
    return now !== undefined && inForce.has(now) ? (now as ThemeId) : null;
  };
  return { schools: new Set<string>(schools.map(({ urn }) => urn)), theme: follow };
}

/** @param published what is published of its pupils: what the register says of its roll stands where nothing is. */
export function schoolRow(
  fact: SchoolFact,
  source: RegisterSource,
  published: readonly PublishedContextValue[],
): School {
  return {
    urn: fact.urn,
    status: fact.status,
    keyStages: fact.keyStages,
    setting: fact.setting,
    easting: fact.easting,
    northing: fact.northing,
    trust: fact.trust,
    trustKnown: fact.trustKnown,
    federation: fact.federation,
    headVacancy: false, // the register names a head; that a post is vacant is recorded nowhere yet
    context: contextOf(fact, source, published),
  };
}

function contextOf(
  { roll }: SchoolFact,
  { year, name: source }: RegisterSource,
  published: readonly PublishedContextValue[],
): ContextValue[] {
  const values = published.flatMap(({ name, value, symbol, period, source: publication }) => {
    const measure = MEASURES.find((known) => known === name);
    if (measure === undefined) return [];
    const millionths = value === null ? null : Math.round(value * MILLION);
    return [{ measure, millionths, symbol, year: period, source: publication }];
  });
  if (roll === null || values.some(({ measure }) => measure === 'roll')) return values;
  return [...values, { measure: 'roll', millionths: roll * MILLION, symbol: null, year, source }];
}

/** @returns null where its theme is in force no more: it cannot be matched before it is agreed again. */
export function needRow(need: MatchNeed, known: KnownNames): Need | null {
  const primaryTheme = known.theme(need.primaryTheme);
  if (primaryTheme === null || !known.schools.has(need.urn)) return null;
  const secondary = themesOf(need.secondaryThemes, known).filter((theme) => theme !== primaryTheme);
  return {
    id: need.id,
    school: need.urn,
    primaryTheme,
    secondaryThemes: secondary,
    keyStages: need.keyStages,
    priority: need.priority,
    halfDaysWanted: need.halfDaysWanted,
    windowFrom: need.windowFrom,
    windowTo: need.windowTo,
    partnersWanted: need.partnersWanted,
    modes: need.modes,
    travelMetres: metres(need.travelKm),
    approach: { kind: need.approach.kind, schools: ofArea(need.approach.urns, known) },
    wishes: ofArea(need.wishes, known),
    earliestStart: need.earliestStart,
    waitingSince: need.waitingSince,
  };
}

/** @returns null where nothing it offers is in force any more. */
export function offerRow(offer: MatchOffer, known: KnownNames): Offer | null {
  const themes = new Map<ThemeId, Offer['themes'][number]>();
  for (const { theme, depth, evidence, howWeKnow, on } of offer.themes) {
    const now = known.theme(theme);
    if (now !== null && !themes.has(now))
      themes.set(now, { theme: now, depth, evidence, howKnown: howWeKnow !== null, on });
  }
  if (themes.size === 0 || !known.schools.has(offer.urn)) return null;
  return {
    id: offer.id,
    school: offer.urn,
    themes: [...themes.values()],
    keyStages: offer.keyStages,
    modes: offer.modes,
    travelMetres: metres(offer.travelKm),
    notWith: ofArea(offer.notWith, known),
    mostPartners: offer.maxPartners,
    fewestPartners: offer.minPartners,
    resting: offer.resting,
  };
}

/** Two offers of one school share its days: they stand once. */
export function daysRows(offers: readonly MatchOffer[], known: KnownNames): Days[] {
  const rows = new Map<string, Days>();
  for (const { urn, days } of offers) {
    if (!known.schools.has(urn)) continue;
    for (const { halfTerm, declared, bookable: free, askMe } of days)
      rows.set(`${urn} ${halfTerm}`, { school: urn, halfTerm, declared, free, askMe });
  }
  return [...rows.values()];
}

export function betweenKnown(rows: readonly Conflict[], known: KnownNames): Conflict[] {
  return rows.filter(({ school, other }) => known.schools.has(school) && known.schools.has(other));
}

function themesOf(themes: readonly ThemeId[], known: KnownNames): ThemeId[] {
  const found = themes.map((theme) => known.theme(theme)).filter((theme) => theme !== null);
  return [...new Set(found)];
}

function ofArea(urns: readonly SchoolUrn[], known: KnownNames): SchoolUrn[] {
  return urns.filter((urn) => known.schools.has(urn));
}

function metres(km: number | null): number | null {
  return km === null ? null : Math.round(km * METRES);
}
