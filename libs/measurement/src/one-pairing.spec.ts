import fc from 'fast-check';
import { changeFromBaseline } from './change-from-baseline.js';
import { comparatorsChange, median } from './comparators.js';
import { SYMBOLS, type Measured } from './measured.js';
import { onePairing } from './one-pairing.js';
import { hideSmallCounts } from './small-numbers.js';
import { changeInterval, wilson } from './uncertainty.js';

const rate = (value: number, denominator: number | null = null): Measured => ({
  ...{ kind: 'number', value, denominator },
});
const symbol: fc.Arbitrary<Measured> = fc
  .constantFrom(...SYMBOLS)
  .map((each) => ({ kind: 'symbol', symbol: each }));
const percent = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
const of: fc.Arbitrary<number | null> = fc.option(fc.integer({ min: 1, max: 2_000 }));
const number: fc.Arbitrary<Measured> = fc.tuple(percent, of).map((each) => rate(...each));

describe('the change of one school', () => {
  it('is later less baseline, and says why where there is none', () => {
    expect(changeFromBaseline(rate(31.2), rate(28.4))).toEqual({ kind: 'change', change: -2.8 });
    expect(changeFromBaseline(rate(31.2), null)).toEqual({ kind: 'none', because: 'NO_LATER_VALUE' });
    expect(changeFromBaseline(null, rate(28.4))).toEqual({ kind: 'none', because: 'NO_BASELINE' });
  });

  it('never makes a number of a symbol (I-12)', () =>
    fc.assert(
      fc.property(symbol, fc.oneof(symbol, number), (hidden, other) => {
        expect(changeFromBaseline(hidden, other).kind).toBe('none');
        expect(changeFromBaseline(other, hidden).kind).toBe('none');
        expect(changeInterval(hidden, other).kind).toBe('none');
      }),
    ));
});

describe('similar schools', () => {
  const at = (urn: string, from: Measured | null, to: Measured | null) => ({
    urn,
    baseline: from,
    later: to,
  });

  it('are counted by their middle change, and a missing or suppressed value is kept out with its reason', () => {
    const told = comparatorsChange(
      [
        at('1', rate(30), rate(29)),
        at('2', rate(30), rate(28)),
        at('3', rate(30), rate(90)),
        at('4', rate(30), { kind: 'symbol', symbol: 'c' }),
        at('5', null, rate(10)),
      ],
      3,
    );
    expect(told.median).toBe(-1);
    expect(told.leftOut).toEqual([
      { urn: '4', because: 'LATER_VALUE_IS_A_SYMBOL' },
      { urn: '5', because: 'NO_BASELINE' },
    ]);
  });

  it('are not shown where fewer than the smallest group are counted (I-13)', () => {
    const two = [at('1', rate(30), rate(29)), at('2', rate(30), rate(28))];
    expect(comparatorsChange(two, 5).median).toBeNull();
    expect(comparatorsChange([], 0).median).toBeNull();
  });

  it('have a middle between their least and greatest, whatever their order, which hidden values never move', () =>
    fc.assert(
      fc.property(fc.array(percent, { minLength: 1 }), fc.array(symbol), (values, hidden) => {
        const middle = median(values);
        expect(middle).toBeGreaterThanOrEqual(Math.min(...values));
        expect(middle).toBeLessThanOrEqual(Math.max(...values));
        expect(median([...values].reverse())).toBe(middle);
        const counted = values.map((value, n) => at(String(n), rate(0), rate(value)));
        const kept = hidden.map((each, n) => at(`h${String(n)}`, rate(0), each));
        expect(comparatorsChange([...kept, ...counted], 1).median).toBe(middle);
      }),
    ));
});

describe('how sure one school’s figure can be', () => {
  it('agrees with the examples of the papers it is from', () => {
    // Newcombe 1998, table II (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339.
    const told = changeInterval(rate(60, 80), rate(80, 70));
    expect(told).toMatchObject({ kind: 'interval' });
    if (told.kind === 'interval') {
      expect(told.low).toBeCloseTo(5.24, 1);
      expect(told.high).toBeCloseTo(33.39, 1);
    }
    // Newcombe 1998 on single proportions: 81 of 263 is 0.2553 to 0.3662.
    expect(wilson((81 / 263) * 100, 263).low).toBeCloseTo(25.53, 1);
  });

  it('holds the rate, stays inside 0 and 100, and narrows with more pupils', () =>
    fc.assert(
      fc.property(percent, fc.integer({ min: 1, max: 1_000 }), (value, of) => {
        const [few, many] = [wilson(value, of), wilson(value, of * 4)];
        expect(few.low).toBeGreaterThanOrEqual(0);
        expect(few.high).toBeLessThanOrEqual(100);
        expect(few.low).toBeLessThanOrEqual(value + 1e-6);
        expect(few.high).toBeGreaterThanOrEqual(value - 1e-6);
        expect(many.high - many.low).toBeLessThanOrEqual(few.high - few.low + 1e-6);
      }),
    ));

  it('is not worked out without both denominators, or for what is no rate', () => {
    expect(changeInterval(rate(30, 100), rate(20))).toEqual({ kind: 'none', because: 'NO_DENOMINATOR' });
    expect(changeInterval(rate(300, 100), rate(20, 100))).toEqual({ kind: 'none', because: 'NOT_A_RATE' });
  });
});

describe('what one pairing may say', () => {
  const similar = [-1, -2, -1.1, 0, -3].map((change, n) => ({
    ...{ urn: String(n), baseline: rate(30), later: rate(30 + change) },
  }));
  const asked = {
    ...{ baseline: rate(31.2, 340), later: rate(28.4, 352), betterWhen: 'lower' as const },
    ...{ comparators: similar, fewest: 5, isRate: true },
  };

  it('is its change, that of similar schools, and the difference with its interval', () => {
    const said = onePairing(asked);
    expect(said).toMatchObject({
      ...{ change: { change: -2.8 }, moved: 'fell', similar: { median: -1.1 } },
      difference: { points: -1.7, side: 'better' },
    });
    const { interval } = said.difference!;
    expect(interval!.low).toBeLessThan(-1.7);
    expect(interval!.high).toBeGreaterThan(0);
  });

  it('has no interval where the figure is a score, however many pupils it is of', () => {
    const said = onePairing({ ...asked, isRate: false });
    expect(said.interval).toEqual({ kind: 'none', because: 'NOT_A_RATE' });
    expect(said.difference).toEqual({ points: -1.7, side: 'better', interval: null });
  });

  it('calls a higher value worse only where lower is better, and neither where nobody said', () => {
    expect(onePairing({ ...asked, betterWhen: 'higher' }).difference?.side).toBe('worse');
    expect(onePairing({ ...asked, betterWhen: null }).difference?.side).toBeNull();
  });

  it('never holds a verdict, and never the word decline (I-28)', () =>
    fc.assert(
      fc.property(
        fc.option(fc.oneof(number, symbol)),
        fc.option(fc.oneof(number, symbol)),
        (baseline, later) => {
          const said = onePairing({ ...asked, baseline, later });
          expect(Object.keys(said).sort()).toEqual(['change', 'difference', 'interval', 'moved', 'similar']);
          expect(JSON.stringify(said)).not.toMatch(/verdict|declin|gain/i);
        },
      ),
    ));
});

describe('small numbers', () => {
  it('hide a rate whose count, or whose rest, is one to five pupils; nought stays', () => {
    expect(hideSmallCounts(rate(4, 100), 6)).toEqual({ kind: 'symbol', symbol: 'c' });
    expect(hideSmallCounts(rate(97, 100), 6)).toEqual({ kind: 'symbol', symbol: 'c' });
    expect(hideSmallCounts(rate(0, 100), 6)).toEqual(rate(0, 100));
    expect(hideSmallCounts(rate(30, 100), 6)).toEqual(rate(30, 100));
    expect(hideSmallCounts(rate(4), 6)).toEqual(rate(4));
  });
});
