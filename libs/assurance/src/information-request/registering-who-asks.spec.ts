import { UnitOfWork } from '@app/platform';
import { EASTMARSH, MARLOWE } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { A_REQUEST, InformationDesk, WHO_ASKS } from './an-information-desk.fixture.js';
import { InformationRequests } from './information-requests.query.js';
import { holdsName } from './who-asked.js';

describe('a request for information', () => {
  let desk: InformationDesk;
  let reference: string;
  beforeAll(async () => {
    desk = await InformationDesk.open();
    reference = await desk.register();
  });
  afterAll(() => desk.close());

  const list = (actor: Awaited<ReturnType<InformationDesk['as']>>, over = false) =>
    desk.house.askingAs(actor, (tx) => desk.house.get(InformationRequests).list(tx, { over }));
  const tasks = (actor: Awaited<ReturnType<InformationDesk['as']>>) =>
    desk.house.askingAs(actor, (tx) => desk.house.get(InformationRequests).tasks(tx));

  it('is registered with its day and its clock of twenty working days, and waits to be prepared', async () => {
    const dpo = await desk.as('dpo');
    expect(await desk.see(dpo, reference)).toMatchObject({
      ...{ reference: 'FOI-2026-001', receivedOn: '2026-11-23', state: 'received', late: false },
      // Twenty working days after Monday 23 November: the office works until Christmas.
      ...{ dueOn: '2026-12-21', requester: { name: WHO_ASKS, reach: 'x.quorn@example.org' } },
      ...{ registered: { by: 'Ada Dale' }, can: { prepare: true } },
    });
    expect(await tasks(dpo)).toMatchObject([{ kind: 'prepare', reference, dueOn: '2026-12-21' }]);
    expect(await tasks(await desk.house.as('officer'))).toEqual([]);
  });

  it('is read by who answers for data protection, the chair, and heads whose school it touches alone', async () => {
    await desk.touch(reference);
    const [chair, asker] = [await desk.house.as('chair'), await desk.house.as('asker')];
    for (const who of [await desk.as('clerk'), chair, asker]) expect(await list(who)).toHaveLength(1);
    expect(await list(await desk.house.as('head'))).toEqual([]);
    for (const who of ['officer', 'broker', 'board'] as const)
      await expect(list(await desk.house.as(who))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(desk.see(await desk.house.as('head', MARLOWE), reference)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    // Who asks is for those alone who may register.
    expect((await desk.see(chair, reference)).requester).toBeNull();
    expect((await desk.see(asker, reference)).requester).toBeNull();
    expect((await desk.see(await desk.as('clerk'), reference)).requester?.name).toBe(WHO_ASKS);
  });

  it('leaves an entry for each reading, which the touched school finds in its log', async () => {
    await desk.see(await desk.house.as('chair'), reference);
    const rows = await desk.house.house.asSuperuser<{ schools: string[] }>(
      `select s.urns as schools from (select e.id, e.schools as urns from audit.entry e where e.act = 'foi.read' and e.actor like 'person:%' order by e.seq desc limit 1) s`,
    );
    expect(rows[0]?.schools).toEqual([EASTMARSH]);
  });

  it('is registered by nobody else, and refused with each field that is missing or names who asks (F02)', async () => {
    for (const who of ['officer', 'broker', 'asker', 'chair'] as const)
      await expect(desk.register({}, await desk.house.as(who))).rejects.toMatchObject({
        code: expect.stringMatching('NOT_GRANTED|NOT_FOUND') as string,
      });
    const bad = { name: ' ', reach: '', receivedOn: '2026-11-26', asked: '' };
    await expect(desk.register(bad)).rejects.toMatchObject({
      errors: [{ path: 'name' }, { path: 'reach' }, { path: 'receivedOn' }, { path: 'asked' }],
    });
    await expect(
      desk.register({ asked: `I, XANTHE  QUORN, want to know what was spent.` }),
    ).rejects.toMatchObject({ errors: [{ path: 'asked' }] });
  });

  it('is on the list of exceptions once its day is over (F01), without a word of what it asks', async () => {
    const late = (who: 'officer' | 'dpo') =>
      (who === 'dpo' ? desk.as('dpo') : desk.house.as('officer')).then((actor) =>
        desk.house.askingAs(actor, (tx) => desk.house.get(InformationRequests).late(tx)),
      );
    desk.goTo('2026-12-21');
    expect(await late('officer')).toEqual([]);
    desk.goTo('2026-12-22');
    expect(await late('officer')).toEqual([{ reference, dueOn: '2026-12-21', mayRead: false }]);
    expect(await late('dpo')).toEqual([{ reference, dueOn: '2026-12-21', mayRead: true }]);
    expect((await desk.see(await desk.as('dpo'), reference)).late).toBe(true);
    desk.reset();
  });

  it('keeps its question, and touches schools of its own area alone', async () => {
    await expect(desk.touch(reference, '999999')).rejects.toMatchObject({ errors: [{ path: 'school' }] });
    await desk.touch(reference, MARLOWE);
    await desk.touch(reference, MARLOWE, false);
    expect((await desk.see(await desk.as('dpo'), reference)).schools.map(({ urn }) => urn)).toEqual([
      EASTMARSH,
    ]);
    const work = desk.house.get(UnitOfWork);
    const dpo = await desk.as('dpo');
    for (const [sql, code] of [
      [`update assurance.information_request set asked = 'Nothing.' returning 1`, 'TR004'],
      [`update assurance.information_request set state = 'released' returning 1`, 'TR007'],
      [`update assurance.information_request set prepared_by = '{}' returning 1`, 'TR004'],
      [`update assurance.information_requester set name = 'Nobody' returning 1`, '42501'],
      [`delete from assurance.information_request returning 1`, '42501'],
    ] as const)
      await expect(work.run(dpo, NORTH, (tx) => tx.query(sql))).rejects.toMatchObject({ code });
    const seen = await work.run({ ...dpo, area: SOUTH }, SOUTH, (tx) =>
      tx.query(
        'select 1 from assurance.information_request union all select 1 from assurance.information_requester',
      ),
    );
    expect(seen).toEqual([]);
  });
});

describe('the name of who asks', () => {
  it.each([
    ['Answered for Xanthe Quorn.', true],
    ['for XANTHE\nQUORN', true],
    ['for Xánthe-Quorn', true],
    ['for Xanthe', false],
    ['for Xanthe Quornby', false],
    [A_REQUEST.asked, false],
  ])('is found in “%s”: %s', (text, found) => expect(holdsName(text, WHO_ASKS)).toBe(found));
});
