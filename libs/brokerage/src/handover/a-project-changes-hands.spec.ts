import type { PersonId } from '@app/kernel';
import { EndAppointment } from '@app/identity';
import { QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { AProject, PROJECT } from '../../../../test/factories/a-project.js';
import { ReassignCase } from '../reassign/reassign-case.js';
import { Reassignments } from '../reassign/reassignments.query.js';
import { Caseloads, type Caseload } from './caseloads.query.js';
import { FinishHandovers } from './finish-handovers.js';
import { HandOver } from './hand-over.js';

/** A project goes on; its broker's post ends. */
describe('a project that changes hands', () => {
  let the: AProject;
  let third: PersonId;

  beforeEach(async () => {
    the = await AProject.open();
    await the.allYes();
    await the.begin();
    third = (await the.house.house.person({ name: 'Third', posts: [{ role: 'broker', brokerWeekday: 1 }] }))
      .id;
  });
  afterEach(() => the.close());

  const rows = <Row>(sql: string): Promise<Row[]> => the.house.house.asSuperuser<Row>(sql);
  const own = (who: Persona = 'broker'): Promise<Caseload> =>
    the.house.asking(who, (tx) => the.house.get(Caseloads).own(tx));
  const holder = async (): Promise<string | undefined> =>
    (
      await rows<{ name: string }>(
        'select p.name from brokerage.project g join identity.person p on p.id = g.gardener_person_id',
      )
    )[0]?.name;
  const interested = (name: string): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${QUARRY}', '2026-11-01' from identity.person where name = '${name}'`,
    );
  const handOver = async (): Promise<void> => {
    const cases = (await own()).lines.map(({ reference, version }) => ({ named: reference, version }));
    const asked = { cases, to: third, reason: 'My secondment ends.' };
    await the.house.get(HandOver).execute(await the.house.as('broker'), NORTH, asked);
  };
  const give = async (who: Persona = 'chair', to: PersonId = third): Promise<void> => {
    const { version } = await the.house.asking(who, (tx) => the.house.get(Reassignments).one(tx, PROJECT));
    const asked = { named: PROJECT, version, to, reason: 'The broker asked for it.' };
    await the.house.get(ReassignCase).execute(await the.house.as(who), NORTH, asked);
  };

  it('is part of its broker’s caseload with its next date, and is handed over with the rest', async () => {
    expect((await own()).lines).toMatchObject([{ reference: PROJECT, alongside: [] }]);
    await handOver();
    expect([await holder(), (await own()).lines]).toEqual(['Third', []]);
    const mails = await rows(`select 1 from platform.mail where kind = 'urgent'`);
    expect(mails).toHaveLength(1);
  });

  it('keeps a post from ending while it is its holder’s', async () => {
    const { id, version } = (
      await the.house.asking('chair', (tx) => the.house.get(Caseloads).posted(tx))
    ).find(({ name }) => name === 'The broker') ?? { id: '', version: 0 };
    const asked = { appointment: id, version, to: '2026-12-04' };
    await the.house.get(EndAppointment).execute(await the.house.as('chair'), NORTH, asked);
    the.house.clock.set(new Date('2026-12-07T09:00:00Z'));
    const state = async (): Promise<unknown> =>
      (await rows<{ state: string }>(`select state from identity.appointment where id = '${id}'`))[0]?.state;
    await the.house.get(FinishHandovers).overdue(NORTH);
    expect(await state()).toBe('ending');
    await give();
    await the.house.get(FinishHandovers).overdue(NORTH);
    expect([await holder(), await state()]).toEqual(['Third', 'ended']);
  });

  it('is on the list of what needs somebody else where its broker has an interest in one of its schools', async () => {
    await interested('The broker');
    const mine = await the.house.asking('chair', (tx) => the.house.get(Reassignments).needing(tx));
    expect(mine).toEqual([{ reference: PROJECT, holder: 'The broker', why: 'interest' }]);
    await give('broker');
    expect(await holder()).toBe('Third');
  });

  it('is refused for somebody with an interest in any of its schools, by raw SQL neither', async () => {
    await interested('Third');
    await expect(give()).rejects.toMatchObject({ code: 'OWNER_NOT_FREE' });
    const raw = () => the.house.raw(`update brokerage.project set gardener_person_id = '${third}'`);
    await expect(raw()).rejects.toThrow(/interest/);
    const handed = async () => handOver();
    await expect(handed()).rejects.toThrow(/^PJ-2026-001 cannot go to this person/);
    expect(await holder()).toBe('The broker');
  });

  it('is given by the chair, or by whoever has it: not by other brokers, officers or heads', async () => {
    for (const who of ['interestedBroker', 'officer', 'asker', 'adviser'] as const) {
      const given = async () => give(who);
      await expect(given()).rejects.toThrow();
    }
    await give();
    const [entry] = await rows<{ n: number }>(
      `select count(*)::int as n from audit.entry where act = 'case.reassign' and outcome is distinct from 'refused'`,
    );
    expect([await holder(), entry?.n]).toEqual(['Third', 1]);
  });
});
