import type { Actor } from '@app/kernel';
import type { Tx } from '@app/platform';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, SOUTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { AddSchoolsToArea } from './add-schools-to-area.js';
import { openHouse, published, system, TODAY } from './an-area-of-schools.fixture.js';
import { SchoolFacts } from './school-facts.query.js';
import { SchoolPage } from './school-page.query.js';
import { SchoolsOfArea } from './schools-of-area.query.js';

const matrix = theMatrix();
const academy = { 'TypeOfEstablishment (name)': 'Academy converter' };

describe('the schools of an area', () => {
  let house: TestHouse;
  const list = new SchoolsOfArea(matrix, TODAY);
  const anyone = aPerson([aPost('head', { school: '100001' as never })], { area: NORTH });
  const asking = <T>(body: (tx: Tx) => Promise<T>, actor: Actor = anyone) =>
    house.work.run(actor, NORTH, body);
  const add = (la: string | null, area = NORTH) =>
    house.work.run(system('ops', area), area, (tx) =>
      new AddSchoolsToArea(house.audit, house.ids).inside(tx, la),
    );

  beforeAll(async () => {
    house = await openHouse();
    const district = { 'DistrictAdministrative (name)': 'Wealden' };
    const trust = { ...academy, 'Trusts (code)': '2044', 'Trusts (name)': 'Elm Trust' };
    const all = { 'Trusts (code)': '', 'Trusts (name)': '', Easting: '545000', Northing: '120000', Town: '' };
    const closing = { 'EstablishmentStatus (name)': 'Open, but proposed to close' };
    await published(
      house,
      [
        { ...all, ...trust, ...district },
        { ...all, ...academy, URN: '100002', EstablishmentName: 'Ash  100% School', Town: 'Lewes' },
        { ...all, ...closing, URN: '100003', EstablishmentName: 'beech school', Easting: '0', Northing: '0' },
        { ...all, URN: '100004', 'EstablishmentStatus (name)': 'Closed', EstablishmentName: 'Elm Old' },
        { ...all, URN: '100005', 'LA (code)': '850', 'PhaseOfEducation (name)': 'Primary' },
        { ...all, ...academy, URN: '100006', 'LA (code)': '850', 'Trusts (name)': 'Elm Trust' },
        { ...all, ...academy, URN: '100007', 'LA (code)': '850', 'Trusts (name)': 'Oak Trust' },
      ],
      ['100004>100001'],
    );
    await add('845');
  });
  afterAll(() => house.close());

  it('are those of its authority that are open, proposed to close or not; a second time adds none', async () => {
    expect([...(await asking((tx) => list.names(tx))).keys()].sort()).toEqual(['100001', '100002', '100003']);
    expect(await add('845')).toEqual([]);
  });

  it('are listed by name, whatever its case, a page at a time', async () => {
    const first = await asking((tx) => list.page(tx, {}, { limit: 2, offset: 0 }));
    const second = await asking((tx) => list.page(tx, {}, { limit: 2, offset: 2 }));
    expect(first.total).toBe(3);
    expect([...first.schools, ...second.schools].map(({ name }) => name)).toEqual([
      'Ash  100% School',
      'beech school',
      'Elmfield School',
    ]);
    expect(second.schools).toEqual([
      {
        urn: '100001',
        name: 'Elmfield School',
        status: 'open',
        phase: 'Secondary',
        keyStages: ['KS3', 'KS4'],
        setting: 'mainstream',
        district: 'Wealden',
        town: null,
        trust: 'Elm Trust',
        trustKnown: true,
      },
    ]);
  });

  it.each([
    [{ text: 'ELMFIELD' }, ['100001']],
    [{ text: ' lewes ' }, ['100002']],
    [{ text: '100003' }, ['100003']],
    [{ text: '%' }, ['100002']], // no wildcard: the one school with a percent sign in its name
    [{ text: "'; drop table schools.school" }, []],
    [{ district: 'Wealden' }, ['100001']],
    [{ phase: 'Secondary' }, ['100002', '100003', '100001']],
    [{ phase: 'Primary' }, []],
  ])('can be narrowed down by %j', async (filter, urns) => {
    const { schools } = await asking((tx) => list.page(tx, filter, { limit: 9, offset: 0 }));
    expect(schools.map(({ urn }) => urn)).toEqual(urns);
  });

  it('offer what they can be narrowed down by', async () => {
    expect(await asking((tx) => list.choices(tx))).toEqual({ phases: ['Secondary'], districts: ['Wealden'] });
  });

  it('have places for the map, and none where the register knows none', async () => {
    const places = await asking((tx) => list.places(tx));
    expect(places.map(({ urn, easting, northing }) => [urn, easting, northing])).toEqual([
      ['100002', 545_000, 120_000],
      ['100003', null, null],
      ['100001', 545_000, 120_000],
    ]);
  });

  it('are not those of another area, and not for a stranger', async () => {
    const south = aPerson([aPost('officer')], { area: SOUTH });
    const found = await house.work.run(south, SOUTH, (tx) => list.places(tx));
    expect(found).toEqual([]);
    await expect(asking((tx) => list.places(tx), aPerson([]))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('one of them', () => {
    const page = new SchoolPage(matrix, TODAY);

    it('shows what is published with its source, what it was before, and what the area knows', async () => {
      const view = await asking((tx) => page.one(tx, '100001'));
      expect(view.published).toMatchObject({
        name: 'Elmfield School',
        laCode: '845',
        trustName: 'Elm Trust',
      });
      expect(view.source).toMatchObject({ fileName: 'edubaseall20260901.csv', extractDate: '2026-09-01' });
      expect(view.earlier).toEqual([{ urn: '100004', name: 'Elm Old', kind: 'successor', on: '2020-09-01' }]);
      expect(view).toMatchObject({ later: [], current: ['100001'], local: { version: 1, trustName: null } });
    });

    it('leads on from a closed one, which is no school of the area', async () => {
      const view = await asking((tx) => page.one(tx, '100004'));
      expect(view).toMatchObject({ current: ['100001'], earlier: [], local: null });
      expect(view.later.map(({ urn }) => urn)).toEqual(['100001']);
    });

    it.each(['999998', '10000', '0100001', 'x', '', '１００００１'])('is not there as %j', async (urn) => {
      await expect(asking((tx) => page.one(tx, urn))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('as matching knows them', () => {
    it('come by URN, with one key for one trust however the file names it', async () => {
      await add('850', SOUTH);
      await add('845', SOUTH);
      const facts = await house.work.run(system('worker', SOUTH), SOUTH, (tx) =>
        new SchoolFacts().ofArea(tx),
      );
      expect(facts.map(({ urn, trust, trustKnown }) => [urn, trust, trustKnown])).toEqual([
        ['100001', '2044', true],
        ['100002', null, false],
        ['100003', null, true],
        ['100005', null, true],
        ['100006', '2044', true],
        ['100007', 'name:Oak Trust', true],
      ]);
    });
  });
});
