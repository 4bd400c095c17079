import { MEASURES, type DataRoomView, type MeasureId } from '@app/schools';
import type { SchoolUrn } from '@app/kernel';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { figuresList, figuresPage } from './figures.view.js';

const figure = (
  urn: string,
  measure: MeasureId,
  value: number | null,
  asPublished: string,
  period = '2024/25',
) => ({
  ...{ urn: urn as SchoolUrn, publishedAs: urn as SchoolUrn, measure, period, value, asPublished },
  ...{ symbol: value === null ? ('suppressed' as const) : null, denominator: null },
  ...{
    source: MEASURES[measure].source,
    unit: MEASURES[measure].unit,
    betterWhen: MEASURES[measure].betterWhen,
  },
  loadedOn: new Date('2026-11-25T09:00:00Z'),
});

describe('published figures side by side', () => {
  const room: DataRoomView = {
    schools: [
      { urn: '990005' as SchoolUrn, name: 'Eastmarsh Academy' },
      { urn: '990013' as SchoolUrn, name: 'Marlowe School' },
    ],
    figures: [
      figure('990013', 'absence.overall', 6.1, '6.1'),
      figure('990005', 'absence.overall', 8.9, '8.9', '2023/24'),
      figure('990005', 'absence.persistent', null, 'SUPP'),
    ],
  };

  it('stand by name, each in its unit with its year, and a symbol as it was published', () => {
    expect(figuresPage([], room)).toMatchObject({
      room: {
        tables: [
          {
            title: 'Absence',
            sources: 'Department for Education, pupil absence in schools',
            columns: [{ period: '2024/25' }, { period: '2024/25' }],
            rows: [
              { name: 'Eastmarsh Academy', cells: ['8.9% (2023/24)', 'SUPP'] },
              { name: 'Marlowe School', cells: ['6.1%', 'not published'] },
            ],
          },
        ],
      },
    });
  });

  it('name every publication they are from', () => {
    const figures = [
      figure('990005', 'ks4.attainment_8', 46.2, '46.2'),
      figure('990005', 'ks4.gap_attainment_8', -9, '-9'),
    ];
    expect(figuresPage([], { ...room, figures })).toMatchObject({
      room: {
        tables: [
          {
            sources:
              'Department for Education, key stage 4 performance; Department for Education, key stage 4 school information',
            rows: [{ cells: ['46.2 points', '−9 points'] }],
          },
        ],
      },
    });
  });

  it('leave as a list in the same order, with year, source and symbol', () => {
    expect(figuresList(room).rows.map(([school, , , year, cell]) => [school, year, cell])).toEqual([
      ['Eastmarsh Academy', '2023/24', '8.9'],
      ['Eastmarsh Academy', '2024/25', 'SUPP'],
      ['Marlowe School', '2024/25', '6.1'],
    ]);
  });

  it('are for heads who joined: a press opens the room, a press closes it, and others find nothing', async () => {
    const web = await WebHouse.open();
    try {
      const helper = await web.visitor('helper');
      const outside = await helper.open('/figures');
      expect(outside.words).toContain('Your school is not in.');
      expect((await helper.open('/figures.csv')).status).toBe(404);
      const joined = await helper.follow(await helper.press(outside, '/figures/990013/join'));
      expect(joined.words).toContain('Your school is in.');
      expect((await helper.open('/figures.csv')).status).toBe(200);
      expect((await (await web.visitor('asker')).open('/figures.csv')).status).toBe(404);
      const staff = await (await web.visitor('askersStaff')).open('/figures');
      expect(staff.words).toContain('The head of Eastmarsh Academy decides whether it joins.');
      for (const who of ['officer', 'adviser', 'broker'] as const)
        expect((await (await web.visitor(who)).open('/figures')).status).toBeGreaterThanOrEqual(403);
      await helper.press(joined, '/figures/990013/leave');
      expect((await helper.open('/figures.csv')).status).toBe(404);
    } finally {
      await web.close();
    }
  });
});
