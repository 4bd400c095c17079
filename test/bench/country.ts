import type { SchoolUrn } from '@app/kernel';
import type { KeyStage, Need, Offer, School, Snapshot } from '@app/matching';
import {
  aNeed,
  anOffer,
  aSchool,
  aSnapshot,
  aStrength,
  figures,
  HALF_TERMS,
} from '../../libs/matching/src/a-county.fixture.js';
import { Dice } from '../../libs/matching/src/random-county.fixture.js';
import { strengths, THEMES, type Variant } from './county.js';

/** Metres between neighbours, were schools spread evenly: England has 24,000 on 130,000 square kilometres. */
const APART_M = 2_330;
const PHASES: readonly (readonly KeyStage[])[] = [
  ...Array<readonly KeyStage[]>(7).fill(['KS1', 'KS2']),
  ['KS3', 'KS4'],
  ['KS3', 'KS4', 'KS5'],
  ['KS1', 'KS2', 'KS3', 'KS4'],
];

/** Six digits for each school of a country. */
const urn = (number: number): SchoolUrn => String(100_000 + number) as SchoolUrn;
/** One of each area, so that no theme is half an answer to another. */
const APART = THEMES.filter((theme) => theme.endsWith('.one'));

/**
 * Like `benchCounty`, with all that a country has: both phases, trusts, withheld figures, conflicts, declines. 60,000 needs
 * are those of 24,000 schools. `tied`: every pair that no rule refuses is worth the same.
 */
export function benchCountry(size: number, variant: Variant, seed = 7): Snapshot {
  const dice = new Dice(seed + size);
  const many = Math.max(3, Math.ceil(size * 0.4));
  const side = Math.ceil(Math.sqrt(many)) * APART_M;
  const isTied = variant === 'tied';
  const schools = Array.from({ length: many }, (_, at) =>
    aSchool(at + 1, {
      ...(isTied ? { easting: 550_000, northing: 110_000 } : placed(dice, side)),
      urn: urn(at + 1),
    }),
  );
  const someone = (): School => dice.pick(schools);
  const needs = Array.from({ length: size }, (_, at): Need => {
    const { urn: school, keyStages } = someone();
    const [primaryTheme, second] = [dice.pick(isTied ? APART : THEMES), dice.pick(THEMES)];
    return aNeed(at + 1, {
      ...{ school, keyStages, primaryTheme, halfDaysWanted: 1 },
      secondaryThemes: isTied || second === primaryTheme || !dice.oneIn(3) ? [] : [second],
      modes: isTied || dice.oneIn(3) ? ['remote'] : ['in_person', 'hybrid'],
      travelMetres: isTied || dice.oneIn(2) ? null : 10_000 + dice.roll(30_000),
      wishes: isTied || !dice.oneIn(10) ? [] : [someone().urn],
    });
  });
  const offers = Array.from({ length: size }, (_, at): Offer => {
    const { urn: school, keyStages } = someone();
    return anOffer(at + 1, {
      ...{ school, keyStages, modes: isTied || dice.oneIn(2) ? ['in_person', 'remote'] : ['in_person'] },
      travelMetres: isTied || dice.oneIn(2) ? null : 10_000 + dice.roll(50_000),
      mostPartners: variant === 'scarce' ? (dice.roll(10) < 6 ? 1 : 0) : 1 + dice.roll(3),
      themes: isTied ? [aStrength({ theme: dice.pick(APART) })] : strengths(dice),
    });
  });
  const days = schools.flatMap(({ urn: school }) =>
    HALF_TERMS.map(({ id }) => {
      const free = isTied ? 40 : 20 + dice.roll(21);
      return { school, halfTerm: id, declared: 40, free, askMe: false };
    }),
  );
  const conflicts = isTied
    ? []
    : schools.flatMap(({ urn: school }, at) => {
        const other = urn(((at + 1 + dice.roll(many - 1)) % many) + 1);
        const state = dice.pick(['managed', 'barred'] as const);
        return dice.oneIn(8) ? [{ school, other, kind: `governance-${String(at)}`, state }] : [];
      });
  return aSnapshot({ themes: THEMES, schools, needs, offers, days, conflicts });
}

function placed(dice: Dice, side: number): Partial<School> {
  const keyStages = dice.pick(PHASES);
  const isSecondary = keyStages.includes('KS3');
  const tenths = (most: number): number => dice.roll(most * 10) / 10;
  const withheld = dice.oneIn(25);
  return {
    ...{ keyStages, easting: 250_000 + dice.roll(side), northing: 50_000 + dice.roll(side) },
    setting: dice.oneIn(20) ? 'special' : 'mainstream',
    trust: dice.oneIn(3) ? `trust-${String(dice.roll(Math.ceil(side / 5_000)))}` : null,
    trustKnown: !dice.oneIn(30),
    context: figures({
      ...(isSecondary ? { ks2_prior: 95 + tenths(20) } : { ks1_prior: 13 + tenths(5) }),
      ...{ disadvantaged: tenths(60), eal: tenths(50), sen_support: tenths(30), roll: 80 + dice.roll(1_500) },
      ...{ stability: 70 + tenths(30), polar4: 1 + tenths(4), idaci: dice.roll(500) / 1_000 },
      ...(withheld ? {} : { ehcp: tenths(8) }),
    }),
  };
}
