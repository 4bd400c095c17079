import type { Actor, SchoolUrn } from '@app/kernel';
import { EASTMARSH, MARLOWE, QUARRY, SALTERN } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { Exceptions } from '../exceptions/exceptions.query.js';
import { CallOffVisit } from '../visit/call-off-visit.js';
import { MoveVisit } from '../visit/move-visit.js';
import { PlanVisit } from '../visit/plan-visit.js';
import { VisitDates, type VisitDate } from '../visit/visit-dates.query.js';
import { AProject, PROJECT } from '../../../../test/factories/a-project.js';
import { CloseProject } from './close-project.js';
import { LeaveProject } from './leave-project.js';
import { LogProjectSession } from './log-project-session.js';
import type { PlannedVisitView } from '../visit/planned-visit.views.js';
import { Projects, type ProjectTask } from './projects.query.js';

/** The Wednesday after. */
const PLAN = { heldOn: '2026-12-02', startsAt: '14:30', minutes: 90, mode: 'in_person', place: 'Room 4' };

/** One story on one house: each step begins where the one before ended. */
describe('a session of a project that is planned', () => {
  let the: AProject;
  const head = (urn: SchoolUrn): Promise<Actor> => the.headOf(urn);
  const plan = async (actor: Actor, change: object = {}): Promise<number> =>
    the.house.get(PlanVisit).execute(actor, NORTH, { project: PROJECT, ...PLAN, ...change });
  const callOff = async (actor: Actor, number: number, version: number, outcome = 'cancelled') =>
    the.house.get(CallOffVisit).execute(actor, NORTH, {
      ...{ project: PROJECT, number, version, outcome, reason: 'Our hall floods.' },
    });
  const planned = async (actor: Actor): Promise<readonly PlannedVisitView[]> =>
    (await the.seenBy(actor)).planned;
  const dates = (actor: Actor): Promise<VisitDate[]> =>
    the.house.askingAs(actor, (tx) => the.house.get(VisitDates).ofPerson(tx));
  const tasks = (actor: Actor): Promise<ProjectTask[]> =>
    the.house.askingAs(actor, (tx) => the.house.get(Projects).tasks(tx));
  const record = async (actor: Actor, number: number): Promise<number> =>
    the.house.get(LogProjectSession).execute(actor, NORTH, {
      ...{ project: PROJECT, heldOn: '2026-12-02', mode: 'in_person', summary: 'We met.', planned: number },
      given: { [MARLOWE]: 1 },
    });

  beforeAll(async () => {
    the = await AProject.open();
    await the.allYes();
  });
  afterAll(() => the.close());

  it('waits until the project is active', async () => {
    await expect(plan(await head(MARLOWE))).rejects.toMatchObject({ code: 'NOT_ACTIVE' });
    await the.begin();
  });

  it('is planned by any of its heads or its broker, and by nobody who takes no part', async () => {
    const actors = [await head(MARLOWE), await head(EASTMARSH), await the.house.as('broker')];
    for (const [at, actor] of actors.entries()) expect(await plan(actor)).toBe(at + 1);
    for (const actor of [await the.house.as('officer'), await the.house.as('chair'), await head(SALTERN)])
      await expect(plan(actor)).rejects.toMatchObject({ code: expect.stringMatching(/^NOT_/) as string });
    expect((await planned(await head(QUARRY)))[0]).toMatchObject({ number: 1, ...PLAN, state: 'planned' });
  });

  it('warns of a day on which any of its schools is closed', async () => {
    await expect(plan(await head(MARLOWE), { heldOn: '2026-12-05' })).rejects.toMatchObject({
      errors: [{ path: 'heldOn', message: expect.stringMatching(/Eastmarsh.* and Quarry Lane/) as string }],
    });
  });

  it('stands in the calendars of those who come and look after it, and of nobody who only reads it', async () => {
    for (const actor of [await head(MARLOWE), await head(QUARRY), await the.house.as('broker')])
      expect((await dates(actor)).map(({ kind, schools }) => [kind, schools.length])).toEqual([
        ...[1, 2, 3].map(() => ['project', 3]),
      ]);
    for (const actor of [await the.house.as('officer'), await head(SALTERN)])
      expect(await dates(actor)).toEqual([]);
    const whole = (actor: Actor): Promise<VisitDate[]> =>
      the.house.askingAs(actor, (tx) => the.house.get(VisitDates).ofProject(tx, PROJECT));
    expect(await whole(await the.house.as('officer'))).toHaveLength(3);
    await expect(whole(await head(SALTERN))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is moved by another of its schools, and an older page is refused', async () => {
    const move = async (version: number, heldOn: string): Promise<void> =>
      the.house
        .get(MoveVisit)
        .execute(await head(QUARRY), NORTH, { project: PROJECT, number: 2, version, ...PLAN, heldOn });
    await move(1, '2026-12-03');
    await expect(move(1, '2026-12-04')).rejects.toMatchObject({ code: 'STALE_VERSION' });
    expect((await planned(await head(MARLOWE))).find(({ number }) => number === 2)).toMatchObject({
      ...{ heldOn: '2026-12-03', version: 2 },
    });
  });

  it('is called off with a reason, and the heads of the other schools are told by mail', async () => {
    await callOff(await head(QUARRY), 2, 2);
    const told = await the.house.house.asSuperuser<{ who: string; path: string }>(
      `select p.name as who, m.path from platform.mail m join identity.person p on p.id = m.person_id
       where m.tasks->0->>'why' = 'session_called_off' order by p.name`,
    );
    expect(told.map(({ path }) => path)).toEqual(told.map(() => `/pairings/projects/${PROJECT}`));
    expect(told.map(({ who }) => who)).toEqual(expect.arrayContaining(['Head of 990013']));
    expect(told.map(({ who }) => who)).not.toContain('Head of 990030');
    await expect(callOff(await head(QUARRY), 1, 1, 'missed')).rejects.toMatchObject({ code: 'NOT_YET' });
  });

  it('is no date of a school that was asked and has not said yes', async () => {
    await the.ask(SALTERN, 'supported');
    const asked = await head(SALTERN);
    expect([await planned(asked), await dates(asked)]).toEqual([[], []]);
  });

  it('waits on Today for its record, of whoever planned it, and stands late on the exceptions (C-8)', async () => {
    the.house.clock.set(new Date('2026-12-03T09:00:00Z'));
    const mine = (await tasks(await head(MARLOWE))).filter(({ kind }) => kind === 'record_project');
    expect(mine).toMatchObject([{ reference: PROJECT, dueOn: '2026-12-09' }]);
    const others = await tasks(await head(QUARRY));
    expect(others.map(({ kind }) => kind)).not.toContain('record_project');
    the.house.clock.set(new Date('2026-12-11T09:00:00Z'));
    const officer = await the.house.as('officer');
    const { lines } = await the.house.askingAs(officer, (tx) => the.house.get(Exceptions).list(tx));
    expect(lines.filter((line) => line.kind === 'overdue' && line.clock === 'C-8')).toMatchObject(
      [1, 3].map(() => ({ pairing: PROJECT, need: null })),
    );
  });

  it('is settled by the record of the session, once', async () => {
    const marlowe = await head(MARLOWE);
    expect(await record(marlowe, 1)).toBe(1);
    await expect(record(marlowe, 1)).rejects.toMatchObject({ code: 'VISIT_CANNOT_MOVE' });
    const seen = await the.seenBy(marlowe);
    expect(seen.sessions).toHaveLength(1);
    expect(seen.planned.find(({ number }) => number === 1)).toMatchObject({ state: 'done' });
    expect((await tasks(marlowe)).map(({ kind }) => kind)).not.toContain('record_project');
  });

  it('is of one kind of work, and done by a record of the same, by raw SQL too', async () => {
    const change = (what: string) =>
      the.house.house.asSuperuser(
        `update brokerage.planned_visit set ${what} where project_id is not null and state = 'planned'`,
      );
    await expect(change('project_id = null')).rejects.toMatchObject({ code: '23514' });
    const done = `state = 'done', ended_by = planned_by, ended_at = now()`;
    await expect(change(done)).rejects.toMatchObject({ code: '23514' });
  });

  it('leaves the calendar of a school that leaves, and ends with its project', async () => {
    const place = (await the.seen()).schools.find(({ urn }) => urn === QUARRY)!;
    const quarry = await head(QUARRY);
    await the.house
      .get(LeaveProject)
      .execute(quarry, NORTH, { project: PROJECT, urn: QUARRY, version: place.version });
    expect(await dates(quarry)).toEqual([]);
    const { version } = await the.seen();
    await the.house.get(CloseProject).execute(await the.house.as('broker'), NORTH, {
      ...{ project: PROJECT, version, outcome: 'met', summary: 'It is done.', thanks: null },
    });
    expect((await planned(await head(MARLOWE))).map(({ state }) => state)).toEqual([
      ...['done', 'cancelled', 'cancelled'],
    ]);
  });
});
