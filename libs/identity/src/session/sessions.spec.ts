import { FixedClock, type AccountId, type PersonId } from '@app/kernel';
import { NORTH, TestHouse } from '../../../../test/factories/an-area.js';
import { systemActor } from '../actor/system-actor.js';
import { HalfSessions } from './half-sessions.js';
import { OwnSessions } from './own-sessions.js';
import { Sessions } from './sessions.js';

describe('a session', () => {
  let house: TestHouse;
  let sessions: Sessions;
  let own: OwnSessions;
  let people = 0;
  beforeAll(async () => {
    house = await TestHouse.open();
    const clock = new FixedClock(new Date());
    sessions = new Sessions(house.work, house.lookup, house.audit, clock);
    own = new OwnSessions(house.work, house.lookup, house.audit, clock);
  });
  afterAll(() => house.close());

  async function somebody(role: 'adviser' | 'officer' | 'chair' | 'sysadmin') {
    const name = `Somebody ${'x'.repeat((people += 1))}`;
    const { id, account } = await house.person({ name, posts: [{ role }] });
    return { person: id, account };
  }
  const begin = async (who: { person: PersonId; account: AccountId }): Promise<string> =>
    (await sessions.start({ ...who, area: NORTH, by: 'password', requestId: 'r' })).id;
  const usedAgo = (account: AccountId, minutes: number) =>
    house.asSuperuser(
      `update identity.session set seen_at = now() - make_interval(mins => $2) where account_id = $1`,
      [account, minutes],
    );
  const goesOn = async (id: string): Promise<boolean[]> => [
    await sessions.goesOn(id),
    (await sessions.find(id)) !== null,
  ];

  it.each([
    ['adviser', 30],
    ['officer', 15],
    ['chair', 15],
    ['sysadmin', 15],
  ] as const)('of an %s ends after %i minutes without use (7.3.1)', async (role, minutes) => {
    const who = await somebody(role);
    const id = await begin(who);
    await usedAgo(who.account, minutes - 1);
    expect(await goesOn(id)).toEqual([true, true]);
    // Using it began the time anew.
    await usedAgo(who.account, minutes);
    expect(await goesOn(id)).toEqual([false, false]);
    expect(await own.of({ ...who, area: NORTH, actor: systemActor('sign-in', NORTH) }, id)).toEqual([]);
  });

  it('is kept alive by use, and ends after twelve hours all the same (7.3.2)', async () => {
    const who = await somebody('adviser');
    const id = await begin(who);
    const begun = (hours: string) =>
      house.asSuperuser(
        `update identity.session set started_at = now() - $2::interval where account_id = $1`,
        [...[who.account, hours]],
      );
    await begun('11 hours 59 minutes');
    expect(await goesOn(id)).toEqual([true, true]);
    await begun('12 hours');
    expect(await goesOn(id)).toEqual([false, false]);
  });

  it('is swept thirty-one days after it began, and one that waited for its second step a day after its end', async () => {
    const who = await somebody('adviser');
    await begin(who);
    const halves = new HalfSessions(house.lookup);
    const [gone, stays] = [
      await halves.start({ ...who, area: NORTH, owes: 'factor' }),
      await halves.start({ ...who, area: NORTH, owes: 'enrol' }),
    ];
    await house.asSuperuser(
      `update identity.half_session set ends_at = now() - interval '25 hours' where account_id = $1 and owes = 'factor'`,
      [who.account],
    );
    await house.asSuperuser(
      `update identity.session set started_at = now() - interval '32 days' where account_id = $1`,
      [who.account],
    );
    expect(await own.sweep()).toBe(2);
    expect(await own.sweep()).toBe(0);
    expect([await halves.find(gone), (await halves.find(stays))?.owes]).toEqual([null, 'enrol']);
  });
});
