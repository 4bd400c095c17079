import { NORTH } from '../../../../test/factories/an-area.js';
import { QUARRY } from '../../../../test/factories/a-brokerage-house.js';
import { HandToCover } from '../cover/hand-to-cover.js';
import { Exceptions } from '../exceptions/exceptions.query.js';
import { NeedCandidates } from '../candidates/need-candidates.query.js';
import { MakeProposal } from '../proposal/make-proposal.js';
import { ACommission } from './a-commission.fixture.js';
import { CommissionTasks } from './commission-tasks.query.js';
import { Commissions } from './commissions.query.js';

/** Ten working days of the office to the chair's answer, thirty more to the award (C-12). */
describe('help from outside in its time', () => {
  let the: ACommission;
  beforeAll(async () => {
    the = await ACommission.open();
  });
  beforeEach(async () => {
    the.house.clock.set(new Date('2026-11-25T09:00:00Z'));
    await the.afresh();
    await the.house.run([the.need]);
    await certified();
  });
  afterAll(() => the.close());

  /** The same question joins the run that stands, so the clock is set back by hand as the run's end set it. */
  const certified = (): Promise<void> =>
    the.house.raw(
      `set session_replication_role = replica; insert into brokerage.deadline
       (id, area_id, clock, subject_id, started_at, due_on, due_at, calendar_version, state)
       select gen_random_uuid(), area_id, 'C-12.approved', id, '2026-11-25T09:00:00Z', '2026-12-09', '2026-12-09T23:59:59Z', '1', 'open'
       from profiles.need where id = '${the.need}' on conflict do nothing`,
    );
  const clocks = (): Promise<object[]> =>
    the.house.house.asSuperuser(
      `select clock, to_char(due_on, 'YYYY-MM-DD') as due, state from brokerage.deadline
       where clock like 'C-12%' order by started_at, clock`,
    );
  const at = (instant: string): void => {
    the.house.clock.set(new Date(instant));
  };
  const late = async (): Promise<object[]> => {
    const { lines } = await the.house.asking('officer', (tx) => the.house.get(Exceptions).list(tx));
    return lines.flatMap((line) =>
      line.kind === 'overdue' ? [{ clock: line.clock, need: line.need, missedOn: line.missedOn }] : [],
    );
  };
  const asked = async (who: 'broker' | 'chair'): Promise<string[]> => {
    const tasks = await the.house.asking(who, (tx) => the.house.get(CommissionTasks).ofPerson(tx));
    return tasks.map(({ kind, reference, dueOn }) => `${kind} ${reference} ${dueOn ?? ''}`.trim());
  };

  it('begins with the run that finds nobody, and once', async () => {
    const other = await the.house.openNeed({ primaryTheme: 'att.strategy' });
    await the.house.raw(`set session_replication_role = replica; delete from brokerage.deadline`);
    await the.house.run([other]);
    expect(await clocks()).toEqual([{ clock: 'C-12.approved', due: '2026-12-09', state: 'open' }]);
    await the.house.run([other]);
    expect(await clocks()).toHaveLength(1);
    await the.house.raw(
      `set session_replication_role = replica; delete from brokerage.deadline; delete from profiles.need where id = '${other}'`,
    );
  });

  it('names the request among those that nobody can answer until help is drafted for it', async () => {
    const wanted = () => the.house.asking('adviser', (tx) => the.house.get(Commissions).wanted(tx));
    expect(await wanted()).toMatchObject([{ need: 'N-2026-001', dueOn: '2026-12-09' }]);
    expect((await the.house.asking('chair', (tx) => the.house.get(Commissions).wanted(tx))).length).toBe(0);
    await the.draft();
    expect(await wanted()).toEqual([]);
  });

  it('is met by the chair’s answer, counts on to the award, and stops with what is cancelled', async () => {
    const named = await the.draft();
    expect((await the.seen(named)).dueOn).toBe('2026-12-09');
    expect(await asked('chair')).toEqual([`approve ${named} 2026-12-09`]);
    await the.approve(named);
    expect(await clocks()).toMatchObject([
      { clock: 'C-12.approved', state: 'met' },
      { clock: 'C-12.awarded', state: 'open' },
    ]);
    const { dueOn } = await the.seen(named);
    expect(await asked('chair')).toEqual([]);
    expect(await asked('broker')).toEqual([`quote ${named} ${dueOn ?? ''}`]);
    await the.step(named, 'quote');
    await the.award(named);
    expect(await clocks()).toMatchObject([{ state: 'met' }, { clock: 'C-12.awarded', state: 'met' }]);
  });

  it('is among the exceptions once its day has gone by, and for a year after it came late', async () => {
    const named = await the.draft();
    expect(await late()).toEqual([]);
    at('2026-12-10T09:00:00Z');
    expect(await late()).toEqual([{ clock: 'C-12.approved', need: 'N-2026-001', missedOn: null }]);
    await the.approve(named);
    expect(await late()).toEqual([{ clock: 'C-12.approved', need: 'N-2026-001', missedOn: '2026-12-10' }]);
    at('2027-03-01T09:00:00Z');
    expect(await late()).toEqual([
      { clock: 'C-12.awarded', need: 'N-2026-001', missedOn: null },
      { clock: 'C-12.approved', need: 'N-2026-001', missedOn: '2026-12-10' },
    ]);
    await the.cancel(named);
    expect(await late()).toEqual([{ clock: 'C-12.approved', need: 'N-2026-001', missedOn: '2026-12-10' }]);
  });

  it('takes the place of the day by which a school is asked (C-2): nobody covers for what no school can do', async () => {
    at('2026-12-01T09:00:00Z');
    expect(await the.house.get(HandToCover).overdue(NORTH)).toBe(0);
    await the.house.raw(`set session_replication_role = replica; delete from brokerage.deadline`);
    expect(await the.house.get(HandToCover).overdue(NORTH)).toBe(1);
    await the.house.raw(
      `set session_replication_role = replica; update profiles.need set cover_person_id = null, covered_on = null`,
    );
  });

  it('asks who has the request in hand for each step, and whoever is paid by the supplier for none', async () => {
    const named = await the.underWay();
    expect(await asked('broker')).toEqual([]);
    at('2027-03-19T09:00:00Z');
    expect(await asked('broker')).toEqual([`accept ${named} 2027-03-19`]);
    await the.accept(named, { accepted: false, said: 'The report is not there.' });
    expect(await asked('broker')).toEqual([`settle ${named}`]);
    await the.step(named, 'begin');
    await the.accept(named);
    expect(await asked('broker')).toEqual([`pay ${named}`]);
  });

  it('stops when a school is found after all', async () => {
    await the.house.offer(QUARRY);
    const run = await the.house.run([the.need]);
    expect(await clocks()).toEqual([{ clock: 'C-12.approved', due: '2026-12-09', state: 'stopped' }]);
    const listed = await the.house.asking('broker', (tx) =>
      the.house.get(NeedCandidates).ofNeed(tx, the.need),
    );
    const chosen = { run, need: the.need, offer: listed.candidates[0]?.offer as never, reason: null };
    await the.house.get(MakeProposal).execute(await the.house.as('broker'), NORTH, chosen);
  });
});
