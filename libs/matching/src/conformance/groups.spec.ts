import { BadInput } from '@app/kernel';
import { loadLinearSolver } from '../../../../test/factories/a-linear-solver.js';
import { needId, offerId, urn } from '../a-county.fixture.js';
import { assignCertified } from '../assign.js';
import { sayContradiction, sayUnmet } from '../explain/say-unmet.js';
import type { Names } from '../explain/names.js';
import { buildProblem } from '../problem.js';
import { Dice } from '../random-county.fixture.js';
import { optimise, reoptimise } from '../reoptimise.js';
import { canonicalSnapshot } from '../snapshot/read-snapshot.js';
import type { GroupRule, Snapshot } from '../snapshot/snapshot.js';
import { verifyCertificate } from '../verify/verify-certificate.js';
import { verifyPlan } from '../verify/verify-plan.js';
import { bestOfAll, namesOf } from './best-of-all.fixture.js';
import { aMarket, aMarketOfFewDays, aMarketWithFewest, pairsOf, planOf } from './planning.fixture.js';

const SEEDS = Array.from({ length: 150 }, (_, at) => at + 1);

const group = (need: number, ...schools: number[]): GroupRule => ({
  need: needId(need),
  name: 'special schools',
  schools: schools.map(urn),
});
const lock = (need: number, offer: number): Snapshot['locks'][number] => ({
  need: needId(need),
  offer: offerId(offer),
});

/** Half of the needs are to have one of a few of the schools that offer anything. */
function withGroups(market: Snapshot, seed: number): Snapshot {
  const dice = new Dice(seed + 70_000);
  const offering = [...new Set(market.offers.map(({ school }) => school))];
  const groups = market.needs.flatMap(({ id }): GroupRule[] =>
    dice.oneIn(2) ? [{ need: id, name: 'a group', schools: dice.some(offering).slice(0, 2) }] : [],
  );
  const needs = market.needs.map((need) => ({ ...need, partnersWanted: 1 + dice.roll(3) }));
  return { ...market, needs, groups };
}

/** What the reader names as wrong. */
function faultsOf(groups: unknown): readonly string[] {
  const market = aMarket([{}, {}], [{}, {}]);
  try {
    buildProblem({ ...market, groups: groups as readonly GroupRule[] });
  } catch (error) {
    if (error instanceof BadInput) return error.errors.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('a need that is to have one of a group', () => {
  const two = { partnersWanted: 2 };

  it('17: has one of the group among its partners', () => {
    const market = aMarket([two], [{}, {}, {}]);
    const free = planOf(market).plan.pairs.map(({ supporter }) => supporter);
    const left = [2, 3, 4].find((school) => !free.includes(urn(school)))!;
    const { plan } = planOf({ ...market, groups: [group(1, left)] });
    expect(plan.pairs).toHaveLength(2);
    expect(plan.pairs.map(({ supporter }) => supporter)).toContain(urn(left));
  });

  it('17: has nobody rather than only others, and says so', () => {
    const market = aMarket([two], [{}, {}], { groups: [group(1, 1)] });
    const { plan } = planOf(market);
    expect(plan.pairs).toEqual([]);
    const because = { kind: 'group', name: 'special schools', supporters: [urn(1)] };
    expect(plan.unmet).toEqual([{ need: needId(1), missing: 2, because }]);
    expect(sayUnmet(plan.unmet[0]!.because, {} as Names)).toBe(
      'It is to have one of special schools, and none of these schools may be proposed for it',
    );
  });

  it('17: is named where its locks leave no room for one of the group', () => {
    const market = aMarket([two], [{}, {}, {}], { groups: [group(1, 4)] });
    const { plan } = planOf({ ...market, locks: [lock(1, 1), lock(1, 2)] });
    expect(plan.contradictions.map(({ code, need }) => [code, need])).toEqual([
      ['LOCKS_LEAVE_NO_GROUP', needId(1)],
    ]);
    expect(sayContradiction(plan.contradictions[0]!)).toBe(
      'The schools locked to this need leave no room for one of the group that it is to have',
    );
    // Any one of the two locks leaves room.
    for (const offer of [1, 2])
      expect(pairsOf(planOf({ ...market, locks: [lock(1, offer)] }).plan)).toEqual([
        `need-1 offer-${String(offer)}`,
        'need-1 offer-3',
      ]);
    expect(planOf({ ...market, locks: [lock(1, 1), lock(1, 3)] }).plan.contradictions).toEqual([]);
  });

  it('17: keeps the place for the group beside a lock, though somebody else could take it', () => {
    const market = aMarket([two], [{}, {}], { groups: [group(1, 1)], locks: [lock(1, 1)] });
    const { plan } = planOf(market);
    expect(pairsOf(plan)).toEqual(['need-1 offer-1']);
    expect(plan.unmet[0]!.because).toMatchObject({ kind: 'group' });
  });

  it('18: has it whatever that costs in points', () => {
    const unlike = { keyStages: ['KS3'] } as const;
    const market = aMarket([{ keyStages: ['KS3', 'KS4'] }], [{}, {}, unlike]);
    const before = planOf(market).plan;
    const { plan } = planOf({ ...market, groups: [group(1, 4)] });
    expect(pairsOf(before)).not.toEqual(['need-1 offer-3']);
    expect(pairsOf(plan)).toEqual(['need-1 offer-3']);
    expect(plan.points).toBeLessThan(before.points);
  });

  it.each([
    ['a group of nobody', [{ need: 'need-1', name: 'a group', schools: [] }], 'groups.0.schools'],
    ['a need that is not there', [{ need: 'need-9', name: 'a group', schools: [urn(3)] }], 'groups.0.need'],
    ['a school not there', [{ need: 'need-1', name: 'a', schools: [urn(90)] }], 'groups.0.schools.0'],
    ['no URN', [{ need: 'need-1', name: 'a group', schools: ['x'] }], 'groups.0.schools.0'],
    ['a school twice', [{ need: 'need-1', name: 'a', schools: [urn(3), urn(3)] }], 'groups.0.schools'],
    ['a rule without a name', [{ need: 'need-1', schools: [urn(3)] }], 'groups.0.name'],
    ['two rules of one need', [group(2, 3), group(2, 4)], 'groups.1'],
    ['a key that nobody knows', [{ ...group(1, 3), least: 2 }], 'groups.0.least'],
    ['no list', { need: 'need-1' }, 'groups'],
  ])('19: is refused at its place with %s', (_, groups, path) => {
    expect(faultsOf(groups)).toContain(path);
  });

  it('leaves the text of a snapshot without groups as it was', () => {
    const market = aMarket([{}], [{}]);
    expect(canonicalSnapshot({ ...market, groups: [] })).toBe(canonicalSnapshot(market));
    expect(canonicalSnapshot(market)).not.toContain('groups');
  });
});

describe('plans with groups, against every plan there is', () => {
  it('17, 18: are the best of all that keep the rule, with fewest partners, locks and bars beside it', () => {
    let [looked, bound, divided, contradicted] = [0, 0, 0, 0];
    for (const seed of SEEDS) {
      const market = withGroups(aMarketWithFewest(seed, 4, 4), seed);
      const { problem, plan, certificate } = planOf(market);
      if (plan.contradictions.length > 0) {
        contradicted += 1;
        continue;
      }
      const best = bestOfAll(problem);
      expect([seed, ...pairsOf(plan)]).toEqual([seed, ...namesOf(problem, best.pairs)]);
      expect(plan.gap).toBeNull();
      looked += best.looked;
      if (planOf({ ...market, groups: [] }).plan.points !== plan.points) bound += 1;
      if (certificate!.parts.some(({ grouped, bare }) => grouped.length + bare.length > 0)) divided += 1;
    }
    expect(looked).toBeGreaterThan(15_000);
    expect(bound).toBeGreaterThan(50);
    expect(divided).toBeGreaterThan(10);
    expect(contradicted).toBeLessThan(50);
  });

  it('17: are the best of all where half-days are too few as well, or say their gap', async () => {
    const linear = await loadLinearSolver();
    let looked = 0;
    for (const seed of SEEDS.slice(0, 80)) {
      const market = withGroups(aMarketOfFewDays(seed, 4, 4), seed);
      const { problem, rows, plan } = planOf(market);
      if (plan.contradictions.length > 0) continue;
      const best = bestOfAll(problem);
      expect([seed, ...pairsOf(plan)]).toEqual([seed, ...namesOf(problem, best.pairs)]);
      looked += best.looked;
      const shared = assignCertified(problem, rows, { mostBranches: 1, linear });
      expect([seed, ...verifyPlan(problem, rows, shared.plan, shared.certificate)]).toEqual([seed]);
    }
    expect(looked).toBeGreaterThan(3_000);
  });

  it('26: are the same after one change as from the beginning', () => {
    for (const seed of SEEDS.slice(0, 50)) {
      const market = withGroups(aMarketWithFewest(seed, 5, 4), seed);
      const before = optimise(market);
      const changes: readonly Partial<Snapshot>[] = [
        { groups: [] },
        { groups: (market.groups ?? []).slice(1) },
        withGroups(market, seed + 1),
        { vetoes: [] },
      ];
      for (const change of changes) {
        const after = { ...market, ...change };
        const { plan, problem, rows, certificate } = reoptimise(before, after);
        expect(plan).toEqual(optimise(after).plan);
        expect(verifyPlan(problem, rows, plan, certificate)).toEqual([]);
      }
    }
  });
});

describe('a plan that breaks a group’s rule', () => {
  it('27: is refused by the check, however it was made', () => {
    let refused = 0;
    for (const seed of SEEDS) {
      const market = withGroups(aMarketWithFewest(seed, 4, 4), seed);
      const { problem, rows, plan: kept, certificate } = planOf(market);
      const { plan, certificate: proof } = planOf({ ...market, groups: [] });
      if (kept.contradictions.length > 0 || pairsOf(plan).join() === pairsOf(kept).join()) continue;
      expect(verifyPlan(problem, rows, plan, proof)).not.toEqual([]);
      expect(verifyCertificate(problem, rows, plan, certificate!)).not.toEqual([]);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(50);
  });

  it('27: is not proven by a certificate that decides about needs without a group', () => {
    const { problem, rows, plan, certificate } = planOf(aMarket([{}], [{}]));
    const parts = certificate!.parts.flatMap((part) => [
      { ...part, grouped: [0] },
      { ...part, bare: [0] },
    ]);
    expect(verifyCertificate(problem, rows, plan, { ...certificate!, parts })).toEqual([
      'The certificate decides about a need that waits for no group.',
    ]);
  });
});
