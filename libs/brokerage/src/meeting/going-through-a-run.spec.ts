import type { NeedId, PersonId } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  SALTERN,
  UPLANDS,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { HoldMeeting, type TurnToNote } from './hold-meeting.js';
import type { MeetingTable, MeetingView } from './meeting.views.js';
import { Meetings } from './meetings.query.js';

describe('a brokering meeting', () => {
  let house: BrokerageHouse;
  let need: NeedId;
  let meeting: string;

  const open = async (who: Persona = 'adviser', run = 'R-0001'): Promise<string> =>
    house.get(HoldMeeting).open(await house.as(who), NORTH, run);
  const seen = (who: Persona = 'adviser'): Promise<MeetingView> =>
    house.asking(who, (tx) => house.get(Meetings).one(tx, meeting));
  const table = async (who: Persona = 'adviser'): Promise<MeetingTable> => {
    const { all } = await seen();
    return house.asking(who, async (tx) => {
      const found = await house.get(Meetings).table(tx, meeting, all[0]?.reference ?? '');
      return found.table;
    });
  };
  const turn = async (change: Partial<TurnToNote> = {}, who: Persona = 'adviser'): Promise<void> =>
    house.get(HoldMeeting).noteTurn(await house.as(who), NORTH, {
      ...{ meeting, need, outcome: 'propose', supporter: MARLOWE, said: 'They know each other.' },
      ...change,
    });
  const away = async (person: PersonId, kind = 'left', who: Persona = 'adviser'): Promise<void> =>
    house.get(HoldMeeting).noteAway(await house.as(who), NORTH, { meeting, need, person, kind });
  /** Everybody with an interest is out. */
  const allOut = async (): Promise<void> => {
    for (const { id } of (await table()).stepOut) await away(id);
  };

  beforeEach(async () => {
    house = await BrokerageHouse.open();
    for (const urn of [MARLOWE, SALTERN, UPLANDS, QUARRY]) await house.offer(urn);
    need = await house.openNeed();
    await house.run([need]);
    meeting = await open();
  });
  afterEach(() => house.close());

  it('goes through a complete run, need by need, opened by an adviser or a broker alone', async () => {
    expect(await seen()).toMatchObject({
      ...{ reference: meeting, run: 'R-0001', needs: 1, done: 0, closedAt: null },
      all: [{ place: 1, turn: null }],
    });
    for (const who of ['head', 'asker', 'officer'] as const)
      await expect(open(who)).rejects.toMatchObject({ code: expect.stringMatching(/NOT_/) as string });
    await expect(open('adviser', 'R-0999')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('names who must step out before anybody speaks, and notes nothing while they stay (I-4)', async () => {
    const { stepOut } = await table();
    expect(stepOut).toMatchObject([{ away: null }]);
    await expect(turn()).rejects.toMatchObject({
      code: 'SOMEBODY_STAYS',
      message: expect.stringContaining(stepOut[0]?.name ?? '?') as string,
    });
    await away(stepOut[0]!.id);
    await away(stepOut[0]!.id, 'absent');
    expect((await table()).stepOut).toMatchObject([{ away: 'left' }]);
    await turn();
    expect((await seen()).all[0]).toMatchObject({
      turn: { outcome: 'propose', supporter: { name: 'Marlowe School' }, said: 'They know each other.' },
    });
  });

  it('shows somebody with an interest no more of a need than its place (I-4)', async () => {
    await allOut();
    await turn();
    const hidden = await seen('interestedBroker');
    expect(hidden.all).toEqual([{ id: need, place: 1, reference: null, turn: null }]);
    await expect(table('interestedBroker')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(turn({}, 'interestedBroker')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('notes advice and decides nothing: the need stays open, and an earlier word stays beside the later (I-8)', async () => {
    await allOut();
    await expect(turn({ supporter: EASTMARSH })).rejects.toMatchObject({ errors: [{ path: 'supporter' }] });
    await expect(turn({ outcome: 'decide' })).rejects.toMatchObject({ errors: [{ path: 'outcome' }] });
    await turn();
    house.clock.set(new Date('2026-11-25T12:30:00Z'));
    await turn({ outcome: 'leave_open', supporter: null, said: null });
    expect(await house.needState(need)).toBe('open');
    expect((await table()).turns.map(({ outcome }) => outcome)).toEqual(['leave_open', 'propose']);
    const last = await house.asking('broker', (tx) => house.get(Meetings).lastTurn(tx, need));
    expect(last).toMatchObject({ meeting, outcome: 'leave_open' });
  });

  it('ends once, and takes nothing more', async () => {
    const end = async (version: number): Promise<void> =>
      house.get(HoldMeeting).close(await house.as('adviser'), NORTH, { meeting, version });
    await expect(end(7)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await end((await seen()).version);
    await expect(turn()).rejects.toMatchObject({ code: 'MEETING_OVER' });
    await expect(end((await seen()).version)).rejects.toMatchObject({ code: 'MEETING_OVER' });
  });
});
