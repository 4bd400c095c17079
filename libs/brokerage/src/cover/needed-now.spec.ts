import { RaiseNeed, Needs, TriageNeed, type NeedSummary } from '@app/profiles';
import { BrokerageHouse, EASTMARSH } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { TasksOfPerson } from '../digest/tasks-of-person.query.js';
import { HandToAdviser } from './hand-to-adviser.js';

describe('what is needed now and was not taken up on its day (C-21)', () => {
  let house: BrokerageHouse;
  beforeAll(async () => {
    house = await BrokerageHouse.open();
  });
  afterAll(() => house.close());

  const sweep = (): Promise<number> => house.get(HandToAdviser).overdue(NORTH);

  it('is handed to an adviser, who is told by mail at once and can take it up beside its owner', async () => {
    const { reference } = await house.get(RaiseNeed).execute(await house.as('asker'), NORTH, {
      ...{ urn: EASTMARSH, primaryTheme: 'att.persistent', keyStages: ['KS3'], priority: 'now' },
      ...{ sendThread: 'None known.', wantedOutcome: 'Fewer miss a day.', halfDaysWanted: 2 },
      ...{ windowFrom: '2026/27-4', windowTo: '2026/27-4', modes: ['in_person'] },
    });
    const seen = (): Promise<NeedSummary> =>
      house.asking('adviser', (tx) => house.get(Needs).summary(tx, reference));
    expect((await seen()).nextDate).toBe('2026-11-25');
    house.clock.set(new Date('2026-11-25T22:00:00Z'));
    expect(await sweep()).toBe(0);
    house.clock.set(new Date('2026-11-26T07:00:00Z'));
    expect([await sweep(), await sweep()]).toEqual([1, 0]);
    expect(await seen()).toMatchObject({
      ...{ owner: { name: 'The broker' }, cover: { name: 'The adviser' }, nextDate: '2026-11-26' },
      can: { triage: true },
    });
    const mails = await house.house.asSuperuser<{ name: string }>(
      `select p.name from platform.mail m join identity.person p on p.id = m.person_id
       where m.kind = 'need_now'`,
    );
    expect(mails.map(({ name }) => name)).toContain('The adviser');
    expect(await house.asking('adviser', (tx) => house.get(TasksOfPerson).find(tx, []))).toContainEqual({
      reference,
      due: '2026-11-26',
    });
    const { version } = await seen();
    const taken = { need: reference, version, priority: 'now', nextDate: '2026-11-27', diagnosed: false };
    await house.get(TriageNeed).execute(await house.as('adviser'), NORTH, taken);
    expect((await seen()).state).toBe('triaged');
  });
});
