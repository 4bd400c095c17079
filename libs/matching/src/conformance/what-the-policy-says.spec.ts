import { BadInput, RuleBroken } from '@app/kernel';
import { figures, needId, offerId, urn } from '../a-county.fixture.js';
import { BOARD_POLICY } from '../board-policy.fixture.js';
import { sayUnmet } from '../explain/say-unmet.js';
import type { Names } from '../explain/names.js';
import type { Policy } from '../policy.js';
import { parsePolicy } from '../read-policy.js';
import { buildProblem } from '../problem.js';
import { canonicalSnapshot } from '../snapshot/read-snapshot.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { verifyPlan } from '../verify/verify-plan.js';
import { aMarket, pairsOf, planOf } from './planning.fixture.js';

const names: Names = { school: () => 'Birch School', theme: (id) => id };
const saying = (plan: Partial<Policy['plan']>): Policy => ({
  ...BOARD_POLICY,
  plan: { ...BOARD_POLICY.plan, ...plan },
});
const KNOWN = figures({ ks2_prior: 104, disadvantaged: 20, eal: 9, ehcp: 3, sen_support: 12, roll: 900 });

/** Of school 3, which has the better offer, no context is published. */
function unpublished(policy: Policy): Snapshot {
  const market = aMarket([{}], [{}, { keyStages: ['KS3'] }], { policy });
  return {
    ...market,
    needs: market.needs.map((need) => ({ ...need, keyStages: ['KS3'] as const })),
    schools: market.schools.map((school) => ({ ...school, context: school.urn === urn(3) ? [] : KNOWN })),
    soundings: [{ supporter: urn(2), times: 3 }],
  };
}

describe('what is not known of a pair', () => {
  const strict = saying({ must_be_known: ['similar_context'] });

  it('11: keeps it out of the plan where the policy wants it known, and not where it does not', () => {
    const market = aMarket([{}], [{}]);
    const schools = market.schools.map((school) => ({ ...school, context: [] }));
    expect(pairsOf(planOf({ ...market, schools }).plan)).toEqual(['need-1 offer-1']);
    const { plan, rows } = planOf({ ...market, schools, policy: strict });
    expect(rows[0]!.candidates).toHaveLength(1);
    expect(plan).toMatchObject({ pairs: [], alternates: [{ need: needId(1), offers: [] }] });
    const because = { kind: 'not_known', parts: ['similar_context'], supporters: [urn(2)] };
    expect(plan.unmet).toEqual([{ need: needId(1), missing: 1, because }]);
    expect(sayUnmet(plan.unmet[0]!.because, names)).toBe(
      'Birch School is not planned: something is not on record that the policy wants known first',
    );
  });

  it('11: gives the need to somebody of whom it is known', () => {
    expect(planOf(unpublished(strict)).plan.pairs.map(({ supporter }) => supporter)).toEqual([urn(2)]);
  });

  it('11: is named where a lock would plan it all the same', () => {
    const { plan } = planOf({
      ...unpublished(strict),
      locks: [{ need: needId(1), offer: offerId(2) }],
    });
    expect(plan.contradictions.map(({ code }) => code)).toEqual(['LOCK_HELD_BACK']);
  });

  it('11, 27: is found by the check in a plan that was made as if nothing had to be known', () => {
    const free = { ...unpublished(BOARD_POLICY), vetoes: [{ need: needId(1), supporter: urn(2) }] };
    const { plan } = planOf(free);
    const { problem, rows } = planOf({ ...free, policy: strict });
    expect(plan.pairs).toHaveLength(1);
    expect(verifyPlan(problem, rows, plan).join()).toContain('similar_context is not known');
  });
});

describe('an offer that nobody could be planned with', () => {
  it('11: has its fewest dropped, and the plan says so', () => {
    const market = aMarket([{}], [{ mostPartners: 3, fewestPartners: 2 }, {}]);
    const { plan } = planOf({ ...market, vetoes: [{ need: needId(1), supporter: urn(2) }] });
    expect(plan).toMatchObject({ fewestDropped: [offerId(1)], notStarted: [] });
    expect(planOf(market).plan).toMatchObject({ notStarted: [offerId(1)] });
    expect(planOf(market).plan).not.toHaveProperty('fewestDropped');
  });

  it('11, 27: is found by the check where the plan keeps silent about it', () => {
    const market = aMarket([{}], [{ mostPartners: 3, fewestPartners: 2 }, {}]);
    const { plan, problem, rows } = planOf({ ...market, vetoes: [{ need: needId(1), supporter: urn(2) }] });
    const { fewestDropped, ...silent } = plan;
    expect(fewestDropped).toHaveLength(1);
    expect(verifyPlan(problem, rows, silent)).toEqual(['The fewest of other offers is dropped.']);
  });
});

describe('demand outside the places on offer', () => {
  const within = saying({ demand: 'within_places' });
  const refusedWith = (market: Snapshot): string | null => {
    try {
      buildProblem(market);
    } catch (error) {
      if (error instanceof RuleBroken) return `${error.code}: ${error.message}`;
      throw error;
    }
    return null;
  };

  it('12: is an input error with the three totals where the policy wants demand within them', () => {
    const offers = [{ mostPartners: 3, fewestPartners: 2 }];
    const wants = (partnersWanted: number): Snapshot =>
      aMarket([{ partnersWanted }, { partnersWanted: 1 }], offers, { policy: within });
    expect(refusedWith(wants(3))).toBe(
      'DEMAND_OUTSIDE_PLACES: Needs want 4 partners; offers start for 2 and take 3.',
    );
    expect(refusedWith(wants(0))).toBe(
      'DEMAND_OUTSIDE_PLACES: Needs want 1 partners; offers start for 2 and take 3.',
    );
    expect([1, 2].map(wants).map(refusedWith)).toEqual([null, null]);
  });

  it('12: counts neither partners already there nor the fewest of an offer that has started', () => {
    const commitment = { id: 'p', supporter: urn(2), asker: urn(9), offer: offerId(1), halfDays: 2 };
    const market = aMarket([{}], [{ mostPartners: 2, fewestPartners: 2 }], { policy: within });
    expect(refusedWith(market)).toContain('start for 2 and take 2');
    expect(refusedWith({ ...market, commitments: [{ ...commitment, state: 'live' }] })).toBeNull();
    expect(refusedWith({ ...market, commitments: [{ ...commitment, state: 'ended' }] })).toContain('take 2');
    const full = { ...aMarket([{}, {}], [{ mostPartners: 2 }], { policy: within }) };
    const taken = { ...commitment, supporter: urn(3), state: 'held' as const };
    expect(refusedWith({ ...full, commitments: [taken] })).toContain('take 1');
  });

  it('12: is the common case of an area, and by the template’s policy who goes without is named', () => {
    expect(BOARD_POLICY.plan.demand).toBe('any');
    const { plan } = planOf(aMarket([{}, {}, {}], [{}]));
    expect([plan.pairs.length, plan.unmet.length]).toEqual([1, 2]);
  });
});

describe('a policy from before these words', () => {
  it('keeps its text, and says what it always said', () => {
    const { must_be_known, demand, ...plan } = BOARD_POLICY.plan;
    const { own_gain_most, ...fairShare } = BOARD_POLICY.fair_share;
    expect([must_be_known, demand, own_gain_most]).toEqual([[], 'any', 100]);
    const before: Policy = { ...BOARD_POLICY, plan, fair_share: fairShare };
    expect(parsePolicy(before)).toEqual(before);
    const market = aMarket([{}, {}], [{}]);
    const text = canonicalSnapshot({ ...market, policy: before });
    for (const word of ['must_be_known', 'demand', 'own_gain_most']) expect(text).not.toContain(word);
    expect(planOf({ ...market, policy: before }).plan).toEqual(planOf(market).plan);
  });

  it.each([
    ['plan.must_be_known.0', { plan: { ...BOARD_POLICY.plan, must_be_known: ['luck'] } }],
    ['plan.must_be_known', { plan: { ...BOARD_POLICY.plan, must_be_known: 'reach' } }],
    ['plan.demand', { plan: { ...BOARD_POLICY.plan, demand: 'some' } }],
    ['fair_share.own_gain_most', { fair_share: { ...BOARD_POLICY.fair_share, own_gain_most: 1_001 } }],
  ])('is refused at %s where such a word says nothing', (path, change) => {
    const paths = (): string[] => {
      try {
        parsePolicy({ ...BOARD_POLICY, ...change });
      } catch (error) {
        if (error instanceof BadInput) return error.errors.map((each) => each.path);
        throw error;
      }
      return [];
    };
    expect(paths()).toEqual([path]);
  });
});
