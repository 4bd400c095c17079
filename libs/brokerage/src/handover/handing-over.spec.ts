import { EndAppointment } from '@app/identity';
import type { PersonId } from '@app/kernel';
import { RaiseNeed } from '@app/profiles';
import { EASTMARSH, MARLOWE, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { Exceptions } from '../exceptions/exceptions.query.js';
import { AnAgreement } from '../agreement/an-agreement.fixture.js';
import { Caseloads, type Caseload, type PostAndCases } from './caseloads.query.js';
import { FinishHandovers } from './finish-handovers.js';
import { HandOver, type CasesToHandOver } from './hand-over.js';

/** Two needs of Eastmarsh are with the broker; Marlowe is proposed for one of them. */
describe('a broker whose post ends', () => {
  let the: AnAgreement;
  let third: PersonId;

  beforeEach(async () => {
    the = await AnAgreement.open();
    await the.house.openNeed({ wantedOutcome: 'CANARY-outcome' });
    third = (await the.house.house.person({ name: 'Third', posts: [{ role: 'broker', brokerWeekday: 1 }] }))
      .id;
  });
  afterEach(() => the.close());

  const rows = <Row>(sql: string): Promise<Row[]> => the.house.house.asSuperuser<Row>(sql);
  const own = (who: Persona = 'broker'): Promise<Caseload> =>
    the.house.asking(who, (tx) => the.house.get(Caseloads).own(tx));
  const post = async (name = 'The broker'): Promise<PostAndCases | undefined> =>
    (await the.house.asking('chair', (tx) => the.house.get(Caseloads).posted(tx))).find(
      (each) => each.name === name,
    );
  const end = async (to: string, by: Persona = 'chair', change: { version?: number } = {}): Promise<void> => {
    const { id = '', version = 0 } = (await post()) ?? {};
    const asked = { appointment: id, version, to, ...change };
    await the.house.get(EndAppointment).execute(await the.house.as(by), NORTH, asked);
  };
  const handOver = async (change: Partial<CasesToHandOver> = {}, by: Persona = 'broker'): Promise<void> => {
    const cases = (await own()).lines.map(({ reference, version }) => ({ named: reference, version }));
    const asked = { cases, to: third, reason: 'My secondment ends.', ...change };
    await the.house.get(HandOver).execute(await the.house.as(by), NORTH, asked);
  };
  const owners = async (): Promise<string[]> =>
    (
      await rows<{ name: string }>(
        'select p.name from profiles.need n join identity.person p on p.id = n.owner_person_id order by p.name',
      )
    ).map(({ name }) => name);
  const state = async (): Promise<string | undefined> =>
    (
      await rows<{ state: string }>(
        `select a.state from identity.appointment a join identity.person p on p.id = a.person_id
         where p.name = 'The broker'`,
      )
    )[0]?.state;
  const sweep = (): Promise<number> => the.house.get(FinishHandovers).overdue(NORTH);

  it('sees everything alive with its next date and the day by which it is handed over: 30 working days before', async () => {
    await end('2027-02-26');
    const { lines, endsOn, handOverBy, late } = await own();
    expect(lines.map(({ nextDate }) => nextDate)).toEqual(['2026-12-02', '2026-12-02']);
    expect({ endsOn, handOverBy, late }).toEqual({
      endsOn: '2027-02-26',
      handOverBy: '2027-01-15',
      late: false,
    });
    expect(JSON.stringify(lines)).not.toMatch(/CANARY|Eastmarsh/);
  });

  it('hands all of it over with one act, pairings with their needs, and one mail tells the successor', async () => {
    await the.both();
    await the.decide();
    expect((await own()).lines).toHaveLength(2);
    await handOver();
    expect(await owners()).toEqual(['Third', 'Third']);
    expect((await own()).lines).toEqual([]);
    const pairings = await rows(
      `select 1 from brokerage.pairing g join identity.person p on p.id = g.gardener_person_id where p.name = 'Third'`,
    );
    const mails = await rows(`select 1 from platform.mail where kind = 'urgent'`);
    expect([pairings.length, mails.length]).toEqual([1, 1]);
  });

  it('hands over a part where one is chosen', async () => {
    const [first] = (await own()).lines;
    await handOver({ cases: [{ named: first?.reference ?? '', version: first?.version ?? 0 }] });
    expect(await owners()).toEqual(['The broker', 'Third']);
  });

  it('hands over all or nothing: an interest in one school of it is named, and nothing moves', async () => {
    await the.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${MARLOWE}', '2026-11-01' from identity.person where name = 'Third'`,
    );
    await expect(handOver()).rejects.toThrow(/^N-2026-\d{3} cannot go to this person/);
    expect(await owners()).toEqual(['The broker', 'The broker']);
    const stale = (await own()).lines.map(({ reference, version }) => ({
      named: reference,
      version: version - 1,
    }));
    await expect(handOver({ cases: stale })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await expect(handOver({ cases: [] })).rejects.toMatchObject({ errors: [{ path: 'cases' }] });
  });

  it('hands over nothing that is somebody else’s', async () => {
    await expect(handOver({}, 'interestedBroker')).rejects.toThrow();
    await expect(handOver({}, 'adviser')).rejects.toThrow();
    expect(await owners()).toEqual(['The broker', 'The broker']);
  });

  it('gets nothing new from the moment the end is set, and keeps what is there until it is handed over', async () => {
    await end('2027-02-26');
    expect(await state()).toBe('ending');
    const { reference } = await the.house.get(RaiseNeed).execute(await the.house.as('asker'), NORTH, {
      ...{ urn: EASTMARSH, primaryTheme: 'att.severe', keyStages: ['KS3'], priority: 'this_term' },
      ...{ sendThread: 'None known.', wantedOutcome: 'Pupils come back to school.', halfDaysWanted: 2 },
      ...{ windowFrom: '2026/27-3', windowTo: '2026/27-4', modes: ['in_person'] },
    });
    const [row] = await rows<{ name: string }>(
      `select p.name from profiles.need n join identity.person p on p.id = n.owner_person_id where n.reference = '${reference}'`,
    );
    expect(row?.name).not.toBe('The broker');
    expect((await own()).lines).toHaveLength(2);
    expect((await own('interestedBroker')).successors.map(({ name }) => name)).not.toContain('The broker');
  });

  it('stays ending past its day while something alive is theirs, and ends once it is not', async () => {
    await end('2026-12-04');
    the.house.clock.set(new Date('2026-12-07T09:00:00Z'));
    await sweep();
    expect(await state()).toBe('ending');
    const lines = (await post())?.alive;
    expect(lines).toBe(2);
    for (const { reference, version } of await rows<{ reference: string; version: number }>(
      'select reference, version from profiles.need',
    ))
      await handOver({ cases: [{ named: reference, version }] }, 'chair');
    expect(await sweep()).toBe(1);
    expect(await state()).toBe('ended');
  });

  it('is shown to the chair and to officers as late once C-17 is missed, who is told once by mail', async () => {
    await end('2027-02-26');
    the.house.clock.set(new Date('2027-01-15T09:00:00Z'));
    expect([await sweep(), (await post())?.late]).toEqual([0, false]);
    the.house.clock.set(new Date('2027-01-18T09:00:00Z'));
    expect([await sweep(), await sweep(), (await post())?.late]).toEqual([1, 0, true]);
    const { lines } = await the.house.asking('officer', (tx) => the.house.get(Exceptions).list(tx));
    expect(lines.filter(({ kind }) => kind === 'handover_late')).toEqual([
      {
        ...{ kind: 'handover_late', broker: 'The broker', alive: 2 },
        ...{ handOverBy: '2027-01-15', endsOn: '2027-02-26' },
      },
    ]);
    const [mail] = await rows<{ name: string; tasks: unknown }>(
      `select p.name, m.tasks from platform.mail m join identity.person p on p.id = m.person_id where m.kind = 'urgent'`,
    );
    const tasks = [{ reference: 'C-17', due: '2027-01-15', why: 'handover_late' }];
    expect(mail).toEqual({ name: 'The chair', tasks });
  });

  it('has its end set by the chair alone, for a day to come, and never by oneself or from another area', async () => {
    for (const who of ['broker', 'officer', 'asker', 'adviser'] as const)
      await expect(end('2027-02-26', who)).rejects.toThrow();
    await expect(end('2026-11-25')).rejects.toMatchObject({ errors: [{ path: 'to' }] });
    await expect(end('2027-02-26', 'chair', { version: 9 })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    const elsewhere = { ...(await the.house.as('chair')), area: SOUTH };
    const { id = '' } = (await post()) ?? {};
    await expect(
      the.house
        .get(EndAppointment)
        .execute(elsewhere, SOUTH, { appointment: id, version: 1, to: '2027-02-26' }),
    ).rejects.toThrow('There is nothing here');
    expect(await state()).toBe('active');
  });
});
