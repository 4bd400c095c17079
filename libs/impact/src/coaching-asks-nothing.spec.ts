import { Exceptions, PairingTasks } from '@app/brokerage';
import { NORTH } from '../../../test/factories/an-area.js';
import { APairing } from '../../../test/factories/a-closed-pairing.js';
import type { Persona } from '../../../test/factories/a-brokerage-house.js';
import { Impacts } from './impacts.query.js';
import { RecordSustainCheck } from './sustain/record-sustain-check.js';
import { SayWhatChanged } from './words/say-what-changed.js';

describe('coaching that is over', () => {
  let the: APairing;
  beforeAll(async () => {
    the = await APairing.open('coaching');
    await the.agree();
    await the.end();
  });
  afterAll(() => the.close());

  const late = async (): Promise<string[]> => {
    const { lines } = await the.house.asking('officer', (tx) => the.house.get(Exceptions).list(tx));
    return lines.flatMap((each) => ('clock' in each ? [each.clock] : []));
  };
  const asked = async (who: Persona): Promise<string[]> =>
    the.house.askingAs(await the.as(who), async (tx) =>
      [...(await the.house.get(Impacts).tasks(tx)), ...(await the.house.get(PairingTasks).ofPerson(tx))].map(
        ({ kind }) => kind,
      ),
    );
  const clocks = (): Promise<unknown[]> =>
    the.house.house.asSuperuser(
      `select d.clock from brokerage.deadline d join brokerage.pairing g on g.id = d.subject_id
       where d.state = 'open' and g.reference = $1`,
      [the.reference],
    );

  it('asks nobody what it changed, and nobody is late with it two years later', async () => {
    expect(await clocks()).toEqual([]);
    the.house.clock.set(new Date('2028-12-01T10:00:00Z'));
    expect(await the.house.get(RecordSustainCheck).missed(NORTH)).toBe(0);
    for (const who of ['head', 'asker', 'broker'] as const)
      expect([who, await asked(who)]).toEqual([who, []]);
    expect(await late()).toEqual([]);
  });

  it('takes no words about it either: they are between the two people (I-34)', async () => {
    const said = { pairing: the.reference, version: null, people: 'She goes on.' };
    await expect(
      the.house.get(SayWhatChanged).execute(await the.as('asker'), NORTH, said),
    ).rejects.toMatchObject({ code: 'BETWEEN_TWO_PEOPLE' });
    const look = { pairing: the.reference, which: 'first', stillInUse: 'yes' };
    await expect(
      the.house.get(RecordSustainCheck).execute(await the.as('asker'), NORTH, look),
    ).rejects.toMatchObject({ code: 'BETWEEN_TWO_PEOPLE' });
  });

  it('has the clocks stopped that an earlier version began at its end', async () => {
    await the.house.raw(
      `set session_replication_role = replica; insert into brokerage.deadline (id, area_id, clock, subject_id, started_at,
         due_on, due_at, calendar_version, state, version)
       select gen_random_uuid(), g.area_id, c, g.id, g.closed_at, '2026-12-16', '2026-12-17', 'x', 'open', 1
       from brokerage.pairing g cross join unnest(array['C-14', 'C-15.first', 'C-15.second']) as c`,
    );
    expect(await late()).toHaveLength(3);
    await the.house.get(RecordSustainCheck).missed(NORTH);
    expect([await clocks(), await late()]).toEqual([[], []]);
  });
});
