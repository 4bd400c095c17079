import { assign } from '../../assign.js';
import { aSnapshot } from '../../a-county.fixture.js';
import { rankCandidates } from '../../candidates.js';
import { buildProblem, type Problem } from '../../problem.js';
import { topColumns } from '../../problem/best-of-need.js';
import { blockOffers } from '../../problem/offer-blocks.js';
import { packProblem } from '../../problem/packed-problem.js';
import { needsByAsker, TopCandidates } from '../../problem/top-candidates.js';
import { randomCounty } from '../../random-county.fixture.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import { roomOf } from '../locks.js';
import { widePlan, type WidePlan } from './wide-plan.js';

function planned(problem: Problem, list: number): WidePlan {
  const packed = packProblem(problem);
  const top = topColumns(packed.needs.many, list);
  const candidates = new TopCandidates(packed, blockOffers(packed), top);
  const order = needsByAsker(packed);
  for (const need of order) candidates.find(need);
  const room = {
    offerSchool: packed.offers.school,
    offers: problem.supporters.slotsLeft,
    schools: Int32Array.from(problem.schools, (_, school) => roomOf(problem, school)),
  };
  return widePlan(packed, room, top, candidates, order);
}

/** Places alone: one partner, days enough for everybody, needs that count the same. */
function inPlaces(area: Snapshot): Snapshot {
  return {
    ...area,
    needs: area.needs.map((need) => ({
      ...need,
      ...{ partnersWanted: 1, halfDaysWanted: 1, priority: 'this_term' as const },
      waitingSince: area.runDate,
    })),
    offers: area.offers.map((offer) => ({ ...offer, fewestPartners: 0 })),
    days: area.days.map((days) => ({ ...days, declared: 60, free: 60, askMe: false })),
  };
}

describe('a plan of a country', () => {
  it('meets as many needs with as many points as the plan of an area, whatever the lists begin with', () => {
    let [met, added] = [0, 0];
    for (let seed = 1; seed <= 120; seed += 1) {
      const size = { schools: 5 + (seed % 9), needs: 4 + (seed % 23), offers: 4 + (seed % 11) };
      const problem = buildProblem(inPlaces(randomCounty(seed, size)));
      const area = assign(
        problem,
        problem.needs.map((_, need) => rankCandidates(problem, need)),
      );
      for (const list of [1, 3, 50]) {
        const plan = planned(problem, list);
        const pairs = [...plan.partner].flatMap((offer, need) => (offer < 0 ? [] : [{ need, offer }]));
        const points = pairs.reduce((sum, { need, offer }) => {
          const { candidates, otherOffers } = rankCandidates(problem, need);
          const { id } = problem.offers[offer]!;
          return sum + [...candidates, ...otherOffers].find((each) => each.offer === id)!.points;
        }, 0);
        expect({ seed, list, met: pairs.length, points }).toEqual({
          ...{ seed, list, met: area.pairs.length, points: area.points },
        });
        met += pairs.length;
        added += plan.added;
      }
    }
    expect(met).toBeGreaterThan(600);
    expect(added).toBeGreaterThan(100);
  }, 300_000);

  it('of nothing that fits is none', () => {
    const area = aSnapshot();
    const problem = buildProblem({
      ...area,
      offers: area.offers.map((offer) => ({ ...offer, resting: true })),
    });
    expect([...planned(problem, 5).partner]).toEqual([-1]);
  });
});
