import fc from 'fast-check';
import {
  byCostOfDelay,
  costOfDelay,
  DelayOutOfRange,
  PRIORITIES,
  type Delay,
  type Waiting,
} from './cost-of-delay.js';
import { localDate } from './local-date.js';

const aDelay: fc.Arbitrary<Delay> = fc.record({
  priority: fc.constantFrom(...PRIORITIES),
  waited: fc.nat(200),
  limit: fc.integer({ min: 1, max: 30 }),
  peopleWaiting: fc.nat(5),
});
const aWaiting: fc.Arbitrary<Waiting> = fc.record({
  cost: aDelay.map(costOfDelay),
  due: fc.constantFrom('2026-11-25', '2026-11-26').map(localDate),
  reference: fc.constantFrom('N-1', 'N-2', 'N-10'),
});

describe('the order of Today', () => {
  it('this_term, 3 of 5 wd gone, two waiting: 3 × 1.6 × 3 = 14.4', () => {
    const { over, under } = costOfDelay({ priority: 'this_term', waited: 3, limit: 5, peopleWaiting: 2 });
    expect([over, under]).toEqual([72, 5]);
    expect(over * 10).toBe(144 * under);
  });

  it('now, just in, one waiting: 9 × 1 × 2 = 18', () => {
    const { over, under } = costOfDelay({ priority: 'now', waited: 0, limit: 3, peopleWaiting: 1 });
    expect(over).toBe(18 * under);
  });

  it('puts the dearest first, then the earlier due date, then the reference', () => {
    const cost = costOfDelay({ priority: 'now', waited: 0, limit: 3, peopleWaiting: 1 });
    const cheap = costOfDelay({ priority: 'when_possible', waited: 0, limit: 3, peopleWaiting: 1 });
    const rows: Waiting[] = [
      { cost: cheap, due: localDate('2026-11-20'), reference: 'N-1' },
      { cost, due: localDate('2026-11-26'), reference: 'N-1' },
      { cost, due: localDate('2026-11-25'), reference: 'N-3' },
      { cost, due: localDate('2026-11-25'), reference: 'N-2' },
    ];
    expect([...rows].sort(byCostOfDelay)).toEqual([rows[3], rows[2], rows[1], rows[0]]);
  });

  it('is a total order: nothing ties but the same thing', () => {
    fc.assert(
      fc.property(aWaiting, aWaiting, aWaiting, (a, b, c) => {
        expect(Math.sign(byCostOfDelay(a, b)) + Math.sign(byCostOfDelay(b, a))).toBe(0);
        if (byCostOfDelay(a, b) <= 0 && byCostOfDelay(b, c) <= 0)
          expect(byCostOfDelay(a, c)).toBeLessThanOrEqual(0);
        if (byCostOfDelay(a, b) === 0) {
          expect([a.due, a.reference]).toEqual([b.due, b.reference]);
          expect(a.cost.over * b.cost.under).toBe(b.cost.over * a.cost.under);
        }
      }),
    );
  });

  it('never falls by waiting, nor by one more person who waits', () => {
    fc.assert(
      fc.property(aDelay, (delay) => {
        const now = { cost: costOfDelay(delay), due: localDate('2026-11-25'), reference: 'N-1' };
        const later = { ...now, cost: costOfDelay({ ...delay, waited: delay.waited + 1 }) };
        const more = { ...now, cost: costOfDelay({ ...delay, peopleWaiting: delay.peopleWaiting + 1 }) };
        expect(byCostOfDelay(later, now)).toBe(-1);
        expect(byCostOfDelay(more, now)).toBe(-1);
      }),
    );
  });

  it.each([
    ['a limit of nothing', { limit: 0 }],
    ['a wait below nothing', { waited: -1 }],
    ['half a person', { peopleWaiting: 0.5 }],
    ['no number', { waited: NaN }],
  ])('refuses %s', (_, change) => {
    const asked = { priority: 'now', waited: 0, limit: 1, peopleWaiting: 0, ...change } as const;
    expect(() => costOfDelay(asked)).toThrow(DelayOutOfRange);
  });
});
