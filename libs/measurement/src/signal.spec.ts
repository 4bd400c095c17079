import type { LocalDate } from '@app/kernel';
import fc from 'fast-check';
import { SYMBOLS, type Measured } from './measured.js';
import { lookForSignal, spreadOf, type SignalAsked, type SignalLook, type YearFigure } from './signal.js';

const number = (value: number, denominator: number | null = 100): Measured => ({
  ...{ kind: 'number', value, denominator },
});
const year = (ended: number, measured: Measured): YearFigure => ({
  period: `${String(ended - 1)}/${String(ended % 100)}`,
  endedOn: `${String(ended)}-08-31` as LocalDate,
  measured,
});
const of2025 = (value: number, denominator: number | null = 100): YearFigure[] => [
  year(2025, number(value, denominator)),
];
/** Median 10, and half of them within 2 of it. */
const TWELVE = [4, 6, 7, 8, 9, 10, 10, 11, 12, 13, 14, 16];

const asked = (told: Partial<SignalAsked> = {}): SignalAsked => ({
  runOn: '2026-11-26' as LocalDate,
  years: of2025(20),
  pupils: null,
  similar: TWELVE.map((value) => of2025(value)),
  smallestCohort: 11,
  ...told,
});
const because = (look: SignalLook): string => (look.kind === 'none' ? look.because : look.side);

describe('a signal', () => {
  it('is a figure further than one and a half of the usual distances from the middle of similar schools', () => {
    expect(spreadOf(TWELVE)).toMatchObject({ median: 10, mad: 2.5 });
    expect(because(lookForSignal(asked({ years: of2025(13.75) })))).toBe('LIKE_SIMILAR_SCHOOLS');
    expect(because(lookForSignal(asked({ years: of2025(13.76) })))).toBe('higher');
  });

  it('stands on either side, and neither is called good or bad', () => {
    expect(lookForSignal(asked({ years: of2025(6.2) }))).toMatchObject({
      ...{ kind: 'signal', side: 'lower', figure: { value: 6.2, denominator: 100, periods: ['2024/25'] } },
      spread: { median: 10, mad: 2.5, values: TWELVE },
    });
    expect(JSON.stringify(lookForSignal(asked()))).not.toMatch(/better|worse|weak|rank/);
  });

  it('rests on a figure at most two years old on the day of the look', () => {
    const on = (runOn: string) => because(lookForSignal(asked({ runOn: runOn as LocalDate })));
    expect([on('2027-08-31'), on('2027-09-01')]).toEqual(['higher', 'TOO_OLD']);
    expect(because(lookForSignal(asked({ years: [] })))).toBe('NOT_PUBLISHED');
  });

  it('never turns to an older year because the latest one is hidden', () => {
    const years = [year(2024, number(20)), year(2025, { kind: 'symbol', symbol: 'c' })];
    expect(because(lookForSignal(asked({ years })))).toBe('FIGURE_IS_A_SYMBOL');
  });

  it('speaks of eleven pupils or more, told by the figure itself or by the roll', () => {
    const of = (denominator: number | null, pupils: number | null = null) =>
      because(lookForSignal(asked({ years: of2025(20, denominator), pupils })));
    expect([of(11), of(10), of(null), of(null, 11), of(null, 10)]).toEqual([
      ...['higher', 'COHORT_TOO_SMALL', 'COHORT_UNKNOWN', 'higher', 'COHORT_TOO_SMALL'],
    ]);
  });

  it('pools three years of a small cohort by their pupils, and similar schools by the same years', () => {
    const three = (a: number, b: number, c: number, of: number): YearFigure[] => [
      ...[year(2023, number(a, of)), year(2025, number(c, 2 * of)), year(2024, number(b, of))],
    ];
    const similar = TWELVE.map((value) => three(value, value, value, 50));
    const look = lookForSignal(asked({ years: three(10, 20, 30, 4), similar }));
    expect(look).toMatchObject({
      kind: 'signal',
      figure: { value: 22.5, denominator: 16, periods: ['2024/25', '2023/24', '2022/23'] },
    });
    const one = TWELVE.map((value) => of2025(value));
    expect(because(lookForSignal(asked({ years: three(10, 20, 30, 4), similar: one })))).toBe(
      'TOO_FEW_SIMILAR_SCHOOLS',
    );
    const gap = three(10, 20, 30, 4).filter(({ period }) => period !== '2023/24');
    expect(because(lookForSignal(asked({ years: gap, similar })))).toBe('COHORT_TOO_SMALL');
  });

  it('needs ten numbers among similar schools, and some distance between them', () => {
    const of = (values: readonly number[]) =>
      because(lookForSignal(asked({ similar: values.map((value) => of2025(value)) })));
    expect(of(TWELVE.slice(0, 9))).toBe('TOO_FEW_SIMILAR_SCHOOLS');
    expect(of(Array<number>(12).fill(10))).toBe('NO_SPREAD');
    expect(because(lookForSignal(asked({ similar: null })))).toBe('NO_SIMILAR_SCHOOLS');
  });
});

describe('whatever the figures', () => {
  const tenths = fc.integer({ min: 0, max: 1000 }).map((each) => each / 10);
  const values = fc.array(tenths, { minLength: 10, maxLength: 20 });
  const symbol: fc.Arbitrary<Measured> = fc
    .constantFrom(...SYMBOLS)
    .map((each) => ({ kind: 'symbol', symbol: each }));
  const look = (own: number, others: readonly number[], by = 1, on = 0): SignalLook =>
    lookForSignal(
      asked({
        years: of2025(own * by + on),
        similar: others.map((value) => of2025(value * by + on)),
      }),
    );

  it('it is the same in another unit, or counted from another nought', () =>
    fc.assert(
      fc.property(tenths, values, fc.constantFrom(2, 10, 100), fc.integer(), (own, others, by, on) => {
        const shift = on % 1000;
        expect(because(look(own, others, by, shift))).toBe(because(look(own, others)));
      }),
    ));

  it('it is the other side when every figure is turned round', () =>
    fc.assert(
      fc.property(tenths, values, (own, others) => {
        const turned = { higher: 'lower', lower: 'higher' } as Readonly<Record<string, string>>;
        const straight = because(look(own, others));
        expect(because(look(own, others, -1))).toBe(turned[straight] ?? straight);
      }),
    ));

  it('it is the same whatever the order of similar schools and of years', () =>
    fc.assert(
      fc.property(
        tenths,
        values.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        (own, [list, shuffled]) => expect(look(own, shuffled)).toEqual(look(own, list)),
      ),
    ));

  it('a symbol never enters: neither as a value of similar schools nor as the school’s own (I-12)', () =>
    fc.assert(
      fc.property(tenths, values, fc.array(symbol), (own, others, hidden) => {
        const shown = others.map((value) => of2025(value));
        const similar = [...hidden.map((each) => [year(2025, each)]), ...shown];
        expect(lookForSignal(asked({ years: of2025(own), similar }))).toEqual(look(own, others));
        for (const each of hidden)
          expect(because(lookForSignal(asked({ years: [year(2025, each)], similar })))).toBe(
            'FIGURE_IS_A_SYMBOL',
          );
      }),
    ));

  it('fewer than half of similar schools, however odd, make no signal of a figure inside the others', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 100), { maxLength: 4 }), (odd) => {
        expect(because(look(10, [...TWELVE, ...odd]))).toBe('LIKE_SIMILAR_SCHOOLS');
      }),
    ));
});
