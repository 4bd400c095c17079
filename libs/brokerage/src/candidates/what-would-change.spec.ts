import type { NeedId, SchoolUrn } from '@app/kernel';
import { applyChange, buildProblem, openSnapshot, rankCandidates, whyNotNext } from '@app/matching';
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
import type { WhyNotSchoolView, WholeNeedCandidatesView } from '../views.js';
import { NeedCandidates } from './need-candidates.query.js';

describe('what would change who is first', () => {
  let house: BrokerageHouse;
  let need: NeedId;
  const whole = (who: Persona = 'broker'): Promise<WholeNeedCandidatesView> =>
    house.asking(who, (tx) => house.get(NeedCandidates).whole(tx, need));
  const whyNot = (
    urn: SchoolUrn,
    who: Persona = 'broker',
    reason: string | null = null,
  ): Promise<WhyNotSchoolView> =>
    house.asking(who, (tx) => house.get(NeedCandidates).whyNot(tx, need, urn, reason));
  const snapshot = async (): Promise<string> => {
    const [row] = await house.house.asSuperuser<{ text: string }>(
      `select convert_from(b.bytes, 'UTF8') as text from brokerage.match_run r
       join platform.blob b on b.hash = r.snapshot_hash and b.area_id = r.area_id
       where $1 = any (r.need_ids) order by r.requested_at desc limit 1`,
      [need],
    );
    return row?.text ?? '';
  };
  const receipts = async (): Promise<number> => {
    const [row] = await house.house.asSuperuser<{ many: number }>(
      `select count(*)::int as many from audit.entry where kind = 'act' and act = 'run.read'`,
    );
    return row?.many ?? 0;
  };

  beforeAll(async () => {
    house = await BrokerageHouse.open();
    await house.offer(MARLOWE);
    await house.offer(SALTERN);
    await house.offer(UPLANDS, {}, 12);
    await house.offer(QUARRY, {
      themes: [{ theme: 'att.persistent', depth: 'can_talk', howWeKnow: 'Our own figures' }],
    });
    need = await house.openNeed();
    await house.run([need]);
  });
  afterAll(() => house.close());

  it('is told for the next ones in words, and each word holds when it is done to the snapshot (I-15)', async () => {
    const { next, candidates } = await whole();
    expect(next.map(({ urn }) => urn)).toEqual(candidates.slice(1, 4).map(({ urn }) => urn));
    const problem = openSnapshot(await snapshot());
    const told = next.flatMap(({ toBeFirst }) => toBeFirst);
    expect(told.length).toBeGreaterThan(0);
    const worked = whyNotNext(problem, rankCandidates(problem, 0));
    for (const { supporter, toBeFirst } of worked)
      for (const change of toBeFirst) {
        const after = buildProblem(applyChange(problem.snapshot, change));
        expect(rankCandidates(after, 0).candidates[0]?.supporter).toBe(supporter);
      }
    expect(told.map(({ kind }) => kind)).toEqual(
      worked.flatMap(({ toBeFirst }) => toBeFirst.map(({ kind }) => kind)),
    );
    const quarry = await whyNot(QUARRY);
    expect(quarry).toMatchObject({ standing: 'behind', run: 'R-0001', because: [] });
    for (const each of told)
      expect(each.if).toMatch(
        /^if (Uplands School|Quarry Lane School|Eastmarsh Academy|\d+ of 1,000) .{10,}/,
      );
    expect(quarry.apart.reduce((sum, { points }) => sum + points, 0)).toBe(quarry.behindBy);
  });

  it('names every rule of a school that is not listed, and of one that offers nothing', async () => {
    expect(await whyNot(SALTERN)).toMatchObject({
      ...{ standing: 'refused', place: null, points: null, toBeFirst: [], toBeListed: [] },
      because: [{ code: 'SAME_RESPONSIBLE_BODY' }],
    });
    expect((await whyNot(SILENT)).because).toEqual([
      { code: 'NO_OFFER', sentence: 'Silent School has not offered support yet.' },
    ]);
    expect((await whyNot(EASTMARSH)).because).toMatchObject([{ code: 'OWN_SCHOOL' }]);
    expect(await whyNot(MARLOWE)).toMatchObject({ standing: 'first', place: 1, toBeFirst: [] });
    await expect(whyNot('990999' as SchoolUrn)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is nobody’s to read who has an interest, heads included, and leaves a receipt for each reading', async () => {
    await house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${EASTMARSH}', '2026-01-01' from identity.person
       where name = 'The interestedBroker'`,
    );
    for (const who of ['interestedBroker', 'asker'] as const) {
      await expect(whyNot(QUARRY, who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(whole(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(whyNot(QUARRY, 'officer')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    const before = await receipts();
    await whyNot(QUARRY, 'officer', 'Sample of May');
    await whole();
    expect(await receipts()).toBe(before + 2);
  });
});

describe('a need that nobody can answer', () => {
  it('has the fewest rules that keep everybody out: without them somebody is listed, with any one of them nobody (N12)', async () => {
    const house = await BrokerageHouse.open();
    try {
      for (const urn of [MARLOWE, QUARRY]) await house.offer(urn, { travelKm: 5, keyStages: ['KS2'] });
      await house.offer(SALTERN);
      const need = await house.openNeed();
      await house.run([need]);
      const { nobody, candidates, refused } = await house.asking('broker', (tx) =>
        house.get(NeedCandidates).whole(tx, need),
      );
      expect(candidates).toEqual([]);
      const opens = (rules: readonly string[]): string[] =>
        refused
          .filter(({ because }) => because.every(({ code }) => rules.includes(code)))
          .map(({ name }) => name);
      const rules: readonly string[] = nobody?.rules ?? [];
      expect(rules.length).toBeGreaterThan(0);
      expect(opens(rules)).toEqual(nobody?.schools.map(({ name }) => name));
      for (const kept of rules) expect(opens(rules.filter((rule) => rule !== kept))).toEqual([]);
      expect(nobody?.sentence).toContain('The least that stands in the way is');
      expect(nobody?.without).toMatch(/could be listed: /);
    } finally {
      await house.close();
    }
  });
});
