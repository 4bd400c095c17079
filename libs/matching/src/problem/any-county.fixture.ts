import { figures, theme, urn } from '../a-county.fixture.js';
import { BOARD_POLICY } from '../board-policy.fixture.js';
import type { Policy, Weights } from '../policy.js';
import { Dice, randomCounty } from '../random-county.fixture.js';
import type { School, Snapshot } from '../snapshot/snapshot.js';

const WEIGHTS: Weights = {
  ...{ theme_fit: 300, similar_context: 250, key_stage_and_setting: 90, free_capacity: 110 },
  ...{ reach: 97, mode: 53, fair_share: 61, track_record: 39 },
};

/** A Board with other wishes than the template's. */
function anotherPolicy(dice: Dice): Policy {
  return {
    ...BOARD_POLICY,
    weights_by_theme: dice.oneIn(2) ? { att: WEIGHTS, 'sub.maths': WEIGHTS } : {},
    same_body: dice.pick(['bar', 'manage', 'allow'] as const),
    floors: { theme_fit: dice.pick([0, 80, 120]) },
    reach: { full_metres: dice.pick([0, 7_919, 10_000]), limit_metres: 30_011, remote: 70 },
    track_record: { least_pooled: 5, shrink: 1 + dice.roll(9), cap: dice.pick([0, 33, 80, 100]) },
    similar_context: { ...BOARD_POLICY.similar_context, least_measures: 5 },
  };
}

/** Schools of both phases: figures with fractions, some the same, some withheld, so that every tie and gap occurs. */
function figured(school: School, dice: Dice): School {
  const few = (most: number): number => dice.roll(dice.oneIn(3) ? 3 : most * 10) / 10;
  const isPrimary = dice.oneIn(2);
  const values = figures({
    ...(isPrimary ? { ks1_prior: 14 + few(3) } : { ks2_prior: 95 + few(20) }),
    ...{ disadvantaged: few(60), eal: few(50), ehcp: few(8), sen_support: few(30), roll: 100 * few(15) },
    ...(dice.oneIn(3) ? {} : { polar4: 1 + few(4), idaci: few(1) }),
  });
  const context = values.map((value) =>
    dice.oneIn(14) ? { ...value, millionths: null, symbol: 'suppressed' } : value,
  );
  return {
    ...school,
    keyStages: isPrimary ? (['KS1', 'KS2'] as const) : school.keyStages,
    federation: dice.oneIn(6) ? 'federation-1' : null,
    context,
  };
}

/** A small area in which everything that a score can depend on occurs. */
export function anyCounty(seed: number): Snapshot {
  const dice = new Dice(seed * 31 + 7);
  const area = randomCounty(seed, {
    schools: 4 + dice.roll(9),
    needs: 3 + dice.roll(4),
    offers: 4 + dice.roll(9),
  });
  return {
    ...area,
    policy: dice.oneIn(3) ? area.policy : anotherPolicy(dice),
    schools: area.schools.map((school) => figured(school, dice)),
    needs: area.needs.map((need) =>
      dice.oneIn(9)
        ? { ...need, approach: { kind: 'only', schools: [urn(1 + dice.roll(9)), urn(777)] } }
        : need,
    ),
    offers: area.offers.map((offer) =>
      dice.oneIn(3)
        ? {
            ...offer,
            themes: offer.themes.map((each) => ({ ...each, theme: theme('att.strategy') })).slice(0, 1),
          }
        : offer,
    ),
    commitments: area.offers.flatMap(({ id, school }, at) =>
      dice.oneIn(4)
        ? [
            {
              id: `pairing-${String(at)}`,
              supporter: school,
              asker: urn(900),
              offer: id,
              state: dice.pick(['held', 'live', 'ended'] as const),
              halfDays: dice.roll(30),
            },
          ]
        : [],
    ),
  };
}
