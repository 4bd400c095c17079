import { aMarket, aScarceMarket, planOf } from './conformance/planning.fixture.js';
import type { CandidateRow } from './candidate-row.js';
import type { Problem } from './problem.js';
import { shortfalls } from './shortfall.js';

describe('a shortfall', () => {
  it('tells needs that compete for the same supporters as one, with how many places there are', () => {
    const { problem, rows, plan } = planOf(aMarket([{}, {}, {}, {}], [{}, { mostPartners: 2 }]));
    expect(shortfalls(problem, rows, plan)).toEqual([
      {
        kind: 'competing',
        needs: ['need-1', 'need-2', 'need-3', 'need-4'],
        unmet: plan.unmet.map(({ need }) => need),
        supporters: problem.offers.map(({ school }) => school),
        wanted: 4,
        places: 3,
      },
    ]);
  });

  it('tells a need that rules leave nobody for by itself', () => {
    const { problem, rows, plan } = planOf(aMarket([{ modes: ['in_person'] }], [{ keyStages: ['KS1'] }]));
    expect(shortfalls(problem, rows, plan)).toEqual([
      {
        kind: 'alone',
        unmet: ['need-1'],
        because: { kind: 'no_candidate', rules: ['KEY_STAGE_NOT_SERVED'], opens: 1 },
      },
    ]);
  });

  it('28: rests on a witness without a need too many: leave any one out and the others could all have a partner (I-16)', () => {
    let [witnesses, needs] = [0, 0];
    for (let seed = 1; seed <= 120; seed += 1) {
      const market = aScarceMarket(seed, 8, 5);
      const area = { ...market, needs: market.needs.map((need) => ({ ...need, partnersWanted: 1 })) };
      const { problem, rows, plan } = planOf(area);
      for (const { because } of plan.unmet) {
        if (because.kind !== 'competing') continue;
        const own = rows.filter(({ need }) => because.needs.includes(need));
        witnesses += 1;
        expect(canAllHave(problem, own)).toBe(false);
        for (const left of own) {
          needs += 1;
          expect(
            canAllHave(
              problem,
              own.filter((row) => row !== left),
            ),
          ).toBe(true);
        }
      }
    }
    expect(witnesses).toBeGreaterThan(50);
    expect(needs).toBeGreaterThan(150);
  });
});

/** Whether each of these needs could have a partner, were there no others: by trying out. */
function canAllHave(problem: Problem, rows: readonly CandidateRow[]): boolean {
  const [offers, schools] = [new Map<number, number>(), new Map<number, number>()];
  const most = problem.policy.own_health.live_pairings_most;
  const fill = (at: number): boolean => {
    const row = rows[at];
    if (!row) return true;
    return [...row.candidates, ...row.otherOffers].some(({ offer: id, holds }) => {
      if (holds.length > 0) return false;
      const offer = problem.offerIndex.get(id)!;
      const school = problem.offerSchool[offer]!;
      const [ofOffer, ofSchool] = [offers.get(offer) ?? 0, schools.get(school) ?? 0];
      if (ofOffer >= problem.supporters.slotsLeft[offer]! || ofSchool >= most) return false;
      offers.set(offer, ofOffer + 1);
      schools.set(school, ofSchool + 1);
      const fits = fill(at + 1);
      offers.set(offer, ofOffer);
      schools.set(school, ofSchool);
      return fits;
    });
  };
  return fill(0);
}
