import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE } from '../../../../test/factories/a-brokerage-house.js';
import { AgreeAgenda } from './agree-agenda.js';
import { CheckGate } from './check-gate.js';
import { DraftAgenda } from './draft-agenda.js';
import type { PairingView } from './pairing.views.js';
import { Pairings } from './pairings.query.js';
import { PausePairing } from './pause-pairing.js';

describe('the gate of a pairing, once people have changed (I-1)', () => {
  let the: AnAgreement;
  let pairing: string;

  const seen = (): Promise<PairingView> =>
    the.house.asking('broker', (tx) => the.house.get(Pairings).one(tx, pairing));
  const check = (): Promise<number> => the.house.get(CheckGate).execute(NORTH);
  /** A new head of Marlowe is married to Eastmarsh's. */
  const newHead = (state: string): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; delete from brokerage.conflict;
       insert into brokerage.conflict (id, area_id, urn, other_urn, kind, state, conditions)
       values (gen_random_uuid(), '${NORTH}', '${EASTMARSH}', '${MARLOWE}', 'family', '${state}', 'They say so in the agenda.')`,
    );
  const resume = async (): Promise<void> => {
    const asked = { pairing, version: (await seen()).version };
    await the.house.get(PausePairing).resume(await the.house.as('broker'), NORTH, asked);
  };

  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
    pairing = (await the.decide()).pairing ?? '';
    await the.house.get(DraftAgenda).execute(await the.house.as('head'), NORTH, {
      ...{ pairing, version: null, purpose: 'One system for attendance.', inclusion: 'SEND first.' },
      ...{ exitRule: 'At Easter.', confidentiality: 'What we see in lessons.', cadenceDays: 10 },
      objectives: [
        {
          ...{ aim: 'Fewer miss one in ten', measure: 'Persistent absence', baseline: '24%' },
          ...{ target: '18 to 20%', due: '2027-07-16' },
        },
      ],
    });
    for (const [at, who] of (['head', 'asker', 'broker'] as const).entries())
      await the.house.get(AgreeAgenda).execute(await the.house.as(who), NORTH, { pairing, version: at + 1 });
  });
  afterEach(() => the.close());

  it('stays open where nothing bars the two schools, or what stands between them is managed', async () => {
    expect(await check()).toBe(0);
    await newHead('managed');
    expect(await check()).toBe(0);
    expect(await seen()).toMatchObject({ state: 'active' });
  });

  it('lets work rest that could not begin today, with the reason, and its clocks with it', async () => {
    await newHead('barred');
    expect(await check()).toBe(1);
    expect(await check()).toBe(0);
    const shown = await seen();
    expect(shown).toMatchObject({
      state: 'paused',
      pauseReason: expect.stringContaining('bars it') as string,
    });
    expect(shown.clocks).toEqual([]);
    const acts = await the.house.house.asSuperuser(
      `select actor, outcome from audit.entry where act = 'pairing.pause'`,
    );
    expect(acts).toEqual([{ actor: 'system:worker', outcome: 'done' }]);
  });

  it('opens again once the bar is lifted, and not before', async () => {
    await newHead('barred');
    await check();
    await expect(resume()).rejects.toMatchObject({ code: 'BARRED_CONFLICT' });
    await newHead('managed');
    await resume();
    expect(await seen()).toMatchObject({ state: 'active', pauseReason: null });
  });
});
