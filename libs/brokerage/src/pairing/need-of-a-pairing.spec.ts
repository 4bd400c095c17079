import { Needs, type NeedSummary } from '@app/profiles';
import { NORTH } from '../../../../test/factories/an-area.js';
import { APairing } from '../../../../test/factories/a-closed-pairing.js';
import { HandToCover } from '../cover/hand-to-cover.js';
import { TasksOfPerson } from '../digest/tasks-of-person.query.js';
import { Exceptions } from '../exceptions/exceptions.query.js';
import { FindStalls } from '../tending/find-stalls.js';
import { LogVisit, ReplyToVisit } from './log-visit.js';

describe('a request whose school has found its partner', () => {
  let the: APairing;
  let need: string;

  beforeEach(async () => {
    the = await APairing.open();
    need = (await the.seen()).need;
  });
  afterEach(() => the.close());

  const at = (day: string): void => the.house.clock.set(new Date(`${day}T10:00:00Z`));
  const request = (): Promise<NeedSummary> =>
    the.house.asking('adviser', (tx) => the.house.get(Needs).summary(tx, need));
  const visit = async (heldOn: string): Promise<void> => {
    at(heldOn);
    await the.house.get(LogVisit).execute(await the.as('head'), NORTH, {
      ...{ pairing: the.reference, heldOn, mode: 'remote', halfDays: 0, summary: 'A call.' },
    });
    const [made] = (await the.seen()).visits;
    const asked = { visit: made?.id ?? '', version: 1, accurate: true };
    await the.house.get(ReplyToVisit).execute(await the.as('asker'), NORTH, asked);
  };
  const late = async (): Promise<string[]> => {
    const { lines } = await the.house.asking('officer', (tx) => the.house.get(Exceptions).list(tx));
    return lines.map(({ kind }) => kind).filter((kind) => kind !== 'no_link');
  };
  const waits = (): Promise<unknown[]> =>
    the.house.asking('broker', (tx) => the.house.get(TasksOfPerson).find(tx, []));

  it('is nobody’s exception and nobody’s task while the work goes on in time, sixty days later', async () => {
    await the.agree();
    for (const day of ['2026-12-03', '2026-12-14', '2027-01-06', '2027-01-18']) await visit(day);
    // Eleven days past the ones in which the days were to be promised (C-5).
    at('2027-01-24');
    expect(await the.house.get(FindStalls).overdue(NORTH)).toBe(0);
    expect([await late(), await waits()]).toEqual([[], []]);
    const { state, nextDate } = await request();
    expect([state, nextDate]).toEqual(['matched', (await the.seen()).nextDate]);
  });

  it('looks for a school again from the day on which the work ends early, by the broker’s next day (C-2)', async () => {
    await the.agree();
    await visit('2026-12-03');
    at('2027-01-20');
    await the.end('ended_early');
    // A Wednesday: the broker's next one.
    expect(await request()).toMatchObject({ state: 'open', nextDate: '2027-01-27', cover: null });
    expect(await the.house.get(HandToCover).overdue(NORTH)).toBe(0);
    at('2027-01-28');
    expect(await the.house.get(HandToCover).overdue(NORTH)).toBe(1);
    expect((await request()).cover?.name).toBe('The interestedBroker');
  });
});
