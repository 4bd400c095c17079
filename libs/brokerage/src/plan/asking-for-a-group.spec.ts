import type { MatchRunId, NeedId, SchoolUrn } from '@app/kernel';
import { sayUnmet, type Names, type Plan } from '@app/matching';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  SALTERN,
  SILENT,
  UPLANDS,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { MarkPlan } from './mark-plan.js';
import { SetGroup, type GroupToSet } from './set-group.js';
import { TermPlans } from './term-plan.query.js';
import { UnmarkPlan } from './unmark-plan.js';

describe('a group that one partner is to be of', () => {
  let house: BrokerageHouse;
  let need: NeedId;

  const group = async (change: Partial<GroupToSet> = {}, who: Persona = 'broker'): Promise<string> =>
    house.get(SetGroup).execute(await house.as(who), NORTH, {
      ...{ need, group: 'named', schools: [QUARRY], reason: 'Only they have the unit.' },
      ...change,
    });
  const lift = async (id: string, who: Persona = 'broker'): Promise<void> =>
    house.get(UnmarkPlan).execute(await house.as(who), NORTH, id);
  const planOf = async (run: MatchRunId): Promise<Plan> => {
    const [row] = await house.house.asSuperuser<{ plan: Plan }>(
      'select plan from brokerage.match_run where id = $1',
      [run],
    );
    return row!.plan;
  };
  const planned = async (): Promise<SchoolUrn[]> =>
    (await planOf(await house.run())).pairs.map(({ supporter }) => supporter);

  beforeAll(async () => {
    house = await BrokerageHouse.open();
    await house.offer(MARLOWE, {
      themes: [
        {
          ...{ theme: 'att.persistent', depth: 'can_work_alongside', evidence: 'adviser_visit' },
          ...{ howWeKnow: 'Visit in May', on: '2026-05-12' },
        },
      ],
    });
    for (const urn of [SALTERN, QUARRY]) await house.offer(urn);
    need = await house.openNeed();
  });
  afterAll(() => house.close());
  afterEach(() =>
    house.raw(
      `set session_replication_role = replica; update brokerage.plan_mark set ended_at = marked_at, ended_by = marked_by`,
    ),
  );

  it('is obeyed by the next run, whoever has more points, until it is lifted', async () => {
    expect(await planned()).toEqual([MARLOWE]);
    const id = await group();
    const told = await house.asking('broker', (tx) => house.get(TermPlans).latest(tx));
    expect(told!.marksChanged).toBe(1);
    expect(told!.needs[0]!.marks).toMatchObject([
      { id, kind: 'group', urn: null, group: 'named', name: 'Quarry Lane School' },
    ]);
    expect(await planned()).toEqual([QUARRY]);
    expect((await house.asking('broker', (tx) => house.get(TermPlans).latest(tx)))!.marksChanged).toBe(0);
    await lift(id);
    expect(await planned()).toEqual([MARLOWE]);
  });

  it('leaves the need without anybody where no school of it may be proposed, and says so', async () => {
    await group({ schools: [SALTERN] });
    const { pairs, unmet } = await planOf(await house.run());
    expect(pairs).toEqual([]);
    expect(sayUnmet(unmet[0]!.because, {} as Names)).toBe(
      'It is to have one of the schools chosen, and none of these schools may be proposed for it',
    );
  });

  it('goes by the setting that the register gives schools, as it is when the run reads it', async () => {
    await expect(group({ group: 'special', schools: [] })).rejects.toMatchObject({ code: 'NO_OFFER' });
    const becomes = (setting: string): Promise<unknown> =>
      house.raw(
        `set session_replication_role = replica; update schools.school set setting = '${setting}' where urn = '${QUARRY}'`,
      );
    await becomes('special');
    await group({ group: 'special', schools: [] });
    expect(await planned()).toEqual([QUARRY]);
    // The rule stands when its last school is one no more: the need waits.
    await becomes('mainstream');
    expect(await planned()).toEqual([]);
  });

  it('is not asked for where it could not stand, and no lock is made that leaves it no room', async () => {
    await expect(group({ schools: [SILENT] })).rejects.toMatchObject({ code: 'NO_OFFER' });
    const lock = async (supporter: SchoolUrn): Promise<string> =>
      house.get(MarkPlan).execute(await house.as('broker'), NORTH, {
        ...{ need, supporter, kind: 'lock', reason: 'Both want it.' },
      });
    await lock(MARLOWE);
    await expect(group()).rejects.toMatchObject({
      code: 'LOCKS_LEAVE_NO_GROUP',
      message: 'The schools locked to this need leave no room for one of the group that it is to have.',
    });
    await house.raw(
      `set session_replication_role = replica; update brokerage.plan_mark set ended_at = marked_at, ended_by = marked_by`,
    );
    await group();
    await expect(lock(MARLOWE)).rejects.toMatchObject({ code: 'LOCKS_LEAVE_NO_GROUP' });
    await lock(QUARRY);
    await expect(group()).rejects.toMatchObject({ code: 'ALREADY_MARKED' });
    expect(await planned()).toEqual([QUARRY]);
  });

  it('wants one of three kinds, a reason, and schools where they are named', async () => {
    for (const [change, path] of [
      [{ group: 'large' }, 'group'],
      [{ reason: ' ' }, 'reason'],
      [{ schools: [] }, 'schools'],
      [{ schools: [EASTMARSH] }, 'schools'],
      [{ schools: [QUARRY, QUARRY] }, 'schools'],
      [{ schools: ['Quarry'] }, 'schools'],
    ] as const)
      await expect(group(change)).rejects.toMatchObject({ errors: [{ path }] });
  });

  it('is nobody’s to ask for or lift but a broker’s without an interest in the schools, by the database too (I-4)', async () => {
    const id = await group({ schools: [QUARRY, MARLOWE] });
    for (const who of ['asker', 'adviser', 'officer'] as const) {
      await expect(group({}, who)).rejects.toMatchObject({ code: expect.stringMatching(/NOT_/) as string });
      await expect(lift(id, who)).rejects.toMatchObject({ code: expect.stringMatching(/NOT_/) as string });
    }
    await expect(group({ schools: [UPLANDS] }, 'interestedBroker')).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_FOUND|INTERESTED/) as string,
    });
    await expect(
      house.house.asSuperuser(
        `insert into brokerage.plan_mark (id, area_id, need_id, asker_urn, kind, group_kind, schools, reason, marked_by, marked_at)
         select gen_random_uuid(), area_id, gen_random_uuid(), '${EASTMARSH}', 'group', 'named', array['${UPLANDS}'], 'Ours.', id, now()
         from identity.person where name = 'The interestedBroker'`,
      ),
    ).rejects.toMatchObject({ code: 'TR001' });
  });

  it('stays as it was said, and stands in the log with its schools', async () => {
    const id = await group();
    await expect(
      house.house.asSuperuser(`update brokerage.plan_mark set schools = '{999999}' where id = $1`, [id]),
    ).rejects.toMatchObject({ code: 'TR004' });
    await lift(id);
    const acts = await house.house.asSuperuser<{ act: string; schools: string[] }>(
      `select act, schools from audit.entry where kind = 'act' and entity like $1 order by entity`,
      [`brokerage.plan_mark:${id}:%`],
    );
    const schools = [EASTMARSH, QUARRY];
    expect(acts).toEqual([
      { act: 'plan.mark', schools },
      { act: 'plan.unmark', schools },
    ]);
  });
});
