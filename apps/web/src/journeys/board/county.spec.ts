import {
  ApproveBoardReport,
  BoardFigures,
  BoardReports,
  CheckBoardReport,
  DraftBoardReport,
  IssueBoardReport,
} from '@app/board-report';
import { SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { CountyController } from './county.controller.js';
import { countyFigure } from './county-figure.js';

describe('the county by district', () => {
  let pages: BrokerAtPages;
  beforeEach(async () => {
    const rooms = [BoardFigures, BoardReports, SchoolsOfArea];
    pages = await BrokerAtPages.open([CountyController], rooms);
    await pages.house.namedOpenNeed();
    // Six schools ask in the west; a seventh, alone in the east, asks as well.
    await pages.house.raw(
      `set session_replication_role = replica;
       insert into profiles.need select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'reference', 'N-2026-9' || a.place, 'urn', a.urn))).*
       from profiles.need n, (select urn, lpad((row_number() over (order by urn))::text, 2, '0') as place from schools.area_school) a`,
    );
    await pages.house.raw(
      `set session_replication_role = replica; update schools.school set district_name = 'Downland West'`,
    );
  });
  afterEach(() => pages.close());

  const issued = async (): Promise<string> => {
    const [broker, chair] = [await pages.house.as('broker'), await pages.house.as('chair')];
    const get = pages.house.get.bind(pages.house);
    const report = await get(DraftBoardReport).execute(broker, NORTH, { year: '2026/27' });
    await get(CheckBoardReport).execute(broker, NORTH, { report, version: 1 });
    await get(ApproveBoardReport).execute(chair, NORTH, { report, version: 2 });
    await get(IssueBoardReport).execute(chair, NORTH, { report, version: 3 });
    return report;
  };

  it('is a sentence, a picture and a table, each number with its records', async () => {
    const { html, text } = await pages.get('/board/county', 'officer');
    expect(text).toContain('Schools of 1 district asked for 14 days in 2026/27, and were promised 0 days.');
    expect(html).toContain('<svg class="app-drawing"');
    expect(text).toContain('Downland West 6 6 7 14 0');
    expect(html).toContain('href="/board/county.pdf?year=2026%2F27"');
    expect(html).toContain('/board/records/wanted-%40Downland%20West?year=2026%2F27');
  });

  it('hides a district of too few schools, in the picture too, and what would give it away', async () => {
    await pages.house.raw(
      `set session_replication_role = replica; update schools.school set district_name = 'East' where urn = '990040'`,
    );
    const { html, text } = await pages.get('/board/county', 'officer');
    expect(text).toContain('East not shown not shown not shown not shown');
    expect(text).toContain('Downland West not shown not shown not shown not shown');
    expect(html.match(/asked for: not shown/g)).toHaveLength(2);
  });

  it('is for the Board what was issued, and stays so whatever is asked for afterwards', async () => {
    const early = await pages.get('/board/county', 'board');
    expect(early.text).toContain('Too little data yet');
    expect(early.html).not.toContain('county.pdf');
    const report = await issued();
    const before = await pages.get('/board/county', 'board');
    expect(before.text).toContain('Downland West 6 6 7 14 0');
    expect(before.html).toContain(`href="/board/reports/${report}/records/wanted-%40Downland%20West"`);
    await pages.house.raw(
      `set session_replication_role = replica; update profiles.need set half_days_wanted = 9`,
    );
    expect((await pages.get('/board/county', 'chair')).text).toContain('Downland West 6 6 7 14 0');
    expect((await pages.get('/board/county', 'officer')).text).toContain('asked for 31.5 days');
  });

  it('gives a head what was issued, and no way to the records', async () => {
    await issued();
    const { html, text } = await pages.get('/board/county', 'asker');
    expect(text).toContain('Downland West 6 6 7 14 0');
    expect(html).not.toContain('/records/');
  });

  it('draws districts that lie on each other under one another, and long names short', () => {
    const place = { urn: '990001', status: 'open', easting: 500_000, northing: 100_000 };
    const named = ['Downland West and the Isles of the Sound', 'Other'];
    const places = named.map((district) => ({ ...place, district })) as never[];
    const days = named.map((name) => ({ name, wanted: 4, promised: null }));
    const drawn = String(countyFigure(days, places, 'Days.', 'county'));
    const tops = [...drawn.matchAll(/class="label" x="[\d.]+" y="([\d.]+)">(Downland|Other)/g)].map((found) =>
      Number(found[1]),
    );
    expect(Math.abs((tops[0] ?? 0) - (tops[1] ?? 0))).toBeGreaterThanOrEqual(56);
    expect(drawn).toContain('Downland West and t…');
  });
});
