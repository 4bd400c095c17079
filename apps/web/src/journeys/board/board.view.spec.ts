import type { BoardPage, Figure } from '@app/board-report';
import { theGoals } from '../../../../../test/factories/the-goals.js';
import { boardView, publishedView, recordsView } from './board.view.js';

const promised: Figure = {
  ...{ id: 'promised-1', kind: 'promised', group: '1', unit: 'half_days', value: 13, of: 'pairing' },
  records: ['SP-2026-001', 'SP-2026-002'],
};
const found: BoardPage = {
  ...{ year: '2026/27' as never, checkedAt: new Date('2026-11-26T09:00:00Z'), smallest: 5 },
  goals: theGoals().goals.map((goal) => ({
    goal,
    said: [['Days promised: ', promised, '.']],
    measures: [],
  })),
  ...{ none: [], all: [], takingPart: ['Nobody.'], somethingHidden: true },
};

describe('the Board’s page', () => {
  it('writes half-days as days, and links each number to its records of that year', () => {
    const { goals } = boardView(found) as { goals: { said: object[][] }[] };
    expect(goals[0]?.said[0]).toEqual([
      { text: 'Days promised: ' },
      { text: '6.5', href: '/board/records/promised-1?year=2026%2F27' },
      { text: '.' },
    ]);
  });

  it('lists the records for who may open them', () => {
    const view = recordsView({ figure: promised, open: ['SP-2026-001'] }, found.year, new Map());
    expect(view).toMatchObject({
      ...{ count: '2 pairings', missing: true },
      records: [{ href: '/pairings/SP-2026-001', text: 'SP-2026-001' }],
    });
  });

  it('tells the Board no count of pairings behind days: nobody looked whether it may be shown', () =>
    expect(recordsView({ figure: promised, open: null }, found.year, new Map())).toMatchObject({
      count: null,
      records: null,
    }));

  it('puts published figures of this area alone beside nothing', () => {
    const [goal] = found.goals;
    const measured = (schools: number): string => {
      const measure = {
        ...{
          measure: 'absence.overall' as const,
          says: 'Absence',
          unit: 'percent' as const,
          source: 'The department',
          caveat: 'Late',
        },
        ...{ here: { period: '2024/25', median: 7.55, schools: 48 }, everywhere: { median: 6.9, schools } },
      };
      return JSON.stringify(boardView({ ...found, goals: [{ ...goal!, measures: [measure] }] }));
    };
    expect(measured(48)).toContain('No wider figures are imported to put beside it.');
    expect(measured(3_000)).toContain('All that is published: 6.9%, 3,000 schools.');
    expect(measured(48)).toContain('{"text":"48 schools","href":"/board/measures/absence.overall"}');
  });

  it('names the schools that a middle was taken of, and writes what is below nought with a minus', () => {
    const line = {
      ...{ measure: 'absence.overall' as const, says: 'Progress', unit: 'points' as const },
      ...{ source: 'The department', caveat: 'Late', everywhere: null },
      here: { period: '2024/25', median: -0.26, schools: 5 },
    };
    const schools = [{ urn: '990005', value: -1 }];
    const names = new Map([['990005' as never, 'Eastmarsh Academy']]);
    expect(publishedView({ line, period: '2024/25', schools }, names)).toMatchObject({
      ...{ source: 'The department', period: '2024/25', middle: '−0.3' },
      schools: [{ href: '/schools/990005', text: 'Eastmarsh Academy', value: '−1' }],
    });
  });
});
