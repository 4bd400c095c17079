import type { Actor, SchoolUrn } from '@app/kernel';
import { Capacity } from '@app/profiles';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  UPLANDS,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { LightSteps } from './answer-light.js';
import { AskLight, type LightToAsk } from './ask-light.js';
import { LightPairings } from './light-pairings.query.js';
import type { LightView } from './light.views.js';

describe('a day or less between two schools', () => {
  let house: BrokerageHouse;
  const as = (who: Persona, school: SchoolUrn = MARLOWE): Promise<Actor> => house.as(who, school);
  const ask = async (change: Partial<LightToAsk> = {}, who: Persona = 'asker'): Promise<string> =>
    house.get(AskLight).execute(await as(who), NORTH, {
      ...{ own: EASTMARSH, other: MARLOWE, way: 'asks', purpose: 'See your attendance meeting.' },
      ...{ contact: 'Deputy head, 01234 567890', onDay: '2027-01-14', halfDays: 2, ...change },
    });
  const seen = async (named: string, who: Persona = 'head', school?: SchoolUrn): Promise<LightView> =>
    house.askingAs(await as(who, school), (tx) => house.get(LightPairings).one(tx, named));
  const answer = async (named: string, yes: boolean, who: Persona = 'head'): Promise<void> => {
    const { version } = await seen(named, who);
    await house.get(LightSteps).answer(await as(who), NORTH, { pairing: named, version, yes });
  };
  const step = async (what: 'end' | 'thank', named: string, who: Persona = 'asker'): Promise<void> => {
    const { version } = await seen(named, who);
    await house.get(LightSteps)[what](await as(who), NORTH, { pairing: named, version });
  };
  const booked = async (): Promise<number> =>
    house.askingAs(await as('head'), async (tx) => {
      const days = await house.get(Capacity).ofSchool(tx, MARLOWE);
      return days.kind === 'whole' ? days.windows.reduce((sum, each) => sum + each.booked, 0) : -1;
    });
  const asked = (): Promise<{ name: string; path: string; tasks: unknown }[]> =>
    house.house.asSuperuser<{ name: string; path: string; tasks: unknown }>(
      `select p.name, m.path, m.tasks from platform.mail m join identity.person p on p.id = m.person_id
       where m.kind = 'question' order by m.put_at, p.name`,
    );
  const tasks = async (who: Persona): Promise<string[]> =>
    (await house.askingAs(await as(who), (tx) => house.get(LightPairings).tasks(tx))).map(({ kind }) => kind);

  beforeEach(async () => {
    house = await BrokerageHouse.open();
  });
  afterEach(() => house.close());

  it('is asked by one head and accepted by the other; a broker is informed; no agenda, no review (R78)', async () => {
    const named = await ask();
    expect(await seen(named)).toMatchObject({
      ...{ reference: 'SL-2026-001', state: 'agreed_in_principle', gardener: 'The broker' },
      ...{ askedBy: 'The asker', can: { answer: true, thank: false, end: true } },
    });
    expect([await tasks('head'), await tasks('asker'), await tasks('broker')]).toEqual([
      ...[['answer_light'], [], ['know_light']],
    ]);
    await expect(answer(named, true, 'asker')).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await answer(named, true);
    expect(await seen(named, 'asker')).toMatchObject({
      state: 'active',
      can: { answer: false, thank: true, end: true },
    });
    await expect(answer(named, true)).rejects.toMatchObject({ code: 'ALREADY_ANSWERED' });
  });

  it('is asked by mail too, of the heads who are asked alone, and the mail says by when and no more', async () => {
    const named = await ask();
    expect(await asked()).toEqual([
      {
        ...{ name: `Head of ${MARLOWE}`, path: `/pairings/light/${named}` },
        tasks: [{ reference: named, due: '2027-01-14' }],
      },
    ]);
  });

  it('takes declared days where there are any, gives them with the thanks, and returns them when called off', async () => {
    await house.offer(MARLOWE);
    const first = await ask();
    await answer(first, true);
    expect([(await seen(first)).booked, await booked()]).toEqual([2, 2]);
    await expect(step('thank', first, 'head')).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await step('thank', first);
    expect(await seen(first)).toMatchObject({ state: 'closed', outcome: 'met', can: { end: false } });
    expect(await booked()).toBe(2);
    const second = await ask({ halfDays: 1 });
    await answer(second, true);
    expect(await booked()).toBe(3);
    await step('end', second);
    expect([(await seen(second)).outcome, await booked()]).toEqual(['ended_early', 2]);
  });

  it('rests on the word of the head where no days are declared for then', async () => {
    const named = await ask();
    await answer(named, true);
    expect(await seen(named)).toMatchObject({ state: 'active', halfDays: 2, booked: 0 });
  });

  it('may be offered too, and a no asks for no reason', async () => {
    const named = await ask({ own: MARLOWE, other: EASTMARSH, way: 'offers' }, 'head');
    expect(await seen(named, 'asker')).toMatchObject({
      ...{ asker: { name: 'Eastmarsh Academy' }, supporter: { name: 'Marlowe School' } },
      can: { answer: true },
    });
    await answer(named, false, 'asker');
    expect(await seen(named)).toMatchObject({ state: 'not_started' });
    expect(await house.askingAs(await as('head'), (tx) => house.get(LightPairings).list(tx))).toEqual([]);
  });

  it('is for the two schools, and for brokers without an interest in either (I-4)', async () => {
    const named = await ask({ other: UPLANDS });
    for (const [who, school] of [
      ['head', QUARRY],
      ['chair', undefined],
    ] as const)
      await expect(seen(named, who, school)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // Head of Uplands, and so one of its two schools: as a head they answer it, as a broker they are not told of it.
    expect(await tasks('interestedBroker')).toEqual(['answer_light']);
    const other = await ask({ other: QUARRY });
    expect((await seen(other, 'broker')).gardener).toBe('The broker');
    await expect(seen(other, 'head', MARLOWE)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stays within a day, in one line, of another school of the area, and for one’s own school alone (B05)', async () => {
    await expect(ask({ halfDays: 3 })).rejects.toMatchObject({ errors: [{ path: 'halfDays' }] });
    await expect(ask({ purpose: ' ' })).rejects.toMatchObject({ errors: [{ path: 'purpose' }] });
    await expect(ask({ onDay: '2026-11-24' })).rejects.toMatchObject({ errors: [{ path: 'onDay' }] });
    await expect(ask({ other: '123456' })).rejects.toMatchObject({ errors: [{ path: 'other' }] });
    await expect(ask({ other: EASTMARSH })).rejects.toMatchObject({ code: 'SAME_SCHOOL' });
    await expect(ask({ own: QUARRY })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask({}, 'broker')).rejects.toMatchObject({ code: 'NOT_GRANTED' });
  });

  it('is refused where a conflict bars the two schools', async () => {
    await house.raw(
      `set session_replication_role = replica; insert into brokerage.conflict (id, area_id, urn, other_urn, kind, state)
       values (gen_random_uuid(), '${NORTH}', '${EASTMARSH}', '${MARLOWE}', 'past_dispute', 'barred')`,
    );
    await expect(ask()).rejects.toMatchObject({ code: 'BARRED_CONFLICT' });
  });
});
