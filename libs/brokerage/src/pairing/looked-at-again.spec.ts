import { NORTH } from '../../../../test/factories/an-area.js';
import { APairing } from '../../../../test/factories/a-closed-pairing.js';
import { TasksOfPerson } from '../digest/tasks-of-person.query.js';
import { Exceptions } from '../exceptions/exceptions.query.js';
import { FindStalls } from '../tending/find-stalls.js';
import { CheckGate } from './check-gate.js';
import { PausePairing } from './pause-pairing.js';
import { PairingTasks } from './pairing-tasks.query.js';

describe('work that rests', () => {
  let the: APairing;
  beforeAll(async () => {
    the = await APairing.open();
    await the.agree();
  });
  afterAll(() => the.close());

  const at = (day: string): void => the.house.clock.set(new Date(`${day}T10:00:00Z`));
  const pause = async (nextDate?: string): Promise<void> => {
    const { version } = await the.seen();
    const asked = { pairing: the.reference, version, reason: 'An inspection.' };
    await the.house
      .get(PausePairing)
      .pause(await the.as('asker'), NORTH, { ...asked, ...(nextDate === undefined ? {} : { nextDate }) });
  };
  const tasks = async (): Promise<string[]> =>
    (await the.house.asking('broker', (tx) => the.house.get(PairingTasks).ofPerson(tx))).map(
      ({ kind, dueOn }) => `${kind} ${dueOn}`,
    );
  const mailed = (): Promise<unknown> =>
    the.house.asking('broker', (tx) => the.house.get(TasksOfPerson).find(tx, []));
  const late = async (): Promise<unknown[]> => {
    const { lines } = await the.house.asking('officer', (tx) => the.house.get(Exceptions).list(tx));
    return lines.filter(({ kind }) => kind === 'work_waits');
  };

  it.each(['2026-11-25', '2027-11-27', '2026-02-30', 'soon', ''])(
    'is looked at again on a day to come, within a year: %p is refused',
    async (nextDate) => {
      await expect(pause(nextDate)).rejects.toMatchObject({ errors: [{ path: 'nextDate' }] });
      expect((await the.seen()).state).toBe('active');
    },
  );

  it('stands with its broker on the day that was chosen, and among the exceptions from the day after', async () => {
    await pause('2027-01-11');
    expect(await the.seen()).toMatchObject({ state: 'paused', nextDate: '2027-01-11', clocks: [] });
    at('2027-01-10');
    expect([await tasks(), await late()]).toEqual([[], []]);
    at('2027-01-11');
    expect([await tasks(), await late()]).toEqual([['look_again 2027-01-11'], []]);
    expect(await mailed()).toEqual([{ reference: the.reference, due: '2027-01-11' }]);
    at('2027-01-12');
    const { need } = await the.seen();
    expect(await late()).toEqual([
      {
        ...{ kind: 'work_waits', reference: the.reference, what: 'next_date', dueOn: '2027-01-11' },
        followed: need,
      },
    ]);
  });

  it('may rest longer, to another day; a program that names none gets a fortnight', async () => {
    await pause('2027-02-01');
    expect([(await the.seen()).nextDate, await tasks(), await late()]).toEqual(['2027-02-01', [], []]);
    await pause();
    expect((await the.seen()).nextDate).toBe('2027-01-26');
  });

  it('is looked at the same day where a conflict lets it rest', async () => {
    const { version } = await the.seen();
    await the.house
      .get(PausePairing)
      .resume(await the.as('asker'), NORTH, { pairing: the.reference, version });
    await the.house.raw(
      `set session_replication_role = replica; insert into brokerage.conflict (id, area_id, urn, other_urn, kind, state)
       values (gen_random_uuid(), '${NORTH}', '990005', '990013', 'past_dispute', 'barred')`,
    );
    expect(await the.house.get(CheckGate).execute(NORTH)).toBe(1);
    expect(await tasks()).toEqual(['look_again 2027-01-12']);
  });
});

describe('work in which nobody got in touch in the first days (C-3)', () => {
  let the: APairing;
  beforeAll(async () => {
    the = await APairing.open();
  });
  afterAll(() => the.close());

  it('stands on the list of both heads and the broker until one of the schools has been in contact', async () => {
    const tasks = async (): Promise<string[][]> =>
      Promise.all(
        (['head', 'asker', 'broker'] as const).map(async (who) =>
          (await the.house.askingAs(await the.as(who), (tx) => the.house.get(PairingTasks).ofPerson(tx))).map(
            ({ kind }) => kind,
          ),
        ),
      );
    expect(await tasks()).toEqual([['write_agenda'], [], []]);
    the.house.clock.set(new Date('2026-12-03T10:00:00Z'));
    expect(await the.house.get(FindStalls).overdue(NORTH)).toBe(1);
    expect(await tasks()).toEqual([['write_agenda', 'first_contact'], ['first_contact'], ['overdue']]);
    await the.agree();
    expect(await tasks()).toEqual([[], [], []]);
  });
});
