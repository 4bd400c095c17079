import { BrokerageHouse, MARLOWE, QUARRY, UPLANDS } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import type { MatchRunId } from '@app/kernel';
import { systemActor } from '@app/identity';
import { RequestMatchRun } from './request-match-run.js';
import { ReplayRun } from './replay-run.js';

const OPS = systemActor('ops', NORTH);

describe('a finished run', () => {
  let house: BrokerageHouse;
  let run: { id: MatchRunId; reference: string };
  const replay = (named = run.reference) => house.get(ReplayRun).execute(OPS, NORTH, named);
  const check = () => house.get(ReplayRun).execute(OPS, NORTH, run.reference, { solve: false });
  const tamper = (sql: string) => house.raw(`set session_replication_role = replica; ${sql}`);

  beforeAll(async () => {
    house = await BrokerageHouse.open();
    for (const urn of [MARLOWE, QUARRY]) await house.offer(urn);
    await house.openNeed();
    await house.openNeed({ primaryTheme: 'att.strategy' });
    run = await house.get(RequestMatchRun).execute(await house.as('broker'), NORTH, { needIds: null });
  });
  afterAll(() => house.close());

  it('is not made again before it has finished', async () => {
    await expect(replay()).rejects.toMatchObject({ code: 'RUN_NOT_FINISHED' });
    await house.finish(run.id);
  });

  it('I-14: comes out the same to the letter from what it was made of, whatever has been declared since', async () => {
    await house.offer(UPLANDS);
    await house.openNeed();
    const { kept, now, ...rest } = await replay();
    expect(now).toBe(kept);
    expect(rest).toEqual({
      ...{ reference: run.reference, needs: 2, sameEngine: true, otherRows: [], solved: true },
      proof: { kind: 'proven', gap: false },
    });
  });

  it('keeps what proves its plan by its hash, so that it can be checked without planning again', async () => {
    const [kept] = await house.house.asSuperuser<{ hash: string; bytes: number }>(
      `select certificate_hash as hash, length(bytes) as bytes from brokerage.match_run r
       join platform.blob b on b.area_id = r.area_id and b.hash = r.certificate_hash where r.id = $1`,
      [run.id],
    );
    expect(kept!.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(kept!.bytes).toBeLessThan(20_000);
    const { kept: before, now, solved, proof } = await check();
    expect([now, solved, proof]).toEqual([before, false, { kind: 'proven', gap: false }]);
  });

  it('27: names what is wrong where the plan that was kept is not the one that is proven', async () => {
    const [{ plan } = { plan: null }] = await house.house.asSuperuser<{ plan: { pairs: unknown[] } }>(
      `select plan from brokerage.match_run where id = $1`,
      [run.id],
    );
    const set = (value: unknown) =>
      tamper(`update brokerage.match_run set plan = '${JSON.stringify(value)}' where id = '${run.id}'`);
    await set({ ...plan, pairs: plan!.pairs.slice(1) });
    const { kept, now, proof } = await check();
    expect(now).not.toBe(kept);
    expect(proof).toEqual({ kind: 'refused', because: expect.stringMatching(/./) as string });
    await set(plan);
    expect((await check()).proof).toEqual({ kind: 'proven', gap: false });
  });

  it('says where no certificate was kept, as of runs from before there were any', async () => {
    await tamper(`update brokerage.match_run set certificate_hash = null where id = '${run.id}'`);
    expect((await replay()).proof).toEqual({ kind: 'not_kept' });
  });

  it('names the need whose list was changed afterwards', async () => {
    await tamper(
      `update brokerage.match_row set packed = overlay(packed placing '9' from 20 for 1)
       where run_id = '${run.id}' and need_index = 1`,
    );
    expect(await replay()).toMatchObject({ otherRows: [2] });
  });

  it('says where another version of the engine made it', async () => {
    await tamper(`update brokerage.match_run set engine_hash = repeat('a', 64) where id = '${run.id}'`);
    expect(await replay()).toMatchObject({ sameEngine: false });
  });

  it('is made again for nobody of another area, and for no head', async () => {
    await expect(replay('R-9999')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      house.get(ReplayRun).execute(systemActor('ops', SOUTH), SOUTH, run.id),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const head = await house.as('asker');
    await expect(house.get(ReplayRun).execute(head, NORTH, run.reference)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
