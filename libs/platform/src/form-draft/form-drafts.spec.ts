import { FixedClock, type AreaId } from '@app/kernel';
import type { DataSource } from 'typeorm';
import { anActor } from '../../../../test/factories/an-actor.js';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import { dataSource } from '../database/data-source.js';
import { once } from '../database/idempotency.js';
import type { Tx } from '../database/tx.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { FormDrafts, KEPT_DAYS } from './form-drafts.js';

const NORTH = '11111111-1111-4111-8111-111111111111' as AreaId;
const SOUTH = '22222222-2222-4222-8222-222222222222' as AreaId;
const ME = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const KEY = 'visit.SP-2026-001';

describe('what somebody has typed and not sent', () => {
  let database: TestDatabase;
  let app: DataSource;
  let worker: DataSource;
  let clock: FixedClock;
  let drafts: FormDrafts;

  const connect = (url: string): Promise<DataSource> =>
    dataSource({
      url,
      pool: 4,
      statementTimeoutMs: 5_000,
      applicationName: 'spec',
      entities: [],
    }).initialize();
  const as = <Answer>(id: string, area: AreaId, body: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
    new UnitOfWork(app, 'hash').run(anActor({ area, id }), area, body);
  const keep = (summary: string, formKey: string | null = null, id = ME): Promise<Date | null> =>
    as(id, NORTH, (tx) => drafts.keep(tx, { key: KEY, fields: { summary }, seen: 3, formKey }));
  const found = async (id = ME, area = NORTH) =>
    (await as(id, area, (tx) => drafts.about(tx, 'SP-2026-001')))[0] ?? null;

  beforeEach(async () => {
    database = await freshDatabase();
    [app, worker] = await Promise.all([connect(database.appUrl), connect(database.workerUrl)]);
    clock = new FixedClock(new Date('2026-11-25T10:42:00Z'));
    drafts = new FormDrafts(clock);
  });
  afterEach(async () => {
    await Promise.all([app.destroy(), worker.destroy()]);
    await database.drop();
  });

  it('is there again as it last was, with the version that was seen', async () => {
    await keep('We looked at');
    expect(await keep('We looked at registers.')).toEqual(clock.now());
    expect(await found()).toEqual({
      key: KEY,
      fields: { summary: 'We looked at registers.' },
      seen: 3,
      savedAt: clock.now(),
    });
  });

  it('opens to nobody else, in no other area either', async () => {
    await keep('A private word.');
    expect([await found(OTHER), await found(ME, SOUTH)]).toEqual([null, null]);
    await as(OTHER, NORTH, (tx) => drafts.drop(tx, KEY));
    expect(await found()).not.toBeNull();
  });

  it('is gone once thrown away, and after thirty days', async () => {
    await keep('Old.');
    clock.advance({ days: 29, hours: 23 });
    expect(await found()).not.toBeNull();
    clock.advance({ hours: 1 });
    expect(await found()).toBeNull();
    await keep('New.');
    await as(ME, NORTH, (tx) => drafts.drop(tx, KEY));
    expect(await found()).toBeNull();
  });

  it('is swept by the worker once it is thirty days old, which can read none of it', async () => {
    await keep('Old.');
    await keep('Old too.', null, OTHER);
    clock.advance({ days: 20 });
    await keep('Younger.', null, OTHER);
    clock.advance({ days: 10 });
    const sweep = new UnitOfWork(worker, 'hash');
    const swept = (): Promise<unknown> =>
      sweep.run(anActor({ area: NORTH }), NORTH, async (tx) => {
        const over = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000);
        const [row] = await tx.query<{ n: string | null }>(
          `select records.sweep('form_draft', $1, 10)->'went'->>'platform.form_draft' as n`,
          [over],
        );
        return row?.n ?? null;
      });
    expect(await swept()).toBe('1');
    expect(await swept()).toBeNull();
    await expect(
      sweep.run(anActor({ area: NORTH }), NORTH, (tx) => tx.query('select fields from platform.form_draft')),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('does not come back by a late save, once its form was sent', async () => {
    await keep('Half.', 'form-1');
    const asked = { route: 'POST /visit', key: 'form-1', body: 'whole' };
    const alongside = (tx: Tx): Promise<void> => drafts.drop(tx, KEY);
    await as(ME, NORTH, (tx) => once(tx, { ...asked, alongside }, () => Promise.resolve(1)));
    expect(await keep('Half.', 'form-1')).toBeNull();
    expect(await found()).toBeNull();
    expect(await keep('Another.', 'form-2')).not.toBeNull();
  });

  it('does not come back by a save that meets the sending, whichever is first', async () => {
    for (let round = 0; round < 20; round += 1) {
      const key = `race-${String(round)}`;
      const asked = { route: 'POST /visit', key, body: 'whole' };
      const alongside = (tx: Tx): Promise<void> => drafts.drop(tx, KEY);
      await Promise.all([
        keep('Half.', key),
        as(ME, NORTH, (tx) => once(tx, { ...asked, alongside }, () => Promise.resolve(1))),
        keep('Half.', key),
      ]);
      expect(await found()).toBeNull();
    }
  });

  it('stays where what it was sent as was not taken', async () => {
    await keep('Half.', 'form-1');
    const refused = as(ME, NORTH, (tx) =>
      once(
        tx,
        { route: 'POST /visit', key: 'form-1', body: 'whole', alongside: (on) => drafts.drop(on, KEY) },
        () => Promise.reject(new Error('Refused.')),
      ),
    );
    await expect(refused).rejects.toThrow('Refused.');
    expect(await found()).not.toBeNull();
  });

  it('is refused where it is longer than any form', async () => {
    await expect(keep('x'.repeat(60_001))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
