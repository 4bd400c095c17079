import type { Actor } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { AgreeAgenda } from '../pairing/agree-agenda.js';
import { ClosePairing } from '../pairing/close-pairing.js';
import { DraftAgenda } from '../pairing/draft-agenda.js';
import { Exceptions } from '../exceptions/exceptions.query.js';
import { LogVisit } from '../pairing/log-visit.js';
import { PairingTasks } from '../pairing/pairing-tasks.query.js';
import type { PairingView } from '../pairing/pairing.views.js';
import { Pairings } from '../pairing/pairings.query.js';
import { CallOffVisit, type VisitToCallOff } from './call-off-visit.js';
import { MoveVisit } from './move-visit.js';
import { PlanVisit } from './plan-visit.js';
import type { AskedPlan } from './read-plan.js';

const AGENDA = {
  ...{ purpose: 'One system.', inclusion: 'SEN support first.', exitRule: 'At Easter.' },
  ...{ confidentiality: 'What we see.', cadenceDays: 10 },
  objectives: [
    {
      ...{ aim: 'Fewer miss one in ten', measure: 'Absence' },
      baseline: '24%',
      target: '18%',
      due: '2027-07-16',
    },
  ],
};
/** The Wednesday after. */
const PLAN = { heldOn: '2026-12-02', startsAt: '14:30', minutes: 90, mode: 'in_person', place: 'Room 4' };

describe('a visit that is planned', () => {
  let the: AnAgreement;
  let pairing: string;

  const as = (who: Persona): Promise<Actor> => the.house.as(who, MARLOWE);
  const seen = async (who: Persona = 'broker'): Promise<PairingView> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(Pairings).one(tx, pairing));
  const plan = async (change: Partial<AskedPlan> = {}, who: Persona = 'head'): Promise<number> =>
    the.house.get(PlanVisit).execute(await as(who), NORTH, { pairing, ...PLAN, ...change });
  const move = async (
    change: Partial<AskedPlan & { version: number }>,
    who: Persona = 'asker',
  ): Promise<void> =>
    the.house
      .get(MoveVisit)
      .execute(await as(who), NORTH, { pairing, number: 1, version: 1, ...PLAN, ...change });
  const callOff = async (
    change: Partial<Omit<VisitToCallOff, 'pairing' | 'project'>> = {},
    who: Persona = 'head',
  ): Promise<void> =>
    the.house.get(CallOffVisit).execute(await as(who), NORTH, {
      ...{ pairing, number: 1, version: 1, outcome: 'cancelled', reason: 'Our hall floods.', ...change },
    });
  const mails = (): Promise<{ who: string; day: string; kind: string }[]> =>
    the.house.house.asSuperuser(
      `select p.name as who, m.tasks->0->>'due' as day, m.kind from platform.mail m join identity.person p on p.id = m.person_id
       where m.tasks->0->>'why' = 'visit_called_off' order by p.name`,
    );

  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
    pairing = (await the.decide()).pairing!;
    await the.house.get(DraftAgenda).execute(await as('head'), NORTH, { pairing, version: null, ...AGENDA });
    for (const [version, who] of (['head', 'asker', 'broker'] as const).entries())
      await the.house.get(AgreeAgenda).execute(await as(who), NORTH, { pairing, version: version + 1 });
  });
  afterEach(() => the.close());

  it('is planned by either head or whoever looks after the pairing, and by nobody else', async () => {
    for (const [at, who] of (['head', 'asker', 'broker'] as const).entries())
      expect(await plan({}, who)).toBe(at + 1);
    for (const who of ['officer', 'chair'] as const)
      await expect(plan({}, who)).rejects.toMatchObject({ code: expect.stringMatching(/^NOT_/) as string });
    const quarry = await the.house.as('head', QUARRY);
    await expect(the.house.get(PlanVisit).execute(quarry, NORTH, { pairing, ...PLAN })).rejects.toMatchObject(
      { code: expect.stringMatching(/^NOT_/) as string },
    );
    expect((await seen('asker')).planned[0]).toMatchObject({
      ...{ number: 1, ...PLAN, state: 'planned', by: 'Head of 990013', version: 1 },
    });
  });

  it('names every field that is wrong, and takes quarters of an hour alone', async () => {
    await expect(
      plan({ heldOn: '2026-11-24', startsAt: 'noon', minutes: 50, mode: 'by post' }),
    ).rejects.toMatchObject({
      errors: ['heldOn', 'startsAt', 'minutes', 'mode'].map((path) => ({ path })),
    });
    await expect(plan({ heldOn: '2026-11-25', startsAt: '08:00' })).rejects.toMatchObject({
      errors: [{ path: 'startsAt', message: 'Enter a time that is still to come' }],
    });
    expect(await plan({ startsAt: '9:05', place: ' ' })).toBe(1);
    expect((await seen()).planned[0]).toMatchObject({ startsAt: '09:05', place: null });
  });

  it('warns of a day on which a school is closed, and takes it where it is meant', async () => {
    const saturday = { heldOn: '2026-12-05' };
    await expect(plan(saturday)).rejects.toMatchObject({
      errors: [
        {
          path: 'heldOn',
          message: expect.stringContaining('Eastmarsh Academy and Marlowe School') as string,
        },
      ],
    });
    expect(await plan({ ...saturday, anyway: true })).toBe(1);
  });

  it('refuses a time that the clocks leave out or show twice (J10)', async () => {
    const night = { startsAt: '01:30', anyway: true };
    await expect(plan({ ...night, heldOn: '2027-03-28' })).rejects.toMatchObject({
      errors: [{ path: 'startsAt', message: expect.stringContaining('does not exist') as string }],
    });
    await expect(plan({ ...night, heldOn: '2027-10-31' })).rejects.toMatchObject({
      errors: [{ path: 'startsAt', message: expect.stringContaining('comes twice') as string }],
    });
  });

  it('is moved by either side, on the version they saw', async () => {
    await plan();
    await move({ heldOn: '2026-12-03', place: 'https://meet.example/abc' });
    expect((await seen()).planned[0]).toMatchObject({ heldOn: '2026-12-03', version: 2 });
    await expect(move({ heldOn: '2026-12-04' })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await callOff({ version: 2 });
    await expect(move({ version: 3 })).rejects.toMatchObject({ code: 'VISIT_CANNOT_MOVE' });
  });

  it('is called off with a reason, and the other side hears of it by mail', async () => {
    await plan();
    await expect(callOff({ reason: ' ' })).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    await callOff();
    expect((await seen('asker')).planned[0]).toMatchObject({
      state: 'cancelled',
      reason: 'Our hall floods.',
    });
    expect(await mails()).toEqual([{ who: 'The asker', day: '2026-12-02', kind: 'urgent' }]);
    await expect(callOff({ version: 2 })).rejects.toMatchObject({ code: 'VISIT_CANNOT_MOVE' });
  });

  it('tells whoever looks after the pairing too, where it was to be within three days', async () => {
    await plan({ heldOn: '2026-11-27' });
    await callOff({}, 'asker');
    expect((await mails()).map(({ who }) => who)).toEqual(['Head of 990013', 'The broker']);
  });

  it('tells both heads where the broker calls it off', async () => {
    await plan();
    await callOff({}, 'broker');
    expect((await mails()).map(({ who }) => who)).toEqual(['Head of 990013', 'The asker']);
  });

  it('is missed from its day on and not before, and writes to nobody', async () => {
    await plan();
    await expect(callOff({ outcome: 'missed' })).rejects.toMatchObject({ code: 'NOT_YET' });
    the.house.clock.set(new Date('2026-12-02T17:00:00Z'));
    await callOff({ outcome: 'missed', reason: 'The train stood.' });
    expect((await seen()).planned[0]).toMatchObject({ state: 'missed', reason: 'The train stood.' });
    expect(await mails()).toEqual([]);
  });

  it('is recorded in five fields and is done, once', async () => {
    await plan();
    the.house.clock.set(new Date('2026-12-02T17:00:00Z'));
    const record = {
      pairing,
      heldOn: '2026-12-02',
      mode: 'in_person',
      halfDays: 1,
      summary: 'We met.',
      planned: 1,
    };
    const log = async () => the.house.get(LogVisit).execute(await as('head'), NORTH, record);
    await log();
    expect(await seen()).toMatchObject({ planned: [{ state: 'done' }], visits: [{ number: 1 }] });
    await expect(log()).rejects.toMatchObject({ code: 'VISIT_CANNOT_MOVE' });
    expect((await seen()).visits).toHaveLength(1);
    await expect(
      the.house.get(LogVisit).execute(await as('head'), NORTH, { ...record, planned: 7 }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('asks whoever planned it for its record within five of their working days, in one list alone (C-8)', async () => {
    const tasks = async (who: Persona): Promise<string[]> =>
      (await the.house.askingAs(await as(who), (tx) => the.house.get(PairingTasks).ofPerson(tx)))
        .filter(({ kind }) => kind === 'record_visit')
        .map(({ dueOn }) => dueOn);
    // A break of a week lies between (PRODUCT section 6): Thursday 11 February, Thursday 25 February.
    await plan({ heldOn: '2027-02-10' });
    await move({ heldOn: '2027-02-11' }, 'head');
    the.house.clock.set(new Date('2027-02-11T17:00:00Z'));
    expect(await tasks('head')).toEqual([]);
    the.house.clock.set(new Date('2027-02-12T09:00:00Z'));
    expect([await tasks('head'), await tasks('asker'), await tasks('broker')]).toEqual([
      ['2027-02-25'],
      [],
      [],
    ]);
    const late = async (): Promise<unknown[]> =>
      (await the.house.asking('officer', (tx) => the.house.get(Exceptions).list(tx))).lines.filter(
        (each) => each.kind === 'overdue' && each.clock === 'C-8',
      );
    expect(await late()).toEqual([]);
    the.house.clock.set(new Date('2027-02-26T09:00:00Z'));
    expect(await late()).toMatchObject([{ pairing, dueOn: '2027-02-25' }]);
    await callOff({ version: 2, outcome: 'missed', reason: 'Snow.' });
    expect([await tasks('head'), await late()]).toEqual([[], []]);
  });

  it('ends with the work that it was planned for', async () => {
    await plan();
    const { version } = await seen();
    const over = { pairing, version, outcome: 'met', summary: 'Every tutor uses it.', thanks: null };
    await the.house.get(ClosePairing).execute(await as('broker'), NORTH, over);
    expect((await seen()).planned[0]).toMatchObject({ state: 'cancelled' });
    await expect(plan()).rejects.toMatchObject({ code: 'NOT_ACTIVE' });
  });

  it('stays as it ended, in raw SQL too', async () => {
    await plan();
    await callOff();
    await expect(
      the.house.raw(`update brokerage.planned_visit set held_on = held_on + 1`),
    ).rejects.toMatchObject({ code: 'TR007' });
  });
});
