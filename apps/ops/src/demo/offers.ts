import { addDays } from '@app/kernel';
import { bandOf, DeclareOffer, SubmitDeclaration, type AskedDays } from '@app/profiles';
import type { County } from './county.js';
import {
  DOWNLAND_DECLARATIONS,
  DOWNLAND_OFFERS,
  type DemoDeclaration,
  type DemoOffer,
} from './downland-offers.js';

/** The yearly words that were sent this many days ago or earlier. */
const EARLY = 41;

/** Schools that sent their yearly word first: they can be asked while the others still think about theirs. */
export async function seedEarlyOffers(county: County): Promise<void> {
  await declare(
    county,
    DOWNLAND_DECLARATIONS.filter(({ sent }) => sent >= EARLY),
  );
}

/** Each other school's yearly word with its days and its standing offer; then the offers beside them. */
export async function seedOffers(county: County): Promise<void> {
  const { rooms, area } = county;
  await declare(
    county,
    DOWNLAND_DECLARATIONS.filter(({ sent }) => sent < EARLY),
  );
  for (const [at, told] of DOWNLAND_OFFERS.entries()) {
    const daysAgo = 25 - at;
    county.goTo(daysAgo, 14);
    await rooms.get(DeclareOffer).execute(await county.headOf(told.urn), area, {
      ...{ urn: told.urn, themes: strengthsOf(county, told, daysAgo), ...termsOf(told) },
    });
  }
}

async function declare(county: County, all: readonly DemoDeclaration[]): Promise<void> {
  const { rooms, area } = county;
  for (const told of all) {
    county.goTo(told.sent);
    await rooms.get(SubmitDeclaration).execute(await county.headOf(told.urn), area, {
      ...{ urn: told.urn, year: county.schoolYear, version: null, appetite: told.appetite },
      strengths: strengthsOf(county, told, told.sent),
      capacity: told.halfDays.map((halfDays, ahead) => daysOf(county.halfTerm(ahead), halfDays)),
      offer: termsOf(told),
      pause: told.pause ?? null,
    });
  }
}

function strengthsOf(county: County, { strengths }: DemoOffer, daysAgo: number) {
  return strengths.map(({ theme, depth, evidence, how, lastYear }) => {
    // A word of one's own is said today; the rest was seen before.
    const seen = lastYear ? county.lastJune : addDays(county.today, -daysAgo - 4);
    return { theme, depth, evidence, howWeKnow: how, on: evidence === 'declared' ? null : seen };
  });
}

function termsOf(told: DemoOffer) {
  return {
    people: told.people,
    keyStages: told.keyStages ?? ['KS3', 'KS4'],
    modes: told.modes ?? ['in_person', 'hybrid'],
    travelKm: told.travelKm ?? 40,
    maxPartners: told.partners ?? 1,
    notWith: told.notWith ?? [],
    conditions: told.conditions ?? null,
  };
}

function daysOf(halfTerm: string, halfDays: DemoDeclaration['halfDays'][number]): AskedDays {
  return halfDays === null ? { halfTerm, band: 'ask_me' } : { halfTerm, band: bandOf(halfDays), halfDays };
}
