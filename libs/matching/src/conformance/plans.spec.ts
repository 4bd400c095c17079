import { aNeed, needId, offerId, theme, urn } from '../a-county.fixture.js';
import { BOARD_POLICY } from '../board-policy.fixture.js';
import type { Need, NeedAndOffer, NeedAndSupporter } from '../snapshot/snapshot.js';
import { aMarket, pairsOf, planOf } from './planning.fixture.js';

const times = <Row>(count: number, row: Row): Row[] => Array.from({ length: count }, () => row);
const lock = (need: number, offer: number): NeedAndOffer => ({ need: needId(need), offer: offerId(offer) });
const veto = (need: number, school: number): NeedAndSupporter => ({
  need: needId(need),
  supporter: urn(school),
});
const partnersOf = (pairs: readonly string[], name: string): number =>
  pairs.filter((pair) => pair.split(' ').includes(name)).length;
/** Answers the need less well: another aspect of the same area. */
const LESS_FIT = [
  {
    theme: theme('att.strategy'),
    depth: 'can_work_alongside',
    evidence: 'adviser_visit',
    howKnown: true,
    on: aNeed(1).waitingSince,
  },
] as const;

describe('the area plan', () => {
  it('1: with all scores equal gives every need one partner, the same ones every time (M03)', () => {
    const market = aMarket(times(4, {}), times(4, {}));
    const { plan } = planOf(market);
    expect(new Set(plan.pairs.map(({ points }) => points)).size).toBe(1);
    expect(new Set(plan.pairs.map(({ supporter }) => supporter)).size).toBe(4);
    expect(plan.unmet).toEqual([]);
    const reversed = { ...market, needs: [...market.needs].reverse(), offers: [...market.offers].reverse() };
    expect(planOf(reversed).plan).toEqual(plan);
  });

  it('2: gives each need as many partners as it wants, each another school', () => {
    const { plan } = planOf(
      aMarket([{ partnersWanted: 3 }, { partnersWanted: 1 }, { partnersWanted: 2 }], times(6, {})),
    );
    const pairs = pairsOf(plan);
    expect([1, 2, 3].map((need) => partnersOf(pairs, `need-${String(need)}`))).toEqual([3, 1, 2]);
  });

  it('2: asks one school once for a need, however many offers it makes', () => {
    const { plan } = planOf(
      aMarket([{ partnersWanted: 3 }], [{ school: urn(2) }, { school: urn(2) }, { school: urn(2) }]),
    );
    expect(plan.pairs).toHaveLength(1);
    expect(plan.unmet).toEqual([
      { need: 'need-1', missing: 2, because: { kind: 'competing', needs: ['need-1'], supporters: [] } },
    ]);
  });

  it('3, 4: gives no offer more partners than it takes, and no school more than its own limit', () => {
    const { plan } = planOf(
      aMarket(
        [{ partnersWanted: 2 }, { partnersWanted: 3 }, {}, {}],
        [{ mostPartners: 1 }, { mostPartners: 2 }, { mostPartners: 9 }],
      ),
    );
    const pairs = pairsOf(plan);
    // Three live pairings are the template's limit for a school.
    expect([1, 2, 3].map((offer) => partnersOf(pairs, `offer-${String(offer)}`))).toEqual([1, 2, 3]);
  });

  it('4: gives every need a first partner before any a second', () => {
    const { plan } = planOf(
      aMarket([{ partnersWanted: 3, priority: 'now' }, { priority: 'when_possible' }], times(2, {})),
    );
    const pairs = pairsOf(plan);
    expect([1, 2].map((need) => partnersOf(pairs, `need-${String(need)}`))).toEqual([1, 1]);
  });

  it('5: gives nobody to a need that wants 0, and does not call it unmet', () => {
    const { plan } = planOf(aMarket([{ partnersWanted: 0 }, {}], times(2, {})));
    expect(plan.pairs.map(({ need }) => need)).toEqual(['need-2']);
    expect(plan.unmet).toEqual([]);
  });

  it('6: gives up a best pair where both needs are better off together', () => {
    // Need 1 could have either; need 2 only the one that fits need 1 best.
    const { plan } = planOf(
      aMarket([{}, { approach: { kind: 'only', schools: [urn(3)] } }], [{}, { themes: LESS_FIT }]),
    );
    expect(pairsOf(plan)).toEqual(['need-1 offer-2', 'need-2 offer-1']);
  });

  it('6: meets the more urgent, longer waiting need where only one can be met', () => {
    const winner = (one: Partial<Need>, two: Partial<Need>): string[] =>
      planOf(aMarket([one, two], [{}])).plan.pairs.map(({ need }) => need);
    expect(winner({ priority: 'this_term' }, { priority: 'now' })).toEqual(['need-2']);
    const waiting = { ...aNeed(1), waitingSince: '2026-03-02' as Need['waitingSince'] };
    expect(winner({}, { waitingSince: waiting.waitingSince })).toEqual(['need-2']);
    expect(winner({ waitingSince: waiting.waitingSince }, {})).toEqual(['need-1']);
  });

  it('7: answers with reasons where everything is forbidden, and throws nothing (M02)', () => {
    const market = aMarket(times(2, {}), times(2, {}));
    const { plan } = planOf({ ...market, vetoes: [veto(1, 3), veto(1, 4), veto(2, 3), veto(2, 4)] });
    expect(plan).toMatchObject({ state: 'infeasible', pairs: [], points: 0 });
    expect(plan.unmet.map(({ because }) => because)).toEqual(
      times(2, { kind: 'no_candidate', rules: ['VETOED_BY_BROKER'], opens: 2 }),
    );
  });

  it('8, 9: leaves a need unmet rather than use a forbidden pair', () => {
    const market = aMarket([{ priority: 'now' }, { priority: 'when_possible' }], times(2, {}));
    const conflicts = [1, 2].map((need) => ({
      school: urn(need),
      other: urn(3),
      kind: 'governance',
      state: 'barred' as const,
    }));
    const { plan } = planOf({ ...market, conflicts });
    expect(pairsOf(plan)).toEqual(['need-1 offer-2']);
    expect(plan.unmet.map(({ need }) => need)).toEqual(['need-2']);
  });

  it('11: does not plan a pair that waits for a trust to be recorded', () => {
    const market = aMarket([{}], times(2, {}));
    const schools = market.schools.map((school) =>
      // Either school may belong to the trust of the other.
      school.urn === urn(2) ? school : { ...school, trustKnown: false },
    );
    const held = planOf({
      ...market,
      schools: market.schools.map((each) => ({ ...each, trustKnown: false })),
    });
    expect(held.rows[0]!.candidates).toHaveLength(2);
    expect(held.plan.pairs).toEqual([]);
    expect(held.plan.unmet[0]!.because).toEqual({ kind: 'held_back', supporters: [urn(2), urn(3)] });
    expect(pairsOf(planOf({ ...market, schools }).plan)).toEqual(['need-1 offer-1']);
  });

  it('10: gives an offer no partner or its fewest, also where that costs points', () => {
    const offers = [
      { mostPartners: 3, fewestPartners: 3, themes: LESS_FIT },
      { mostPartners: 2, fewestPartners: 0 },
    ];
    // Two needs could have the better offer, and the third would be left: three with the other one meet them all.
    const { plan } = planOf(aMarket(times(3, {}), offers));
    expect(pairsOf(plan)).toEqual(['need-1 offer-1', 'need-2 offer-1', 'need-3 offer-1']);
    const two = planOf(aMarket(times(2, {}), offers)).plan;
    expect(pairsOf(two)).toEqual(['need-1 offer-2', 'need-2 offer-2']);
    expect(two.notStarted).toEqual(['offer-1']);
  });

  it('10: leaves a need unmet rather than start an offer for too few, and says so', () => {
    const { plan } = planOf(aMarket([{}], [{ mostPartners: 3, fewestPartners: 2 }]));
    expect(plan).toMatchObject({ state: 'infeasible', pairs: [], notStarted: ['offer-1'] });
    expect(plan.unmet[0]!.because).toEqual({ kind: 'fewest', offers: ['offer-1'], supporters: [urn(2)] });
  });

  it('10: takes an offer that has a partner, or a locked pair, as started, and says where it stays below its fewest', () => {
    const market = aMarket(times(2, {}), [{ mostPartners: 3, fewestPartners: 3 }]);
    const locked = planOf({ ...market, locks: [lock(1, 1)] }).plan;
    expect(pairsOf(locked)).toEqual(['need-1 offer-1', 'need-2 offer-1']);
    expect(locked).toMatchObject({ belowFewest: ['offer-1'], notStarted: [] });
  });

  it('12, as an answer and not an error: names who goes without where there are too few places', () => {
    const { plan } = planOf(aMarket(times(3, {}), [{}]));
    expect(plan.state).toBe('complete');
    expect(plan.pairs).toHaveLength(1);
    expect(plan.unmet).toHaveLength(2);
  });

  it('15, 23: gives nothing to an offer barred from all, nor to one that takes 0 partners', () => {
    const market = aMarket(times(2, { partnersWanted: 3 }), [{}, { mostPartners: 0, fewestPartners: 0 }, {}]);
    const { plan } = planOf({ ...market, vetoes: [veto(1, 5), veto(2, 5)] });
    expect(new Set(plan.pairs.map(({ offer }) => offer))).toEqual(new Set(['offer-1']));
  });

  it('16: honours a lock though it costs points and leaves another need unmet', () => {
    const market = aMarket(
      [{ priority: 'when_possible' }, { priority: 'now', approach: { kind: 'only', schools: [urn(3)] } }],
      [{}, {}],
    );
    expect(pairsOf(planOf(market).plan)).toEqual(['need-1 offer-2', 'need-2 offer-1']);
    const { plan } = planOf({ ...market, locks: [lock(1, 1)] });
    expect(plan.pairs.map(({ need, offer, locked }) => [need, offer, locked])).toEqual([
      ['need-1', 'offer-1', true],
    ]);
    expect(plan.unmet).toEqual([
      {
        need: 'need-2',
        missing: 1,
        because: { kind: 'competing', needs: ['need-1', 'need-2'], supporters: [urn(3)] },
      },
    ]);
  });

  it('22: names the best who were not planned, in the order of the need’s own list', () => {
    const { plan, rows } = planOf(aMarket([{}, {}], times(5, {})));
    for (const row of rows) {
      const planned = plan.pairs.filter(({ need }) => need === row.need).map(({ offer }) => offer);
      const others = row.candidates.map(({ offer }) => offer).filter((offer) => !planned.includes(offer));
      expect(plan.alternates.find(({ need }) => need === row.need)?.offers).toEqual(
        others.slice(0, BOARD_POLICY.plan.alternates),
      );
    }
  });

  it('22: names nobody who may not be proposed yet', () => {
    const market = aMarket([{}], times(3, {}));
    const schools = market.schools.map((each) =>
      each.urn === urn(4) ? each : { ...each, trustKnown: false },
    );
    const { plan, rows } = planOf({ ...market, schools });
    expect(rows[0]!.candidates).toHaveLength(3);
    expect(pairsOf(plan)).toEqual(['need-1 offer-3']);
    expect(plan.alternates).toEqual([{ need: 'need-1', offers: [] }]);
  });

  it('24: names the contradiction where a lock meets a bar, a missing record or too little room', () => {
    const market = aMarket([{}, {}, {}], times(2, {}));
    const codes = (but: Partial<typeof market>): unknown[] => {
      const { plan } = planOf({ ...market, ...but });
      expect(plan).toMatchObject({ state: 'infeasible', pairs: [] });
      return plan.contradictions.map(({ code, need, offer, rules }) => [code, need, offer, ...rules]);
    };
    expect(codes({ locks: [lock(1, 1)], vetoes: [veto(1, 4)] })).toEqual([
      ['LOCK_BREAKS_RULE', 'need-1', 'offer-1', 'VETOED_BY_BROKER'],
    ]);
    expect(
      codes({
        locks: [lock(1, 1)],
        schools: market.schools.map((each) => ({ ...each, trustKnown: false })),
      }),
    ).toEqual([['LOCK_HELD_BACK', 'need-1', 'offer-1']]);
    expect(codes({ locks: [lock(1, 1), lock(1, 2)] })).toEqual([['LOCKS_EXCEED_NEED', 'need-1', 'offer-2']]);
    expect(codes({ locks: [lock(1, 1), lock(2, 1)] })).toEqual([
      ['LOCKS_EXCEED_SUPPORTER', 'need-2', 'offer-1'],
    ]);
  });

  it('disturbs the plan in force only for more points or more needs', () => {
    const market = aMarket(times(4, {}), times(4, {}));
    const current = [lock(1, 4), lock(2, 3), lock(3, 2), lock(4, 1)];
    expect(pairsOf(planOf({ ...market, currentPlan: current }).plan)).toEqual(
      current.map(({ need, offer }) => `${need} ${offer}`),
    );
    const better = { ...market, soundings: [{ supporter: urn(8), times: 3 }] };
    expect(pairsOf(planOf({ ...better, currentPlan: [lock(1, 4)] }).plan)).toContain('need-1 offer-4');
    const onlyNeed = { ...aMarket([{}], times(2, {})), soundings: [{ supporter: urn(3), times: 3 }] };
    expect(pairsOf(planOf({ ...onlyNeed, currentPlan: [lock(1, 2)] }).plan)).toEqual(['need-1 offer-1']);
  });
});
