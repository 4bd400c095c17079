import type { Actor, Role } from '@app/kernel';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { openHouse, system, TODAY } from '../area-school/an-area-of-schools.fixture.js';
import { aRegisterFile } from '../register/a-register-file.fixture.js';
import { ImportDesk } from './an-import.fixture.js';
import { AskForRegisterImport } from './ask-for-register-import.js';

const person = (role: Role, flags: readonly 'inst'[] = []): Actor =>
  aPerson([aPost(role, { flags })], { area: NORTH });
const client: Actor = {
  ...aPerson([], { area: NORTH }),
  kind: 'client',
  scopes: ['import.area', 'schools.read'],
};

describe('who may import the register (G12)', () => {
  let house: TestHouse;
  let desk: ImportDesk;
  let before: string;

  beforeAll(async () => {
    house = await openHouse();
    desk = new ImportDesk(house);
    await desk.register([{}]);
    before = await desk.stored();
  });
  afterAll(() => house.close());

  const countImports = async () => {
    const [row] = await house.app.query<[{ n: number }]>(
      `select count(*)::int as n from schools.register_import`,
    );
    return row.n;
  };

  const strangers: [string, Actor][] = [
    ['an area administrator without `inst`', person('sysadmin')],
    ['an officer', person('officer')],
    ['a chair', person('chair')],
    ['a broker', person('broker')],
    ['an officer with `inst`, which is no administrator’s', person('officer', ['inst'])],
    ['a machine client of the area', client],
    ['nobody in post', aPerson([], { area: NORTH })],
    ['a job by its own will', system('worker')],
  ];

  it.each(strangers)('not %s, at any step, and nothing is written', async (_, actor) => {
    const seen = await desk.previewed({ bytes: aRegisterFile({}, { URN: '100002' }) });
    const imports = await countImports();
    const asked = { id: seen.id, fileHash: seen.fileHash, confirmed: [] };
    for (const step of [
      () =>
        desk.take.execute(actor, {
          kind: 'register',
          fileName: 'a',
          bytes: aRegisterFile({}),
          inQueue: true,
        }),
      () => desk.preview.execute(actor, seen.id),
      () => desk.commit.execute(actor, asked),
      () => desk.request.execute(actor, asked),
      () => desk.cancel.execute(actor, seen.id),
      () => desk.discard.execute(actor, seen.id),
      () => desk.one(seen.id, actor),
    ]) {
      await expect(step()).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    }
    expect(await desk.stored()).toBe(before);
    expect(await countImports()).toBe(imports);
    expect(await desk.one(seen.id)).toMatchObject({ state: 'previewed' });
  });

  it('an administrator of the installation, from whatever area they are signed in to', async () => {
    const admin = person('sysadmin', ['inst']);
    const file = {
      kind: 'register',
      fileName: 'C:\\files\\a.csv',
      bytes: aRegisterFile({}),
      inQueue: false,
    } as const;
    const id = await desk.take.execute(admin, file);
    expect(await desk.preview.execute(admin, id)).toBe('previewed');
    const seen = await desk.one(id, admin);
    expect(seen).toMatchObject({ fileName: 'a.csv', askedBy: `person:${admin.id}` });
    await desk.commit.execute(admin, { id, fileHash: seen.fileHash, confirmed: [] });
    await expect(desk.one('not-an-id', admin)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('an area administrator may ask, which leaves an entry and nothing else', async () => {
    const ask = new AskForRegisterImport(house.work, house.audit, theMatrix(), TODAY);
    const imports = await countImports();
    await ask.execute(person('sysadmin'), NORTH);
    expect(await countImports()).toBe(imports);
    expect(await desk.acts(NORTH)).toEqual(['register.import.ask']);
    await expect(ask.execute(person('officer'), NORTH)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
  });
});
