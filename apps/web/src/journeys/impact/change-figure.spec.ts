import type { EvaluationView } from '@app/impact';
import { localDate, type SchoolUrn } from '@app/kernel';
import { onePairing, type Measured } from '@app/measurement';
import { changeFigure } from './change-figure.js';

const rate = (value: number, denominator: number | null = null): Measured => ({
  ...{ kind: 'number', value, denominator },
});
const at = new Date('2027-12-01T09:00:00Z');

/** Persistent absence by the published measure, from 31.2 of 340 to `later`; similar schools by their changes. */
function evaluation(later: Measured | null, changes: readonly (number | null)[] = []): EvaluationView {
  const urns = changes.map((_, n) => String(990_050 + n) as SchoolUrn);
  const comparators = changes.map((change, n) => ({
    ...{ urn: urns[n] ?? '', baseline: rate(30) },
    later: change === null ? ({ kind: 'symbol', symbol: 'c' } as const) : rate(30 + change),
  }));
  const baseline = rate(31.2, 340);
  return {
    ...{ id: 'e', objective: 1, outcome: 'Fewer are away', measure: 'Persistent absence' },
    ...{ measureId: 'absence.persistent', betterWhen: 'lower', unit: '%', baselineWords: '31.2%', baseline },
    ...{
      baselinePeriod: '2025/26',
      baselineSource: 'Published',
      target: '27%',
      replaced: false,
      agenda: { number: 1, from: new Date('2026-11-25T09:00:00Z'), until: null },
      lockedAt: at,
      state: 'estimated',
      version: 1,
    },
    window: { from: localDate('2026-11-25'), to: localDate('2027-07-16') },
    comparison: { with: 'similar_schools', counted: 'median', fewest: 5, urns },
    later: later ? [{ period: '2026/27', measured: later, source: 'Published', by: '', at }] : [],
    says: onePairing({ baseline, later, betterWhen: 'lower', isRate: true, comparators, fewest: 5 }),
  };
}

describe('the figure of one objective', () => {
  const beside = evaluation(rate(28.4, 352), [-1, -2, -1.1, 0, -3, null]);

  it('says the change, that of similar schools and the difference in its sentence, its table and its drawing', () => {
    const { sentence, table, svg } = changeFigure(beside, 'x');
    expect(sentence).toMatch(/^Persistent absence fell 2.8 points by 2026\/27. 95% interval: \d/);
    expect(sentence).toContain(
      'The middle one of 5 similar schools without support (1 left out: not both figures are numbers) fell 1.1 points. Difference 1.7 points better (95% interval: ',
    );
    expect(table.map(({ period, figure, of }) => [period, figure, of])).toEqual([
      ['2025/26', '31.2%', '340'],
      ['2026/27', '28.4%', '352'],
      ['Change', '\u22122.8 points', ''],
      ['Similar schools, middle change', '\u22121.1 points', '5 schools'],
      ['Difference', '\u22121.7 points', ''],
    ]);
    const drawn = String(svg);
    expect(drawn).toContain('This school: \u22122.8 points');
    expect(drawn).toContain('Similar schools, middle: \u22121.1 points');
    expect(drawn.match(/mark--quiet/g)).toHaveLength(5);
    expect(drawn).not.toMatch(/style=|NaN|verdict|declin/);
  });

  it('shows no similar school where fewer than the smallest group are counted (I-13)', () => {
    const { sentence, table, svg } = changeFigure(evaluation(rate(28.4, 352), [-1, -2]), 'x');
    expect(sentence).toContain('Too few similar schools have both figures.');
    expect(table.map(({ period }) => period)).toEqual(['2025/26', '2026/27', 'Change']);
    expect(String(svg)).not.toContain('mark--quiet');
  });

  it('says how many stand beside it before anything came later, and where nothing similar can be said', () => {
    expect(changeFigure(evaluation(null, [-1, -2]), 'x').sentence).toBe(
      'No later figure is recorded yet. 2 similar schools without support were fixed with the agenda, to stand beside it.',
    );
    expect(changeFigure(evaluation(rate(28.4)), 'x').sentence).toContain(
      'Too little is published of this school to say which schools are similar',
    );
    const counted = { ...evaluation(rate(28.4)), measureId: null };
    expect(changeFigure(counted, 'x').sentence).toContain('No published measure of similar schools');
  });

  it('draws the change of a score below nought without bars', () => {
    const baseline = rate(-0.4);
    const says = onePairing({
      ...{ baseline, later: rate(-0.1), betterWhen: 'higher', isRate: false, comparators: [], fewest: 5 },
    });
    const score = { ...evaluation(rate(-0.1)), baseline, unit: 'points', says };
    const { svg, sentence } = changeFigure(score, 'x');
    expect(String(svg)).not.toContain('<rect');
    expect(String(svg)).toContain('This school: +0.3 points');
    expect(sentence).toContain('the figures are not rates');
  });
});
