import { MARLOWE, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { AgreeAgenda } from '../pairing/agree-agenda.js';
import { ClosePairing } from '../pairing/close-pairing.js';
import { DraftAgenda } from '../pairing/draft-agenda.js';
import { PairingTasks } from '../pairing/pairing-tasks.query.js';
import type { PairingView } from '../pairing/pairing.views.js';
import { Pairings } from '../pairing/pairings.query.js';
import { FindStalls } from '../tending/find-stalls.js';
import { VisitDates, type VisitDate } from '../visit/visit-dates.query.js';
import { CoachingNotes } from './coaching-notes.query.js';
import { LogSession } from './log-session.js';
import { PlanSession, type SessionToPlan } from './plan-session.js';

describe('the next session of a coaching', () => {
  let the: AnAgreement;
  let pairing: string;

  const as = (who: Persona) => the.house.as(who, MARLOWE);
  const seen = async (who: Persona = 'broker'): Promise<PairingView> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(Pairings).one(tx, pairing));
  const version = async (): Promise<number> => {
    const { next } = await the.house.askingAs(await as('asker'), (tx) =>
      the.house.get(CoachingNotes).one(tx, pairing),
    );
    return next?.version ?? 0;
  };
  const plan = async (who: Persona, change: Partial<SessionToPlan> = {}): Promise<void> =>
    the.house.get(PlanSession).plan(await as(who), NORTH, {
      ...{ pairing, version: await version(), heldOn: '2026-12-10', mode: 'remote', ...change },
    });
  const dates = async (who: Persona): Promise<VisitDate[]> =>
    the.house.askingAs(await as(who), (tx) => the.house.get(VisitDates).ofPerson(tx));
  const contactBy = async (): Promise<string | undefined> =>
    (await seen()).clocks.find(({ clock }) => clock === 'C-11')?.dueOn;
  const session = async (heldOn: string): Promise<number> =>
    the.house.get(LogSession).execute(await as('head'), NORTH, {
      ...{ pairing, heldOn, mode: 'remote', minutes: 60, halfDays: 0 },
    });
  const at = (day: string): void => the.house.clock.set(new Date(`${day}T10:00:00Z`));

  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
    pairing = (await the.decide({ kind: 'coaching' })).pairing ?? '';
    const goal = { aim: 'Time to think', measure: 'Evenings', baseline: 'None', target: '2' };
    await the.house.get(DraftAgenda).execute(await as('head'), NORTH, {
      ...{ pairing, version: null, purpose: 'Thinking aloud.', inclusion: 'SEND first.' },
      ...{ exitRule: 'At Easter.', confidentiality: 'Between us.', cadenceDays: 10 },
      objectives: [{ ...goal, due: '2027-07-16' }],
    });
    for (const [known, who] of (['head', 'asker', 'broker'] as const).entries())
      await the.house.get(AgreeAgenda).execute(await as(who), NORTH, { pairing, version: known + 1 });
  });
  afterEach(() => the.close());

  it('is set by either of the two, and everybody of the pairing sees the day and nothing else', async () => {
    await plan('asker');
    expect((await seen()).coaching?.planned).toMatchObject([{ heldOn: '2026-12-10', state: 'planned' }]);
    expect(await seen()).toMatchObject({ nextDate: '2026-12-10' });
    for (const who of ['broker', 'officer', 'adviser'] as const)
      await expect(plan(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(plan('head', { heldOn: '2026-11-24' })).rejects.toMatchObject({
      errors: [{ path: 'heldOn' }],
    });
    await expect(plan('head', { heldOn: '2027-06-24' })).rejects.toMatchObject({
      errors: [{ path: 'heldOn' }],
    });
    await expect(plan('head', { version: 0 })).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });

  it('stands in the calendars of the two as a day, and of nobody else by itself', async () => {
    await plan('asker');
    for (const who of ['asker', 'head'] as const)
      expect(await dates(who)).toMatchObject([
        { kind: 'session', heldOn: '2026-12-10', startsAt: null, place: null, state: 'planned' },
      ]);
    expect(await dates('broker')).toEqual([]);
    const shared = await the.house.askingAs(await as('broker'), (tx) =>
      the.house.get(VisitDates).ofPairing(tx, pairing),
    );
    expect(shared).toMatchObject([{ kind: 'session', heldOn: '2026-12-10' }]);
  });

  it('moves by planning it anew, and is called off without a reason', async () => {
    await plan('asker');
    await plan('head', { heldOn: '2026-12-14' });
    expect((await seen()).coaching?.planned).toMatchObject([{ number: 1, heldOn: '2026-12-14' }]);
    const asked = { pairing, version: await version() };
    await the.house.get(PlanSession).callOff(await as('asker'), NORTH, asked);
    expect((await seen()).coaching?.planned).toMatchObject([{ state: 'cancelled' }]);
    const again = async () =>
      the.house.get(PlanSession).callOff(await as('asker'), NORTH, { pairing, version: 0 });
    await expect(again()).rejects.toMatchObject({ code: 'NOTHING_PLANNED' });
  });

  it('counts as contact: the next is counted from its day, and quiet is who lets it pass', async () => {
    const before = await contactBy();
    await plan('asker');
    const after = await contactBy();
    expect(after && before && after > before).toBe(true);
    at('2026-12-17');
    await the.house.get(FindStalls).overdue(NORTH);
    expect((await seen()).stalls.filter(({ rule }) => rule === 'C-11')).toEqual([]);
    const tasks = await the.house.askingAs(await as('asker'), (tx) =>
      the.house.get(PairingTasks).ofPerson(tx),
    );
    expect(tasks.map(({ kind }) => kind)).toContain('record_session');
    at('2027-02-10');
    await the.house.get(FindStalls).overdue(NORTH);
    expect((await seen()).stalls.map(({ rule }) => rule)).toContain('C-11');
  });

  it('is done by the session that is recorded from its day on, and ends with the work', async () => {
    await plan('asker', { heldOn: '2026-11-26' });
    await session('2026-11-25');
    expect((await seen()).coaching?.planned).toMatchObject([{ state: 'planned' }]);
    at('2026-11-27');
    await session('2026-11-27');
    expect((await seen()).coaching?.planned).toMatchObject([{ state: 'done' }]);
    await plan('asker');
    const ends = { outcome: 'met', summary: 'It helped.' };
    const { version: known } = await seen();
    await the.house
      .get(ClosePairing)
      .execute(await as('broker'), NORTH, { pairing, version: known, ...ends });
    expect((await seen()).coaching?.planned.at(-1)).toMatchObject({ state: 'cancelled' });
  });
});
