import type { Actor } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { APairing, COUNTED } from '../../../../test/factories/a-closed-pairing.js';
import { HoldReview } from '../review-point/hold-review.js';
import { AgreeChange } from './agree-change.js';
import { DraftAgenda } from './draft-agenda.js';
import { LogVisit } from './log-visit.js';
import { PairingTasks } from './pairing-tasks.query.js';
import type { PairingView } from './pairing.views.js';
import { Pairings } from './pairings.query.js';
import { PausePairing } from './pause-pairing.js';
import { VaryAgenda, type AgendaToVary } from './vary-agenda.js';

const STANDS = {
  ...{ purpose: 'One system for attendance.', inclusion: 'SEN support first.', exitRule: 'At Easter.' },
  ...{ confidentiality: 'What we see in lessons.', cadenceDays: 10, objectives: [COUNTED] },
};
const NEW_AIM = { ...COUNTED, aim: 'Fewer pupils are late', measure: 'Late marks', figure: '12' };

describe('changing what was agreed', () => {
  let the: APairing;
  const as = (who: Persona): Promise<Actor> => the.as(who);
  const seen = async (who: Persona = 'broker'): Promise<PairingView> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(Pairings).one(tx, the.reference));
  const propose = async (change: Partial<AgendaToVary> = {}, who: Persona = 'head'): Promise<number> => {
    const { agenda, change: waits } = await seen(who);
    const version = (waits ?? agenda)?.version ?? 0;
    return the.house.get(VaryAgenda).execute(await as(who), NORTH, {
      ...{ pairing: the.reference, version, reason: 'Lateness is the harder part.', ...STANDS },
      ...{ objectives: [NEW_AIM], ...change },
    });
  };
  type Answer = 'agree' | 'decline' | 'takeBack';
  const answer = async (how: Answer, who: Persona, words?: string, version?: number): Promise<unknown> => {
    const asked = {
      pairing: the.reference,
      version: version ?? (await seen(who)).change?.version ?? 0,
      words,
    };
    return the.house.get(AgreeChange)[how](await as(who), NORTH, asked);
  };
  const tasks = async (who: Persona): Promise<string[]> =>
    (await the.house.askingAs(await as(who), (tx) => the.house.get(PairingTasks).ofPerson(tx)))
      .filter(({ kind }) => kind === 'agree_change')
      .map(({ reference }) => reference);
  const acts = async (): Promise<string[]> =>
    (
      await the.house.house.asSuperuser<{ act: string }>(
        `select act from audit.entry where act like 'agenda.%' and outcome is distinct from 'refused' order by seq`,
      )
    ).map(({ act }) => act);
  const raw = (sql: string): Promise<void> => the.house.raw(sql);
  const code = (told: string): object => expect.objectContaining({ code: told }) as object;
  const refused = async (asked: Promise<unknown>, told: string): Promise<void> =>
    expect(asked).rejects.toEqual(code(told));

  beforeAll(async () => {
    the = await APairing.open();
  });
  afterAll(() => the.close());

  it('waits for work: before the first agenda is agreed there is nothing to change', async () => {
    await refused(propose(), 'NOT_AT_WORK');
    await the.agree();
    await refused(
      the.house.get(DraftAgenda).execute(await as('head'), NORTH, {
        ...{ pairing: the.reference, version: (await seen()).agenda?.version ?? 0, ...STANDS },
      }),
      'AGENDA_STANDS',
    );
  });

  it('is proposed with a reason by whoever may write an agenda, and says something else than what stands', async () => {
    await refused(propose({}, 'officer'), 'NOT_GRANTED');
    await refused(propose({ version: 1 }), 'STALE_VERSION');
    await expect(propose({ reason: ' ' })).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    await expect(propose({ inclusion: '' })).rejects.toMatchObject({ errors: [{ path: 'inclusion' }] });
    await refused(propose(STANDS), 'NOTHING_CHANGED');
    expect((await seen()).can).toMatchObject({ vary: true, agreeChangeAs: null, draft: false });
    await propose();
    expect(await seen('asker')).toMatchObject({
      ...{ state: 'active', agenda: { number: 1, state: 'agreed', objectives: [{ aim: COUNTED.aim }] } },
      change: { number: 2, state: 'draft', by: 'Head of 990013', reason: 'Lateness is the harder part.' },
      can: { vary: false, agreeChangeAs: 'school', declineChange: true, takeBackChange: false },
    });
    expect((await seen('head')).can).toMatchObject({
      vary: true,
      declineChange: false,
      takeBackChange: true,
    });
  });

  it('leaves in force what was agreed, visits and clocks with it, and one change waits at a time', async () => {
    const { clocks } = await seen();
    await refused(propose({ exitRule: 'At Whitsun.' }, 'asker'), 'CHANGE_WAITS');
    await the.house.get(LogVisit).execute(await as('head'), NORTH, {
      ...{ pairing: the.reference, heldOn: '2026-11-25', mode: 'remote', halfDays: 1 },
      ...{ summary: 'A call.', actions: null },
    });
    expect(await seen()).toMatchObject({ state: 'active', given: 1, agenda: { number: 1 } });
    expect((await seen()).clocks.map(({ clock }) => clock)).toEqual(
      clocks.map(({ clock }) => clock).filter((each) => each !== 'C-7'),
    );
    await refused(
      raw(`insert into brokerage.agenda (id, area_id, pairing_id, purpose, inclusion, exit_rule, confidentiality, cadence_days,
          objectives, state, number, reason, drafted_by, drafted_at, version)
        select gen_random_uuid(), area_id, pairing_id, purpose, inclusion, exit_rule, confidentiality, cadence_days, objectives,
          'draft', 3, 'Another', drafted_by, drafted_at, 99 from brokerage.agenda where state = 'agreed'`),
      '23505',
    );
  });

  it('asks both heads and the gardener on Today, and written anew asks all of them again', async () => {
    expect([await tasks('head'), await tasks('asker'), await tasks('broker')]).toEqual(
      Array.from({ length: 3 }, () => [the.reference]),
    );
    expect(await tasks('officer')).toEqual([]);
    expect(await answer('agree', 'asker')).toBe(false);
    expect(await tasks('asker')).toEqual([]);
    await refused(answer('agree', 'asker'), 'ALREADY_AGREED');
    await propose({ cadenceDays: 5 });
    expect((await seen()).change).toMatchObject({ cadenceDays: 5, agreed: { school: null } });
    expect(await tasks('asker')).toEqual([the.reference]);
  });

  it('is declined with a word by any of those who are to agree it, or taken back by its proposer alone', async () => {
    await expect(answer('decline', 'asker', ' ')).rejects.toMatchObject({ errors: [{ path: 'words' }] });
    await refused(answer('takeBack', 'asker'), 'NOT_YOURS');
    await refused(answer('decline', 'officer', 'No.'), 'NOT_GRANTED');
    await answer('agree', 'asker');
    await answer('decline', 'asker', 'Let us finish the first aim.');
    expect(await seen()).toMatchObject({
      ...{ state: 'active', change: null, agenda: { number: 1, state: 'agreed' } },
      earlierAgendas: [
        {
          state: 'closed',
          ended: { how: 'declined', by: 'The asker', words: 'Let us finish the first aim.' },
        },
      ],
    });
    expect(await tasks('head')).toEqual([]);
    await refused(answer('agree', 'head', undefined, 9), 'NO_CHANGE');
    await propose({}, 'asker');
    await answer('takeBack', 'asker');
    expect((await seen()).earlierAgendas.map(({ ended }) => ended?.how)).toEqual(['declined', 'taken_back']);
  });

  it('two who agree at once are counted one after the other: the second reads what the first did', async () => {
    await propose();
    const { version } = (await seen()).change!;
    const both = await Promise.allSettled(
      (['head', 'asker'] as const).map((who) => answer('agree', who, undefined, version)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'STALE_VERSION' },
    });
    const { agreed } = (await seen()).change!;
    expect([agreed.supporter, agreed.school].filter((at) => at !== null)).toHaveLength(1);
    for (const who of ['head', 'asker'] as const)
      if ((await seen(who)).can.agreeChangeAs !== null) expect(await answer('agree', who)).toBe(false);
  });

  it('comes into force with the third agreement, while the work rests too; what stood before is kept with its days', async () => {
    const rest = { pairing: the.reference, version: (await seen()).version, reason: 'Mock examinations.' };
    await the.house.get(PausePairing).pause(await as('broker'), NORTH, rest);
    the.house.clock.set(new Date('2026-12-03T09:00:00Z'));
    const [point] = (await seen()).reviews;
    expect(await answer('agree', 'broker')).toBe(true);
    // Whoever looks at the old aims has that page open in vain.
    expect((await seen()).reviews[0]?.version).toBe(point!.version + 1);
    expect(await seen('asker')).toMatchObject({
      ...{ state: 'paused', change: null },
      agenda: {
        ...{ number: 2, state: 'agreed', objectives: [{ aim: 'Fewer pupils are late' }] },
        inForceFrom: new Date('2026-12-03T09:00:00Z'),
      },
    });
    expect((await seen()).earlierAgendas.at(0)).toMatchObject({
      ...{ number: 1, state: 'varied', objectives: [{ aim: COUNTED.aim }] },
      inForceFrom: new Date('2026-11-25T09:00:00Z'),
      ended: { how: 'replaced', at: new Date('2026-12-03T09:00:00Z') },
    });
    const told = ['agenda.vary', 'agenda.takeback', 'agenda.vary', ...Array<string>(3).fill('agenda.agree')];
    expect((await acts()).slice(-6)).toEqual(told);
    const asked = { pairing: the.reference, version: (await seen()).version };
    await the.house.get(PausePairing).resume(await as('broker'), NORTH, asked);
  });

  it('gives each review point the aims that it looked at', async () => {
    const [point] = (await seen()).reviews;
    const hold = async (version: number): Promise<unknown> =>
      the.house.get(HoldReview).execute(await as('asker'), NORTH, {
        ...{
          pairing: the.reference,
          version,
          point: point!.id,
          heldOn: '2026-12-03',
          standings: ['on_track'],
        },
      });
    await refused(hold(1), 'STALE_VERSION');
    await hold(point!.version);
    expect((await seen()).reviews.find(({ state }) => state === 'held')).toMatchObject({ agendaNumber: 2 });
  });

  it.each([
    [
      'an agreed agenda stands',
      `update brokerage.agenda set purpose = 'Other' where state = 'agreed'`,
      'TR004',
    ],
    [
      'so does one that was replaced',
      `update brokerage.agenda set purpose = 'Other' where state = 'varied'`,
      'TR007',
    ],
    [
      'who agreed it stands too',
      `update brokerage.agenda set broker_agreed_by = id where state = 'agreed'`,
      'TR004',
    ],
    [
      'none is replaced by nothing',
      `update brokerage.agenda set state = 'varied', ended_how = 'replaced', ended_at = now() where state = 'agreed'`,
      'TR007',
    ],
    [
      'none comes back',
      `update brokerage.agenda set state = 'agreed', ended_how = null, ended_at = null where state = 'varied'`,
      'TR007',
    ],
    [
      'none is declined without a word',
      `update brokerage.agenda set ended_words = null where ended_how = 'declined'`,
      'TR007',
    ],
  ])('the database keeps it: %s', async (_, sql, told) => {
    await refused(raw(sql), told);
  });

  it('is nobody’s business who is not of the pairing, and ends with the work', async () => {
    const stranger = await the.house.as('head', QUARRY);
    await refused(
      the.house.get(AgreeChange).agree(stranger, NORTH, { pairing: the.reference, version: 1 }),
      'NOT_FOUND',
    );
    await propose({ purpose: 'For one term more.', objectives: [COUNTED] }, 'broker');
    await refused(
      raw(`update brokerage.pairing set state = 'closing' where reference = '${the.reference}'`),
      'TR007',
    );
    await the.end();
    expect(await seen()).toMatchObject({
      ...{ state: 'closed', change: null, agenda: { number: 2, state: 'agreed' } },
      can: { vary: false },
    });
    expect((await seen()).earlierAgendas.at(-1)).toMatchObject({ ended: { how: 'work_over', by: null } });
    await refused(propose(), 'NOT_AT_WORK');
  });
});
