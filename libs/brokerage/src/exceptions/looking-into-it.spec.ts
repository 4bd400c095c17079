import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { ApproveDecision } from '../agreement/approve-decision.js';
import { LapseProposals } from '../agreement/lapse-proposals.js';
import { AgreeAgenda } from '../pairing/agree-agenda.js';
import { DraftAgenda } from '../pairing/draft-agenda.js';
import { Pairings } from '../pairing/pairings.query.js';
import { FindStalls } from '../tending/find-stalls.js';
import { Exceptions, type ExceptionKind, type ExceptionLine } from './exceptions.query.js';

describe('what an officer looks into', () => {
  let the: AnAgreement;
  let need: string;

  beforeEach(async () => {
    the = await AnAgreement.open();
    const [row] = await the.house.house.asSuperuser<{ reference: string }>(
      `select reference from profiles.need where id = '${the.need}'`,
    );
    need = row?.reference ?? '';
  });
  afterEach(() => the.close());

  const at = (day: string): void => the.house.clock.set(new Date(`${day}T10:00:00Z`));
  const found = async (kind: ExceptionKind): Promise<ExceptionLine[]> => {
    const { lines } = await the.house.asking('officer', (tx) => the.house.get(Exceptions).list(tx));
    return lines.filter((each) => each.kind === kind);
  };
  const worksTogether = async (): Promise<string> => {
    await the.both();
    const pairing = (await the.decide()).pairing ?? '';
    const objective = {
      aim: 'Every tutor uses it',
      measure: 'Lessons',
      baseline: '3 of 12',
      target: '9 of 12',
    };
    await the.house.get(DraftAgenda).execute(await the.house.as('head', MARLOWE), NORTH, {
      ...{ pairing, version: null, purpose: 'One system.', inclusion: 'SEN support first.' },
      ...{ exitRule: 'At Easter.', confidentiality: 'What we see.', cadenceDays: 10 },
      objectives: [{ ...objective, due: '2027-07-16' }],
    });
    for (const [version, who] of (['head', 'asker', 'broker'] as const).entries())
      await the.house
        .get(AgreeAgenda)
        .execute(await the.house.as(who, MARLOWE), NORTH, { pairing, version: version + 1 });
    return pairing;
  };

  it('is a need past its next date, with who owns it and the day', async () => {
    expect(await found('need_kept_waiting')).toEqual([]);
    at('2027-01-20');
    expect(await found('need_kept_waiting')).toEqual([
      {
        ...{ kind: 'need_kept_waiting', need, school: 'Eastmarsh Academy', urn: '990005' },
        ...{ owner: 'The broker', nextDate: expect.stringMatching(/^2026-/) as string, followed: need },
      },
    ]);
  });

  it('is work of a school that has closed: nothing of it ends by itself, and somebody is shown it (G10)', async () => {
    const pairing = await worksTogether();
    expect(await found('school_closed')).toEqual([]);
    const closes = (urn: string): Promise<void> =>
      the.house.raw(
        `set session_replication_role = replica; update schools.school set status = 'closed' where urn = '${urn}'`,
      );
    await closes(MARLOWE);
    const marlowe = { kind: 'school_closed', reference: pairing, school: 'Marlowe School', followed: need };
    expect(await found('school_closed')).toEqual([marlowe]);
    await closes('990005');
    const eastmarsh = { ...marlowe, school: 'Eastmarsh Academy' };
    expect(await found('school_closed')).toEqual([{ ...eastmarsh, reference: need }, eastmarsh, marlowe]);
    const seen = await the.house.asking('broker', (tx) => the.house.get(Pairings).one(tx, pairing));
    expect(seen.state).toBe('active');
  });

  it('is a first visit that did not come, while it may still come and after it was given up (C-7)', async () => {
    const pairing = await worksTogether();
    expect(await found('no_visit')).toEqual([]);
    at('2027-01-20');
    const visit = { kind: 'no_visit', clock: 'C-7', pairing, need, followed: need };
    const open = await found('no_visit');
    expect(open).toContainEqual({ ...visit, dueOn: expect.any(String) as string, missedOn: null });
    await the.house.get(FindStalls).overdue(NORTH);
    const missed = await found('no_visit');
    expect(missed).toContainEqual({
      ...{ ...visit, dueOn: expect.any(String) as string, missedOn: '2027-01-20' },
    });
    expect(missed.map(({ kind }) => kind)).toHaveLength(open.length);
  });

  it('is an answer that did not come in time, named by the need and never by the school that was asked (C-4)', async () => {
    await the.soundOut();
    at('2027-01-08');
    expect(await found('overdue')).toMatchObject([{ clock: 'C-4', pairing: null, need, missedOn: null }]);
    await the.house.get(LapseProposals).overdue(NORTH);
    const missed = await found('overdue');
    expect(missed).toMatchObject([{ clock: 'C-4', pairing: null, need, missedOn: '2027-01-08' }]);
    expect(JSON.stringify(missed)).not.toMatch(/Marlowe|990013/);
    at('2028-01-07');
    expect(await found('overdue')).toHaveLength(1);
    // A year on it is history: the log and what followed from the need keep it.
    at('2028-01-09');
    expect(await found('overdue')).toEqual([]);
  });

  it('has what still waits before what was missed, of that the newest first', async () => {
    await the.soundOut();
    at('2027-01-08');
    await the.house.get(LapseProposals).overdue(NORTH);
    the.proposed = await the.propose(QUARRY, 'It said that it has time.');
    await the.soundOut();
    at('2027-01-29');
    expect((await found('overdue')).map((each) => 'missedOn' in each && each.missedOn)).toEqual([
      null,
      '2027-01-08',
    ]);
    await the.house.get(LapseProposals).overdue(NORTH);
    expect((await found('overdue')).map((each) => 'missedOn' in each && each.missedOn)).toEqual([
      '2027-01-29',
      '2027-01-08',
    ]);
  });

  it('is a choice beyond what a broker decides alone, with what the chair said', async () => {
    await the.house.raw(
      `set session_replication_role = replica; update schools.area_setting set body = body || '{"overridePlace": 1}' where kind = 'thresholds'`,
    );
    the.proposed = await the.propose(QUARRY, 'The head asked for a sixth form.');
    await the.answer(await the.soundOut(), {}, QUARRY);
    await the.reply('accept');
    expect(await found('overridden')).toEqual([]);
    const { reference: decision } = await the.decide({ reason: 'A sixth form matters here.' });
    const line = {
      ...{ kind: 'overridden', decision, proposal: the.proposed, need, by: 'The broker', followed: need },
      ...{ madeAt: the.house.clock.now(), notFirst: true, needsSecond: true },
    };
    expect(await found('overridden')).toEqual([{ ...line, answer: 'waits' }]);
    const asked = { decision, approved: true, reason: null };
    await the.house.get(ApproveDecision).execute(await the.house.as('chair'), NORTH, asked);
    expect(await found('overridden')).toEqual([{ ...line, answer: 'approved' }]);
  });

  it('is a choice that was not first, though a broker may make it alone', async () => {
    the.proposed = await the.propose(QUARRY, 'The head asked for a sixth form.');
    await the.answer(await the.soundOut(), {}, QUARRY);
    await the.reply('accept');
    const { reference: decision } = await the.decide({ reason: 'A sixth form matters here.' });
    expect(await found('overridden')).toMatchObject([
      { decision, notFirst: true, needsSecond: false, answer: 'not_needed' },
    ]);
  });

  it('leads to everything that followed from a need, as the list of pairings does for who may open it', async () => {
    const pairing = await worksTogether();
    const followed = async (who: Persona): Promise<unknown> => {
      const lines = await the.house.asking(who, (tx) => the.house.get(Pairings).list(tx));
      return lines.find(({ reference }) => reference === pairing)?.followed;
    };
    for (const who of ['officer', 'broker'] as const) expect([who, await followed(who)]).toEqual([who, need]);
    for (const who of ['asker', 'head', 'interestedBroker'] as const)
      expect([who, await followed(who)]).toEqual([who, null]);
  });
});
