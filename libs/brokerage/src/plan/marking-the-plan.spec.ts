import type { MatchRunId, NeedId, SchoolUrn } from '@app/kernel';
import type { Plan } from '@app/matching';
import { DeclareOffer } from '@app/profiles';
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
import { NeedCandidates } from '../candidates/need-candidates.query.js';
import { RequestMatchRun } from '../match-run/request-match-run.js';
import { MarkPlan, type MarkToMake } from './mark-plan.js';
import { UnmarkPlan } from './unmark-plan.js';

describe('locks and bars in the plan', () => {
  let house: BrokerageHouse;
  let need: NeedId;

  const mark = async (change: Partial<MarkToMake> = {}, who: Persona = 'broker'): Promise<string> =>
    house.get(MarkPlan).execute(await house.as(who), NORTH, {
      ...{ need, supporter: QUARRY, kind: 'lock', reason: 'Both heads have worked together before.' },
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
  /** Whom the next run gives the need, all open needs weighed together. */
  const planned = async (): Promise<SchoolUrn[]> => {
    const { pairs } = await planOf(await house.run());
    return pairs.filter((pair) => pair.need === need).map(({ supporter }) => supporter);
  };

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

  it('are obeyed by the next run: who is locked gets the need, and once the lock is lifted the best does again', async () => {
    expect(await planned()).toEqual([MARLOWE]);
    const id = await mark();
    expect(await planned()).toEqual([QUARRY]);
    await lift(id);
    expect(await planned()).toEqual([MARLOWE]);
  });

  it('keep a barred school out of the plan and off the list, until the bar is lifted', async () => {
    const id = await mark({ supporter: MARLOWE, kind: 'bar', reason: 'A new head starts in January.' });
    expect(await planned()).toEqual([QUARRY]);
    const { refused } = await house.asking('broker', (tx) => house.get(NeedCandidates).ofNeed(tx, need));
    expect(refused.find(({ urn }) => urn === MARLOWE)?.because.map(({ code }) => code)).toEqual([
      'VETOED_BY_BROKER',
    ]);
    await lift(id);
    expect(await planned()).toEqual([MARLOWE]);
  });

  it('make another question of the same needs, and the same marks the same question', async () => {
    const ask = async () =>
      house.get(RequestMatchRun).execute(await house.as('broker'), NORTH, { needIds: null });
    const free = await ask();
    await mark();
    const locked = await ask();
    expect(locked.id).not.toBe(free.id);
    expect(await ask()).toEqual({ ...locked, joined: true });
  });

  it('lock the offer that the list shows, where a school has several', async () => {
    const head = await house.as('head', QUARRY);
    const better = await house.get(DeclareOffer).execute(head, NORTH, {
      ...{ urn: QUARRY, keyStages: ['KS3', 'KS4'], modes: ['in_person'] },
      themes: [
        {
          ...{ theme: 'att.persistent', depth: 'can_work_alongside', evidence: 'released_review' },
          ...{ howWeKnow: 'A review in May', on: '2026-05-12' },
        },
      ],
    });
    await mark();
    const { pairs } = await planOf(await house.run());
    expect(pairs).toMatchObject([{ supporter: QUARRY, offer: better, locked: true }]);
  });

  it('want a reason, a school and one of two kinds', async () => {
    await expect(mark({ reason: ' \u202e ' })).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    await expect(mark({ kind: 'keep' })).rejects.toMatchObject({ errors: [{ path: 'kind' }] });
    await expect(mark({ supporter: 'Quarry' })).rejects.toMatchObject({ errors: [{ path: 'supporter' }] });
  });

  it('are not made where they could not stand: the rule is named, and nothing is kept', async () => {
    await expect(mark({ supporter: SALTERN })).rejects.toMatchObject({
      code: 'LOCK_BREAKS_RULE',
      message: 'This lock cannot stand because of a shared trust or federation.',
    });
    await expect(mark({ supporter: SILENT })).rejects.toMatchObject({ code: 'NO_OFFER' });
    await expect(mark({ supporter: EASTMARSH })).rejects.toMatchObject({ code: 'NOT_OF_THIS_AREA' });
    await mark();
    await expect(mark()).rejects.toMatchObject({ code: 'ALREADY_MARKED' });
    await expect(mark({ kind: 'bar' })).rejects.toMatchObject({ code: 'ALREADY_MARKED' });
    await expect(mark({ supporter: MARLOWE })).rejects.toMatchObject({ code: 'LOCKS_EXCEED_NEED' });
    expect(await planned()).toEqual([QUARRY]);
  });

  it('are nobody’s to make or lift but a broker’s without an interest in the schools or in a rival that is listed (I-4)', async () => {
    const id = await mark();
    for (const who of ['asker', 'adviser', 'officer'] as const) {
      await expect(mark({ supporter: MARLOWE }, who)).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_/) as string,
      });
      await expect(lift(id, who)).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_/) as string,
      });
    }
    // Head of Uplands, which offers as well from now on.
    await house.offer(UPLANDS);
    await house.run();
    const interested = { code: 'INTERESTED' };
    await expect(mark({ supporter: MARLOWE, kind: 'bar' }, 'interestedBroker')).rejects.toMatchObject(
      interested,
    );
    await expect(lift(id, 'interestedBroker')).rejects.toMatchObject(interested);
    await expect(mark({ supporter: UPLANDS }, 'interestedBroker')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('are refused to who has an interest by the database too, whatever was decided before', async () => {
    await expect(
      house.house.asSuperuser(
        `insert into brokerage.plan_mark (id, area_id, need_id, asker_urn, supporter_urn, kind, reason, marked_by, marked_at)
         select gen_random_uuid(), area_id, $1, '${EASTMARSH}', '${UPLANDS}', 'lock', 'Ours.', id, now()
         from identity.person where name = 'The interestedBroker'`,
        [need],
      ),
    ).rejects.toMatchObject({ code: 'TR001' });
  });

  it('stay as they were said, who made and who lifted them in the log; they end once', async () => {
    const id = await mark();
    await expect(
      house.house.asSuperuser(`update brokerage.plan_mark set reason = 'Another.' where id = $1`, [id]),
    ).rejects.toMatchObject({ code: 'TR004' });
    await lift(id);
    await expect(lift(id)).rejects.toMatchObject({ code: 'LIFTED_ALREADY' });
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

  it('have one effect where one form is sent twice', async () => {
    const repeat = { route: 'POST /plan/marks', key: 'one', body: 'same' };
    const send = async () =>
      house
        .get(MarkPlan)
        .execute(
          await house.as('broker'),
          NORTH,
          { need, supporter: QUARRY, kind: 'lock', reason: 'Both want it.' },
          repeat,
        );
    const [one, two] = await Promise.all([send(), send()]);
    expect(two).toBe(one);
  });
});
