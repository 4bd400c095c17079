import { MARLOWE } from '../../../../test/factories/a-brokerage-house.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { Exceptions, type ExceptionLine } from '../exceptions/exceptions.query.js';
import { Pairings } from '../pairing/pairings.query.js';
import { SidesWithoutHead } from './sides-without-head.query.js';
import type { SideTask } from './without-head.views.js';

describe('a side of a pairing that is left without a head', () => {
  let the: AnAgreement;
  let pairing: string;

  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.both();
    pairing = (await the.decide()).pairing ?? '';
  });
  afterEach(() => the.close());

  const headOfMarloweEnds = (on: string): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; update identity.appointment set to_on = '${on}' where role = 'head' and urn = '${MARLOWE}'`,
    );
  const tasks = (who: 'broker' | 'interestedBroker' | 'adviser' = 'broker'): Promise<SideTask[]> =>
    the.house.asking(who, (tx) => the.house.get(SidesWithoutHead).tasks(tx));
  const exceptions = async (): Promise<ExceptionLine[]> => {
    const { lines } = await the.house.asking('officer', (tx) => the.house.get(Exceptions).list(tx));
    return lines.filter(({ kind }) => kind === 'no_head');
  };

  it('is flagged to nobody while both schools have one, and not before the last day has come', async () => {
    expect([await tasks(), await exceptions()]).toEqual([[], []]);
    await headOfMarloweEnds('2026-11-26');
    expect([await tasks(), await exceptions()]).toEqual([[], []]);
  });

  it('stands on Today of whoever looks after it, on its page and among the exceptions, with the day', async () => {
    await headOfMarloweEnds('2026-11-24');
    const side = { reference: pairing, school: 'Marlowe School' };
    expect(await tasks()).toMatchObject([{ ...side, dueOn: '2026-11-25' }]);
    for (const who of ['interestedBroker', 'adviser'] as const) expect(await tasks(who)).toEqual([]);
    expect(await exceptions()).toMatchObject([
      { kind: 'no_head', pairing, school: 'Marlowe School', since: '2026-11-24' },
    ]);
    const seen = await the.house.asking('broker', (tx) => the.house.get(Pairings).one(tx, pairing));
    expect(seen.withoutHead).toMatchObject([{ urn: MARLOWE, since: '2026-11-24' }]);
  });

  it('is over once somebody else is in post', async () => {
    await headOfMarloweEnds('2026-11-24');
    await the.house.house.person({ name: 'New head', posts: [{ role: 'head', urn: MARLOWE }] });
    expect([await tasks(), await exceptions()]).toEqual([[], []]);
  });
});
