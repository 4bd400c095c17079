import { Client } from 'pg';
import { DeclarePaidWork } from '@app/identity';
import { Needs, WithdrawNeed } from '@app/profiles';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { LapseProposals } from '../agreement/lapse-proposals.js';
import { ACommission, SAID } from './a-commission.fixture.js';
import { ApproveCommission } from './approve-commission.js';
import { ChangeCommission } from './change-commission.js';
import type { CommissionSaid } from './commission-fields.js';
import { Commissions } from './commissions.query.js';

describe('help from outside the area', () => {
  let the: ACommission;
  beforeAll(async () => {
    the = await ACommission.open();
  });
  afterEach(() => the.afresh());
  afterAll(() => the.close());

  const paidBy = async (who: Persona, supplier: string): Promise<void> =>
    the.house.get(DeclarePaidWork).execute(await the.house.as(who), NORTH, supplier);
  const listed = async (who: Persona): Promise<string[]> => {
    const page = { limit: 25, offset: 0 };
    const { lines } = await the.house.asking(who, (tx) => the.house.get(Commissions).list(tx, {}, page));
    return lines.map(({ reference, state }) => `${reference} ${state}`);
  };
  const faults = async (said: Partial<CommissionSaid>): Promise<string[]> => {
    const refusal = (await the.draft(said).catch((error: unknown) => error)) as {
      readonly errors?: readonly { readonly path: string }[];
    };
    return (refusal.errors ?? []).map(({ path }) => path);
  };

  it('is drafted from what the run says of a request that nobody in the area can answer', async () => {
    expect(await the.draft({ supplier: 'Ashdown Tutors' })).toBe('CM-2026-001');
    expect(await the.seen('CM-2026-001')).toMatchObject({
      ...{ state: 'drafted', need: 'N-2026-001', supplier: 'Ashdown Tutors', funder: 'Downland Council' },
      ...{ pence: 480_000, halfDays: 12, deliverBy: '2027-03-26', awardPence: null },
      deliverables: ['A plan for each family', 'A report for the head'],
      school: { urn: EASTMARSH, name: 'Eastmarsh Academy' },
      grounds: { certificate: { run: 'R-0001', kind: 'no_candidate' }, routesTried: SAID.routesTried },
      steps: [{ to: 'drafted', by: 'The broker' }],
      can: { change: true, approve: false, quote: false, accept: false, cancel: true },
    });
    expect(await the.house.needState(the.need)).toBe('open');
  });

  it('is approved by the chair, quoted for, awarded, delivered, accepted and paid; the request is met from outside', async () => {
    const named = await the.draft();
    await the.approve(named);
    expect(await the.house.needState(the.need)).toBe('commissioned');
    await the.step(named, 'quote');
    await the.award(named);
    expect(await the.seen(named)).toMatchObject({
      ...{ state: 'awarded', supplier: 'Ashdown Tutors Ltd', awardPence: 450_000, deliverBy: '2027-03-19' },
    });
    await the.step(named, 'begin');
    await the.accept(named);
    expect(await the.house.needState(the.need)).toBe('met');
    await the.pay(named);
    const { steps, paidPence } = await the.seen(named);
    expect(steps.map(({ to, by }) => `${to} ${by}`)).toEqual([
      ...['drafted The broker', 'approved The chair', 'out_to_quote The broker', 'awarded The broker'],
      ...['delivering The broker', 'accepted The broker', 'paid The broker'],
    ]);
    expect(paidPence).toBe(450_000);
  });

  it('is sent back with what is missing, and begins again or is cancelled', async () => {
    const named = await the.underWay();
    await the.accept(named, { accepted: false, said: 'The report is not there.' });
    expect(await the.seen(named)).toMatchObject({ state: 'sent_back' });
    await the.step(named, 'begin');
    await the.accept(named, { accepted: false, said: 'It is still not there.' });
    await the.cancel(named, 'The supplier gave it up.');
    expect((await the.seen(named)).steps.at(-1)).toMatchObject({ note: 'The supplier gave it up.' });
    expect(await the.house.needState(the.need)).toBe('open');
  });

  it('that is accepted and did not meet the request leaves it open', async () => {
    await the.accept(await the.underWay(), { met: false });
    expect(await the.house.needState(the.need)).toBe('open');
  });

  it('is not approved with a reason that is read with it, and another may be drafted', async () => {
    const named = await the.draft();
    await expect(the.approve(named, 'chair', { approved: false, reason: ' ' })).rejects.toMatchObject({
      errors: [{ path: 'reason' }],
    });
    await the.approve(named, 'chair', { approved: false, reason: 'Ask the hub once more.' });
    expect((await the.seen(named)).steps.at(-1)).toMatchObject({
      ...{ to: 'cancelled', by: 'The chair', note: 'Ask the hub once more.' },
    });
    expect(await the.draft()).toBe('CM-2026-002');
  });

  it('names every field that does not fit, and leaves nothing', async () => {
    for (const [said, fields] of [
      [{ specification: ' ' }, ['specification']],
      [{ routesTried: '' }, ['routesTried']],
      [{ deliverables: [] }, ['deliverables']],
      [{ deliverables: Array<string>(11).fill('One') }, ['deliverables']],
      [{ deliverBy: '2026-11-25' }, ['deliverBy']],
      [{ deliverBy: '2027-02-30' }, ['deliverBy']],
      [{ pence: -1, halfDays: 0.5 }, ['pence', 'halfDays']],
      [{ funder: '' }, ['funder']],
    ] as const)
      expect([said, await faults(said)]).toEqual([said, fields]);
    expect(await listed('broker')).toEqual([]);
  });

  it('costs no more than was approved', async () => {
    const named = await the.draft();
    await the.approve(named);
    await the.step(named, 'quote');
    await expect(the.award(named, { awardPence: 480_001 })).rejects.toMatchObject({
      errors: [{ path: 'awardPence' }],
    });
    await the.award(named, { awardPence: 480_000 });
    await the.step(named, 'begin');
    await the.accept(named);
    await expect(the.pay(named, 480_001)).rejects.toMatchObject({ errors: [{ path: 'paidPence' }] });
  });

  it('is put right until the chair has answered, by who saw it as it is', async () => {
    const named = await the.draft();
    const change = async (said: object): Promise<void> =>
      the.house.get(ChangeCommission).execute(await the.house.as('adviser'), NORTH, {
        ...{ ...(await the.held(named)), ...SAID, ...said },
      });
    await change({ pence: 500_000 });
    expect(await the.seen(named)).toMatchObject({ pence: 500_000, version: 2 });
    await expect(change({ version: 1 })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await the.approve(named);
    await expect(change({})).rejects.toMatchObject({ code: 'COMMISSION_CANNOT_MOVE' });
  });

  it('goes no further when the head takes the request back', async () => {
    const named = await the.draft();
    const { version } = await the.house.asking('asker', (tx) =>
      the.house.get(Needs).summary(tx, 'N-2026-001'),
    );
    const asked = { need: 'N-2026-001', version, reason: 'We found help ourselves.' };
    await the.house.get(WithdrawNeed).execute(await the.house.as('asker'), NORTH, asked);
    await the.house.get(LapseProposals).ofNeed(NORTH, the.need);
    expect((await the.seen(named, 'officer')).state).toBe('cancelled');
  });

  describe('takes two people always', () => {
    it('nobody approves what they drafted or changed, in raw SQL neither', async () => {
      const named = await the.draft();
      await the.house.raw(
        `set session_replication_role = replica;
         insert into identity.appointment (id, area_id, person_id, role, from_on, state, version)
         select gen_random_uuid(), area_id, id, 'chair', '2026-01-01', 'active', 1 from identity.person where name = 'The broker'`,
      );
      await expect(the.approve(named, 'broker')).rejects.toMatchObject({ code: 'SAME_PERSON' });
      await expect(
        the.house.raw(
          `update brokerage.commission set state = 'approved', decided_by = written_by[1], moved_by = written_by[1], decided_at = now()`,
        ),
      ).rejects.toMatchObject({ code: 'TR006' });
      await the.approve(named);
    });

    it('and the second is the chair: no broker, adviser, officer, head or Board member', async () => {
      const named = await the.draft();
      for (const who of ['adviser', 'officer', 'asker', 'board'] as const)
        await expect(the.approve(named, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
      await expect(the.approve(named, 'head')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('is decided by nobody with an interest', () => {
    it('in the school: a chair reads it and does not approve it, a broker does not find it (I-4)', async () => {
      const named = await the.draft();
      await the.interest('The chair', EASTMARSH);
      await expect(the.approve(named)).rejects.toMatchObject({ code: 'INTERESTED' });
      expect(await the.seen(named, 'chair')).toMatchObject({
        ...{
          can: { approve: false },
          closedBecause: expect.stringContaining('interest in the school') as string,
        },
      });
      expect(await the.house.asking('chair', (tx) => the.house.get(Commissions).toApprove(tx))).toEqual([]);
      await the.interest('The broker', EASTMARSH);
      await expect(the.cancel(named)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(
        the.house.raw(`update brokerage.commission set state = 'cancelled', moved_at = now()`),
      ).rejects.toMatchObject({ code: 'TR001' });
    });

    it('nor anybody whom the supplier pays, however its name is written', async () => {
      const named = await the.draft({ supplier: 'Ashdown Tutors' });
      await paidBy('chair', 'The ASHDOWN Tutors Ltd.');
      await expect(the.approve(named)).rejects.toMatchObject({ code: 'INTERESTED' });
      expect((await the.seen(named, 'chair')).closedBecause).toContain('paid by this supplier');
      expect(await the.house.asking('chair', (tx) => the.house.get(Commissions).toApprove(tx))).toEqual([]);
      await expect(
        the.house.raw(
          `update brokerage.commission set state = 'approved', decided_at = now(),
           decided_by = (select id from identity.person where name = 'The chair'),
           moved_by = (select id from identity.person where name = 'The chair')`,
        ),
      ).rejects.toMatchObject({ code: 'TR001' });
    });

    it('nor accepts what their own payer delivered', async () => {
      const named = await the.underWay();
      await paidBy('broker', 'Ashdown Tutors');
      await expect(the.accept(named)).rejects.toMatchObject({ code: 'INTERESTED' });
      await expect(the.house.raw(`update brokerage.commission set state = 'accepted'`)).rejects.toMatchObject(
        { code: 'TR001' },
      );
    });

    it('nor is it awarded to who pays somebody that drafted or approved it', async () => {
      const named = await the.draft();
      await the.approve(named);
      await the.step(named, 'quote');
      await paidBy('chair', 'Ashdown Tutors');
      await expect(the.award(named)).rejects.toMatchObject({ code: 'SUPPLIER_PAYS_APPROVER' });
      await the.award(named, { supplier: 'Weald Learning' });
    });
  });

  describe('is for', () => {
    it('brokers, advisers, officers and the chair', async () => {
      await the.draft();
      for (const who of ['broker', 'interestedBroker', 'adviser', 'officer', 'chair'] as const)
        expect([who, await listed(who)]).toEqual([who, ['CM-2026-001 drafted']]);
    });

    it('the head of the school, without who else might have helped', async () => {
      await the.draft();
      expect(await listed('asker')).toEqual(['CM-2026-001 drafted']);
      expect(await the.seen('CM-2026-001', 'asker')).toMatchObject({
        ...{ grounds: null, specification: SAID.specification, closedBecause: null },
        can: { change: false, approve: false, cancel: false },
      });
    });

    it('nobody else: another head, a Board member by name', async () => {
      await the.draft();
      expect(await listed('head')).toEqual([]);
      await expect(the.seen('CM-2026-001', 'head')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(listed('board')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(the.seen('CM-2026-001', 'board')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('no other area: its people, and the database by itself', async () => {
      const named = await the.draft();
      const elsewhere = { ...(await the.house.as('chair')), area: SOUTH };
      const asked = { commission: named, version: 1, approved: true };
      await expect(the.house.get(ApproveCommission).execute(elsewhere, SOUTH, asked)).rejects.toThrow(
        'There is nothing here',
      );
      const client = new Client({ connectionString: the.house.house.database.appUrl });
      await client.connect();
      const inArea = async (area: string, table: string): Promise<number> => {
        await client.query('begin');
        await client.query(`select set_config('app.area', $1, true)`, [area]);
        const { rowCount } = await client.query(`select from brokerage.${table}`);
        await client.query('rollback');
        return rowCount ?? -1;
      };
      try {
        for (const table of ['commission', 'commission_step'])
          expect([await inArea(NORTH, table), await inArea(SOUTH, table)]).toEqual([1, 0]);
      } finally {
        await client.end();
      }
    });
  });

  it('stands in the database as it was written: moves, what was approved, steps', async () => {
    const named = await the.draft();
    await the.approve(named);
    const set = (to: string): Promise<void> => the.house.raw(`update brokerage.commission set ${to}`);
    await expect(set(`state = 'paid', paid_pence = 1`)).rejects.toMatchObject({ code: 'TR007' });
    await expect(set(`state = 'out_to_quote', pence = 1`)).rejects.toMatchObject({ code: 'TR004' });
    await expect(the.house.raw('delete from brokerage.commission')).rejects.toMatchObject({ code: 'TR004' });
    await expect(the.house.raw(`update brokerage.commission_step set note = 'x'`)).rejects.toMatchObject({
      code: 'TR004',
    });
  });

  it('leaves an entry in the log of the school with each step, and with the brief that the chair read', async () => {
    const named = await the.draft();
    await the.seen(named, 'chair');
    await the.approve(named);
    await the.seen(named, 'chair');
    await the.step(named, 'quote');
    const acts = await the.house.house.asSuperuser<{ act: string; n: number; schools: string[] }>(
      `select act, count(*)::int as n, schools from audit.entry
       where act like 'commission.%' or act = 'case.brief' group by act, schools order by act`,
    );
    expect(acts).toEqual([
      { act: 'case.brief', n: 1, schools: [EASTMARSH] },
      { act: 'commission.approve', n: 1, schools: [EASTMARSH] },
      { act: 'commission.draft', n: 1, schools: [EASTMARSH] },
      { act: 'commission.quote', n: 1, schools: [EASTMARSH] },
    ]);
  });

  it('gives the request a day on which it is looked at again', async () => {
    const named = await the.underWay();
    const next = async (): Promise<string | null> =>
      (await the.house.asking('broker', (tx) => the.house.get(Needs).summary(tx, 'N-2026-001'))).nextDate;
    expect(await next()).toBe('2027-03-19');
    await the.accept(named, { accepted: false, said: 'Nothing came.' });
    await the.cancel(named);
    expect(await next()).toBe('2026-11-25');
  });

  it('is drafted for nothing that a school of the area could do, and once at a time', async () => {
    await the.draft();
    await expect(the.draft()).rejects.toMatchObject({ code: 'COMMISSIONED_ALREADY' });
    await the.cancel('CM-2026-001');
    await the.house.offer(QUARRY);
    await the.house.run([the.need]);
    await expect(the.draft()).rejects.toMatchObject({ code: 'NO_CERTIFICATE' });
  });
});
