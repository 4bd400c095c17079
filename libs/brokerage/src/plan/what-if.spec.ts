import type { MatchRunId, NeedId, OfferId } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  SILENT,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { NeedCandidates } from '../candidates/need-candidates.query.js';
import { RequestMatchRun } from '../match-run/request-match-run.js';
import { HoldMeeting } from '../meeting/hold-meeting.js';
import { MakeProposal } from '../proposal/make-proposal.js';
import { ComparePlans } from './compare-plans.query.js';
import { MarkPlan } from './mark-plan.js';
import type { PlanComparison } from './plan.views.js';
import type { Supposition } from './read-supposition.js';
import { TermPlans } from './term-plan.query.js';

describe('a what-if', () => {
  let house: BrokerageHouse;
  let free: NeedId;
  let bound: NeedId;
  let plan: MatchRunId;

  const suppose = async (asked: Supposition, who: Persona = 'broker'): Promise<MatchRunId> => {
    const { id, joined } = await house.get(RequestMatchRun).suppose(await house.as(who), NORTH, asked);
    if (!joined) await house.finish(id);
    return id;
  };
  const beside = (
    other: MatchRunId,
    who: Persona = 'broker',
    reason: string | null = null,
  ): Promise<PlanComparison> =>
    house.asking(who, (tx) => house.get(ComparePlans).of(tx, plan, other, reason));
  const locked = (): Supposition => ({ marks: [{ need: free, supporter: MARLOWE, kind: 'lock' }] });
  /** Everything that lives, to the letter; runs and what they read are none of it. */
  const live = async (): Promise<unknown> => {
    const tables = ['profiles.need', 'profiles.offer', 'profiles.capacity_window', 'profiles.capacity_entry'];
    const more = [
      'brokerage.proposal',
      'brokerage.pairing',
      'brokerage.plan_mark',
      'brokerage.broker_choice',
    ];
    const all = [...tables, ...more].map(
      (table) =>
        `select '${table}' as t, md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as h from ${table} r`,
    );
    return house.house.asSuperuser(all.join(' union all '));
  };

  beforeAll(async () => {
    house = await BrokerageHouse.open();
    await house.offer(MARLOWE);
    await house.offer(QUARRY);
    free = await house.openNeed();
    bound = await house.openNeed({}, { kind: 'only', urns: [MARLOWE] });
    plan = await house.run();
  });
  afterAll(() => house.close());

  it('changes no live row and leaves no hold (I-30)', async () => {
    const before = await live();
    await suppose({ ...locked(), days: [{ supporter: QUARRY, halfTerm: '2026/27-3', halfDays: -2 }] });
    expect(await live()).toEqual(before);
  });

  it('stands beside the plan: what each read, in all, and who gains or loses', async () => {
    const found = await beside(await suppose(locked()));
    expect(found.read).toMatchObject({
      marks: [{ kind: 'lock', urn: MARLOWE, only: 'b', need: { need: free } }],
      ...{ days: [], needs: [], otherwise: false },
    });
    expect([found.a.totals.placed, found.b.totals.placed]).toEqual([2, 1]);
    expect(found.changed.map(({ need, before, after }) => [need, before.length, after.length])).toEqual(
      expect.arrayContaining([
        [free, 1, 1],
        [bound, 1, 0],
      ]),
    );
  });

  it('supposes days that nobody has declared, and says so', async () => {
    const other = await suppose({
      days: [
        { supporter: QUARRY, halfTerm: '2026/27-3', halfDays: -16 },
        { supporter: QUARRY, halfTerm: '2026/27-4', halfDays: -16 },
      ],
    });
    const { read, changed, b } = await beside(other);
    expect(read.days).toEqual([
      { urn: QUARRY, name: 'Quarry Lane School', halfTerm: '2026/27-3', a: 16, b: 0 },
      { urn: QUARRY, name: 'Quarry Lane School', halfTerm: '2026/27-4', a: 16, b: 0 },
    ]);
    expect(b.totals.placed).toBe(1);
    expect(changed.filter(({ before, after }) => after.length < before.length)).toHaveLength(1);
  });

  it('supposes a group in the place of what is asked for already, and says it of both', async () => {
    const group = (schools: readonly string[]): Supposition => ({
      groups: [{ need: free, group: 'named', schools }],
    });
    const [one, other] = [await suppose(group([MARLOWE])), await suppose(group([QUARRY]))];
    const { read, a, b } = await house.asking('broker', (tx) => house.get(ComparePlans).of(tx, one, other));
    expect(read).toMatchObject({ marks: [], days: [], needs: [], otherwise: false });
    expect(read.groups.map(({ need, schools, only }) => [need.need, schools[0]?.urn, only])).toEqual([
      [free, MARLOWE, 'a'],
      [free, QUARRY, 'b'],
    ]);
    expect([a.totals.placed, b.totals.placed]).toEqual([1, 2]);
    expect((await beside(one)).read.groups).toMatchObject([{ only: 'b' }]);
    for (const [path, wrong] of [
      ['groups.0.group', { need: free, group: 'friends', schools: [] }],
      ['groups.0.schools', { need: free, group: 'named', schools: [] }],
      ['groups.0.schools', { need: free, group: 'named', schools: [EASTMARSH] }],
      ['groups.0.need', { need: 'N-2026-999', group: 'special', schools: [] }],
    ] as const)
      await expect(suppose({ groups: [wrong] })).rejects.toMatchObject({
        errors: expect.arrayContaining([expect.objectContaining({ path })]) as unknown,
      });
    const twice = [...(group([MARLOWE]).groups ?? []), ...(group([QUARRY]).groups ?? [])];
    await expect(suppose({ groups: twice })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('is never the plan, never advice, and nothing of it is proposed or gone through in a meeting', async () => {
    const other = await suppose(locked());
    const latest = await house.asking('broker', (tx) => house.get(TermPlans).latest(tx));
    expect(latest?.run.id).toBe(plan);
    expect(latest?.whatIfs.map(({ id }) => id)).toContain(other);
    const seen = await house.asking('broker', (tx) => house.get(NeedCandidates).ofNeed(tx, free));
    expect(seen.run?.id).toBe(plan);
    const offer = seen.candidates[0]?.offer as OfferId;
    const broker = await house.as('broker');
    await expect(
      house.get(MakeProposal).execute(broker, NORTH, { run: other, need: free, offer, reason: 'Why not.' }),
    ).rejects.toMatchObject({ code: 'WHAT_IF_ONLY' });
    await expect(house.get(HoldMeeting).open(broker, NORTH, other)).rejects.toMatchObject({
      code: 'RUN_NOT_FINISHED',
    });
  });

  it('can suppose that nothing were locked or barred, and tells what the locks and bars cost', async () => {
    await house.get(MarkPlan).execute(await house.as('broker'), NORTH, {
      ...{ need: free, supporter: QUARRY, kind: 'bar', reason: 'Its deputy leaves at Christmas.' },
    });
    const [barred, other] = [await house.run(), await suppose({ withoutMarks: true })];
    const { read, a, b } = await house.asking('broker', (tx) =>
      house.get(ComparePlans).of(tx, barred, other),
    );
    expect(read.marks).toMatchObject([{ kind: 'bar', urn: QUARRY, only: 'a' }]);
    expect([a.totals.placed, b.totals.placed]).toEqual([1, 2]);
    await house.raw(
      `set session_replication_role = replica; update brokerage.plan_mark set ended_at = marked_at, ended_by = marked_by`,
    );
    // The same question as at first: that run is the plan again.
    expect(
      (await house.get(RequestMatchRun).execute(await house.as('broker'), NORTH, { needIds: null })).id,
    ).toBe(plan);
  });

  it('supposes of the plan as it was made, so that nothing but what is supposed tells the two apart', async () => {
    const days = (declared: number): Promise<void> =>
      house.raw(
        `set session_replication_role = replica; update profiles.capacity_window set declared = ${String(declared)} where supporter_urn = '${QUARRY}'`,
      );
    await days(2);
    const { read } = await beside(
      await suppose({ marks: [{ need: free, supporter: MARLOWE, kind: 'bar' }] }),
    );
    await days(16);
    expect(read).toMatchObject({
      days: [],
      needs: [],
      otherwise: false,
      marks: [{ kind: 'bar', only: 'b' }],
    });
  });

  it('says what it cannot suppose', async () => {
    const fault = async (asked: Supposition, path: string) =>
      expect(suppose(asked)).rejects.toMatchObject({ errors: [{ path }] });
    const day = { supporter: QUARRY, halfTerm: '2026/27-3', halfDays: 2 };
    await fault({}, '');
    await fault({ marks: [{ need: free, supporter: MARLOWE, kind: 'keep' }] }, 'marks.0.kind');
    await fault({ marks: [{ need: EASTMARSH, supporter: MARLOWE, kind: 'bar' }] }, 'marks.0.need');
    await fault({ days: [day, { ...day, halfTerm: '2020/21-1' }] }, 'days.1.halfTerm');
    await fault({ days: [{ ...day, halfDays: 0.5 }] }, 'days.0.halfDays');
    await fault({ days: [{ ...day, supporter: '990999' }] }, 'days.0.supporter');
    await expect(suppose({ days: [{ ...day, supporter: SILENT }] })).rejects.toMatchObject({
      code: 'NO_OFFER',
    });
  });

  it('is for brokers and advisers to ask, and for officers to read with a reason; of hidden needs nothing is told', async () => {
    const other = await suppose(locked(), 'adviser');
    await expect(suppose(locked(), 'officer')).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_/) as string,
    });
    await expect(beside(other, 'officer')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect((await beside(other, 'officer', 'Sample of May')).changed).not.toEqual([]);
    await house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${EASTMARSH}', '2026-01-01' from identity.person where name = 'The adviser'`,
    );
    const hidden = await beside(other, 'adviser');
    expect([hidden.changed, hidden.read.marks, hidden.a.totals.needs]).toEqual([[], [], 0]);
    await expect(suppose(locked(), 'adviser')).rejects.toMatchObject({ errors: [{ path: 'marks.0.need' }] });
    await expect(suppose({ withoutMarks: true }, 'adviser')).rejects.toMatchObject({ code: 'NO_NEEDS' });
  });
});
