import {
  aNeed,
  anOffer,
  aSchool,
  aSnapshot,
  aStrength,
  figures,
  HALF_TERMS,
  theme,
  urn,
} from '../../libs/matching/src/a-county.fixture.js';
import { Dice } from '../../libs/matching/src/random-county.fixture.js';
import { DEPTHS, EVIDENCE_KINDS, type Need, type Offer, type School, type Snapshot } from '@app/matching';

/**
 * `ample`: twice the places that are wanted. `scarce`: six for every ten. `tied`: every pair worth the same. `days`: places
 * enough, and half-days for about two needs of three.
 */
export const VARIANTS = ['ample', 'scarce', 'tied', 'days'] as const;
export type Variant = (typeof VARIANTS)[number];

const AREAS = ['att', 'beh', 'inc', 'cur', 'sub', 'tea', 'ach', 'pdw', 'lea', 'pha'];
const ASPECTS = ['one', 'two', 'three', 'four', 'five', 'six'];
export const THEMES = AREAS.flatMap((area) => ASPECTS.map((aspect) => theme(`${area}.${aspect}`)));
/** Metres between neighbours, were schools spread evenly: East Sussex has a school every three kilometres. */
const APART_M = 3_000;

/** As many needs as offers, at four schools for every ten of them; the same seed gives the same bytes. */
export function benchCounty(size: number, variant: Variant, seed = 7): Snapshot {
  const dice = new Dice(seed + size);
  const many = Math.max(3, Math.ceil(size * 0.4));
  const side = Math.ceil(Math.sqrt(many)) * APART_M;
  const tied = variant === 'tied';
  const schools = Array.from({ length: many }, (_, at) =>
    aSchool(at + 1, tied ? { easting: 550_000, northing: 110_000 } : placed(dice, side)),
  );
  const someSchool = (): School['urn'] => urn(dice.roll(many) + 1);
  const needs = Array.from({ length: size }, (_, at): Need =>
    aNeed(at + 1, {
      ...{ school: someSchool(), primaryTheme: tied ? THEMES[0]! : dice.pick(THEMES) },
      halfDaysWanted: variant === 'days' ? 1 + dice.roll(5) : 1,
      modes: tied || dice.oneIn(2) ? ['remote'] : ['in_person', 'hybrid'],
    }),
  );
  const offers = Array.from({ length: size }, (_, at): Offer =>
    anOffer(at + 1, {
      ...{ school: someSchool(), modes: tied ? ['remote'] : ['in_person', 'remote'] },
      mostPartners: variant === 'scarce' ? (dice.roll(10) < 6 ? 1 : 0) : 1 + dice.roll(3),
      themes: tied ? [aStrength({ theme: THEMES[0]! })] : strengths(dice),
    }),
  );
  const days = schools.flatMap((school) =>
    HALF_TERMS.map(({ id }) => ({
      ...{
        school: school.urn,
        halfTerm: id,
        declared: 40,
        free: variant === 'days' ? 2 + dice.roll(7) : tied ? 40 : 20 + dice.roll(21),
        askMe: false,
      },
    })),
  );
  return aSnapshot({ themes: THEMES, schools, needs, offers, days });
}

function placed(dice: Dice, side: number): Partial<School> {
  return {
    ...{ easting: 500_000 + dice.roll(side), northing: 100_000 + dice.roll(side) },
    context: figures({
      ...{ ks2_prior: 95 + dice.roll(20), disadvantaged: dice.roll(60), eal: dice.roll(50) },
      ...{ ehcp: dice.roll(8), sen_support: dice.roll(30), roll: 200 + dice.roll(1_500) },
    }),
  };
}

export function strengths(dice: Dice): Offer['themes'] {
  const own = new Set(Array.from({ length: 1 + dice.roll(4) }, () => dice.pick(THEMES)));
  return [...own].map((each) =>
    aStrength({
      ...{ theme: each, depth: dice.pick(DEPTHS), evidence: dice.pick(EVIDENCE_KINDS) },
      howKnown: dice.oneIn(2),
    }),
  );
}
