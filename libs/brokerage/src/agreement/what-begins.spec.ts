import { NORTH } from '../../../../test/factories/an-area.js';
import { Pairings } from '../pairing/pairings.query.js';
import type { PairingView } from '../pairing/pairing.views.js';
import { AnAgreement } from './an-agreement.fixture.js';
import { ApproveDecision } from './approve-decision.js';

describe('the kind of pairing that a decision begins', () => {
  let the: AnAgreement;
  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
  });
  afterEach(() => the.close());

  const begun = (named: string | null): Promise<PairingView> =>
    the.house.asking('broker', (tx) => the.house.get(Pairings).one(tx, named ?? ''));

  it('is support from school to school unless the broker says otherwise', async () => {
    const { pairing } = await the.decide();
    expect(await begun(pairing)).toMatchObject({ kind: 'support' });
    expect((await the.seen()).decisions).toMatchObject([{ kind: 'support' }]);
  });

  it('is coaching where the broker decides so, and stands with the decision, the pairing and the list', async () => {
    const { pairing } = await the.decide({ kind: 'coaching' });
    expect(await begun(pairing)).toMatchObject({ kind: 'coaching' });
    expect((await the.seen()).decisions).toMatchObject([{ kind: 'coaching' }]);
    const list = await the.house.asking('broker', (tx) => the.house.get(Pairings).list(tx));
    expect(list).toMatchObject([{ reference: pairing, kind: 'coaching' }]);
  });

  it('is still coaching once the chair has approved what the broker decided', async () => {
    const { reference } = await the.decide({
      kind: 'coaching',
      pence: 60_000,
      reason: 'A coach from outside.',
    });
    const answer = { decision: reference, approved: true };
    const pairing = await the.house.get(ApproveDecision).execute(await the.house.as('chair'), NORTH, answer);
    expect(await begun(pairing)).toMatchObject({ kind: 'coaching' });
  });

  it('is one of those a broker decides between, and nothing where nothing begins', async () => {
    for (const kind of ['light', 'mentoring', ''])
      await expect(the.decide({ kind })).rejects.toMatchObject({ errors: [{ path: 'kind' }] });
    await the.decide({ outcome: 'declined', reason: 'Both heads change in January.', kind: 'coaching' });
    expect((await the.seen()).decisions).toMatchObject([{ outcome: 'declined', kind: 'support' }]);
  });
});
