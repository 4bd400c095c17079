import { Client } from 'pg';
import { UnitOfWork } from '@app/platform';
import type { Actor, PersonId } from '@app/kernel';
import { BrokerageHouse, EASTMARSH, MARLOWE, NOW } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { Actors } from '@app/identity';
import { AnswerBreakGlass } from './answer-break-glass.js';
import { AskBreakGlass, type OpeningToAsk } from './ask-break-glass.js';
import { BreakGlasses } from './break-glasses.query.js';
import type { OpenedRecordsView, OpeningView } from './break-glass.views.js';
import { EndBreakGlass } from './end-break-glass.js';
import { EndWhatRanOut } from './end-what-ran-out.js';
import { OpenedRecords } from './opened-records.query.js';
import { ReviewBreakGlass } from './review-break-glass.js';

const ASKED: OpeningToAsk = {
  ...{ school: EASTMARSH, kind: 'need_detail', purpose: 'complaint', minutes: 30 },
  words: 'A parent complains that nobody acted on what the school asked for.',
};

describe('opening what is closed', () => {
  let the: BrokerageHouse;
  let administrator: Actor;
  let deputy: Actor;
  let officer: Actor;
  let chair: Actor;
  let board: Actor;

  beforeAll(async () => {
    the = await BrokerageHouse.open();
    administrator = await somebody('Dan Wells', 'sysadmin');
    deputy = await somebody('Ivo Lane', 'chair');
    [officer, chair, board] = [await the.as('officer'), await the.as('chair'), await the.as('board')];
    await the.openNeed();
  });
  afterAll(() => the.close());
  afterEach(async () => {
    the.clock.set(NOW);
    await superuser(
      `delete from identity.interest where person_id = '${deputy.id}'; delete from assurance.break_glass; delete from brokerage.deadline where clock = 'C-18'; delete from platform.mail`,
    );
  });

  async function somebody(name: string, role: 'sysadmin' | 'chair'): Promise<Actor> {
    const { id } = await the.house.person({ name, posts: [{ role }] });
    return asNow({ id });
  }
  async function asNow({ id: person }: Pick<Actor, 'id'>): Promise<Actor> {
    const came = {
      area: NORTH,
      door: 'web',
      requestId: 'spec',
      signedInAt: NOW,
      person: person as PersonId,
    } as const;
    const actor = await the.get(Actors).of(came);
    if (!actor) throw new Error(person);
    return actor;
  }
  /** One more post: what two posts of one person would make possible. */
  const holds = ({ id }: Actor, role: 'chair' | 'board'): Promise<void> =>
    superuser(`insert into identity.appointment (id, area_id, person_id, role, from_on, state)
      values (gen_random_uuid(), '${NORTH}', '${id}', '${role}', '2024-09-01', 'active')`);
  /** Past every rule. */
  const superuser = (sql: string): Promise<void> => the.raw(`set session_replication_role = replica; ${sql}`);
  const ask = (who = administrator, change: Partial<OpeningToAsk> = {}): Promise<string> =>
    the.get(AskBreakGlass).execute(who, NORTH, { ...ASKED, ...change });
  const seen = (named: string, who: Actor): Promise<OpeningView> =>
    the.askingAs(who, (tx) => the.get(BreakGlasses).one(tx, named));
  const held = async (opening: string) => {
    const [row] = await the.house.asSuperuser<{ version: number }>(
      `select version from assurance.break_glass where reference = '${opening}'`,
    );
    return { opening, version: row?.version ?? 0 };
  };
  const answer = async (named: string, who = chair, approve = true): Promise<void> =>
    the.get(AnswerBreakGlass).execute(who, NORTH, { ...(await held(named)), approve });
  const end = async (named: string, who: Actor): Promise<void> =>
    the.get(EndBreakGlass).execute(who, NORTH, await held(named));
  const review = async (named: string, who: Actor, verdict = 'in_order'): Promise<void> =>
    the.get(ReviewBreakGlass).execute(who, NORTH, {
      ...{ ...(await held(named)), verdict, words: 'The complaint is on file.' },
    });
  const read = (named: string, who = administrator): Promise<OpenedRecordsView> =>
    the.askingAs(who, (tx) => the.get(OpenedRecords).read(tx, named));
  const opened = async (change: Partial<OpeningToAsk> = {}): Promise<string> => {
    const named = await ask(administrator, change);
    await answer(named);
    return named;
  };
  const later = (minutes: number): Promise<void> =>
    superuser(`update assurance.break_glass set asked_at = asked_at - interval '${String(minutes)} minutes',
      answered_at = answered_at - interval '${String(minutes)} minutes', ends_at = ends_at - interval '${String(minutes)} minutes'`);
  const mailed = async (why: string): Promise<string[]> =>
    (
      await the.house.asSuperuser<{ name: string }>(
        `select p.name from platform.mail m join identity.person p on p.id = m.person_id
         where m.tasks::text like '%${why}%' order by p.name`,
      )
    ).map(({ name }) => name);

  it('takes two people, and then shows one kind of record of one school', async () => {
    const named = await ask();
    expect(named).toMatch(/^BG-2026-001$/);
    await expect(read(named)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await answer(named);
    const { needs, declarations, pairings, opening } = await read(named);
    expect(needs).toMatchObject([{ wantedOutcome: 'Fewer pupils miss one session in ten.' }]);
    expect([declarations, pairings, opening.school.urn]).toEqual([[], [], EASTMARSH]);
    expect((await read(await openedElsewhere())).needs).toEqual([]);
  });
  async function openedElsewhere(): Promise<string> {
    await superuser('delete from assurance.break_glass');
    return opened({ school: MARLOWE });
  }

  it('tells the head at once, and nobody of a question that was refused', async () => {
    const refused = await ask();
    await answer(refused, chair, false);
    expect(await mailed('glass_opened')).toEqual([]);
    await expect(seen(refused, await the.as('asker'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const named = await opened();
    expect(await mailed('glass_opened')).toEqual(['The asker']);
    const told = await seen(named, await the.as('asker'));
    expect(told).toMatchObject({
      askedBy: 'Dan Wells',
      answeredBy: 'The chair',
      purpose: 'complaint',
      now: 'open',
    });
    await expect(seen(named, await the.as('head', MARLOWE))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves an entry of each reading, that the school can see, with who and why', async () => {
    const named = await opened();
    await read(named);
    await read(named);
    const entries = await the.house.asSuperuser<{ actor: string; schools: string[]; why: string }>(
      `select e.actor, e.schools, (select d.value from audit.detail d where d.entry = e.id and d.name = 'reason') as why
       from audit.entry e where e.act = 'breakglass.open' and e.entity like 'assurance.break_glass:%' order by e.seq desc limit 2`,
    );
    expect(entries).toEqual([
      { actor: `person:${administrator.id}`, schools: [EASTMARSH], why: ASKED.words },
      { actor: `person:${administrator.id}`, schools: [EASTMARSH], why: ASKED.words },
    ]);
  });

  it('closes by itself when its minutes are over, whether or not anything swept', async () => {
    const named = await opened();
    await later(29);
    expect((await read(named)).needs).toHaveLength(1);
    await later(2);
    await expect(read(named)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    expect((await seen(named, chair)).now).toBe('over');
    expect(await the.get(EndWhatRanOut).execute(NORTH)).toBe(1);
    const over = await seen(named, chair);
    expect([over.now, over.endedBy, over.endedAt]).toEqual(['over', null, over.endsAt]);
    expect(await the.get(EndWhatRanOut).execute(NORTH)).toBe(0);
  });

  it('is taken away at once by who asked or by a chair, and by nobody else', async () => {
    const named = await opened();
    await expect(end(named, officer)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await end(named, deputy);
    await expect(read(named)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(end(named, deputy)).rejects.toMatchObject({ code: 'OPENING_CANNOT_MOVE' });
    const mine = await ask();
    await end(mine, administrator);
    expect((await seen(mine, chair)).now).toBe('withdrawn');
    await expect(answer(mine)).rejects.toMatchObject({ code: 'OPENING_CANNOT_MOVE' });
  });

  it('is read by who asked alone', async () => {
    const named = await opened();
    for (const who of [officer, chair, deputy, await the.as('broker'), await the.as('asker')])
      await expect(read(named, who)).rejects.toMatchObject({ code: expect.stringMatching(/NOT_/) });
  });

  it('is refused for a word, for 61 minutes, another kind, a school elsewhere, and a second at once (A07)', async () => {
    const faults = async (change: Partial<OpeningToAsk>): Promise<unknown> =>
      ask(administrator, change).catch(
        (error: unknown) => (error as { errors?: readonly { path: string }[] }).errors?.[0]?.path,
      );
    expect(await faults({ words: 'why' })).toBe('words');
    expect(await faults({ words: '.'.repeat(40) })).toBe('words');
    expect(await faults({ minutes: 61 })).toBe('minutes');
    expect(await faults({ kind: 'coaching_note' })).toBe('kind');
    expect(await faults({ kind: 'pause_reason' })).toBe('kind');
    expect(await faults({ purpose: 'curiosity' })).toBe('purpose');
    expect(await faults({ school: '123456' })).toBe('school');
    const named = await opened();
    await expect(ask()).rejects.toMatchObject({ code: 'OPENING_RUNS' });
    await later(31);
    expect(named).not.toBe(await ask());
  });

  it('is asked for by officers and administrators alone, each with a fresh sign-in', async () => {
    for (const who of [chair, await the.as('broker'), await the.as('asker')])
      await expect(ask(who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    const stale = (who: Actor): Actor => ({ ...who, signedInAt: new Date(NOW.getTime() - 601_000) });
    await expect(ask(stale(officer))).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' });
    const named = await ask(officer);
    await expect(answer(named, stale(chair))).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' });
  });

  it('is opened by nobody who asked, and by no chair with an interest in the school, who learns nothing of it', async () => {
    await superuser(`insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
      values (gen_random_uuid(), '${NORTH}', '${deputy.id}', 'governor', '${EASTMARSH}', '2026-01-01')`);
    await holds(officer, 'chair');
    const own = await ask(officer);
    await expect(answer(own, officer)).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await superuser(`delete from identity.appointment where person_id = '${officer.id}' and role = 'chair'`);
    await expect(answer(own, deputy)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await the.askingAs(await asNow(deputy), (tx) => the.get(BreakGlasses).list(tx))).toEqual([]);
    expect(await mailed('glass_asked')).not.toContain('Ivo Lane');
  });

  it('is reviewed in five working days by a Board member with no part in it, once, and the day is kept', async () => {
    const named = await opened();
    expect((await seen(named, board)).reviewBy).toBe('2026-12-02');
    await expect(review(named, board)).rejects.toMatchObject({ code: 'OPENING_NOT_OVER' });
    await later(31);
    expect(await mailed('glass_review')).toEqual(['The board']);
    for (const who of [chair, deputy, administrator])
      await expect(review(named, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await holds(chair, 'board');
    await expect(review(named, await asNow(chair))).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await expect(review(named, officer)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await review(named, board, 'not_in_order');
    expect(await seen(named, await the.as('asker'))).toMatchObject({
      ...{ now: 'over', verdict: 'not_in_order', reviewedBy: 'The board', reviewBy: null },
    });
    await expect(review(named, board)).rejects.toMatchObject({ code: 'OPENING_REVIEWED' });
  });

  it('whose review does not come is told to the chairs, once, and stands among the exceptions', async () => {
    const named = await opened();
    await later(31);
    the.clock.set(new Date('2026-12-03T09:00:00Z'));
    expect(await the.get(EndWhatRanOut).execute(NORTH)).toBeGreaterThan(1);
    expect(await mailed('glass_unreviewed')).toEqual(['Ivo Lane', 'The chair']);
    expect(await the.get(EndWhatRanOut).execute(NORTH)).toBe(0);
    expect(await the.askingAs(officer, (tx) => the.get(BreakGlasses).unreviewed(tx))).toEqual([
      { reference: named, school: 'Eastmarsh Academy', dueOn: '2026-12-02' },
    ]);
    expect(await the.askingAs(board, (tx) => the.get(BreakGlasses).tasks(tx))).toEqual([
      { reference: named, dueOn: '2026-12-02' },
    ]);
  });

  describe('past the service, as its own database role', () => {
    /** In one transaction as that person. @returns what it was refused with, or the rows. */
    async function asApp(person: string, sql: string, glass = '', area: string = NORTH): Promise<unknown> {
      const client = new Client({ connectionString: the.house.database.appUrl });
      await client.connect();
      try {
        await client.query('begin');
        await client.query(
          `select set_config('app.area', $1, true), set_config('app.actor', $2, true), set_config('app.glass', $3, true),
             set_config('app.door', 'web', true), set_config('app.request', 'r', true), set_config('app.matrix', $4, true)`,
          [area, `person:${person}`, glass, 'f'.repeat(64)],
        );
        const { rows } = await client.query(sql);
        await client.query(`select audit.record('breakglass.approve', 'done', null, 'spec:x', '{}', '{}')`);
        await client.query('commit');
        return rows;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await client.end();
      }
    }
    const idOf = async (named: string): Promise<string> => {
      const [row] = await the.house.asSuperuser<{ id: string }>(
        `select id from assurance.break_glass where reference = '${named}'`,
      );
      return row?.id ?? '';
    };
    const open = (
      by: string,
    ): string => `update assurance.break_glass set state = 'open', answered_by = '${by}',
      answered_at = date_trunc('milliseconds', now()), ends_at = date_trunc('milliseconds', now()) + make_interval(mins => minutes)`;

    it('nobody opens what they asked for, nor in another’s name, nor for longer, nor backdated', async () => {
      await ask();
      expect(await asApp(administrator.id, open(administrator.id))).toMatch(/23514|TR004/);
      expect(await asApp(administrator.id, open(chair.id))).toBe('TR004');
      expect(await asApp(officer.id, open(officer.id))).toBe('TR004');
      expect(await asApp(chair.id, open(chair.id).replace('mins => minutes', 'hours => 9'))).toBe('23514');
      expect(await asApp(chair.id, open(chair.id).replaceAll('now())', `now() + interval '1 day')`))).toBe(
        'TR004',
      );
      expect(await asApp(chair.id, `update assurance.break_glass set minutes = 59`)).toMatch(/TR00/);
      expect(await asApp(chair.id, open(chair.id))).toEqual([]);
      expect(
        await asApp(chair.id, `update assurance.break_glass set ends_at = ends_at + interval '1 hour'`),
      ).toMatch(/TR00/);
      expect(await asApp(chair.id, 'delete from assurance.break_glass')).toBe('42501');
    });

    it('no chair with an interest opens it', async () => {
      await superuser(`insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
        values (gen_random_uuid(), '${NORTH}', '${deputy.id}', 'governor', '${EASTMARSH}', '2026-01-01')`);
      await ask();
      expect(await asApp(deputy.id, open(deputy.id))).toBe('TR001');
    });

    it('reading under an opening shows that kind of that school, to who asked, until its instant', async () => {
      const needs = 'select distinct urn from profiles.need';
      const id = await idOf(await opened());
      expect(await asApp(administrator.id, needs, id)).toEqual([{ urn: EASTMARSH }]);
      expect(await asApp(administrator.id, 'select urn from profiles.declaration', id)).toEqual([]);
      for (const never of [
        'profiles.pause_reason',
        'profiles.concern',
        'brokerage.coaching_note',
        'brokerage.pairing',
        'profiles.need_move',
      ])
        expect(await asApp(administrator.id, `select 1 from ${never}`, id)).toEqual([]);
      expect(await asApp(officer.id, needs, id)).toEqual([]);
      expect(await asApp(administrator.id, needs, id, SOUTH)).toEqual([]);
      await later(31);
      expect(await asApp(administrator.id, needs, id)).toEqual([]);
    });

    it('another area knows nothing of it', async () => {
      await opened();
      expect(await asApp(administrator.id, 'select 1 from assurance.break_glass', '', SOUTH)).toEqual([]);
      expect(await asApp(administrator.id, 'select 1 from assurance.break_glass')).toHaveLength(1);
      await expect(
        the
          .get(UnitOfWork)
          .run({ ...administrator, area: SOUTH }, SOUTH, (tx) =>
            the.get(OpenedRecords).read(tx, 'BG-2026-001'),
          ),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
});
