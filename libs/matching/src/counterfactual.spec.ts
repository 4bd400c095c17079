import { rankCandidates } from './candidates.js';
import { whyNot, whyNotNext, whyNotSchool } from './counterfactual.js';
import { applyChange, type Change } from './counterfactual/change.js';
import { possibleChanges } from './counterfactual/possible-changes.js';
import { aMarket } from './conformance/planning.fixture.js';
import { sayChange } from './explain/say-change.js';
import { aStrength, urn } from './a-county.fixture.js';
import { buildProblem, type Problem } from './problem.js';
import { Dice, randomCounty } from './random-county.fixture.js';
import { scorePair } from './score-pair.js';
import { DEPTHS, EVIDENCE_KINDS, MODES } from './words.js';

const SIZE = { schools: 9, needs: 3, offers: 9 };
const names = { theme: (id: string) => id, school: (id: string) => `School ${id}` };

/** One need and six offers that no rule refuses: near and far, with few days and many, in all modes and depths. */
function rivals(seed: number): Problem {
  const dice = new Dice(seed);
  const market = aMarket(
    [{ modes: dice.some(MODES), travelMetres: 36_000 + dice.roll(10_000), halfDaysWanted: 1 + dice.roll(3) }],
    Array.from({ length: 6 }, () => ({
      modes: dice.some(MODES),
      travelMetres: dice.oneIn(2) ? 31_000 + dice.roll(10_000) : null,
      themes: [aStrength({ depth: dice.pick(DEPTHS), evidence: dice.pick(EVIDENCE_KINDS) })],
    })),
  );
  return buildProblem({
    ...market,
    policy: { ...market.policy, floors: { theme_fit: 0 } },
    schools: market.schools.map((school) => ({ ...school, easting: 540_000 + dice.roll(30_000) })),
    days: market.days.map((row) => {
      const declared = 4 + dice.roll(20);
      return { ...row, declared, free: 1 + dice.roll(declared) };
    }),
  });
}

const first = (problem: Problem, need: number) => rankCandidates(problem, need).candidates[0]?.supporter;
const changed = (problem: Problem, change: Change) => buildProblem(applyChange(problem.snapshot, change));

describe('what would change the outcome', () => {
  it('is verified: with the change alone the school is first, scored from the beginning', () => {
    const kinds = new Map<string, number>();
    for (let seed = 1; seed <= 40; seed += 1) {
      const problem = seed % 2 === 0 ? rivals(seed) : buildProblem(randomCounty(seed, SIZE));
      problem.needs.forEach((_, need) => {
        const row = rankCandidates(problem, need);
        for (const { supporter, toBeFirst } of whyNotNext(problem, row)) {
          for (const change of toBeFirst) {
            kinds.set(change.kind, (kinds.get(change.kind) ?? 0) + 1);
            expect(first(changed(problem, change), need)).toBe(supporter);
            expect(sayChange(change, names).length).toBeGreaterThan(20);
          }
        }
      });
    }
    expect(kinds.size).toBe(8);
  });

  it('is the smallest: nothing less of its kind is enough, and where none is named none is', () => {
    let [found, none] = [0, 0];
    for (let seed = 100; seed <= 116; seed += 1) {
      const problem = rivals(seed);
      const need = 0;
      const row = rankCandidates(problem, need);
      for (const second of row.candidates.slice(1, 4)) {
        const { toBeFirst } = whyNot(problem, row, second.offer);
        const offer = problem.offerIndex.get(second.offer)!;
        const isEnough = (change: Change): boolean =>
          first(changed(problem, change), need) === second.supporter;
        for (const { most, at } of possibleChanges(problem, need, offer)) {
          const { kind } = at(1);
          const named = toBeFirst.find((change) => change.kind === kind);
          // Of weights only one pair of parts is looked through here: each step is a county of its own.
          if (most < 1 || (kind === 'weight' && !isOf(named, at(1)))) continue;
          const steps = Array.from({ length: most }, (_step, place) => place + 1);
          const smallest = steps.find((step) => isEnough(at(step)));
          if (named === undefined) expect(smallest).toBeUndefined();
          else if (smallest !== undefined) {
            const sizes = [at(smallest), named].map(sizeOf);
            if (sizes[0] !== null) expect(sizes[1]).toBeLessThanOrEqual(sizes[0]!);
            found += 1;
          } else none += 1;
        }
      }
    }
    expect(found).toBeGreaterThan(30);
    expect(none).toBeLessThan(found);
  });

  const isOf = (named: Change | undefined, tried: Change): boolean =>
    named?.kind === 'weight' && tried.kind === 'weight' && named.from === tried.from && named.to === tried.to;
  const sizeOf = (change: Change): number | null => {
    if (change.kind === 'days') return change.halfDays;
    if (change.kind === 'weight') return change.points;
    return 'metres' in change ? change.metres : null;
  };

  it('of a school that a rule refuses also says with what it would be listed', () => {
    let listed = 0;
    for (let seed = 200; seed <= 230; seed += 1) {
      const problem = buildProblem(randomCounty(seed, SIZE));
      const row = rankCandidates(problem, 0);
      for (const { supporter } of row.refused) {
        const why = whyNotSchool(problem, row, supporter)!;
        if (why.standing !== 'refused') continue;
        expect(why.refusals.length).toBeGreaterThan(0);
        for (const change of why.toBeListed) {
          listed += 1;
          const offer = problem.offerIndex.get(why.offer)!;
          expect(scorePair(changed(problem, change), 0, offer).kind).toBe('scored');
        }
      }
    }
    expect(listed).toBeGreaterThan(10);
  });
});

describe('why not a named school', () => {
  it('tells how many points apart it is, part by part, and how many half-days would make it first', () => {
    const market = aMarket([{ halfDaysWanted: 2 }], [{}, {}]);
    const days = market.days.map((row) => (row.school === urn(3) ? { ...row, declared: 10, free: 6 } : row));
    const problem = buildProblem({ ...market, days });
    const row = rankCandidates(problem, 0);
    const why = whyNotSchool(problem, row, urn(3))!;
    expect(why).toMatchObject({ standing: 'behind', place: 2, behindBy: 20 });
    expect(why.apart).toEqual([{ part: 'free_capacity', points: 20 }]);
    const change = why.toBeFirst.find(({ kind }) => kind === 'days');
    expect(change && sayChange(change, names, { supporter: urn(3) })).toBe(
      'if School 990003 had 2 days more in half-term 2026/27-3',
    );
  });

  it('is nothing where the school offers nothing, and no change where it is first', () => {
    const problem = buildProblem(aMarket([{}], [{}]));
    const row = rankCandidates(problem, 0);
    expect(whyNotSchool(problem, row, urn(1))).toBeNull();
    expect(whyNotSchool(problem, row, urn(2))).toMatchObject({ standing: 'first', toBeFirst: [] });
  });
});
