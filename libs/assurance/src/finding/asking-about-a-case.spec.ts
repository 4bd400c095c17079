import { Client } from 'pg';
import { APairing } from '../../../../test/factories/a-closed-pairing.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { AnswerFinding } from './answer-finding.js';
import { CloseFinding } from './close-finding.js';
import { Findings } from './findings.query.js';
import type { FindingView } from './finding.views.js';
import { GiveOpinion } from './give-opinion.js';
import { OpenFinding } from './open-finding.js';
import { WithdrawFinding } from './withdraw-finding.js';

describe('an officer asks about a case', () => {
  let the: APairing;

  const open = async (sample = the.reference, who: Persona = 'officer'): Promise<string> =>
    the.house.get(OpenFinding).execute(await the.as(who), NORTH, {
      ...{ sample, question: 'Why was the second school on the list not asked?' },
    });
  const seen = async (named: string, who: Persona = 'officer'): Promise<FindingView> =>
    the.house.askingAs(await the.as(who), (tx) => the.house.get(Findings).one(tx, named));
  const listed = async (who: Persona = 'officer', over = false): Promise<string[]> =>
    (await the.house.askingAs(await the.as(who), (tx) => the.house.get(Findings).list(tx, { over }))).map(
      ({ reference, state, waitsFor }) => `${reference} ${state} ${waitsFor ?? 'nobody'}`,
    );
  const tasks = async (who: Persona): Promise<string[]> =>
    (await the.house.askingAs(await the.as(who), (tx) => the.house.get(Findings).tasks(tx))).map(
      ({ reference, sample, dueOn }) => `${reference} ${sample} ${dueOn}`,
    );
  const held = async (finding: string) => ({ finding, version: (await seen(finding)).version });
  const answer = async (named: string, who: Persona = 'broker'): Promise<void> =>
    the.house.get(AnswerFinding).execute(await the.as(who), NORTH, {
      ...{ ...(await held(named)), answer: 'It had no days left before Easter.' },
    });
  const judge = async (named: string, who: Persona = 'officer'): Promise<void> =>
    the.house.get(GiveOpinion).execute(await the.as(who), NORTH, {
      ...{ ...(await held(named)), opinion: 'The ledger says so too.' },
    });
  const close = async (named: string, who: Persona = 'officer'): Promise<void> =>
    the.house.get(CloseFinding).execute(await the.as(who), NORTH, await held(named));
  const withdraw = async (named: string, because = 'Asked twice.', who: Persona = 'officer'): Promise<void> =>
    the.house.get(WithdrawFinding).execute(await the.as(who), NORTH, { ...(await held(named)), because });
  const interest = (name: string, urn: string): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'governor', '${urn}', '2026-01-01' from identity.person where name = '${name}'`,
    );
  /** One more post for somebody, past every rule: what two posts of one person would make possible. */
  const alsoOfficer = (name: string): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; insert into identity.appointment (id, area_id, person_id, role, from_on, state)
       select gen_random_uuid(), area_id, id, 'officer', '2024-09-01', 'active' from identity.person where name = '${name}'`,
    );

  beforeEach(async () => {
    the = await APairing.open();
  });
  afterEach(() => the.close());

  it('goes from the question over the answer and the opinion to the close, each by name and day', async () => {
    const named = await open();
    expect(named).toBe('F-2026-001');
    expect(await listed()).toEqual(['F-2026-001 opened case']);
    await answer(named);
    expect(await listed()).toEqual(['F-2026-001 answered officer']);
    await judge(named);
    await close(named);
    expect(await seen(named)).toMatchObject({
      ...{ state: 'closed', sample: { kind: 'pairing', reference: the.reference }, dueOn: null },
      ...{ school: { urn: EASTMARSH, name: 'Eastmarsh Academy' }, opened: { by: 'The officer' } },
      answer: { by: 'The broker', text: 'It had no days left before Easter.' },
      opinion: { by: 'The officer', text: 'The ledger says so too.' },
      closed: { by: 'The officer' },
      can: { answer: false, opinion: false, close: false, withdraw: false },
    });
    expect([await listed(), await listed('officer', true)]).toEqual([[], ['F-2026-001 closed nobody']]);
  });

  it('looks at a need, a proposal, a pairing or a run by its reference, and at nothing else', async () => {
    const [{ need, proposal }] = (await the.house.house.asSuperuser<{ need: string; proposal: string }>(
      `select n.reference as need, p.reference as proposal from brokerage.proposal p join profiles.need n on n.id = p.need_id`,
    )) as [{ need: string; proposal: string }];
    for (const [sample, kind, school] of [
      [need, 'need', 'Eastmarsh Academy'],
      [` ${proposal.toLowerCase()} `, 'proposal', 'Eastmarsh Academy'],
      ['R-0001', 'run', undefined],
    ] as const) {
      const found = await seen(await open(sample));
      expect([found.sample.kind, found.school?.name]).toEqual([kind, school]);
    }
    for (const sample of ['SP-2026-999', 'D-2026-001', '', "N-'"])
      await expect(open(sample)).rejects.toMatchObject({ errors: [{ path: 'sample' }] });
    // A run waits for whoever asked for it.
    expect(await tasks('broker')).toContainEqual(expect.stringContaining('R-0001'));
    expect(await tasks('asker')).not.toContainEqual(expect.stringContaining('R-0001'));
  });

  it('waits for the head whose case it is and for who has it in hand, till a school day that no holiday holds', async () => {
    await open();
    const due = 'F-2026-001 SP-2026-001 2026-12-16';
    expect([await tasks('asker'), await tasks('broker')]).toEqual([[due], [due]]);
    for (const who of ['head', 'officer', 'chair', 'interestedBroker'] as const)
      expect(await tasks(who)).toEqual([]);
    await answer('F-2026-001', 'asker');
    expect([await tasks('asker'), await tasks('broker')]).toEqual([[], []]);
  });

  it.each(['asker', 'broker', 'chair'] as const)('is answered by the %s', async (who) => {
    const named = await open();
    expect((await seen(named, who)).can).toEqual({
      ...{ answer: true, opinion: false, close: false, withdraw: false },
    });
    await answer(named, who);
    expect((await seen(named)).state).toBe('answered');
  });

  it('is there for nobody else: the supporting head, another broker, an adviser without the case (I-4)', async () => {
    const named = await open();
    for (const who of ['head', 'interestedBroker', 'adviser'] as const) {
      await expect(seen(named, who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(answer(named, who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await listed(who)).toEqual([]);
    }
  });

  it('is opened, judged, closed and withdrawn by officers alone (V01)', async () => {
    for (const who of ['asker', 'broker', 'chair', 'adviser'] as const)
      await expect(open(the.reference, who)).rejects.toMatchObject({
        code: expect.stringMatching('NOT_GRANTED|NOT_FOUND') as string,
      });
    const named = await open();
    await expect(withdraw(named, 'No.', 'broker')).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await answer(named);
    for (const who of ['asker', 'broker', 'chair'] as const) {
      await expect(judge(named, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
      await expect(close(named, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    }
  });

  describe('keeps duties apart', () => {
    it('nobody answers what they asked', async () => {
      await alsoOfficer('The broker');
      const named = await open(the.reference, 'broker');
      expect((await seen(named, 'broker')).can.answer).toBe(false);
      await expect(answer(named, 'broker')).rejects.toMatchObject({ code: 'SAME_PERSON' });
      expect(await tasks('broker')).toEqual([]);
      await answer(named, 'asker');
    });

    it('nobody gives an opinion on their own answer, nor closes it', async () => {
      const named = await open();
      await answer(named, 'broker');
      await alsoOfficer('The broker');
      expect((await seen(named, 'broker')).can.opinion).toBe(false);
      await expect(judge(named, 'broker')).rejects.toMatchObject({ code: 'SAME_PERSON' });
      await judge(named);
      expect((await seen(named, 'broker')).can.close).toBe(false);
      await expect(close(named, 'broker')).rejects.toMatchObject({ code: 'SAME_PERSON' });
      await close(named);
    });

    it('in the database too, whoever writes', async () => {
      const named = await open();
      const set = (change: string): Promise<void> =>
        the.house.raw(`update assurance.finding set ${change} where reference = '${named}'`);
      await expect(
        set(`state = 'answered', answer = 'x', answered_by = opened_by, answered_at = now()`),
      ).rejects.toMatchObject({ code: '23514' });
      await answer(named);
      await expect(
        set(`state = 'opinion_given', opinion = 'x', opinion_by = answered_by, opinion_at = now()`),
      ).rejects.toMatchObject({ code: '23514' });
      await judge(named);
      await expect(set(`state = 'closed', closed_by = answered_by, closed_at = now()`)).rejects.toMatchObject(
        { code: '23514' },
      );
    });
  });

  it('is no matter for an officer with an interest in either school (I-4), in raw SQL neither', async () => {
    await interest('The officer', MARLOWE);
    await expect(open()).rejects.toMatchObject({ code: 'INTERESTED' });
    const person = `(select id from identity.person where name = 'The officer')`;
    await expect(
      the.house.raw(
        `insert into assurance.finding (id, area_id, reference, sample_kind, sample_reference, need_id, pairing_id, school_urn,
           school_urns, question, opened_by, opened_at, due_on, state)
         select gen_random_uuid(), area_id, 'F-2026-009', 'pairing', reference, need_id, id, asker_urn,
           array[asker_urn, supporter_urn], 'Why?', ${person}, now(), current_date, 'opened' from brokerage.pairing`,
      ),
    ).rejects.toMatchObject({ code: 'TR001' });
  });

  it('disappears from the lists of a broker and a chair who come to have an interest (I-4)', async () => {
    const named = await open();
    expect(await listed('broker')).toHaveLength(1);
    for (const who of ['broker', 'chair'] as const) {
      await interest(`The ${who}`, MARLOWE);
      expect(await listed(who)).toEqual([]);
      await expect(seen(named, who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await tasks('broker')).toEqual([]);
  });

  it('may be withdrawn with a reason until an opinion is given, and stays to be read', async () => {
    const first = await open();
    await expect(withdraw(first, ' ')).rejects.toMatchObject({ errors: [{ path: 'because' }] });
    await withdraw(first);
    expect(await seen(first, 'asker')).toMatchObject({ withdrawn: { text: 'Asked twice.' }, dueOn: null });
    await expect(answer(first)).rejects.toMatchObject({ code: 'FINDING_CANNOT_MOVE' });
    const second = await open();
    await answer(second);
    await judge(second);
    await expect(withdraw(second)).rejects.toMatchObject({ code: 'FINDING_CANNOT_MOVE' });
  });

  it('tells who saw an older state, and stores nothing', async () => {
    const named = await open();
    const older = await held(named);
    await answer(named);
    const late = the.house
      .get(AnswerFinding)
      .execute(await the.as('asker'), NORTH, { ...older, answer: 'Mine.' });
    await expect(late).rejects.toMatchObject({ code: 'STALE_VERSION' });
    expect((await seen(named)).answer?.by).toBe('The broker');
  });

  it('keeps its states and its words in raw SQL too', async () => {
    const named = await open();
    const set = (change: string): Promise<void> => the.house.raw(`update assurance.finding set ${change}`);
    await expect(set(`state = 'opinion_given'`)).rejects.toMatchObject({ code: 'TR007' });
    await expect(set(`question = 'Another?'`)).rejects.toMatchObject({ code: 'TR007' });
    await answer(named);
    await expect(
      set(`state = 'opinion_given', opinion = 'x', opinion_by = opened_by, opinion_at = now(), answer = 'y'`),
    ).rejects.toMatchObject({ code: 'TR004' });
    await expect(the.house.raw('delete from assurance.finding')).rejects.toMatchObject({ code: 'TR004' });
  });

  it('leaves an entry in the log with each step and each reading, in the log of the asking school alone', async () => {
    const named = await open();
    await answer(named);
    await judge(named);
    await close(named);
    const acts = await the.house.house.asSuperuser<{ act: string; schools: string[] }>(
      `select distinct act, schools from audit.entry where act like 'finding.%' order by act`,
    );
    expect(acts).toEqual(
      ['answer', 'close', 'open', 'opinion', 'read'].map((act) => ({
        ...{ act: `finding.${act}`, schools: [EASTMARSH] },
      })),
    );
  });

  it('is seen from no other area, by row-level security alone', async () => {
    await open();
    const client = new Client({ connectionString: the.house.house.database.appUrl });
    await client.connect();
    const inArea = async (area: string): Promise<number> => {
      await client.query('begin');
      await client.query(`select set_config('app.area', $1, true)`, [area]);
      const { rowCount } = await client.query('select from assurance.finding');
      await client.query('rollback');
      return rowCount ?? -1;
    };
    try {
      expect([await inArea(NORTH), await inArea(SOUTH)]).toEqual([1, 0]);
    } finally {
      await client.end();
    }
  });
});
