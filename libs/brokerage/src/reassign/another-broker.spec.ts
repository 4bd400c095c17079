import type { Actor, PersonId } from '@app/kernel';
import { Actors } from '@app/identity';
import { Needs, TriageNeed } from '@app/profiles';
import { EASTMARSH, NOW, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { DecideProposal } from '../agreement/decide-proposal.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { AskForAnotherBroker } from './ask-for-another-broker.js';
import { ReassignCase } from './reassign-case.js';
import { Reassignments } from './reassignments.query.js';

/** Marlowe is proposed for Eastmarsh's need; the other broker leads Uplands, and a third is free. */
describe('another broker, asked for by a head (I-4)', () => {
  let the: AnAgreement;
  let reference: string;
  let third: PersonId;

  beforeEach(async () => {
    the = await AnAgreement.open();
    reference =
      (await rows<{ reference: string }>('select reference from profiles.need'))[0]?.reference ?? '';
    third = await brokerNamed('Third', 1);
  });
  afterEach(() => the.close());

  const rows = <Row>(sql: string): Promise<Row[]> => the.house.house.asSuperuser<Row>(sql);
  const brokerNamed = async (name: string, brokerWeekday: 1 | 2 | 3 | 4 | 5): Promise<PersonId> =>
    (
      await the.house.house.person({
        ...{ name, email: `${name.toLowerCase()}@example.org` },
        posts: [{ role: 'broker', brokerWeekday }],
      })
    ).id;
  const actorOf = async (person: PersonId): Promise<Actor> => {
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW } as const;
    const actor = await the.house.get(Actors).of({ ...came, person });
    if (!actor) throw new Error('They are gone.');
    return actor;
  };
  const version = async (): Promise<number> =>
    (await rows<{ version: number }>('select version from profiles.need'))[0]?.version ?? 0;
  const ask = async (by?: Actor, seen?: number): Promise<void> => {
    const asked = { need: reference, version: seen ?? (await version()) };
    await the.house.get(AskForAnotherBroker).execute(by ?? (await the.house.as('asker')), NORTH, asked);
  };
  const owner = async (): Promise<string | undefined> =>
    (
      await rows<{ name: string }>(
        'select p.name from profiles.need n join identity.person p on p.id = n.owner_person_id',
      )
    )[0]?.name;
  const interested = (name: string, urn: string, kind = 'family'): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, '${kind}', '${urn}', '2026-11-01' from identity.person where name = '${name}'`,
    );

  it('has the request at once, without a reason, and the former reads and does nothing more about it', async () => {
    await interested('The interestedBroker', EASTMARSH);
    await ask();
    expect(await owner()).toBe('Third');
    const whole = (who: Persona) => async () =>
      the.house.asking(who, (tx) => the.house.get(Needs).detail(tx, reference));
    await expect(whole('broker')()).rejects.toThrow();
    const mine = await the.house.askingAs(await actorOf(third), (tx) =>
      the.house.get(Needs).detail(tx, reference),
    );
    expect(mine).toMatchObject({ owner: { name: 'Third' } });
  });

  it('comes with the pairings that the former looked after', async () => {
    await interested('The interestedBroker', EASTMARSH);
    await the.both();
    await the.decide();
    await ask();
    const [pairing] = await rows<{ name: string }>(
      'select p.name from brokerage.pairing g join identity.person p on p.id = g.gardener_person_id',
    );
    expect([await owner(), pairing?.name]).toEqual(['Third', 'Third']);
  });

  it('is one change where it is asked for twice at once (B07)', async () => {
    const head = await the.house.as('asker');
    const seen = await version();
    const both = await Promise.allSettled([ask(head, seen), ask(head, seen)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await rows('select 1 from brokerage.broker_change')).toHaveLength(1);
    await expect(ask(head, seen)).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });

  it('is refused to staff of the school, and there is nothing to see for anybody else (B07)', async () => {
    const { id } = await the.house.house.person({
      ...{ name: 'Iris Bell', email: 'iris@example.org' },
      posts: [{ role: 'staff', urn: EASTMARSH, flags: ['delegated'] }],
    });
    const staff = await actorOf(id);
    await expect(ask(staff)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    for (const who of ['broker', 'chair', 'officer', 'head'] as const) {
      const asked = async () => ask(await the.house.as(who));
      await expect(asked()).rejects.toThrow();
    }
    const elsewhere = { ...(await the.house.as('asker')), area: SOUTH };
    const asked = { need: reference, version: 1 };
    await expect(the.house.get(AskForAnotherBroker).execute(elsewhere, SOUTH, asked)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await owner()).toBe('The broker');
  });

  it('keeps a decision that the former was making from being made (B07)', async () => {
    await the.both();
    const seen = (await the.seen()).version;
    await ask();
    const decide = async (by: Actor) =>
      the.house
        .get(DecideProposal)
        .execute(by, NORTH, { proposal: the.proposed, version: seen, outcome: 'agreed' });
    const former = async () => decide(await the.house.as('broker'));
    await expect(former()).rejects.toMatchObject({ code: 'ASKED_AWAY' });
    await expect(decide(await actorOf(third))).resolves.toMatchObject({ waits: false });
  });

  it('is never one with an interest in a school of it: to a broker who competes there is nothing to take up (B07)', async () => {
    await interested('The interestedBroker', EASTMARSH, 'competition');
    const triage = async () =>
      the.house.get(TriageNeed).execute(await the.house.as('interestedBroker'), NORTH, {
        ...{ need: reference, version: await version(), priority: 'this_term' },
        ...{ nextDate: '2026-11-27', diagnosed: false },
      });
    await expect(triage()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await ask();
    expect(await owner()).toBe('Third');
  });

  it('is never one whom the school asked away before; where nobody is left, the adviser, then the chair', async () => {
    await interested('The interestedBroker', EASTMARSH);
    await ask();
    await ask();
    expect(await owner()).toBe('The adviser');
    await ask();
    expect(await owner()).toBe('The chair');
    await expect(ask()).rejects.toMatchObject({ code: 'NOBODY_TO_ASK' });
  });

  it('tells the chair that it happened and no more, and the log says who asked and gives no reason', async () => {
    await ask();
    const mails = await rows<{ name: string; tasks: unknown }>(
      `select p.name, m.tasks from platform.mail m join identity.person p on p.id = m.person_id
       where m.kind = 'urgent' order by p.name`,
    );
    expect(mails.find(({ name }) => name === 'The chair')?.tasks).toEqual([
      { reference, due: null, why: 'another_broker' },
    ]);
    const shown = await the.house.asking('chair', (tx) => the.house.get(Reassignments).askedFor(tx));
    expect(shown).toEqual([{ reference, at: NOW }]);
    expect(await the.house.asking('broker', (tx) => the.house.get(Reassignments).askedFor(tx))).toEqual([]);
    const [entry] = await rows<{ n: number }>(
      `select count(*)::int as n from audit.entry where act = 'broker.change.request' and outcome is distinct from 'refused'`,
    );
    expect(entry?.n).toBe(1);
  });

  it('may be given back by the chair alone, as any request', async () => {
    await ask();
    const asked = { named: reference, version: await version(), reason: 'The two have spoken.' };
    const to = (await the.house.as('broker')).id as PersonId;
    await the.house.get(ReassignCase).execute(await the.house.as('chair'), NORTH, { ...asked, to });
    expect(await owner()).toBe('The broker');
  });
});
