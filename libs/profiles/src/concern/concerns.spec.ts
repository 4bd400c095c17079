import { NotFound, type Actor, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { dataSource, UnitOfWork, type Tx } from '@app/platform';
import { NORTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, NOW, ProfilesHouse, UPLANDS, type Persona } from '../a-profiles-house.fixture.js';
import { Needs } from '../need/needs.query.js';
import { RaiseNeed } from '../need/raise-need.js';
import { Concerns } from './concerns.query.js';
import type { ConcernView } from './concern.views.js';
import { DeclineConcern } from './decline-concern.js';
import { LapseConcerns } from './lapse-concerns.js';
import { RaiseConcern } from './raise-concern.js';
import { WithdrawConcern } from './withdraw-concern.js';

const CANARY = 'The new heads of year are alone with it, quoth the heron at dusk.';
const RAISERS = ['adviser', 'broker', 'officer'] as const;
const OTHERS = [
  'askersStaff',
  'askersColleague',
  'helper',
  'otherHead',
  'interestedBroker',
  'chair',
] as const;

describe('a word to the head of a school', () => {
  let house: ProfilesHouse;

  const leave = async (
    who: Persona = 'adviser',
    urn: SchoolUrn = EASTMARSH,
    words = CANARY,
  ): Promise<string> =>
    (await house.get(RaiseConcern).execute(await house.as(who), NORTH, { urn, words })).id;
  const read = (who: Persona, id: string): Promise<ConcernView> =>
    house.asking(who, (tx) => house.get(Concerns).one(tx, id));
  const own = (who: Persona) => house.asking(who, (tx) => house.get(Concerns).own(tx));
  const tasks = (who: Persona) => house.asking(who, (tx) => house.get(Concerns).tasks(tx));
  const decline = async (who: Persona, id: string, version = 1): Promise<void> =>
    house.get(DeclineConcern).execute(await house.as(who), NORTH, { concern: id, version });
  const withdraw = async (who: Persona, id: string, version = 1): Promise<void> =>
    house.get(WithdrawConcern).execute(await house.as(who), NORTH, { concern: id, version });
  const request = async (word: string, outcome = 'Heads of year who are not alone.') =>
    house.get(RaiseNeed).execute(
      await house.as('asker'),
      NORTH,
      {
        ...{ urn: EASTMARSH, primaryTheme: 'att.persistent', keyStages: ['KS3'], priority: 'this_term' },
        ...{ sendThread: 'Most of whom they see have SEND.', wantedOutcome: outcome, halfDaysWanted: 4 },
        ...{ windowFrom: '2026/27-3', windowTo: '2026/27-4', modes: ['in_person'] },
      },
      undefined,
      word,
    );
  const holding = async (): Promise<string[]> => {
    const tables = await house.house.asSuperuser<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const each = tables.map(
      ({ name }) =>
        `select '${name}' as name where exists (select from ${name} t where t::text like '%heron%')`,
    );
    const found = await house.house.asSuperuser<{ name: string }>(each.join(' union all '));
    return found.map(({ name }) => name);
  };
  /** As the worker's own database role, which can read none of it. */
  const sweep = async <Answer>(body: (lapse: LapseConcerns) => Promise<Answer>): Promise<Answer> =>
    asWorker((work) => body(new LapseConcerns(work, house.get(AuditTrail), house.clock)));
  /** What thirty days make of it. */
  const forget = (): Promise<string | null> =>
    asWorker((work) =>
      work.run(systemActor('worker', NORTH), NORTH, async (tx) => {
        const over = new Date(house.clock.now().getTime() - 30 * 86_400_000);
        const [row] = await tx.query<{ n: string | null }>(
          `select records.sweep('concern', $1, 10)->'went'->>'profiles.concern' as n`,
          [over],
        );
        return row?.n ?? null;
      }),
    );
  const asWorker = async <Answer>(body: (work: UnitOfWork) => Promise<Answer>): Promise<Answer> => {
    const url = house.house.database.workerUrl;
    const worker = await dataSource({
      ...{ url, pool: 2, statementTimeoutMs: 5_000, applicationName: 'spec', entities: [] },
    }).initialize();
    try {
      const work = new UnitOfWork(worker, 'f'.repeat(64));
      await expect(worker.query('select words from profiles.concern')).rejects.toMatchObject({
        code: '42501',
      });
      return await body(work);
    } finally {
      await worker.destroy();
    }
  };

  beforeAll(async () => {
    house = await ProfilesHouse.open();
  });
  beforeEach(() => house.clear());
  afterEach(() => house.clock.set(NOW));
  afterAll(() => house.close());

  it.each(RAISERS)('is left by the %s, and read by the two', async (who) => {
    const id = await leave(who);
    expect(await read(who, id)).toMatchObject({
      ...{ school: 'Eastmarsh Academy', words: CANARY, state: 'raised', dueOn: '2026-12-09', mine: true },
      can: { answer: false, withdraw: true },
    });
    expect(await read('asker', id)).toMatchObject({
      ...{ words: CANARY, mine: false, can: { answer: true, withdraw: false } },
    });
    expect(await own(who)).toMatchObject([{ id, state: 'raised' }]);
    expect(await tasks('asker')).toEqual([
      { id, urn: EASTMARSH, school: 'Eastmarsh Academy', dueOn: '2026-12-09', since: NOW },
    ]);
  });

  it('is left by nobody who leads a school, has an interest in this one, or is asked for nothing (B08)', async () => {
    for (const who of ['asker', 'helper', 'askersStaff', 'chair'] as const)
      await expect(leave(who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(leave('interestedBroker')).rejects.toMatchObject({ code: 'INTERESTED' });
    expect(await tasks('asker')).toEqual([]);
  });

  it('is left once at a time, in words, and where somebody leads the school', async () => {
    await leave();
    await expect(leave()).rejects.toMatchObject({ code: 'WORD_WAITS' });
    await expect(leave('officer')).resolves.toEqual(expect.any(String));
    await expect(leave('broker', EASTMARSH, ' ')).rejects.toMatchObject({ errors: [{ path: 'words' }] });
    await expect(leave('broker', EASTMARSH, 'x'.repeat(2_001))).rejects.toMatchObject({
      errors: [{ path: 'words' }],
    });
    await house.raw(`update identity.appointment set state = 'ended' where urn = $1 returning 1`, [UPLANDS]);
    await expect(leave('broker', UPLANDS)).rejects.toMatchObject({ code: 'NO_HEAD_HERE' });
  });

  it('is the same as nothing to everybody but the two (B08)', async () => {
    const id = await leave();
    const nothing = await read('officer', 'e0000000-0000-4000-8000-00000000000f').catch(
      (error: unknown) => error,
    );
    expect(nothing).toBeInstanceOf(NotFound);
    for (const who of [...OTHERS, 'broker', 'officer'] as const) {
      const refused = await read(who, id).catch((error: unknown) => error);
      expect([who, (refused as NotFound).message]).toEqual([who, (nothing as NotFound).message]);
      await expect(decline(who, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(withdraw(who, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect([who, await own(who), await tasks(who)]).toEqual([who, [], []]);
    }
    await expect(decline('adviser', id)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(withdraw('asker', id)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
  });

  it('is kept from raw SQL too, whoever of the area asks, and in whoever’s name', async () => {
    await leave();
    const count = (who: Persona): Promise<number> =>
      house.asking(who, async (tx: Tx) => {
        const [row] = await tx.query<{ n: number }>('select count(*)::int as n from profiles.concern');
        return row?.n ?? -1;
      });
    for (const who of [...OTHERS, 'broker', 'officer'] as const)
      expect([who, await count(who)]).toEqual([who, 0]);
    expect([await count('adviser'), await count('asker')]).toEqual([1, 1]);
    const forged = async (who: Persona): Promise<unknown> =>
      house.asking(who, (tx) =>
        tx.query(`insert into profiles.concern select gen_random_uuid(), area_id, urn, '${house.ids.get('broker') ?? ''}',
          words, raised_at, due_on, due_at, calendar_version, state, ended_at, version from profiles.concern`),
      );
    await expect(forged('adviser')).rejects.toMatchObject({ code: '42501' });
    await expect(
      house.asking('asker', (tx) => tx.query(`update profiles.concern set words = 'mine' returning 1`)),
    ).rejects.toMatchObject({ code: 'TR004' });
    // It is the policy that holds them: without it the same question is answered.
    await house.beyond('alter policy raiser_and_head on profiles.concern using (true)', null);
    expect(await count('officer')).toBe(1);
    await house.close();
    house = await ProfilesHouse.open();
  });

  it('leaves no word of it in the log, in the mail or in any other table, and names no school in the log', async () => {
    const id = await leave();
    await read('asker', id);
    await expect(leave('adviser', EASTMARSH, CANARY)).rejects.toMatchObject({ code: 'WORD_WAITS' });
    expect(await holding()).toEqual(['profiles.concern']);
    const acts = await house.house.asSuperuser(
      `select act, schools, kind from audit.entry where entity like 'profiles.concern%' order by seq`,
    );
    expect(acts).toEqual([
      { act: 'concern.raise', schools: [], kind: 'act' },
      { act: 'concern.read', schools: [], kind: 'act' },
    ]);
    const mail = await house.house.asSuperuser('select kind, tasks, about, path from platform.mail');
    expect(mail).toEqual([
      { kind: 'word', tasks: [{ reference: 'A word', due: null }], about: [], path: `/concerns/${id}` },
    ]);
  });

  it('becomes a request where its head sends one, changed as they like, and the request does not tell', async () => {
    const id = await leave();
    const { reference } = await request(id);
    expect(await own('adviser')).toMatchObject([{ id, state: 'became_need' }]);
    await expect(read('asker', id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await tasks('asker')).toEqual([]);
    const need = await house.asking('asker', (tx) => house.get(Needs).detail(tx, reference));
    expect(JSON.stringify(need)).not.toContain(id);
    expect(await holding()).toEqual(['profiles.concern']);
  });

  it('holds no request up that its head sends after it has ended', async () => {
    const id = await leave();
    await withdraw('adviser', id);
    await expect(request(id)).resolves.toMatchObject({ reference: expect.stringMatching(/^N-/) as string });
    expect(await own('adviser')).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('is declined without a reason, and taken back without one; then nothing more is done with it', async () => {
    const id = await leave();
    await expect(decline('asker', id, 9)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await decline('asker', id);
    await expect(read('asker', id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await read('adviser', id)).toMatchObject({ state: 'declined', can: { withdraw: false } });
    await expect(withdraw('adviser', id, 2)).rejects.toMatchObject({ code: 'CONCERN_CANNOT_MOVE' });
    const again = await leave();
    await withdraw('adviser', again);
    expect(await tasks('asker')).toEqual([]);
  });

  it('C-19: left on Monday 8 February, lapses after Monday 1 March: the half-term break does not count', async () => {
    house.clock.set(new Date('2027-02-08T11:00:00Z'));
    const id = await leave();
    house.clock.set(new Date('2027-03-01T23:59:00Z'));
    expect(await sweep((lapse) => lapse.execute(NORTH))).toBe(0);
    expect(await read('asker', id)).toMatchObject({ state: 'raised', dueOn: '2027-03-01' });
    house.clock.set(new Date('2027-03-02T00:00:00Z'));
    // The day ends for everybody at once, before a sweep has noted it.
    await expect(read('asker', id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(decline('asker', id)).rejects.toMatchObject({ code: 'CONCERN_CANNOT_MOVE' });
    expect(await sweep((lapse) => lapse.execute(NORTH))).toBe(1);
    expect(await own('adviser')).toMatchObject([{ state: 'lapsed' }]);
    expect(await tasks('asker')).toEqual([]);
  });

  it('is gone thirty days after it ended, by a worker that can read none of it', async () => {
    const id = await leave();
    await decline('asker', id);
    house.clock.advance({ days: 29 });
    expect(await forget()).toBeNull();
    expect(await read('adviser', id)).toMatchObject({ words: CANARY });
    house.clock.advance({ days: 2 });
    expect([await forget(), await forget()]).toEqual(['1', null]);
    expect(await own('adviser')).toEqual([]);
    expect(await holding()).toEqual([]);
  });

  it('is refused by name where no calendar counts its days', async () => {
    house.clock.set(new Date('2040-02-08T11:00:00Z'));
    await expect(leave()).rejects.toMatchObject({ code: 'NO_CALENDAR' });
  });

  it('is sent once where its button is pressed twice', async () => {
    const adviser: Actor = await house.as('adviser');
    const repeat = { route: 'POST /concerns/new', key: 'e0000000-0000-4000-8000-0000000000aa', body: 'k' };
    const once = () =>
      house.get(RaiseConcern).execute(adviser, NORTH, { urn: EASTMARSH, words: CANARY }, repeat);
    expect(await once()).toEqual(await once());
  });
});
