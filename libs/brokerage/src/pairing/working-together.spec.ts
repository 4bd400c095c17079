import type { Actor } from '@app/kernel';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { AgreeAgenda } from './agree-agenda.js';
import { ClosePairing } from './close-pairing.js';
import { DraftAgenda, type AgendaToDraft } from './draft-agenda.js';
import { LogVisit, ReplyToVisit, type VisitToLog } from './log-visit.js';
import { MissedReplies } from './missed-replies.js';
import { PairingTasks } from './pairing-tasks.query.js';
import type { PairingView } from './pairing.views.js';
import { Pairings } from './pairings.query.js';
import { PausePairing } from './pause-pairing.js';

const AGENDA = {
  purpose: 'A system for attendance that every tutor uses.',
  inclusion: 'Pupils with SEN support are looked at first each week.',
  exitRule: 'When two half-terms in a row are on track, or at Easter.',
  confidentiality: 'What we see in classrooms stays between the two of us.',
  cadenceDays: 10,
  objectives: [
    {
      ...{ aim: 'Fewer pupils miss one session in ten', measure: 'Persistent absence, year 10' },
      ...{ baseline: '24% in autumn 2026', target: '18 to 20%', due: '2027-07-16' },
    },
  ],
};

describe('two schools working together', () => {
  let the: AnAgreement;
  let pairing: string;

  const as = (who: Persona): Promise<Actor> => the.house.as(who, MARLOWE);
  const seen = async (who: Persona = 'broker'): Promise<PairingView> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(Pairings).one(tx, pairing));
  const draft = async (change: Partial<AgendaToDraft> = {}, who: Persona = 'head'): Promise<number> => {
    const version = (await seen(who)).agenda?.version ?? null;
    return the.house
      .get(DraftAgenda)
      .execute(await as(who), NORTH, { pairing, version, ...AGENDA, ...change });
  };
  const agree = async (who: Persona): Promise<boolean> => {
    const version = (await seen(who)).agenda?.version ?? 0;
    return the.house.get(AgreeAgenda).execute(await as(who), NORTH, { pairing, version });
  };
  const active = async (): Promise<void> => {
    await draft();
    for (const who of ['head', 'asker', 'broker'] as const) await agree(who);
  };
  const visit = async (change: Partial<VisitToLog> = {}, who: Persona = 'head'): Promise<number> =>
    the.house.get(LogVisit).execute(await as(who), NORTH, {
      ...{ pairing, heldOn: '2026-11-25', mode: 'in_person', halfDays: 2 },
      ...{
        summary: 'Looked at the register of year 10 together.',
        actions: 'Tutors try the script.',
        ...change,
      },
    });
  const reply = async (accurate: boolean, said: string | null = null, who: Persona = 'asker') => {
    const [latest] = (await seen(who)).visits;
    await the.house.get(ReplyToVisit).execute(await as(who), NORTH, {
      ...{ visit: latest!.id, version: latest!.version, accurate, reply: said },
    });
  };
  const close = async (outcome: string, who: Persona = 'broker', summary = 'Every tutor uses it.') => {
    const { version } = await seen(who);
    const asked = { pairing, version, outcome, summary, thanks: 'Thank you, Marlowe.' };
    await the.house.get(ClosePairing).execute(await as(who), NORTH, asked);
  };

  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
    pairing = (await the.decide()).pairing!;
  });
  afterEach(() => the.close());

  it('begins agreed in principle, with a gardener, a next date and the first contact’s clock', async () => {
    expect(await seen('asker')).toMatchObject({
      ...{ reference: pairing, state: 'agreed_in_principle', gardener: 'The broker', nextDate: '2026-12-02' },
      ...{ asker: { name: 'Eastmarsh Academy' }, supporter: { name: 'Marlowe School' } },
      ...{ given: 0, promised: 8, agenda: null, decidedBy: 'The broker' },
      clocks: [
        { clock: 'C-3', dueOn: '2026-12-02' },
        { clock: 'C-6', dueOn: '2026-12-16' },
      ],
      can: { draft: true, agreeAs: null, logVisit: false, close: true },
    });
    await expect(
      the.house.askingAs(await the.house.as('head', QUARRY), (tx) =>
        the.house.get(Pairings).one(tx, pairing),
      ),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // The chair has totals, and no page of one pairing.
    await expect(seen('chair')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await the.house.askingAs(await the.house.as('head', QUARRY), (tx) => the.house.get(Pairings).list(tx)),
    ).toEqual([]);
  });

  it('is not agreed for a day that passed while a yes was awaited: a later day, and all three agree again', async () => {
    await draft();
    for (const who of ['head', 'asker'] as const) await agree(who);
    the.house.clock.set(new Date('2027-09-06T09:00:00Z'));
    await expect(agree('broker')).rejects.toMatchObject({ code: 'DAY_IS_OVER' });
    expect((await seen()).state).toBe('agenda_drafting');
    await draft({ objectives: AGENDA.objectives.map((each) => ({ ...each, due: '2027-12-17' })) });
    for (const who of ['head', 'asker'] as const) await agree(who);
    expect(await agree('broker')).toBe(true);
  });

  it('takes an agenda of at most three objectives, each with measure, baseline, target and day (I-24, R106)', async () => {
    await expect(draft({ objectives: [{}] })).rejects.toMatchObject({
      errors: [{ path: 'objectives.1.aim' }],
    });
    await expect(draft({ objectives: [{ aim: 'More reading' }] })).rejects.toMatchObject({
      errors: ['due', 'measure', 'baseline', 'target'].map((each) => ({ path: `objectives.1.${each}` })),
    });
    const [one] = AGENDA.objectives;
    await expect(draft({ objectives: [one!, one!, one!, one!] })).rejects.toMatchObject({
      errors: [{ path: 'objectives' }],
    });
    await expect(draft({ inclusion: ' ' })).rejects.toMatchObject({ errors: [{ path: 'inclusion' }] });
    await draft();
    expect(await seen()).toMatchObject({ state: 'agenda_drafting', agenda: { state: 'draft' } });
  });

  it('is active only once both heads and a broker agreed one version, and a change is agreed anew (I-1)', async () => {
    await draft();
    expect(await agree('head')).toBe(false);
    expect(await agree('asker')).toBe(false);
    await expect(agree('asker')).rejects.toMatchObject({ code: 'ALREADY_AGREED' });
    await draft({ purpose: 'The same, for years 10 and 11.' }, 'asker');
    expect((await seen()).agenda?.agreed).toEqual({ supporter: null, school: null, broker: null });
    const stale = { pairing, version: 1 };
    await expect(the.house.get(AgreeAgenda).execute(await as('broker'), NORTH, stale)).rejects.toMatchObject({
      code: 'STALE_VERSION',
    });
    expect(await agree('broker')).toBe(false);
    expect(await agree('asker')).toBe(false);
    expect(await agree('head')).toBe(true);
    expect(await seen()).toMatchObject({
      ...{ state: 'active', nextDate: '2026-12-16' },
      clocks: [{ clock: 'C-11' }, { clock: 'C-7' }, { clock: 'C-10' }],
    });
    await expect(draft()).rejects.toMatchObject({ code: 'AGENDA_STANDS' });
  });

  it('is held at the gate by the database too: no active row without an agreed agenda, in raw SQL neither (I-1)', async () => {
    await expect(
      the.house.raw(`update brokerage.pairing set state = 'active' where reference = $1`, [pairing]),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^TR00/) as string });
  });

  it('gives days by its visits, and the supported school says whether the record is right', async () => {
    await expect(visit()).rejects.toMatchObject({ code: 'NOT_ACTIVE' });
    await active();
    await expect(visit({ heldOn: '2026-11-26' })).rejects.toMatchObject({ errors: [{ path: 'heldOn' }] });
    await expect(visit({ halfDays: 9 })).rejects.toMatchObject({ code: 'MORE_THAN_COMMITTED' });
    expect(await visit()).toBe(1);
    expect(await seen()).toMatchObject({
      ...{ given: 2, promised: 8 },
      visits: [{ number: 1, state: 'with_school', by: 'Head of 990013', mayReply: false }],
      clocks: [{ clock: 'C-11', dueOn: expect.any(String) as string }, { clock: 'C-10' }],
    });
    await expect(reply(false)).rejects.toMatchObject({ errors: [{ path: 'reply' }] });
    await reply(false, 'It was year 11.');
    expect((await seen()).visits[0]).toMatchObject({ state: 'inaccurate', reply: 'It was year 11.' });
    await expect(reply(true)).rejects.toMatchObject({ code: 'ALREADY_ANSWERED' });
    await visit({ halfDays: 0, mode: 'remote', summary: 'A call.' }, 'asker');
    // Who wrote it never answers it.
    await expect(reply(true)).rejects.toMatchObject({ code: 'SAME_PERSON' });
  });

  it('lets a record stand as unanswered after ten working days, once (C-9)', async () => {
    await active();
    await visit();
    const sweep = (): Promise<number> => the.house.get(MissedReplies).overdue(NORTH);
    the.house.clock.set(new Date('2026-12-09T20:00:00Z'));
    expect(await sweep()).toBe(0);
    the.house.clock.set(new Date('2026-12-10T00:30:00Z'));
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    expect((await seen()).visits[0]).toMatchObject({ state: 'no_reply', mayReply: false });
  });

  it('asks each of its people for what is theirs to do, and tells the gardener what is late', async () => {
    const tasks = async (who: Persona): Promise<string[]> =>
      (await the.house.askingAs(await as(who), (tx) => the.house.get(PairingTasks).ofPerson(tx))).map(
        ({ kind, clock, dueOn }) => `${kind} ${clock ?? ''} ${dueOn}`,
      );
    expect(await tasks('head')).toEqual(['write_agenda  2026-12-02']);
    expect(await tasks('asker')).toEqual([]);
    await draft();
    await agree('head');
    expect([await tasks('head'), await tasks('asker'), await tasks('broker')]).toEqual([
      ...[[], ['agree_agenda  2026-12-02'], ['agree_agenda  2026-12-02']],
    ]);
    await agree('asker');
    await agree('broker');
    await visit();
    expect([await tasks('head'), await tasks('asker')]).toEqual([[], ['answer_visit  2026-12-16']]);
    the.house.clock.set(new Date('2026-12-17T09:00:00Z'));
    expect(await tasks('broker')).toEqual(['overdue C-11 2026-12-16']);
    expect(await tasks('interestedBroker')).toEqual([]);
  });

  it('goes one way on one theme: whom a school supports is not proposed to support it (J16)', async () => {
    await the.house.offer(EASTMARSH);
    the.need = await the.house.openNeed({ urn: MARLOWE }, undefined, await the.house.as('head', MARLOWE));
    await expect(the.propose(EASTMARSH, 'They are near.')).rejects.toMatchObject({
      code: 'SUPPORTED_BY_ASKER',
    });
  });

  it('rests with a reason and goes on; the clocks of contact stop meanwhile', async () => {
    await active();
    const { version } = await seen();
    const rest = the.house.get(PausePairing);
    await expect(rest.pause(await as('asker'), NORTH, { pairing, version })).rejects.toMatchObject({
      errors: [{ path: 'reason' }],
    });
    await rest.pause(await as('asker'), NORTH, { pairing, version, reason: 'Our inspection is this week.' });
    expect(await seen()).toMatchObject({ state: 'paused', clocks: [] });
    await expect(visit()).rejects.toMatchObject({ code: 'NOT_ACTIVE' });
    const paused = await seen();
    await rest.resume(await as('broker'), NORTH, { pairing, version: paused.version });
    expect(await seen()).toMatchObject({
      state: 'active',
      clocks: [{ clock: 'C-11' }, { clock: 'C-7' }, { clock: 'C-10' }],
    });
  });

  it('closes with thanks: days that were not used go back, the need is met, sustain checks are set (N20)', async () => {
    await active();
    await visit();
    expect(await the.bookedBy()).toEqual([4, 4]);
    await expect(close('met', 'broker', ' ')).rejects.toMatchObject({ errors: [{ path: 'summary' }] });
    await close('met');
    expect(await seen('asker')).toMatchObject({
      ...{ state: 'closed', outcome: 'met', thanks: 'Thank you, Marlowe.', nextDate: null },
      clocks: [{ clock: 'C-14' }, { clock: 'C-15.first' }, { clock: 'C-15.second' }],
    });
    expect((await the.bookedBy()).reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(await the.house.needState(the.need)).toBe('met');
    await expect(close('met')).rejects.toMatchObject({ code: 'PAIRING_CANNOT_MOVE' });
  });

  it('ends before it began without a fault, and the need looks for support again', async () => {
    await close('ended_early', 'asker', 'Our new head wants to wait.');
    expect(await seen()).toMatchObject({ state: 'not_started', outcome: 'ended_early' });
    expect(await the.bookedBy()).toEqual([0, 0]);
    expect(await the.house.needState(the.need)).toBe('open');
  });
});
