import type { AreaId } from '@app/kernel';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, SOUTH, TestHouse } from '../../../../test/factories/an-area.js';
import { areaTemplates } from '../../../../test/factories/area-templates.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { AddSchoolsToArea } from '../area-school/add-schools-to-area.js';
import { published, system, TODAY } from '../area-school/an-area-of-schools.fixture.js';
import { AreaSchoolEntity } from '../area-school/area-school.entity.js';
import { AdoptSetting, ProposeSetting } from './adopt-setting.js';
import { AreaSettingEntity } from './area-setting.entity.js';
import { AreaSettings } from './area-settings.query.js';
import { AreaEntity } from './area.entity.js';
import { CreateArea, type NewArea } from './create-area.js';
import type { SettingKind } from './setting-kinds.js';

const matrix = theMatrix();
const settings = new AreaSettings();
const policy = { version: 'p1', weights: { theme_fit: 1_000 } };

describe('opening an area', () => {
  let house: TestHouse;
  let create: CreateArea;
  let propose: ProposeSetting;
  let adopt: AdoptSetting;
  const ops = system('ops');
  const asked = (change: Partial<NewArea> = {}): NewArea => ({
    code: 'downland',
    name: 'Downland',
    laCode: '845',
    controller: 'Downland Council',
    demo: false,
    schools: 'of_authority',
    settings: { ...areaTemplates(), policy },
    ...change,
  });
  const inside = <T>(area: AreaId, body: Parameters<typeof house.work.run<T>>[2]): Promise<T> =>
    house.work.run(system('ops', area), area, body);
  const adopted = (kind: SettingKind, body: unknown): Promise<void> =>
    inside(NORTH, async (tx) => adopt.inside(tx, await propose.inside(tx, { kind, body })));

  beforeAll(async () => {
    house = await TestHouse.open([AreaEntity, AreaSettingEntity, AreaSchoolEntity]);
    await published(house, [{}, { URN: '100002', 'LA (code)': '850' }]);
    propose = new ProposeSetting(house.audit, house.ids);
    adopt = new AdoptSetting(house.audit, TODAY);
    const addSchools = new AddSchoolsToArea(house.audit, house.ids);
    create = new CreateArea(
      house.work,
      house.audit,
      house.lookup,
      matrix,
      TODAY,
      house.ids,
      propose,
      adopt,
      addSchools,
    );
  });
  afterAll(() => house.close());

  it('makes it with its first settings in force and the schools of its authority', async () => {
    const area = await create.execute(ops, asked());
    const found = await inside(area, async (tx) => ({
      area: await settings.area(tx),
      themes: (await settings.themes(tx)).nameOf('att.strategy'),
      clocks: await settings.clocks(tx),
      policy: await settings.inForce(tx, 'policy'),
      schools: await tx.query('select urn from schools.area_school'),
    }));
    expect(found.area).toEqual({ id: area, code: 'downland', name: 'Downland', laCode: '845', demo: false });
    expect(found.themes).toBe('Attendance strategy and data');
    expect(found.clocks.calendar.years.length).toBeGreaterThan(2);
    expect(found.clocks.settings['C-2']?.limit).toEqual({ kind: 'next_broker_day', atMostDays: 7 });
    expect(found.policy).toMatchObject({ number: 1, body: policy });
    expect(found.schools).toEqual([{ urn: '100001' }]);
  });

  it('is the act of the command line alone', async () => {
    const chair = aPerson([aPost('chair')], { area: NORTH });
    await expect(create.execute(chair, asked({ code: 'mine' }))).rejects.toMatchObject({
      code: 'NOT_GRANTED',
    });
    await expect(create.execute(system('worker'), asked({ code: 'mine' }))).rejects.toMatchObject({
      code: 'NOT_GRANTED',
    });
  });

  it('leaves nothing where one of its settings cannot come into force', async () => {
    const spoilt = asked({ code: 'spoilt', settings: { ...areaTemplates(), clocks: { 'C-99': {} } } });
    await expect(create.execute(ops, spoilt)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await house.lookup.call('areas')).not.toContainEqual(expect.objectContaining({ code: 'spoilt' }));
  });

  it('refuses a code in use, and names each field that must be mended', async () => {
    await expect(create.execute(ops, asked({ code: 'north' }))).rejects.toMatchObject({
      code: 'AREA_CODE_TAKEN',
    });
    const wrong = asked({ code: 'North!', name: ' ', laCode: null });
    await expect(create.execute(ops, wrong)).rejects.toMatchObject({
      errors: [{ path: 'code' }, { path: 'name' }, { path: 'laCode' }],
    });
  });

  describe('its settings', () => {
    it('are missing by name until one is in force', async () => {
      await expect(inside(NORTH, (tx) => settings.themes(tx))).rejects.toMatchObject({
        code: 'SETTING_MISSING',
      });
    });

    it('are numbered; a new version retires the one before and its hash says whether anything differs', async () => {
      await adopted('policy', { b: 1, a: [1, 2] });
      const first = await inside(NORTH, (tx) => settings.inForce(tx, 'policy'));
      await adopted('policy', { a: [1, 2], b: 1 });
      const second = await inside(NORTH, (tx) => settings.inForce(tx, 'policy'));
      await adopted('policy', { a: [2, 1], b: 1 });
      const third = await inside(NORTH, (tx) => settings.inForce(tx, 'policy'));
      expect([first.number, second.number, third.number]).toEqual([1, 2, 3]);
      expect([second.hash === first.hash, third.hash === first.hash]).toEqual([true, false]);
    });

    it('stay as they are where a bad version is proposed (E08, M09)', async () => {
      await adopted('calendar', areaTemplates().calendar);
      await expect(adopted('calendar', { version: 'x', years: {} })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
      expect(await inside(NORTH, (tx) => settings.inForce(tx, 'calendar'))).toMatchObject({ number: 1 });
    });

    it('are those of one area, and two proposals at once get two numbers', async () => {
      await Promise.all(
        [1, 2, 3].map(() => inside(NORTH, (tx) => propose.inside(tx, { kind: 'policy', body: {} }))),
      );
      const numbers = await inside(NORTH, (tx) =>
        tx.query<{ number: number }>(
          `select number from schools.area_setting where kind = 'policy' order by 1`,
        ),
      );
      expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await inside(SOUTH, (tx) => settings.find(tx, 'policy'))).toBeNull();
    });
  });
});
