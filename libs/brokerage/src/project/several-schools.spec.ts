import type { Actor, SchoolUrn } from '@app/kernel';
import { Capacity } from '@app/profiles';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  SALTERN,
  SILENT,
  UPLANDS,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { AnswerProject } from './answer-project.js';
import { AskSchool } from './ask-school.js';
import { BeginProject } from './begin-project.js';
import { CloseProject } from './close-project.js';
import { LeaveProject } from './leave-project.js';
import { LogProjectSession } from './log-project-session.js';
import { Exceptions } from '../exceptions/exceptions.query.js';
import { MakeProject, type ProjectToMake } from './make-project.js';
import { Projects } from './projects.query.js';
import type { ProjectSchoolView, ProjectView } from './project.views.js';
import { RedraftProject } from './redraft-project.js';
import { SayProject } from './say-project.js';
import { WatchProjects } from './watch-projects.js';

const NAMED = 'PJ-2026-001';
const GOAL = {
  ...{ aim: 'Fewer pupils miss one session in ten', measure: 'Persistent absence, each half-term' },
  ...{ baseline: '24 in a hundred', target: '20 in a hundred', due: '2027-07-16' },
};
const WHAT: ProjectToMake = {
  ...{ theme: 'att.persistent', purpose: 'Three schools of one town work on attendance together.' },
  ...{ inclusion: 'Pupils with SEN support come first.', exitRule: 'At the end of the summer term.' },
  ...{ confidentiality: 'What is said in a session stays there.', cadenceDays: 10, objectives: [GOAL] },
};

/** Marlowe supports Eastmarsh and Quarry Lane; Uplands’ head is a broker too. */
describe('a project of several schools (R33)', () => {
  let house: BrokerageHouse;
  const headOf = (urn: SchoolUrn): Promise<Actor> =>
    urn === EASTMARSH ? house.as('asker') : house.as('head', urn);
  const seenBy = (actor: Actor): Promise<ProjectView> =>
    house.askingAs(actor, (tx) => house.get(Projects).one(tx, NAMED));
  const seen = async (who: Persona = 'broker', urn?: SchoolUrn): Promise<ProjectView> =>
    seenBy(await house.as(who, urn));
  const place = async (urn: SchoolUrn): Promise<ProjectSchoolView> => {
    const found = (await seen()).schools.find((each) => each.urn === urn);
    if (!found) throw new Error(`${urn} has no place.`);
    return found;
  };
  const make = async (change: Partial<ProjectToMake> = {}, who: Persona = 'broker'): Promise<string> =>
    house.get(MakeProject).execute(await house.as(who), NORTH, { ...WHAT, ...change });
  const askFor = async (
    urn: SchoolUrn,
    part: string,
    halfDays: Record<string, number> = {},
    who: Persona = 'broker',
  ): Promise<void> => {
    const { version } = await seen();
    const asked = { project: NAMED, version, urn, part, halfDays };
    await house.get(AskSchool).execute(await house.as(who), NORTH, asked);
  };
  const answer = async (
    urn: SchoolUrn,
    yes = true,
    halfDays: Record<string, number> | null = null,
    by?: Actor,
  ): Promise<void> => {
    const { version } = await place(urn);
    const asked = { project: NAMED, urn, version, yes, halfDays };
    await house.get(AnswerProject).execute(by ?? (await headOf(urn)), NORTH, asked);
  };
  const begin = async (who: Persona = 'broker'): Promise<void> => {
    const { version } = await seen();
    await house.get(BeginProject).begin(await house.as(who), NORTH, { project: NAMED, version });
  };
  const leave = async (urn: SchoolUrn, by?: Actor): Promise<void> => {
    const { version } = await place(urn);
    const asked = { project: NAMED, urn, version, note: 'A new head begins in January.' };
    await house.get(LeaveProject).execute(by ?? (await headOf(urn)), NORTH, asked);
  };
  const close = async (who: Persona = 'broker'): Promise<void> => {
    const { version } = await seen();
    const said = {
      outcome: 'part_met',
      summary: 'Two of three saw fewer absences.',
      thanks: 'Thank you all.',
    };
    await house.get(CloseProject).execute(await house.as(who), NORTH, { project: NAMED, version, ...said });
  };
  const booked = async (urn = MARLOWE): Promise<number> =>
    house.askingAs(await headOf(urn), async (tx) => {
      const days = await house.get(Capacity).ofSchool(tx, urn);
      return days.kind === 'whole' ? days.windows.reduce((sum, each) => sum + each.booked, 0) : -1;
    });
  const tasks = async (actor: Actor): Promise<string[]> =>
    (await house.askingAs(actor, (tx) => house.get(Projects).tasks(tx))).map(({ kind }) => kind);
  /** Made, all three asked, all three said yes. */
  const allYes = async (): Promise<void> => {
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 4 });
    for (const urn of [EASTMARSH, QUARRY]) await askFor(urn, 'supported');
    for (const urn of [MARLOWE, EASTMARSH, QUARRY]) await answer(urn);
  };
  const begun = async (): Promise<void> => {
    await allYes();
    await begin();
  };

  beforeEach(async () => {
    house = await BrokerageHouse.open();
    await house.offer(MARLOWE);
  });
  afterEach(() => house.close());

  it('is decided by a broker and begins once three heads said yes, each for their own school', async () => {
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 4 });
    for (const urn of [EASTMARSH, QUARRY]) await askFor(urn, 'supported');
    expect(await tasks(await headOf(MARLOWE))).toEqual(['answer_project']);
    const asked = await house.house.asSuperuser<{ name: string; path: string; tasks: unknown }>(
      `select p.name, m.path, m.tasks from platform.mail m join identity.person p on p.id = m.person_id
         where m.kind = 'question' order by m.put_at, p.name`,
    );
    expect(asked.map(({ name }) => name).toSorted()).toEqual(
      [`Head of ${MARLOWE}`, 'The asker', `Head of ${QUARRY}`].toSorted(),
    );
    expect(asked[0]).toMatchObject({ path: `/pairings/projects/${NAMED}`, tasks: [{ reference: NAMED }] });
    await answer(MARLOWE);
    await answer(EASTMARSH);
    expect(await seen()).toMatchObject({ state: 'agreed_in_principle', lacks: ['SCHOOLS'] });
    await expect(begin()).rejects.toMatchObject({ code: 'PROJECT_NOT_READY' });
    await answer(QUARRY);
    expect(await tasks(await house.as('broker'))).toEqual(['project_ready']);
    await begin();
    expect(await seen()).toMatchObject({ state: 'active', beganBy: 'The broker', lacks: [] });
    expect(await tasks(await headOf(MARLOWE))).toEqual([]);
  });

  it('holds a supporter’s days with its yes, promises them when it begins, and never more than are free', async () => {
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 20 });
    await expect(answer(MARLOWE)).rejects.toMatchObject({ code: 'NOT_ENOUGH_DAYS' });
    expect(await booked()).toBe(0);
    await answer(MARLOWE, true, { '2026/27-3': 6 });
    expect([await booked(), (await place(MARLOWE)).promised]).toEqual([6, 0]);
    for (const urn of [EASTMARSH, QUARRY]) await askFor(urn, 'supported');
    for (const urn of [EASTMARSH, QUARRY]) await answer(urn);
    await begin();
    expect([await booked(), (await place(MARLOWE)).promised]).toEqual([6, 6]);
  });

  it('never books the last days twice, however many say yes at once', async () => {
    await make();
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 10 });
    const broker = await house.as('broker');
    const other = 'PJ-2026-002';
    const asked = {
      project: other,
      version: 1,
      urn: MARLOWE,
      part: 'supporter',
      halfDays: { '2026/27-3': 10 },
    };
    await house.get(AskSchool).execute(broker, NORTH, asked);
    const head = await headOf(MARLOWE);
    const both = await Promise.allSettled(
      [NAMED, other].map((project) =>
        house.get(AnswerProject).execute(head, NORTH, { project, urn: MARLOWE, version: 1, yes: true }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await booked()).toBe(10);
  });

  it('is declined without a reason and without a fault, and the place can be another school’s', async () => {
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 4 });
    await askFor(QUARRY, 'supported');
    await answer(QUARRY, false);
    expect((await place(QUARRY)).state).toBe('declined');
    await expect(answer(QUARRY, true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(seen('head', QUARRY)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await askFor(QUARRY, 'supported');
    expect((await place(QUARRY)).state).toBe('asked');
  });

  it('names a school to the others with its own head’s yes, and not before (I-35)', async () => {
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 4 });
    await askFor(EASTMARSH, 'supported');
    const asMarlowe = async () => {
      const { schools, unnamed } = await seen('head', MARLOWE);
      return { names: schools.map(({ name }) => name), unnamed };
    };
    expect(await asMarlowe()).toEqual({ names: ['Marlowe School'], unnamed: 1 });
    await answer(EASTMARSH);
    expect(await asMarlowe()).toEqual({ names: ['Eastmarsh Academy', 'Marlowe School'], unnamed: 0 });
    expect((await seen()).schools).toHaveLength(2);
  });

  it('is answered by the head of the school alone, and begun by a broker alone', async () => {
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 4 });
    await askFor(EASTMARSH, 'supported');
    await expect(answer(MARLOWE, true, null, await house.as('broker'))).rejects.toMatchObject({
      code: 'NOT_GRANTED',
    });
    await expect(answer(EASTMARSH, true, null, await headOf(MARLOWE))).rejects.toMatchObject({
      code: 'NOT_GRANTED',
    });
    await answer(MARLOWE);
    const { version } = await seen();
    const asHead = async () =>
      house.get(BeginProject).begin(await headOf(MARLOWE), NORTH, { project: NAMED, version });
    await expect(asHead()).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(make({}, 'adviser')).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(make({}, 'asker')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is a closed door to a broker with an interest in any of its schools (I-4)', async () => {
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 4 });
    expect((await seen('interestedBroker')).reference).toBe(NAMED);
    // Uplands is theirs: they may not bring it in, and once it is in there is nothing to see.
    await expect(askFor(UPLANDS, 'supported', {}, 'interestedBroker')).rejects.toMatchObject({
      code: 'INTERESTED',
    });
    await askFor(UPLANDS, 'supported');
    await answer(UPLANDS, false, null, await house.as('interestedBroker'));
    await expect(seen('interestedBroker')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const listed = await house.askingAs(await house.as('interestedBroker'), (tx) =>
      house.get(Projects).list(tx),
    );
    expect(listed).toEqual([]);
    for (const who of ['chair', 'board'] as const)
      await expect(seen(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await seen('officer')).can).toMatchObject({ ask: false, begin: false, close: false });
  });

  it('asks anew whoever said yes to other words, and gives their days back meanwhile', async () => {
    await allYes();
    const { version } = await seen();
    const anew = { ...WHAT, project: NAMED, version, purpose: 'Attendance, and belonging too.' };
    await house.get(RedraftProject).execute(await house.as('broker'), NORTH, anew);
    expect((await seen()).schools.map(({ state }) => state)).toEqual(['asked', 'asked', 'asked']);
    expect(await booked()).toBe(0);
    for (const urn of [MARLOWE, EASTMARSH, QUARRY]) await answer(urn);
    await begin();
    const late = { ...anew, version: (await seen()).version };
    const redraft = async () => house.get(RedraftProject).execute(await house.as('broker'), NORTH, late);
    await expect(redraft()).rejects.toMatchObject({ code: 'GOALS_STAND' });
    await expect(
      house.raw(`update brokerage.project set purpose = 'Other words' where reference = '${NAMED}'`),
    ).rejects.toThrow('stand as its schools agreed them');
  });

  it('has at most three goals, a school of the area once, and days of those who give alone', async () => {
    await expect(make({ objectives: [] })).rejects.toMatchObject({ errors: [{ path: 'objectives.1.aim' }] });
    await expect(make({ objectives: [GOAL, GOAL, GOAL, GOAL] })).rejects.toMatchObject({
      errors: [{ path: 'objectives' }],
    });
    await make();
    await expect(askFor('123456' as SchoolUrn, 'supported')).rejects.toMatchObject({
      errors: [{ path: 'urn' }],
    });
    await expect(askFor(MARLOWE, 'supporter')).rejects.toMatchObject({ errors: [{ path: 'halfDays' }] });
    await expect(askFor(EASTMARSH, 'supported', { '2026/27-3': 1 })).rejects.toMatchObject({
      errors: [{ path: 'halfDays' }],
    });
    await expect(askFor(SILENT, 'supported')).rejects.toMatchObject({ code: 'NOBODY_TO_ASK' });
    await askFor(EASTMARSH, 'supported');
    await expect(askFor(EASTMARSH, 'both')).rejects.toMatchObject({ code: 'ALREADY_ASKED' });
  });

  it('is not begun where a conflict bars any two of its schools, by raw SQL neither (I-1)', async () => {
    await allYes();
    await house.raw(
      `set session_replication_role = replica; insert into brokerage.conflict (id, area_id, urn, other_urn, kind, state)
       values (gen_random_uuid(), '${NORTH}', '${EASTMARSH}', '${QUARRY}', 'past_dispute', 'barred')`,
    );
    await expect(begin()).rejects.toMatchObject({ code: 'BARRED_CONFLICT' });
    const raw = (): Promise<void> =>
      house.raw(
        `update brokerage.project set state = 'active', began_at = now() where reference = '${NAMED}'`,
      );
    await expect(raw()).rejects.toThrow('promised days of each supporting school alone');
    await house.raw(
      `set session_replication_role = replica; update profiles.capacity_entry set kind = 'committed' where kind = 'held'`,
    );
    await expect(raw()).rejects.toThrow('bars it');
    await house.raw(
      `set session_replication_role = replica; update brokerage.project_school set state = 'declined' where urn = '${QUARRY}'`,
    );
    await expect(raw()).rejects.toThrow('several schools alone');
  });

  it('counts what was given in a session, and the next contact from there', async () => {
    await begun();
    const session = {
      ...{ project: NAMED, heldOn: '2026-11-25', mode: 'in_person', summary: 'We compared registers.' },
      given: { [MARLOWE]: 3 },
    };
    const log = async (by: Actor, change: object = {}): Promise<number> =>
      house.get(LogProjectSession).execute(by, NORTH, { ...session, ...change });
    expect(await log(await headOf(QUARRY))).toBe(1);
    expect(await place(MARLOWE)).toMatchObject({ promised: 4, given: 3 });
    const more = async () => log(await headOf(QUARRY), { given: { [MARLOWE]: 2 } });
    await expect(more()).rejects.toMatchObject({ code: 'MORE_THAN_COMMITTED' });
    const byEastmarsh = async () => log(await headOf(QUARRY), { given: { [EASTMARSH]: 1 } });
    await expect(byEastmarsh()).rejects.toMatchObject({ errors: [{ path: `given.${EASTMARSH}` }] });
    expect((await seen('asker')).sessions).toMatchObject([{ number: 1, summary: 'We compared registers.' }]);
    const stranger = async () => log(await headOf(SALTERN));
    await expect(stranger()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    house.clock.set(new Date('2027-01-14T09:00:00Z'));
    expect(await tasks(await house.as('broker'))).toEqual(['project_quiet']);
  });

  it('goes on without a school that leaves, whose days go back; it rests where nobody is left to give', async () => {
    await begun();
    const forAnother = async () => leave(QUARRY, await headOf(EASTMARSH));
    await expect(forAnother()).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await leave(QUARRY);
    expect(await seen()).toMatchObject({ state: 'active' });
    expect(await seen('head', QUARRY)).toMatchObject({ can: { log: false } });
    await leave(MARLOWE);
    expect(await booked()).toBe(0);
    expect(await seen()).toMatchObject({ state: 'paused', lacks: ['SCHOOLS', 'GIVER'] });
    await askFor(MARLOWE, 'both', { '2026/27-3': 2 });
    await answer(MARLOWE);
    const { version } = await seen();
    await house.get(BeginProject).resume(await house.as('broker'), NORTH, { project: NAMED, version });
    expect(await seen()).toMatchObject({ state: 'active', pauseReason: null });
  });

  it('is an exception past its next date, and over without the words of all its schools in their time', async () => {
    const waits = async (day: string): Promise<unknown[]> => {
      const now = house.clock.now();
      house.clock.set(new Date(`${day}T10:00:00Z`));
      const { lines } = await house.asking('officer', (tx) => house.get(Exceptions).list(tx));
      house.clock.set(now);
      return lines.flatMap((each) => (each.kind === 'work_waits' ? [[each.reference, each.what]] : []));
    };
    await begun();
    expect([await waits('2026-11-26'), await waits('2027-02-01')]).toEqual([[], [[NAMED, 'next_date']]]);
    await close();
    expect([await waits('2026-11-26'), await waits('2027-02-01')]).toEqual([[], [[NAMED, 'words']]]);
  });

  it('closes with thanks for all, gives unused days back, and each school says what changed for it', async () => {
    await begun();
    await expect(close('asker')).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await close();
    expect(await seen('asker')).toMatchObject({ state: 'closed', thanks: 'Thank you all.' });
    expect(await booked()).toBe(0);
    expect(await tasks(await headOf(QUARRY))).toEqual(['say_project']);
    const say = async (urn: SchoolUrn, by: Actor): Promise<void> => {
      const asked = { project: NAMED, urn, version: (await place(urn)).version };
      const said = { outcome: 'met', words: 'Tutors ring home on the first day.' };
      await house.get(SayProject).execute(by, NORTH, { ...asked, ...said });
    };
    const forAnother = async () => say(QUARRY, await headOf(EASTMARSH));
    await expect(forAnother()).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await say(QUARRY, await headOf(QUARRY));
    expect(await place(QUARRY)).toMatchObject({ outcome: 'met', can: { say: false } });
    const again = async () => say(QUARRY, await headOf(QUARRY));
    await expect(again()).rejects.toMatchObject({ code: 'ALREADY_SAID' });
  });

  it('ends what nobody does: an answer that did not come, days held too long, and work that a new bar stops', async () => {
    await make();
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 4 });
    await askFor(EASTMARSH, 'supported');
    await answer(MARLOWE);
    house.clock.set(new Date('2026-12-04T09:00:00Z'));
    expect(await house.get(WatchProjects).execute(NORTH)).toBe(1);
    expect([(await place(EASTMARSH)).state, (await place(MARLOWE)).state]).toEqual(['lapsed', 'taking_part']);
    house.clock.set(new Date('2026-12-14T09:00:00Z'));
    expect(await house.get(WatchProjects).execute(NORTH)).toBe(1);
    expect([(await place(MARLOWE)).state, await booked()]).toEqual(['lapsed', 0]);
    expect(await house.get(WatchProjects).execute(NORTH)).toBe(0);
    await askFor(MARLOWE, 'supporter', { '2026/27-3': 4 });
    for (const urn of [EASTMARSH, QUARRY]) await askFor(urn, 'supported');
    for (const urn of [MARLOWE, EASTMARSH, QUARRY]) await answer(urn);
    await begin();
    await house.raw(
      `set session_replication_role = replica; insert into brokerage.conflict (id, area_id, urn, other_urn, kind, state)
       values (gen_random_uuid(), '${NORTH}', '${EASTMARSH}', '${QUARRY}', 'past_dispute', 'barred')`,
    );
    expect(await house.get(WatchProjects).execute(NORTH)).toBe(1);
    expect(await seen()).toMatchObject({ state: 'paused', lacks: ['BARRED'] });
  });
});
