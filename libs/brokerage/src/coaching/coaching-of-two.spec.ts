import { Actors, systemActor } from '@app/identity';
import type { Actor, PersonId } from '@app/kernel';
import { dataSource, UnitOfWork } from '@app/platform';
import { NORTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, NOW, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { AgreeAgenda } from '../pairing/agree-agenda.js';
import { ClosePairing } from '../pairing/close-pairing.js';
import { DraftAgenda } from '../pairing/draft-agenda.js';
import { LogVisit } from '../pairing/log-visit.js';
import type { PairingView } from '../pairing/pairing.views.js';
import { Pairings } from '../pairing/pairings.query.js';
import { PausePairing } from '../pairing/pause-pairing.js';
import { PlanVisit } from '../visit/plan-visit.js';
import { CoachingNotes } from './coaching-notes.query.js';
import type { CoachingNotesView, ToName } from './coaching.views.js';
import { ForgetNotes } from './forget-notes.js';
import { LogSession, type SessionToLog } from './log-session.js';
import { NameParty } from './name-party.js';
import { WriteNote } from './write-note.js';

const CANARY = 'I doubt whether I can go on, quoth the heron at dusk.';

describe('coaching between two people', () => {
  let the: AnAgreement;
  let pairing: string;
  const staff: Record<string, PersonId> = {};

  /** @param who a persona, or one of the colleagues below. */
  const as = (who: string): Promise<Actor> =>
    staff[who] ? person(staff[who]) : the.house.as(who as Persona, MARLOWE);
  const person = async (id: PersonId): Promise<Actor> => {
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW } as const;
    return (await the.house.get(Actors).of({ ...came, person: id })) as Actor;
  };
  const seen = async (who: Persona = 'broker'): Promise<PairingView> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(Pairings).one(tx, pairing));
  const notes = async (who: string, named = pairing): Promise<CoachingNotesView> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(CoachingNotes).one(tx, named));
  const session = async (who: string, change: Partial<SessionToLog> = {}): Promise<number> =>
    the.house.get(LogSession).execute(await as(who), NORTH, {
      ...{ pairing, heldOn: '2026-11-25', mode: 'remote', minutes: 75, halfDays: 1, note: null },
      ...change,
    });
  const write = async (who: string, text: string, number = 1): Promise<void> =>
    the.house.get(WriteNote).execute(await as(who), NORTH, { pairing, session: number, text });
  const forget = async (who: string): Promise<number> =>
    the.house.get(ForgetNotes).execute(await as(who), NORTH, pairing);
  const choice = async (who: Persona, place: 'coach' | 'coached'): Promise<ToName> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(CoachingNotes).toName(tx, pairing, place));
  const name = async (who: Persona, place: 'coach' | 'coached', whom: PersonId): Promise<void> => {
    const [row] = await the.house.house.asSuperuser<{ version: number }>(
      'select version from brokerage.coaching where ended_at is null',
    );
    const asked = { pairing, version: row?.version ?? 0, place, person: whom };
    await the.house.get(NameParty).execute(await as(who), NORTH, asked);
  };
  const active = async (): Promise<void> => {
    await the.house.get(DraftAgenda).execute(await as('head'), NORTH, {
      ...{ pairing, version: null, purpose: 'Leading a team that is tired.', inclusion: 'SEND first.' },
      ...{ exitRule: 'At Easter.', confidentiality: 'All of it.', cadenceDays: 10 },
      objectives: [
        {
          ...{ aim: 'One meeting fewer a week', measure: 'Meetings', baseline: '6' },
          ...{ target: '5', due: '2027-07-16' },
        },
      ],
    });
    for (const [at, who] of (['head', 'asker', 'broker'] as const).entries())
      await the.house.get(AgreeAgenda).execute(await as(who), NORTH, { pairing, version: at + 1 });
  };
  const close = async (): Promise<void> => {
    const { version } = await seen();
    const asked = { pairing, version, outcome: 'met', summary: 'It was worth the hours.' };
    await the.house.get(ClosePairing).execute(await as('broker'), NORTH, asked);
  };

  beforeEach(async () => {
    the = await AnAgreement.open();
    for (const [key, urn] of [
      ['deputy', EASTMARSH],
      ['mentor', MARLOWE],
    ] as const) {
      const posts = [{ role: 'staff' as const, urn }];
      staff[key] = (await the.house.house.person({ name: `The ${key}`, posts })).id;
    }
    await the.both();
    pairing = (await the.decide({ kind: 'coaching' })).pairing!;
  });
  afterEach(() => the.close());

  it('is between both heads until one of them names somebody else of their own school', async () => {
    expect((await seen('asker')).coaching).toMatchObject({
      ...{ coach: 'Head of 990013', coached: 'The asker', sessions: [], mine: true },
      can: { name: ['coached'], logSession: false },
    });
    expect((await seen('officer')).coaching).toMatchObject({ mine: false, can: { name: [] } });
    expect((await choice('asker', 'coached')).people).toMatchObject([
      { name: 'The asker' },
      { name: 'The deputy' },
    ]);
    await name('asker', 'coached', staff['deputy'] as PersonId);
    expect((await seen()).coaching).toMatchObject({ coach: 'Head of 990013', coached: 'The deputy' });
    expect(
      await the.house.askingAs(await as('deputy'), (tx) => the.house.get(CoachingNotes).own(tx)),
    ).toEqual([{ pairing, place: 'coached', with: 'Head of 990013' }]);
  });

  it('names nobody of another school, nobody twice, and never for the other side', async () => {
    await expect(name('asker', 'coached', staff['mentor'] as PersonId)).rejects.toMatchObject({
      errors: [{ path: 'person' }],
    });
    await expect(name('asker', 'coach', staff['mentor'] as PersonId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const who of ['broker', 'officer'] as const)
      await expect(name(who, 'coached', staff['deputy'] as PersonId)).rejects.toMatchObject({
        code: 'NOT_GRANTED',
      });
    const stale = { pairing, version: 9, place: 'coached', person: staff['deputy'] as PersonId };
    await expect(the.house.get(NameParty).execute(await as('asker'), NORTH, stale)).rejects.toMatchObject({
      code: 'STALE_VERSION',
    });
  });

  it('shows everybody of the pairing when they met and how long, and counts the days as given', async () => {
    await expect(session('head')).rejects.toMatchObject({ code: 'NOT_ACTIVE' });
    await active();
    expect(await session('head', { note: CANARY })).toBe(1);
    for (const who of ['broker', 'officer', 'asker'] as const) {
      const shown = await seen(who);
      expect(shown).toMatchObject({ given: 1, visits: [], clocks: [{ clock: 'C-11' }, { clock: 'C-10' }] });
      expect(shown.coaching?.sessions).toEqual([
        { number: 1, heldOn: '2026-11-25', mode: 'remote', minutes: 75, halfDays: 1 },
      ]);
      expect(JSON.stringify(shown)).not.toContain('heron');
    }
    await expect(session('head', { minutes: 3 })).rejects.toMatchObject({ errors: [{ path: 'minutes' }] });
    await expect(session('head', { heldOn: '2026-11-26' })).rejects.toMatchObject({
      errors: [{ path: 'heldOn' }],
    });
    await expect(session('head', { halfDays: 9 })).rejects.toMatchObject({ code: 'MORE_THAN_COMMITTED' });
  });

  it('has no visits: a summary would be read by others', async () => {
    await active();
    const visit = { pairing, heldOn: '2026-11-25', mode: 'remote', halfDays: 0, summary: CANARY };
    await expect(the.house.get(LogVisit).execute(await as('head'), NORTH, visit)).rejects.toMatchObject({
      code: 'HAS_SESSIONS',
    });
    const plan = {
      pairing,
      heldOn: '2026-12-02',
      startsAt: '13:30',
      minutes: 60,
      mode: 'remote',
      place: null,
    };
    await expect(
      the.house.get(PlanVisit).execute(await as('head'), NORTH, { ...plan, anyway: true }),
    ).rejects.toMatchObject({ code: 'HAS_SESSIONS' });
    expect((await seen('head')).can).toMatchObject({ logVisit: false, callOff: false });
  });

  it('opens its notes to the two alone, and is the same as nothing to everybody else', async () => {
    await active();
    await session('asker', { note: CANARY });
    the.house.clock.advance({ hours: 1 });
    await write('head', 'We begin there next time.');
    for (const who of ['asker', 'head'])
      expect((await notes(who)).pairs[0]?.sessions[0]?.notes).toMatchObject([
        { by: 'The asker', text: CANARY },
        { by: 'Head of 990013', text: 'We begin there next time.' },
      ]);
    const nothing = await notes('officer', 'SP-2026-999').catch((error: unknown) => error);
    for (const who of ['broker', 'interestedBroker', 'adviser', 'officer', 'chair', 'deputy', 'mentor']) {
      const refused = await notes(who).catch((error: unknown) => error);
      expect([who, refused]).toEqual([who, nothing]);
      await expect(write(who, 'Me too.')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(session(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(forget(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('keeps its notes from raw SQL too, whoever of the area asks, and in whoever’s name', async () => {
    await active();
    await session('asker', { note: CANARY });
    const count = async (who: string): Promise<unknown> =>
      the.house.askingAs(await as(who), async (tx) => {
        const all = tx as { query: (sql: string) => Promise<{ n: number }[]> };
        return (await all.query('select count(*)::int as n from brokerage.coaching_note'))[0]?.n;
      });
    for (const who of ['broker', 'officer', 'chair', 'deputy', 'mentor', 'adviser'])
      expect([who, await count(who)]).toEqual([who, 0]);
    expect([await count('asker'), await count('head')]).toEqual([1, 1]);
    const forged = `insert into brokerage.coaching_note select gen_random_uuid(), area_id, coaching_id, session_id, '${staff['deputy'] ?? ''}', now(), 'x' from brokerage.coaching_note`;
    await expect(
      the.house.askingAs(await as('head'), (tx) =>
        (tx as { query: (sql: string) => Promise<unknown> }).query(forged),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    // It is the policy that holds them: without it the same question is answered.
    await the.house.raw('drop policy the_two_alone on brokerage.coaching_note');
    expect(await count('broker')).toBe(1);
  });

  it('leaves no word of a note in the log, in mail, in drafts or in any other table', async () => {
    await active();
    await session('asker', { note: CANARY });
    await write('head', CANARY);
    await notes('asker');
    await expect(write('head', CANARY, 7)).rejects.toMatchObject({ errors: [{ path: 'session' }] });
    const tables = await the.house.house.asSuperuser<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const holding: string[] = [];
    for (const { name: table } of tables) {
      const [found] = await the.house.house.asSuperuser<{ n: number }>(
        `select count(*)::int as n from ${table} t where t::text like '%heron%'`,
      );
      if ((found?.n ?? 0) > 0) holding.push(table);
    }
    expect(holding).toEqual(['brokerage.coaching_note']);
    const acts = await the.house.house.asSuperuser<{ act: string; n: number }>(
      `select act, count(*)::int as n from audit.entry where act like 'coaching.note%' group by act order by act`,
    );
    expect(acts).toEqual([
      { act: 'coaching.note.read', n: 1 },
      { act: 'coaching.note.write', n: 2 },
    ]);
  });

  it('gives whoever follows one of the two nothing of what was kept before', async () => {
    await active();
    await session('head', { note: CANARY });
    await name('asker', 'coached', staff['deputy'] as PersonId);
    expect((await notes('deputy')).pairs.flatMap(({ sessions }) => sessions)).toEqual([]);
    expect((await notes('asker')).pairs).toMatchObject([
      { endedAt: NOW, deletedOn: '2027-11-25', sessions: [{ notes: [{ text: CANARY }] }] },
    ]);
    await expect(write('asker', 'One more.')).rejects.toMatchObject({ code: 'COACHING_ENDED' });
    expect(await session('deputy', { note: 'A beginning.' })).toBe(2);
    expect((await notes('head')).pairs).toMatchObject([
      { coached: 'The deputy', sessions: [{ number: 2 }] },
      { coached: 'The asker', sessions: [{ number: 1 }] },
    ]);
    expect((await seen()).coaching?.sessions.map(({ number }) => number)).toEqual([2, 1]);
    await expect(
      the.house.raw(
        `update brokerage.coaching set coached_person_id = coach_person_id where ended_at is null`,
      ),
    ).rejects.toMatchObject({ code: 'TR007' });
  });

  it('is read and not written while the work rests, and once it is over', async () => {
    await active();
    await session('head', { note: CANARY });
    const { version } = await seen();
    await the.house
      .get(PausePairing)
      .pause(await as('asker'), NORTH, { pairing, version, reason: 'A funeral.' });
    await expect(write('head', 'More.')).rejects.toMatchObject({ code: 'NOT_ACTIVE' });
    await the.house.get(PausePairing).resume(await as('asker'), NORTH, { pairing, version: version + 1 });
    // The first of its visits has been: it was a session.
    expect((await seen()).clocks.map(({ clock }) => clock)).not.toContain('C-7');
    await close();
    await expect(write('head', 'More.')).rejects.toMatchObject({ code: 'COACHING_ENDED' });
    expect(await notes('asker')).toMatchObject({
      can: { write: false },
      pairs: [{ deletedOn: '2027-11-25' }],
    });
  });

  it('goes at once where the person coached asks, and what the coach wrote where the coach does', async () => {
    await active();
    await session('head', { note: 'By the coach.' });
    await write('asker', CANARY);
    expect([(await notes('head')).mineToDelete, (await notes('asker')).mineToDelete]).toEqual([1, 2]);
    expect(await forget('head')).toBe(1);
    expect((await notes('asker')).pairs[0]?.sessions[0]?.notes).toMatchObject([{ text: CANARY }]);
    await close();
    expect(await forget('asker')).toBe(1);
    expect((await notes('head')).pairs[0]?.sessions).toMatchObject([{ number: 1, notes: [] }]);
    expect((await seen()).coaching?.sessions).toHaveLength(1);
  });

  it('goes by itself a year after it ended, by a worker that can read none of it', async () => {
    await active();
    await session('head', { note: CANARY });
    const url = the.house.house.database.workerUrl;
    const worker = await dataSource({
      ...{ url, pool: 2, statementTimeoutMs: 5_000, applicationName: 'spec', entities: [] },
    }).initialize();
    try {
      const work = new UnitOfWork(worker, 'f'.repeat(64));
      const sweep = (): Promise<number> =>
        work.run(systemActor('worker', NORTH), NORTH, async (tx) => {
          const over = new Date(the.house.clock.now().getTime() - 365 * 86_400_000);
          const [row] = await tx.query<{ n: number }>(
            `select coalesce((records.sweep('coaching_note', $1, 10)->'went'->>'brokerage.coaching_note')::int, 0) as n`,
            [over],
          );
          return row?.n ?? -1;
        });
      the.house.clock.advance({ days: 30 });
      expect(await sweep()).toBe(0);
      await close();
      the.house.clock.advance({ days: 364 });
      expect(await sweep()).toBe(0);
      the.house.clock.advance({ days: 2 });
      expect(await sweep()).toBe(1);
      expect(await sweep()).toBe(0);
      await expect(worker.query('select text from brokerage.coaching_note')).rejects.toMatchObject({
        code: '42501',
      });
    } finally {
      await worker.destroy();
    }
    const left = await the.house.house.asSuperuser('select 1 from brokerage.coaching_note');
    expect(left).toEqual([]);
    expect((await notes('asker')).pairs[0]?.sessions).toMatchObject([{ number: 1, notes: [] }]);
  });
});
