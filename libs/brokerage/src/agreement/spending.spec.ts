import { NORTH } from '../../../../test/factories/an-area.js';
import { AnAgreement } from './an-agreement.fixture.js';
import { Agreements } from './agreements.query.js';
import { ApproveDecision } from './approve-decision.js';

/** Downland's brokers spend £500 by one decision alone. */
describe('the area’s money', () => {
  let the: AnAgreement;
  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
  });
  afterEach(() => the.close());

  it('is spent by a broker alone up to the area’s limit, and stands with the decision', async () => {
    const made = await the.decide({ pence: 50_000 });
    expect(made).toMatchObject({ waits: false, pairing: expect.stringMatching(/^SP-/) as string });
    expect((await the.seen()).decisions[0]).toMatchObject({ pence: 50_000, needsSecond: false });
  });

  it('waits for the chair above the limit, although the school was the run’s first', async () => {
    const made = await the.decide({ pence: 50_001, reason: 'Cover for a Year 11 teacher.' });
    expect(made).toMatchObject({ waits: true, pairing: null });
    const brief = await the.house.asking('chair', (tx) =>
      the.house.get(Agreements).brief(tx, made.reference),
    );
    expect(brief).toMatchObject({ place: 1, decision: { pence: 50_001, override: false } });
    const answer = { decision: made.reference, approved: true };
    const pairing = await the.house.get(ApproveDecision).execute(await the.house.as('chair'), NORTH, answer);
    expect(pairing).toMatch(/^SP-/);
  });

  it.each([-1, 0.5, 100_000_001, Number.NaN])(
    'is whole pence up to a million pounds, not %d',
    async (pence) => {
      await expect(the.decide({ pence })).rejects.toMatchObject({ errors: [{ path: 'pence' }] });
      expect((await the.seen()).decisions).toEqual([]);
    },
  );

  it('is never spent by a decision that begins nothing', async () => {
    await the.decide({ outcome: 'declined', reason: 'Both heads change in January.', pence: 70_000 });
    expect((await the.seen()).decisions[0]).toMatchObject({ pence: 0, needsSecond: false });
  });
});
