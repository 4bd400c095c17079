import type { NeedId } from '@app/kernel';
import { roomOf } from '../plan/locks.js';
import { buildProblem } from '../problem.js';
import { randomCounty } from '../random-county.fixture.js';
import type { RefusalCode } from '../refusal.js';
import { scorePair } from '../score-pair.js';
import { KEY_STAGES } from '../words.js';
import { readSnapshot } from '../snapshot/read-snapshot.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { aScarceMarket, planOf } from './planning.fixture.js';

/** The area as it would be without one rule. */
const WITHOUT: Readonly<Record<Exclude<RefusalCode, 'OWN_SCHOOL'>, (area: Snapshot) => Snapshot>> = {
  BARRED_CONFLICT: (area) => ({
    ...area,
    conflicts: area.conflicts.filter(({ state }) => state !== 'barred'),
  }),
  CONFLICT_UNRESOLVED: (area) => ({
    ...area,
    conflicts: area.conflicts.filter(({ state }) => state !== 'suspected'),
  }),
  SAME_RESPONSIBLE_BODY: (area) => ({ ...area, policy: { ...area.policy, same_body: 'allow' } }),
  DECLINED_THIS_NEED: (area) => ({ ...area, declines: [] }),
  NOT_APPROACHABLE: (area) => ({
    ...area,
    needs: area.needs.map((need) => ({ ...need, approach: { kind: 'anyone', schools: [] } })),
  }),
  NOT_WITH: (area) => ({ ...area, offers: area.offers.map((offer) => ({ ...offer, notWith: [] })) }),
  KEY_STAGE_NOT_SERVED: (area) => ({
    ...area,
    offers: area.offers.map((offer) => ({ ...offer, keyStages: KEY_STAGES })),
  }),
  THEME_FIT_BELOW_FLOOR: (area) => ({ ...area, policy: { ...area.policy, floors: { theme_fit: 0 } } }),
  TOO_FAR_AND_NO_REMOTE: (area) => ({
    ...area,
    needs: area.needs.map((need) => ({ ...need, travelMetres: 1_000_000 })),
    offers: area.offers.map((offer) => ({ ...offer, travelMetres: 1_000_000 })),
  }),
  NO_DAYS_IN_WINDOW: (area) => ({ ...area, days: area.days.map((days) => ({ ...days, askMe: true })) }),
  NO_PARTNER_SLOT: (area) => ({
    ...area,
    offers: area.offers.map((offer) => ({ ...offer, mostPartners: 9 })),
  }),
  SUPPORTER_RESTING: (area) => ({
    ...area,
    offers: area.offers.map((offer) => ({ ...offer, resting: false })),
    schools: area.schools.map((school) => ({ ...school, headVacancy: false })),
    commitments: [],
  }),
  SCHOOL_CLOSED: (area) => ({
    ...area,
    schools: area.schools.map((school) => ({ ...school, status: 'open' })),
  }),
  VETOED_BY_BROKER: (area) => ({ ...area, vetoes: [] }),
};

/** Offers of others that could answer the need without these rules. */
function couldAnswer(area: Snapshot, need: NeedId, rules: readonly RefusalCode[]): number {
  const changed = rules.reduce((so, rule) => (rule === 'OWN_SCHOOL' ? so : WITHOUT[rule](so)), area);
  const problem = buildProblem(changed);
  const at = problem.needIndex.get(need)!;
  return problem.offers.filter((_, offer) => scorePair(problem, at, offer).kind === 'scored').length;
}

describe('a shortfall', () => {
  it('28: drop the rules it names and somebody may answer; keep any one of them and nobody may', () => {
    const named = new Map<RefusalCode, number>();
    let several = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const area = readSnapshot(randomCounty(seed, { schools: 9, needs: 6, offers: 7 }));
      for (const { need, because } of planOf(area).plan.unmet) {
        if (because.kind !== 'no_candidate' || because.rules.includes('OWN_SCHOOL')) continue;
        for (const rule of because.rules) named.set(rule, (named.get(rule) ?? 0) + 1);
        several += because.rules.length > 1 ? 1 : 0;
        expect(couldAnswer(area, need, because.rules)).toBe(because.opens);
        expect(because.opens).toBeGreaterThan(0);
        for (const kept of because.rules) {
          const others = because.rules.filter((rule) => rule !== kept);
          expect(couldAnswer(area, need, others)).toBe(0);
        }
      }
    }
    expect(several).toBeGreaterThan(10);
    expect(named.size).toBeGreaterThan(9);
  });

  it('28: names needs that together want more than all the supporters they could have can give', () => {
    let competing = 0;
    for (let seed = 1; seed <= 80; seed += 1) {
      const market = aScarceMarket(seed, 7, 4);
      const area = { ...market, needs: market.needs.map((need) => ({ ...need, partnersWanted: 1 })) };
      const { problem, rows, plan } = planOf(area);
      for (const { need, because } of plan.unmet) {
        if (because.kind !== 'competing') continue;
        competing += 1;
        expect(because.needs).toContain(need);
        const wanting = rows.filter((row) => because.needs.includes(row.need));
        const possible = wanting.flatMap(({ candidates }) =>
          candidates.filter(({ holds }) => holds.length === 0).map(({ supporter }) => supporter),
        );
        expect([...new Set(possible)].sort()).toEqual([...because.supporters].sort());
        const places = because.supporters.map((supporter) => {
          const slots = problem.offers.map(({ school }, at) =>
            school === supporter ? problem.supporters.slotsLeft[at]! : 0,
          );
          const all = slots.reduce((sum, each) => sum + each, 0);
          return Math.min(all, roomOf(problem, problem.schoolIndex.get(supporter)!));
        });
        expect(because.needs.length).toBeGreaterThan(places.reduce((sum, each) => sum + each, 0));
      }
    }
    expect(competing).toBeGreaterThan(30);
  });
});
