import type { Actor } from '@app/kernel';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { AgreeAgenda } from '../pairing/agree-agenda.js';
import { ClosePairing } from '../pairing/close-pairing.js';
import { DraftAgenda } from '../pairing/draft-agenda.js';
import { LogVisit } from '../pairing/log-visit.js';
import { PairingTasks } from '../pairing/pairing-tasks.query.js';
import type { PairingView } from '../pairing/pairing.views.js';
import { Pairings } from '../pairing/pairings.query.js';
import { PausePairing } from '../pairing/pause-pairing.js';
import { HoldReview, type ReviewToHold } from '../review-point/hold-review.js';
import { FindStalls } from './find-stalls.js';
import { TendPairing, type PairingToTend } from './tend-pairing.js';

const objective = (aim: string) => ({
  ...{
    aim,
    measure: 'Lessons in which it is seen',
    baseline: '3 of 12',
    target: '9 of 12',
    due: '2027-07-16',
  },
});
const AGENDA = {
  ...{ purpose: 'One system for attendance.', inclusion: 'SEN support first.', exitRule: 'At Easter.' },
  ...{ confidentiality: 'What we see in lessons.', cadenceDays: 10, version: null },
  objectives: [objective('Every tutor uses it'), objective('Parents hear the same day')],
};

describe('keeping a pairing alive', () => {
  let the: AnAgreement;
  let pairing: string;

  const as = (who: Persona): Promise<Actor> => the.house.as(who, MARLOWE);
  const seen = async (who: Persona = 'broker'): Promise<PairingView> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(Pairings).one(tx, pairing));
  const at = (day: string): void => the.house.clock.set(new Date(`${day}T10:00:00Z`));
  const sweep = (): Promise<number> => the.house.get(FindStalls).overdue(NORTH);
  const tasks = async (who: Persona): Promise<string[]> =>
    (await the.house.askingAs(await as(who), (tx) => the.house.get(PairingTasks).ofPerson(tx))).map(
      ({ kind, clock }) => (clock === null ? kind : `${kind} ${clock}`),
    );
  const tend = async (change: Partial<PairingToTend> = {}, who: Persona = 'broker'): Promise<string> =>
    the.house.get(TendPairing).execute(await as(who), NORTH, {
      ...{ pairing, version: (await seen()).version, act: 'nudge', note: 'How did the first weeks go?' },
      ...change,
    });
  const review = async (standings: string[], change: Partial<ReviewToHold> = {}): Promise<string> => {
    const waits = (await seen()).reviews.find(({ state }) => state !== 'held');
    return the.house.get(HoldReview).execute(await as('head'), NORTH, {
      ...{ pairing, version: waits!.version, heldOn: '2026-11-25', standings, ...change },
    });
  };
  const visit = async (heldOn: string): Promise<number> =>
    the.house.get(LogVisit).execute(await as('head'), NORTH, {
      ...{ pairing, heldOn, mode: 'remote', halfDays: 0, summary: 'A call.' },
    });

  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
    pairing = (await the.decide()).pairing!;
    await the.house.get(DraftAgenda).execute(await as('head'), NORTH, { pairing, ...AGENDA });
    for (const [version, who] of (['head', 'asker', 'broker'] as const).entries())
      await the.house.get(AgreeAgenda).execute(await as(who), NORTH, { pairing, version: version + 1 });
  });
  afterEach(() => the.close());

  it('has a review point each half-term from the day it is active, one word an aim (C-10)', async () => {
    expect((await seen()).reviews).toMatchObject([{ number: 1, dueOn: '2027-02-12', state: 'due' }]);
    await expect(review(['on_track'])).rejects.toMatchObject({ errors: [{ path: 'standings.2' }] });
    await expect(review(['on_track', 'bad'])).rejects.toMatchObject({ errors: [{ path: 'standings.2' }] });
    at('2027-01-20');
    const next = await review(['on_track', 'slower_than_planned'], {
      heldOn: '2027-01-20',
      note: 'More calls.',
    });
    expect(next).toBe('2027-03-25');
    expect((await seen('asker')).reviews).toMatchObject([
      { number: 2, dueOn: next, state: 'due' },
      { number: 1, state: 'held', standings: ['on_track', 'slower_than_planned'], note: 'More calls.' },
    ]);
    // Where all goes as planned nobody is bothered.
    expect((await seen()).stalls).toEqual([]);
  });

  it('tells the gardener where a review point says that somebody wants a talk', async () => {
    await review(['on_track', 'needs_a_talk']);
    expect((await seen()).stalls).toEqual([{ rule: 'needs_a_talk', since: '2026-11-25' }]);
    expect(await tasks('broker')).toEqual(['overdue needs_a_talk']);
  });

  it('goes quiet when nobody was in contact for one and a half times its rhythm: the gardener hears once (C-11)', async () => {
    at('2026-12-16');
    expect(await sweep()).toBe(0);
    at('2026-12-17');
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    expect(await seen()).toMatchObject({
      ...{ stalls: [{ rule: 'C-11', since: '2026-12-16' }], nextDate: '2026-12-17' },
    });
    expect(await tasks('broker')).toEqual(['overdue C-11']);
    expect(await tasks('interestedBroker')).toEqual([]);
  });

  it.each(['nudge', 'resource', 'connect'])('is looked after by %s, which both schools read', async (act) => {
    at('2026-12-17');
    await sweep();
    await expect(tend({ act, note: ' ' })).rejects.toMatchObject({ errors: [{ path: 'note' }] });
    const next = await tend({ act });
    expect(next > '2026-12-17').toBe(true);
    const after = await seen('asker');
    expect(after).toMatchObject({ stalls: [], tendings: [{ act, by: 'The broker' }], nextDate: next });
    // A question stands on both heads’ list until somebody was in contact; what is added asks nothing.
    expect(await tasks('head')).toEqual(act === 'nudge' ? ['answer_gardener'] : []);
    expect(await tasks('asker')).toEqual(act === 'nudge' ? ['answer_gardener'] : []);
    await visit('2026-12-17');
    expect(await tasks('head')).toEqual([]);
  });

  it('is revived by a visit alone, and dismissed with a reason where nothing was wrong', async () => {
    at('2026-12-17');
    await sweep();
    await visit('2026-12-17');
    expect((await seen()).stalls).toEqual([]);
    at('2027-02-01');
    expect(await sweep()).toBeGreaterThan(0);
    await tend({ act: 'none', note: 'They meet; the note comes tomorrow.' });
    expect((await seen()).stalls).toEqual([]);
    expect((await seen()).tendings).toMatchObject([
      { act: 'none', note: 'They meet; the note comes tomorrow.' },
    ]);
  });

  it('is looked after by its gardener alone, and not while it rests', async () => {
    for (const who of ['head', 'asker', 'officer'] as const)
      await expect(tend({}, who)).rejects.toMatchObject({ code: expect.stringMatching(/NOT_/) as string });
    await expect(tend({ version: 1 })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    const { version } = await seen();
    const rest = the.house.get(PausePairing);
    await rest.pause(await as('asker'), NORTH, { pairing, version, reason: 'Our inspection is this week.' });
    await expect(tend()).rejects.toMatchObject({ code: 'NOT_ALIVE' });
    at('2027-03-01');
    expect(await sweep()).toBe(0);
    await rest.resume(await as('broker'), NORTH, { pairing, version: (await seen()).version });
    // What rested goes on: the first visit, the next contact, the next review point, each counted from today.
    expect((await seen()).clocks.map(({ clock }) => clock).sort()).toEqual(['C-10', 'C-11', 'C-7']);
  });

  it('misses a review point at the end of its half-term, and can still hold it', async () => {
    at('2027-01-20');
    await visit('2027-01-20');
    at('2027-02-23');
    await sweep();
    expect((await seen()).reviews[0]).toMatchObject({ state: 'missed' });
    expect((await seen()).stalls.map(({ rule }) => rule)).toContain('C-10');
    await review(['on_track', 'on_track'], { heldOn: '2027-02-23' });
    expect((await seen()).stalls.map(({ rule }) => rule)).not.toContain('C-10');
  });

  it('asks both heads before the work has begun too, where no first contact came (C-3)', async () => {
    the.need = await the.house.openNeed();
    the.proposed = await the.propose();
    await the.both();
    pairing = (await the.decide()).pairing!;
    at('2026-12-03');
    expect(await sweep()).toBe(1);
    expect((await seen()).stalls).toMatchObject([{ rule: 'C-3' }]);
    await tend({ note: 'Have you spoken yet?' });
    for (const who of ['head', 'asker'] as const) expect(await tasks(who)).toContain('answer_gardener');
    await the.house.get(DraftAgenda).execute(await as('head'), NORTH, { pairing, ...AGENDA });
    for (const who of ['head', 'asker'] as const) expect(await tasks(who)).not.toContain('answer_gardener');
  });

  it('closes as the fourth act, which ends every question about it', async () => {
    at('2026-12-17');
    await sweep();
    const { version } = await seen();
    const asked = { pairing, version, outcome: 'met', summary: 'Done.', thanks: null };
    await the.house.get(ClosePairing).execute(await as('broker'), NORTH, asked);
    expect(await seen()).toMatchObject({ stalls: [], nextDate: null });
    expect((await seen()).tendings).toMatchObject([{ act: 'close', note: 'Done.' }]);
  });

  it('is no such act where nothing had gone quiet', async () => {
    const { version } = await seen();
    const asked = { pairing, version, outcome: 'met', summary: 'Done.', thanks: null };
    await the.house.get(ClosePairing).execute(await as('broker'), NORTH, asked);
    expect((await seen()).tendings).toEqual([]);
  });
});
