import { localDate, type SchoolUrn } from '@app/kernel';
import { MEASURES, type SignalView } from '@app/schools';
import fc from 'fast-check';
import { dotStrip } from './dot-strip.js';

const at = new Date('2026-11-25T09:00:00Z');

function signal(value: number, similarValues: readonly number[], median: number): SignalView {
  return {
    ...{ id: 's', urn: '990005' as SchoolUrn, school: 'Eastmarsh Academy', measure: 'absence.persistent' },
    ...{ definition: MEASURES['absence.persistent'], periods: ['2024/25'], value, denominator: null },
    ...{ side: value > median ? 'higher' : 'lower', median, mad: 1.2, similarValues, loadedOn: at },
    ...{ foundAt: at, dueOn: localDate('2026-12-09'), state: 'with_head', passedOnAt: null, reply: null },
    ...{ repliedAt: null, version: 1, mayReply: true },
  };
}

describe('the drawing of a signal', () => {
  const similar = [20, 21, 21, 21, 22, 23, 23, 24, 24, 25];
  const { svg, table, sentence } = dotStrip(signal(33.4, similar, 22.5), 'Eastmarsh Academy');

  it('says in its sentence and its table what it shows', () => {
    expect(sentence).toBe(
      'Pupils who miss 10% of sessions or more: 33.4% in 2024/25. The middle one of 10 similar schools is 22.5%, and half of them are within 1.2 percentage points of it. This is 10.9 percentage points higher.',
    );
    expect(table.map(({ what, figure }) => `${what}: ${figure}`)).toEqual([
      'Eastmarsh Academy, 2024/25: 33.4%',
      'Similar schools, middle: 22.5%',
      'Half of them are within: 1.2 percentage points',
      'Similar schools, the lowest first: 20, 21, 21, 21, 22, 23, 23, 24, 24, 25 percent',
    ]);
    expect(String(svg)).toContain(sentence);
  });

  it('tells three years taken together as such', () => {
    const three = { ...signal(9, similar, 22.5), periods: ['2024/25', '2023/24', '2022/23'] };
    expect(dotStrip(three, 'Ash').sentence).toContain('9% in 2022/23 to 2024/25 taken together.');
  });

  it('keeps every mark inside, one a similar school, whatever the figures', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -300, max: 1000 }),
        fc.array(fc.integer({ min: -300, max: 1000 }), { minLength: 10, maxLength: 20 }),
        (own, others) => {
          const values = [...others].sort((a, b) => a - b).map((each) => each / 10);
          fc.pre(values.some((each) => each !== own / 10));
          const drawn = String(dotStrip(signal(own / 10, values, values[5] ?? 0), 'Ash').svg);
          const [, top = NaN, width = NaN, height = NaN] =
            /viewBox="0 (-?\d+) (\d+) (\d+)"/.exec(drawn)?.map(Number) ?? [];
          const dots = [...drawn.matchAll(/cx="(-?\d+)" cy="(-?\d+)"/g)].map(([, x, y]) => [
            Number(x),
            Number(y),
          ]);
          expect(dots).toHaveLength(values.length + 1);
          for (const [x = NaN, y = NaN] of dots) {
            expect(x >= 6 && x <= width - 6).toBe(true);
            expect(y >= top + 6 && y <= top + height - 6).toBe(true);
          }
        },
      ),
    ));
});
