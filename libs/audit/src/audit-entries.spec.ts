import { PlatformModule, AuditorUnitOfWork, UnitOfWork, type Tx } from '@app/platform';
import type { SchoolUrn } from '@app/kernel';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { anActor } from '../../../test/factories/an-actor.js';
import { NORTH, TestHouse } from '../../../test/factories/an-area.js';
import { theMatrix } from '../../../test/factories/the-matrix.js';
import { AuditEntries, type EntryDetail } from './audit-entries.query.js';
import { AuditModule } from './audit.module.js';
import { AuditTrail } from './audit-trail.js';

const [ASKER, SUPPORTER] = ['990005', '990013'] as SchoolUrn[];

describe('what the log shows of an act that touches two schools', () => {
  let house: TestHouse;
  let app: INestApplicationContext;
  const post = (role: 'head' | 'officer' | 'broker', school: SchoolUrn | null) => ({
    ...{ role, school, body: null, flags: [] },
  });
  const id = (n: number): string => `e0000000-0000-4000-8000-00000000000${String(n)}`;
  const broker = anActor({ id: id(1), area: NORTH, posts: [post('broker', null)] });
  const officer = anActor({ id: id(2), area: NORTH, posts: [post('officer', null)] });
  const headOf = (urn: SchoolUrn) => anActor({ id: id(3), area: NORTH, posts: [post('head', urn)] });
  const read = <Answer>(who: ReturnType<typeof anActor>, body: (tx: Tx) => Promise<Answer>) =>
    app.get(AuditorUnitOfWork, { strict: false }).run(who, NORTH, body);
  const entries = (): AuditEntries => app.get(AuditEntries, { strict: false });
  const latest = async (who: ReturnType<typeof anActor>, act: string): Promise<EntryDetail> =>
    read(who, async (tx) => {
      const { entries: found } = await entries().list(tx, { act }, { limit: 1, offset: 0 });
      return entries().one(tx, found[0]?.id ?? '');
    });

  beforeAll(async () => {
    house = await TestHouse.open();
    Logger.overrideLogger(false);
    const { appUrl, auditorUrl } = house.database;
    const platform = PlatformModule.forRoot({
      ...{ process: 'web', databaseUrl: appUrl, auditorUrl, redisUrl: null, pool: 3, entities: [] },
      ...{ statementTimeoutMs: 5_000, logLevel: 'silent', matrix: theMatrix(), matrixHash: 'f'.repeat(64) },
    });
    app = await NestFactory.createApplicationContext({
      module: class Root {},
      imports: [platform, AuditModule],
    });
    await app.get(UnitOfWork, { strict: false }).run(broker, NORTH, async (tx) => {
      const both = [ASKER as SchoolUrn, SUPPORTER as SchoolUrn];
      const trail = app.get(AuditTrail, { strict: false });
      await trail.record(tx, {
        ...{ act: 'sounding.send', entity: 'brokerage.proposal:p', schools: both },
        details: { note: 'Eastmarsh asked for it' },
      });
      await trail.record(tx, {
        ...{ act: 'run.read', entity: 'brokerage.match_run:r', schools: both },
        details: { reason: 'Yearly audit' },
      });
    });
  });
  afterAll(async () => {
    await app.close();
    await house.close();
  });

  it('is their own school to each of the two heads, and no word of the other (I-35)', async () => {
    for (const urn of [ASKER, SUPPORTER] as SchoolUrn[]) {
      const entry = await latest(headOf(urn), 'sounding.send');
      expect(entry).toMatchObject({ schools: [urn], bytes: null, details: [] });
      expect(JSON.stringify(entry)).not.toContain(urn === ASKER ? SUPPORTER : ASKER);
    }
  });

  it('is not found out by asking the log for the other school (I-35)', async () => {
    const total = (who: ReturnType<typeof anActor>, school: SchoolUrn): Promise<number> =>
      read(who, async (tx) => (await entries().list(tx, { school }, { limit: 9, offset: 0 })).total);
    const [asker, supporter] = [ASKER, SUPPORTER] as [SchoolUrn, SchoolUrn];
    expect(await total(headOf(supporter), supporter)).toBeGreaterThan(0);
    for (const [head, other] of [
      [supporter, asker],
      [asker, supporter],
    ] as const)
      await expect(total(headOf(head), other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await total(officer, asker)).toBeGreaterThan(0);
    expect(await total(broker, asker)).toBeGreaterThan(0);
  });

  it('is that also of their own answer, which was given blind', async () => {
    const helper = headOf(SUPPORTER as SchoolUrn);
    await app.get(UnitOfWork, { strict: false }).run(helper, NORTH, async (tx) => {
      const both = [ASKER as SchoolUrn, SUPPORTER as SchoolUrn];
      const act = { act: 'sounding.answer', entity: 'brokerage.proposal:p', schools: both };
      await app.get(AuditTrail, { strict: false }).record(tx, act);
    });
    const entry = await latest(helper, 'sounding.answer');
    expect(entry).toMatchObject({ schools: [SUPPORTER], bytes: null });
  });

  it('tells a head why somebody read about their school', async () => {
    const entry = await latest(headOf(ASKER as SchoolUrn), 'run.read');
    expect(entry.details).toEqual([{ name: 'reason', value: 'Yearly audit' }]);
  });

  it('says that somebody left a head a word to who did, and to nobody else, not even how often', async () => {
    await app.get(UnitOfWork, { strict: false }).run(broker, NORTH, async (tx) => {
      const act = { act: 'concern.raise', entity: 'profiles.concern:c' };
      await app.get(AuditTrail, { strict: false }).record(tx, act);
    });
    const total = (who: ReturnType<typeof anActor>): Promise<number> =>
      read(who, async (tx) => {
        const asked = { act: 'concern.raise' };
        return (await entries().list(tx, asked, { limit: 9, offset: 0 })).total;
      });
    expect([await total(broker), await total(officer), await total(headOf(ASKER as SchoolUrn))]).toEqual([
      1, 0, 0,
    ]);
    await expect(latest(officer, 'concern.raise')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is all of it to an officer, and to who did it', async () => {
    for (const who of [officer, broker]) {
      const entry = await latest(who, 'sounding.send');
      expect(entry.schools).toEqual([ASKER, SUPPORTER]);
      expect(entry.bytes).toContain('act=sounding.send');
      expect(entry.details).toHaveLength(1);
    }
  });
});
