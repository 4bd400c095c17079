import type { Actor, PersonId } from '@app/kernel';
import { Actors } from '@app/identity';
import { Needs } from '@app/profiles';
import { MARLOWE, QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { Pairings } from '../pairing/pairings.query.js';
import { TendPairing } from '../tending/tend-pairing.js';
import { ReassignCase, type CaseToReassign } from './reassign-case.js';
import { Reassignments } from './reassignments.query.js';

const REASON = 'CANARY: the broker asked to be relieved of it.';

/** Marlowe is proposed for Eastmarsh; the other broker leads Uplands. */
describe('a case that changes hands', () => {
  let the: AnAgreement;
  let reference: string;
  let third: PersonId;

  beforeEach(async () => {
    the = await AnAgreement.open();
    const [row] = await rows<{ reference: string }>('select reference from profiles.need');
    reference = row?.reference ?? '';
    third = (await the.house.house.person({ name: 'Third', posts: [{ role: 'broker', brokerWeekday: 1 }] }))
      .id;
  });
  afterEach(() => the.close());

  const rows = <Row>(sql: string): Promise<Row[]> => the.house.house.asSuperuser<Row>(sql);
  const seen = (named: string, who: Persona = 'chair') =>
    the.house.asking(who, (tx) => the.house.get(Reassignments).one(tx, named));
  const give = async (named: string, change: Partial<CaseToReassign> = {}, by?: Actor): Promise<void> => {
    const { version } = await seen(named);
    const asked = { named, version, to: third, reason: REASON, ...change };
    await the.house.get(ReassignCase).execute(by ?? (await the.house.as('chair')), NORTH, asked);
  };
  const idOf = async (who: Persona): Promise<PersonId> => (await the.house.as(who)).id as PersonId;
  const interested = async (name: string, urn: string): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${urn}', '2026-11-01' from identity.person where name = '${name}'`,
    );
  const holders = async (): Promise<unknown> => {
    const needs = await rows<{ name: string }>(
      'select p.name from profiles.need n join identity.person p on p.id = n.owner_person_id',
    );
    const pairings = await rows<{ name: string }>(
      'select p.name from brokerage.pairing g join identity.person p on p.id = g.gardener_person_id',
    );
    return [...needs, ...pairings].map(({ name }) => name);
  };

  it('is given by the chair: the new holder reads all of it, and the former not any more', async () => {
    const whole = (who: Persona): Promise<unknown> =>
      the.house.asking(who, (tx) => the.house.get(Needs).detail(tx, reference));
    await expect(whole('broker')).resolves.toBeDefined();
    await give(reference);
    await expect(whole('broker')).rejects.toThrow();
    const mine = await the.house.askingAs(await actorOf(third), (tx) =>
      the.house.get(Needs).detail(tx, reference),
    );
    expect(mine).toMatchObject({ owner: { name: 'Third' } });
  });

  it('is named by its proposal as well', async () => {
    await give(the.proposed);
    expect(await holders()).toEqual(['Third']);
  });

  it('takes its pairings along, and the former gardener does nothing more about them', async () => {
    await the.both();
    const { pairing } = await the.decide();
    const named = pairing ?? '';
    expect(await seen(named)).toMatchObject({ alongside: [reference], holder: 'The broker' });
    await give(named);
    expect(await holders()).toEqual(['Third', 'Third']);
    const { version } = await the.house.asking('broker', (tx) => the.house.get(Pairings).one(tx, named));
    const act = { pairing: named, version, act: 'nudge', note: 'How does it go?' };
    await expect(
      the.house.get(TendPairing).execute(await the.house.as('broker'), NORTH, act),
    ).rejects.toThrow('You may not do this.');
    await expect(the.house.get(TendPairing).execute(await actorOf(third), NORTH, act)).resolves.toBeDefined();
  });

  it('is refused for somebody with an interest in any school of it, who is no choice on the page either', async () => {
    await interested('Third', MARLOWE);
    expect((await seen(reference)).free.map(({ name }) => name)).not.toContain('Third');
    await expect(give(reference)).rejects.toMatchObject({ code: 'OWNER_NOT_FREE' });
    await expect(give(reference, { to: await idOf('officer') })).rejects.toMatchObject({
      code: 'OWNER_NOT_FREE',
    });
    expect(await holders()).toEqual(['The broker']);
  });

  it('is refused to who saw an older version, without a reason, and to who has it already', async () => {
    const { version } = await seen(reference);
    await expect(give(reference, { version: version - 1 })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await expect(give(reference, { reason: ' ' })).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    await expect(give(reference, { to: await idOf('broker') })).rejects.toMatchObject({
      errors: [{ path: 'to' }],
    });
    expect(await holders()).toEqual(['The broker']);
  });

  it('is not there for anybody else: other roles, another broker, a chair with an interest, another area', async () => {
    for (const who of ['interestedBroker', 'adviser', 'officer', 'asker'] as const)
      await expect(give(reference, {}, await the.house.as(who))).rejects.toThrow();
    const elsewhere = { ...(await the.house.as('chair')), area: SOUTH };
    const asked = { named: reference, version: 1, to: third, reason: REASON };
    await expect(the.house.get(ReassignCase).execute(elsewhere, SOUTH, asked)).rejects.toThrow(
      'There is nothing here',
    );
    await interested('The chair', QUARRY);
    await expect(seen(reference)).resolves.toBeDefined();
    await interested('The chair', MARLOWE);
    await expect(seen(reference)).rejects.toThrow();
    expect(await holders()).toEqual(['The broker']);
  });

  it('is given away by a broker who has an interest now, though it is closed to them otherwise (I-4)', async () => {
    await interested('The broker', MARLOWE);
    const mine = await the.house.asking('broker', (tx) => the.house.get(Reassignments).needing(tx));
    expect(mine).toEqual([{ reference, holder: 'The broker', why: 'interest' }]);
    await give(reference, {}, await the.house.as('broker'));
    expect(await holders()).toEqual(['Third']);
    expect(await the.house.asking('chair', (tx) => the.house.get(Reassignments).needing(tx))).toEqual([]);
  });

  it('is on the chair’s list where its broker is in no post any more', async () => {
    await the.house.raw(
      `set session_replication_role = replica; update identity.appointment set state = 'ended'
       where person_id = (select id from identity.person where name = 'The broker')`,
    );
    expect(await the.house.asking('chair', (tx) => the.house.get(Reassignments).needing(tx))).toEqual([
      { reference, holder: 'The broker', why: 'gone' },
    ]);
  });

  it('tells both by mail on the day on which they broker, by its reference alone; the log keeps who and why', async () => {
    await give(reference);
    const mails = await rows<{ name: string; tasks: unknown; not_before: Date }>(
      `select p.name, m.tasks, m.not_before from platform.mail m join identity.person p on p.id = m.person_id
       where m.kind = 'urgent' order by p.name`,
    );
    expect(mails).toEqual([
      // Wednesday is today; Monday is the new one's day.
      {
        ...{ name: 'The broker', tasks: [{ reference, due: null, why: 'given_to_another' }] },
        not_before: new Date('2026-11-25T09:00:00Z'),
      },
      {
        ...{ name: 'Third', tasks: [{ reference, due: null, why: 'given_to_you' }] },
        not_before: new Date('2026-11-30T07:00:00Z'),
      },
    ]);
    const [event] = await rows<{ text: string }>(
      `select string_agg(o::text, '') as text from platform.outbox o`,
    );
    expect(event?.text ?? '').not.toContain('CANARY');
    const [entry] = await rows<{ n: number }>(
      `select count(*)::int as n from audit.entry where act = 'case.reassign' and outcome is distinct from 'refused'`,
    );
    expect(entry?.n).toBe(1);
  });

  it('cannot be given to somebody with an interest by raw SQL either', async () => {
    await the.both();
    await the.decide();
    await expect(
      the.house.raw(
        `update brokerage.pairing set gardener_person_id = (select id from identity.person where name = 'The asker')`,
      ),
    ).rejects.toThrow(/interest/);
  });

  async function actorOf(person: PersonId): Promise<Actor> {
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: null } as const;
    const actor = await the.house.get(Actors).of({ ...came, person });
    if (!actor) throw new Error('They are gone.');
    return actor;
  }
});
