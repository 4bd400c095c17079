import { NameCover, People } from '@app/identity';
import { localDate, NotFound, type Actor, type NeedId, type PersonId, type SchoolUrn } from '@app/kernel';
import { AgreeNeed, Needs, RaiseNeed, TriageNeed, type NeedSummary } from '@app/profiles';
import { BrokerageHouse, EASTMARSH, UPLANDS } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { DeferNeed } from '../proposal/defer-need.js';
import { Exceptions } from '../exceptions/exceptions.query.js';
import { TasksOfPerson } from '../digest/tasks-of-person.query.js';
import { HandToCover } from './hand-to-cover.js';

/** Wednesday is the broker's day: a need that opens on Wednesday 25 November has until Wednesday 2 December (C-2). */
const LAST_HOUR = new Date('2026-12-02T23:30:00Z');
const MISSED = new Date('2026-12-03T00:30:00Z');

describe('a need for which no school was asked in time (C-2)', () => {
  let house: BrokerageHouse;
  beforeEach(async () => {
    house = await BrokerageHouse.open();
  });
  afterEach(() => house.close());

  const sweep = (): Promise<number> => house.get(HandToCover).overdue(NORTH);
  const referenceOf = async (id: NeedId): Promise<string> => {
    const [row] = await house.house.asSuperuser<{ reference: string }>(
      'select reference from profiles.need where id = $1',
      [id],
    );
    return row?.reference ?? '';
  };
  const seen = async (id: NeedId, who: 'broker' | 'adviser' = 'adviser'): Promise<NeedSummary> => {
    const reference = await referenceOf(id);
    return house.asking(who, (tx) => house.get(Needs).summary(tx, reference));
  };
  const name = async (cover: PersonId | null): Promise<void> => {
    const { version } = await house.asking('broker', (tx) => house.get(NameCover).own(tx));
    await house.get(NameCover).execute(await house.as('broker'), NORTH, { cover, version });
  };
  /** Asked for, taken up and agreed today. */
  const open = async (asker: Actor, urn: SchoolUrn, nextDate: string): Promise<NeedId> => {
    const { id, reference } = await house.get(RaiseNeed).execute(asker, NORTH, {
      ...{ urn, primaryTheme: 'att.persistent', keyStages: ['KS3'], priority: 'this_term' },
      ...{ sendThread: 'None known.', wantedOutcome: 'Fewer miss a day.', halfDaysWanted: 2 },
      ...{ windowFrom: '2026/27-4', windowTo: '2026/27-4', modes: ['in_person'] },
    });
    const told = { priority: 'this_term', nextDate, diagnosed: true };
    const { owner } = await seen(id);
    const by = (await house.as('broker')).id === owner?.id ? 'broker' : 'interestedBroker';
    const version = await house
      .get(TriageNeed)
      .execute(await house.as(by), NORTH, { need: reference, version: 1, ...told });
    const approach = { kind: 'anyone', urns: [] };
    await house.get(AgreeNeed).execute(asker, NORTH, { need: reference, version, approach });
    return id;
  };
  const thirdBroker = async (): Promise<PersonId> =>
    (await house.house.person({ name: 'Third', posts: [{ role: 'broker', brokerWeekday: 1 }] })).id;

  it('is given to the broker whose day comes next, who may act from then on beside its owner', async () => {
    const need = await house.openNeed();
    const reference = await referenceOf(need);
    const whole = (): Promise<unknown> =>
      house.asking('interestedBroker', (tx) => house.get(Needs).detail(tx, reference));
    house.clock.set(LAST_HOUR);
    expect(await sweep()).toBe(0);
    await expect(whole()).rejects.toThrow(NotFound);
    house.clock.set(MISSED);
    expect([await sweep(), await sweep()]).toEqual([1, 0]);
    await expect(whole()).resolves.toMatchObject({ owner: { name: 'The broker' } });
    expect(await seen(need, 'broker')).toMatchObject({
      ...{ owner: { name: 'The broker' }, cover: { name: 'The interestedBroker' } },
      // Friday is the cover's own day.
      ...{ coveredOn: '2026-12-03', nextDate: '2026-12-04' },
    });
  });

  it('is given to who covers at once where its owner has no day left before it is due', async () => {
    // Tuesday 9 February: the broker's Wednesday is in time. Thursday 11: the next one lies in the break (15 to 19 February).
    await house.raw(
      `set session_replication_role = replica; update identity.appointment set broker_weekday = 4
       where person_id = (select id from identity.person where name = 'The interestedBroker')`,
    );
    house.clock.set(new Date('2027-02-09T09:00:00Z'));
    const inTime = await open(await house.as('asker'), EASTMARSH, '2027-02-10');
    expect([await sweep(), (await seen(inTime)).nextDate]).toEqual([0, '2027-02-10']);
    house.clock.set(new Date('2027-02-11T16:00:00Z'));
    expect(await sweep()).toBe(1);
    const late = await open(await house.as('asker'), EASTMARSH, '2027-02-12');
    const { owner, nextDate } = await seen(late);
    // The other broker's day is today, so it is theirs; their next one is too late as well.
    expect([owner?.name, nextDate]).toEqual(['The interestedBroker', '2027-02-22']);
    house.clock.set(new Date('2027-02-12T09:00:00Z'));
    expect(await sweep()).toBe(1);
    expect((await seen(late)).cover?.name).toBe('The broker');
  });

  it('goes to whom the owner named, though another’s day comes sooner', async () => {
    const third = await thirdBroker();
    await name(third);
    const need = await house.openNeed();
    house.clock.set(MISSED);
    await sweep();
    expect((await seen(need)).cover?.name).toBe('Third');
  });

  it('stands on the list of who covers, and among the officer’s exceptions with both names', async () => {
    const need = await house.openNeed();
    house.clock.set(MISSED);
    await sweep();
    const reference = await referenceOf(need);
    const tasks = await house.asking('interestedBroker', (tx) => house.get(TasksOfPerson).find(tx, []));
    expect(tasks).toContainEqual({ reference, due: '2026-12-04' });
    const { lines } = await house.asking('officer', (tx) => house.get(Exceptions).list(tx));
    expect(lines.filter(({ kind }) => kind === 'covered')).toEqual([
      {
        ...{ kind: 'covered', need: reference, school: 'Eastmarsh Academy', urn: EASTMARSH },
        ...{ owner: 'The broker', cover: 'The interestedBroker', since: '2026-12-03', followed: reference },
      },
    ]);
  });

  it('writes at once only of what is needed now, by reference alone; the rest waits for the cover’s own day', async () => {
    await house.openNeed();
    const urgent = await house.openNeed();
    await house.raw(
      `set session_replication_role = replica; update profiles.need set priority = 'now' where id = '${urgent}'`,
    );
    house.clock.set(MISSED);
    expect(await sweep()).toBe(2);
    const mails = await house.house.asSuperuser<{ name: string; kind: string; tasks: unknown }>(
      `select p.name, m.kind, m.tasks from platform.mail m join identity.person p on p.id = m.person_id
       where m.kind = 'need_now'`,
    );
    const tasks = [{ reference: await referenceOf(urgent), due: null }];
    expect(mails).toEqual([{ name: 'The interestedBroker', kind: 'need_now', tasks }]);
  });

  it('passes over who has an interest, by name or not, and comes to an adviser where no other broker is free (I-4)', async () => {
    const named = (await house.as('interestedBroker')).id as PersonId;
    await name(named);
    const asker = await house.as('interestedBroker');
    const id = await open(asker, UPLANDS, '2026-11-27');
    house.clock.set(MISSED);
    expect(await sweep()).toBe(1);
    expect((await seen(id)).cover?.name).toBe('The adviser');
  });

  it('stays with its owner alone where nobody else is free, and is among the exceptions as kept waiting', async () => {
    await house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${EASTMARSH}', '2026-11-01' from identity.person
       where name in ('The interestedBroker', 'The adviser')`,
    );
    const need = await house.openNeed();
    house.clock.set(MISSED);
    expect(await sweep()).toBe(0);
    const { lines } = await house.asking('officer', (tx) => house.get(Exceptions).list(tx));
    expect(lines).toContainEqual(
      expect.objectContaining({ kind: 'need_kept_waiting', need: await referenceOf(need) }),
    );
  });

  it('is not missed where it was put off with a reason, before the day to which it was put off is over', async () => {
    const need = await house.openNeed();
    const asked = { need, until: '2026-12-11', reason: 'Their head is new, we talk in December.' };
    await house.get(DeferNeed).execute(await house.as('broker'), NORTH, asked);
    house.clock.set(MISSED);
    expect(await sweep()).toBe(0);
    house.clock.set(new Date('2026-12-12T09:00:00Z'));
    expect(await sweep()).toBe(1);
  });

  it('is its new owner’s alone once it has one', async () => {
    const need = await house.openNeed();
    house.clock.set(MISSED);
    await sweep();
    const { reference, version } = await seen(need, 'broker');
    const third = await thirdBroker();
    const told = { priority: 'this_term', nextDate: '2026-12-04', owner: third };
    await house.get(TriageNeed).execute(await house.as('interestedBroker'), NORTH, {
      ...{ need: reference, version },
      ...told,
    });
    expect(await seen(need)).toMatchObject({ owner: { name: 'Third' }, cover: null, coveredOn: null });
    const whole = house.asking('interestedBroker', (tx) => house.get(Needs).detail(tx, reference));
    await expect(whole).rejects.toThrow(NotFound);
  });

  it('cannot be given to somebody with an interest in its school, by raw SQL either', async () => {
    await house.openNeed();
    const named = `(select id from identity.person where name = 'The asker')`;
    await expect(
      house.raw(`update profiles.need set cover_person_id = ${named}, covered_on = '2026-12-03'`),
    ).rejects.toThrow(/interest/);
  });

  describe('who covers', () => {
    it('is said by a broker of their own post, and by nobody else', async () => {
      const third = await thirdBroker();
      await name(third);
      const own = await house.as('broker');
      const found = await house.asking('broker', (tx) =>
        house.get(People).coverOf(tx, own.id as PersonId, localDate('2026-11-25')),
      );
      expect(found).toBe(third);
      await name(null);
      expect(await house.asking('broker', (tx) => house.get(NameCover).own(tx))).toMatchObject({
        cover: null,
      });
      for (const who of ['adviser', 'officer', 'asker', 'chair'] as const)
        await expect(
          house.get(NameCover).execute(await house.as(who), NORTH, { cover: third, version: 1 }),
        ).rejects.toThrow();
    });

    it('is another broker in post; who saw an older choice is told so', async () => {
      const broker = await house.as('broker');
      const { version } = await house.asking('broker', (tx) => house.get(NameCover).own(tx));
      for (const who of ['broker', 'adviser'] as const)
        await expect(
          house
            .get(NameCover)
            .execute(broker, NORTH, { cover: (await house.as(who)).id as PersonId, version }),
        ).rejects.toMatchObject({ errors: [{ path: 'cover' }] });
      const third = await thirdBroker();
      await name(third);
      await expect(
        house.get(NameCover).execute(broker, NORTH, { cover: null, version }),
      ).rejects.toMatchObject({ code: 'STALE_VERSION' });
      await expect(
        house.get(NameCover).execute(await house.as('asker'), NORTH, { cover: third, version }),
      ).rejects.toThrow('You may not do this.');
    });
  });
});

describe('a need for which a school was sounded out in time', () => {
  it('is not given to anybody else, not even where that school does not answer', async () => {
    const agreement = await AnAgreement.open();
    await agreement.soundOut();
    agreement.house.clock.set(new Date('2026-12-20T09:00:00Z'));
    expect(await agreement.house.get(HandToCover).overdue(NORTH)).toBe(0);
    await agreement.close();
  });

  it('is given to who covers where a school was proposed, and nobody asked it', async () => {
    const agreement = await AnAgreement.open();
    agreement.house.clock.set(MISSED);
    expect(await agreement.house.get(HandToCover).overdue(NORTH)).toBe(1);
    const seen = await agreement.seen(agreement.proposed, 'interestedBroker');
    expect(seen.state).toBe('proposed');
    await agreement.close();
  });
});
