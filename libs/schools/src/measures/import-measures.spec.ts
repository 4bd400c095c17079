import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { openHouse, system } from '../area-school/an-area-of-schools.fixture.js';
import { ImportDesk } from '../register-import/an-import.fixture.js';
import { PublishedMeasures } from './published-measures.query.js';

jest.setTimeout(60_000);

describe('published figures of schools', () => {
  let house: TestHouse;
  let desk: ImportDesk;

  beforeEach(async () => {
    house = await openHouse();
    desk = new ImportDesk(house);
  });
  afterEach(() => house.close());

  const absence = (...rows: readonly string[]) =>
    desk.previewed({
      kind: 'measures',
      fileName: 'absence_2023-2024.csv',
      bytes: Buffer.from(['\ufeffLA,ESTAB,URN,PERCTOT,PPERSABS10', ...rows].join('\r\n')),
    });
  const figures = (...urns: readonly string[]) =>
    house.work.run(system('worker', NORTH), NORTH, (tx) =>
      new PublishedMeasures().of(tx, { urns, measures: ['absence.overall', 'absence.persistent'] }),
    );

  it('are previewed without a trace, committed by hash, and found unchanged the second time', async () => {
    const seen = await absence('201,1,100001,4.3,8.4', 'NAT,PRI,,5.5,14.6');
    expect(seen.preview).toMatchObject({ rows: 2, writes: 2, leftOut: [{ what: 'summaryRows', count: 1 }] });
    expect(await figures('100001')).toEqual([]);
    expect(await desk.committed(seen)).toMatchObject({ written: 2 });
    expect(await desk.acts()).toContain('register.import.commit measures');
    const again = await desk.committed(await absence('201,1,100001,4.3,8.4', 'NAT,PRI,,5.5,14.6'));
    expect(again).toMatchObject({ written: 0, counts: { unchanged: 2 } });
  });

  it('are told with unit, source, day of loading and the better direction; a symbol stays a symbol', async () => {
    await desk.committed(await absence('201,1,100001,4.3,SUPP'));
    const [overall, persistent] = await figures('100001');
    expect(overall).toMatchObject({
      ...{ urn: '100001', measure: 'absence.overall', period: '2023/24', value: 4.3, symbol: null },
      ...{ denominator: null, unit: 'percent', betterWhen: 'lower' },
      source: 'Department for Education, pupil absence in schools',
    });
    expect(overall?.loadedOn).toBeInstanceOf(Date);
    expect(persistent).toMatchObject({ value: null, symbol: 'suppressed' });
  });

  it('follow a school that changed its number, each year once and its own figure first (I-26)', async () => {
    await desk.links('100001,100002,Successor,01-09-2024');
    await desk.committed(await absence('201,1,100001,4.3,8.4'));
    expect(await figures('100002')).toMatchObject([
      { urn: '100002', publishedAs: '100001', value: 4.3 },
      { urn: '100002', publishedAs: '100001', value: 8.4 },
    ]);
    await desk.committed(await absence('201,1,100001,4.3,8.4', '201,2,100002,5.1,SUPP'));
    expect(await figures('100002')).toMatchObject([
      { publishedAs: '100002', value: 5.1 },
      { publishedAs: '100002', value: null, symbol: 'suppressed' },
    ]);
  });

  it('are never a predecessor’s where schools merged', async () => {
    await desk.links(
      '100001,100003,Successor - merged,01-09-2024',
      '100002,100003,Successor - merged,01-09-2024',
    );
    await desk.committed(await absence('201,1,100001,4.3,8.4', '201,2,100002,6,9'));
    expect(await figures('100003')).toEqual([]);
  });

  it('are all kept or none: a bad row is named and nothing written', async () => {
    const seen = await absence('201,1,100001,4.3,8.4', '201,2,100002,430,8.4');
    expect(seen).toMatchObject({ state: 'failed', failure: { code: 'FILE_REFUSED' } });
    expect(seen.failure?.message).toBe('Line 3, PERCTOT: 430 is outside 0 to 100.');
    expect(await figures('100001', '100002')).toEqual([]);
  });

  it.each([
    ['both', 4.3, 'suppressed'],
    ['neither', null, null],
  ])('hold a number or a symbol, never %s, by raw SQL too (I-12)', async (_, value, symbol) => {
    const { id } = await absence('201,1,100001,4.3,8.4');
    const raw = house.app.query(
      `insert into schools.published_measure (urn, measure, period, value, symbol, as_published, import_id)
       values ('100001', 'absence.overall', '2023/24', $1, $2, '4.3', $3)`,
      [value, symbol, id],
    );
    await expect(raw).rejects.toThrow('number_or_symbol');
  });
});
