import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, NOW } from '../../../../test/factories/a-brokerage-house.js';
import { VetoCandidate } from '../proposal/veto-candidate.js';
import { AnAgreement } from './an-agreement.fixture.js';
import { LapseProposals } from './lapse-proposals.js';

describe('a proposal that comes to nothing', () => {
  let the: AnAgreement;

  beforeEach(async () => {
    the = await AnAgreement.open();
  });
  afterEach(() => the.close());

  it('lapses where no answer comes in five working days, and where no decision does in ten: the days go back', async () => {
    const lapse = (): Promise<number> => the.house.get(LapseProposals).overdue(NORTH);
    await the.soundOut();
    the.house.clock.set(new Date('2026-12-02T20:00:00Z'));
    expect(await lapse()).toBe(0);
    the.house.clock.set(new Date('2026-12-03T00:30:00Z'));
    expect(await lapse()).toBe(1);
    expect(await lapse()).toBe(0);
    expect((await the.seen()).state).toBe('lapsed');
    expect(await the.house.needState(the.need)).toBe('open');
    the.house.clock.set(NOW);
    the.proposed = await the.propose();
    await the.answer(await the.soundOut());
    expect(await the.bookedBy()).toEqual([4, 4]);
    the.house.clock.set(new Date('2026-12-10T00:30:00Z'));
    expect(await lapse()).toBe(1);
    expect(await the.bookedBy()).toEqual([0, 0]);
    const [entry] = await the.house.house.asSuperuser<{ n: number }>(
      `select sum(half_days)::int as n from profiles.capacity_entry where kind = 'expired'`,
    );
    expect(entry?.n).toBe(8);
  });

  it('ends and lets the days go where the broker takes it back', async () => {
    await the.answer(await the.soundOut());
    await the.house.get(VetoCandidate).execute(await the.house.as('broker'), NORTH, {
      ...{ need: the.need, supporter: MARLOWE, reason: 'Their head leaves at Christmas.' },
    });
    expect(await the.bookedBy()).toEqual([0, 0]);
    expect((await the.seen()).state).toBe('vetoed');
    expect(
      (await the.house.house.asSuperuser(`select 1 from brokerage.deadline where state = 'open'`)).length,
    ).toBe(0);
  });

  it('ends with its need, and the days go back', async () => {
    await the.answer(await the.soundOut());
    await the.house.get(LapseProposals).ofNeed(NORTH, the.need);
    expect(await the.bookedBy()).toEqual([0, 0]);
    expect((await the.seen()).state).toBe('lapsed');
  });
});
