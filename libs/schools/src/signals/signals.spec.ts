import type { Actor, SchoolUrn } from '@app/kernel';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { system } from '../area-school/an-area-of-schools.fixture.js';
import { ASH, BEECH, SignalHouse, urnOf } from './a-signal-house.fixture.js';
import type { OwnSignals, SignalTask, SignalView } from './signal.views.js';

jest.setTimeout(60_000);

const nobody = () => Promise.resolve([]);
const WORDS = 'We changed how we count medical appointments in January. From February it falls.';

describe('what published figures show about a school', () => {
  let house: SignalHouse;
  let head: Actor;
  let adviser: Actor;

  beforeEach(async () => {
    house = await SignalHouse.open();
    head = await house.person('head', ASH);
    adviser = await house.person('adviser', null);
  });
  afterEach(() => house.close());

  const own = (actor: Actor = head, urn: SchoolUrn = ASH): Promise<OwnSignals> =>
    house.house.work.run(actor, NORTH, (tx) => house.signals.ofOwnSchool(tx, urn));
  const one = (actor: Actor, id: string, assigned: readonly string[] = []): Promise<SignalView> =>
    house.house.work.run(actor, NORTH, (tx) => house.signals.one(tx, id, () => Promise.resolve(assigned)));
  const passedOn = (actor: Actor, assigned: readonly string[] = [adviser.id]) =>
    house.house.work.run(actor, NORTH, (tx) =>
      house.signals.passedOn(tx, ASH, () => Promise.resolve(assigned)),
    );
  const find = () => house.find.execute(house.worker, NORTH);
  const pass = () => house.pass.execute(house.worker, NORTH);

  /** Figures in which Ash School's absence stands apart. */
  async function aSignal(): Promise<SignalView> {
    await house.roll(ASH, 900);
    await house.context();
    await house.absence('9.4');
    await find();
    const [signal] = (await own()).signals;
    return signal!;
  }

  it('is found once an import, with the figure, the comparison, the years and the day to reply by', async () => {
    const signal = await aSignal();
    expect(signal).toMatchObject({
      ...{
        measure: 'absence.overall',
        value: 9.4,
        periods: ['2024/25'],
        side: 'higher',
        median: 5.6,
        mad: 0.3,
      },
      ...{ school: 'School 01', state: 'with_head', dueOn: '2026-12-09', mayReply: true, reply: null },
    });
    expect(signal.similarValues).toHaveLength(13);
    expect(signal.definition.source).toBe('Department for Education, pupil absence in schools');
    expect(await find()).toBe(0);
    await house.absence('9.5');
    expect(await find()).toBe(0);
    expect((await own()).signals).toMatchObject([{ value: 9.4 }]);
  });

  it('says why nothing is said of every other published measure', async () => {
    await house.context();
    await house.absence('5.7');
    await house.attainment('30', 8);
    await find();
    const { signals, whyNot, lookedAt } = await own();
    expect(signals).toEqual([]);
    expect(lookedAt).toEqual(house.clock.now());
    const said = Object.fromEntries(whyNot.map(({ measure, because }) => [measure, because]));
    expect(said).toMatchObject({
      'absence.overall': 'COHORT_UNKNOWN',
      'absence.persistent': 'FIGURE_IS_A_SYMBOL',
      'ks4.attainment_8': 'COHORT_TOO_SMALL',
      'ks4.progress_8': 'COHORT_TOO_SMALL',
    });
    await house.roll(ASH, 900);
    await house.attainment('46', 120);
    await find();
    expect((await own()).whyNot.map(({ because }) => because)).toEqual([
      ...['LIKE_SIMILAR_SCHOOLS', 'FIGURE_IS_A_SYMBOL', 'LIKE_SIMILAR_SCHOOLS', 'NO_SPREAD'],
    ]);
  });

  it('is not found in figures that are too old, nor where no similar schools are known (G15)', async () => {
    await house.roll(ASH, 900);
    await house.absence('9.4', '2023-2024');
    await find();
    expect((await own()).whyNot).toMatchObject([{ because: 'TOO_OLD' }, { because: 'TOO_OLD' }]);
    await house.absence('9.4');
    await find();
    expect((await own()).whyNot[0]).toMatchObject({ because: 'NO_SIMILAR_SCHOOLS', period: '2024/25' });
  });

  it('is with its own head first: not with an adviser, a colleague, another head, broker, officer or chair (I-38)', async () => {
    const { id } = await aSignal();
    const others = [
      adviser,
      await house.person('head', BEECH),
      await house.person('staff', ASH),
      await house.person('broker', null),
      await house.person('officer', null),
      await house.person('chair', null),
      await house.person('sysadmin', null),
    ];
    for (const other of others) {
      await expect(one(other, id, [other.id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(own(other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(
        house.reply.execute(other, NORTH, { signal: id, version: 1, reply: WORDS }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await passedOn(other, [other.id])).toEqual([]);
    }
    expect((await one(head, id)).value).toBe(9.4);
    expect(await passedOn(head)).toEqual([]);
  });

  it('reaches the assigned adviser after ten working days without a reply, and nobody else then', async () => {
    const { id } = await aSignal();
    house.clock.set(new Date('2026-12-09T23:59:00Z'));
    expect(await pass()).toBe(0);
    expect(await passedOn(adviser)).toEqual([]);
    house.clock.set(new Date('2026-12-10T00:00:00Z'));
    expect(await pass()).toBe(1);
    expect(await pass()).toBe(0);
    expect(await passedOn(adviser)).toMatchObject([{ id, state: 'with_adviser', mayReply: false }]);
    expect((await one(adviser, id, [adviser.id])).value).toBe(9.4);
    await expect(one(adviser, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const interested = { ...adviser, interests: [ASH] };
    await expect(one(interested, id, [adviser.id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const role of ['officer', 'broker', 'chair'] as const) {
      const other = await house.person(role, null);
      await expect(one(other, id, [other.id])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(
      house.reply.execute(adviser, NORTH, { signal: id, version: 2, reply: WORDS }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await house.reply.execute(head, NORTH, { signal: id, version: 2, reply: WORDS });
    expect(await passedOn(adviser)).toMatchObject([{ state: 'answered', reply: WORDS }]);
  });

  describe('waits on a page Today', () => {
    const waiting = (actor: Actor, inHand: readonly SchoolUrn[] = []): Promise<SignalTask[]> =>
      house.house.work.run(actor, NORTH, (tx) => house.signals.tasks(tx, inHand));

    it('of its own head until they reply, and says only that a figure waits', async () => {
      const { id } = await aSignal();
      expect(await waiting(head)).toEqual([
        {
          ...{ id, urn: ASH, school: 'School 01', asks: 'head' },
          ...{ since: house.clock.now(), dueOn: '2026-12-09' },
        },
      ]);
      await house.reply.execute(head, NORTH, { signal: id, version: 1, reply: WORDS });
      expect(await waiting(head)).toEqual([]);
    });

    it('of who has the school in hand only once it was passed on, and of nobody else', async () => {
      const { id } = await aSignal();
      expect(await waiting(adviser, [ASH])).toEqual([]);
      house.clock.set(new Date('2026-12-10T09:00:00Z'));
      await pass();
      expect(await waiting(adviser, [ASH])).toMatchObject([{ id, asks: 'adviser' }]);
      expect(await waiting(head)).toMatchObject([{ id, asks: 'head' }]);
      expect(await waiting(adviser, [BEECH])).toEqual([]);
      expect(await waiting({ ...adviser, interests: [ASH] }, [ASH])).toEqual([]);
      for (const role of ['broker', 'officer', 'chair', 'sysadmin', 'hub'] as const)
        expect(await waiting(await house.person(role, null), [ASH])).toEqual([]);
      for (const other of [await house.person('staff', ASH), await house.person('head', BEECH)])
        expect(await waiting(other, [ASH])).toEqual([]);
    });

    it('leaves the same receipt whether there is one or not', async () => {
      await aSignal();
      await waiting(head);
      await waiting(await house.person('head', BEECH));
      const acts = await house.house.asSuperuser<{ schools: string[]; bytes: string }>(
        `select schools, bytes from audit.entry where kind = 'act' and entity = 'schools.signal:waiting' order by seq`,
      );
      expect(acts.map(({ schools }) => schools)).toEqual([[ASH], [BEECH]]);
    });
  });

  it('that its head answered in time never reaches the adviser', async () => {
    const { id } = await aSignal();
    await expect(
      house.reply.execute(head, NORTH, { signal: id, version: 1, reply: '  ' }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await house.reply.execute(head, NORTH, { signal: id, version: 1, reply: WORDS });
    await expect(
      house.reply.execute(head, NORTH, { signal: id, version: 2, reply: 'Once more.' }),
    ).rejects.toMatchObject({ code: 'SIGNAL_CANNOT_MOVE' });
    house.clock.set(new Date('2027-01-20T09:00:00Z'));
    expect(await pass()).toBe(0);
    expect(await passedOn(adviser)).toEqual([]);
    expect((await own()).signals).toMatchObject([{ state: 'answered', reply: WORDS, mayReply: false }]);
  });

  it('is answered or passed on, never both at once', async () => {
    const { id } = await aSignal();
    house.clock.set(new Date('2026-12-10T09:00:00Z'));
    const ends = await Promise.allSettled([
      pass(),
      house.reply.execute(head, NORTH, { signal: id, version: 1, reply: WORDS }),
    ]);
    const { state, passedOnAt } = await one(head, id);
    const answered = ends[1].status === 'fulfilled';
    expect([state, passedOnAt === null]).toEqual(answered ? ['answered', true] : ['with_adviser', false]);
  });

  it('stays as it was found, and makes only its moves, by raw SQL too', async () => {
    const { id } = await aSignal();
    const change = (set: string) =>
      house.house.work.run(house.worker, NORTH, async (tx) => {
        await house.house.audit.record(tx, { act: 'signal.find', entity: `schools.signal:${id}` });
        await tx.query(`update schools.signal set ${set} where id = $1`, [id]);
      });
    await expect(change('value = 5')).rejects.toThrow('cannot become');
    await expect(change(`state = 'with_head', version = 2`)).rejects.toThrow('cannot become');
    await expect(change(`state = 'with_adviser'`)).rejects.toThrow('check');
  });

  it('is another area’s neither by query nor by look', async () => {
    const { id } = await aSignal();
    const far = system('worker', SOUTH);
    const rows = await house.house.work.run(far, SOUTH, (tx) =>
      tx.query('select 1 from schools.signal union all select 1 from schools.signal_look'),
    );
    expect(rows).toEqual([]);
    await expect(
      house.house.work.run({ ...head, area: SOUTH }, SOUTH, (tx) => house.signals.one(tx, id, nobody)),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves in the log that heads and advisers read, and neither figures, words nor which school has one', async () => {
    const { id } = await aSignal();
    await house.reply.execute(head, NORTH, { signal: id, version: 1, reply: WORDS });
    await own(await house.person('head', urnOf(5)), urnOf(5));
    const acts = await house.house.asSuperuser<{ act: string; schools: string[]; bytes: string }>(
      `select act, schools, bytes from audit.entry where kind = 'act' and act like 'signal.%' order by seq`,
    );
    expect(acts.map(({ act, schools }) => [act, ...schools])).toEqual([
      ['signal.find'],
      ['signal.read', ASH],
      ['signal.reply'],
      ['signal.read', urnOf(5)],
    ]);
    expect(acts.map(({ bytes }) => bytes).join()).not.toMatch(/9\.4|appointments/);
  });
});
