import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditTrail, ExportBundle, SealBatch, SealKeys } from '@app/audit';
import { DecidedRuns, explainDecisions, type DecidedRun, type ExplainedDecision } from '@app/brokerage';
import { Actors, systemActor } from '@app/identity';
import type { AreaId, Clock, PersonId } from '@app/kernel';
import { AuditorUnitOfWork, dataSource, Lookup, SealerUnitOfWork, SystemClock } from '@app/platform';
import { Installation } from '../../../../test/factories/an-installation.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { actsOf, explainExport, partsOf } from './explain-export.js';
import { seedDemoCommand } from './seed-demo.js';

/** A county is some hundred acts, and is seeded here. */
jest.setTimeout(120_000);
const ROOT = join(__dirname, '../../../..');

describe('trellis explain-export', () => {
  let county: Installation;
  let folder: string;
  let file: string;
  const runs: DecidedRun[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trellis-explain-'));
    file = join(folder, 'export.zip');
    let clock: Clock = new SystemClock();
    const open = async (told: Parameters<typeof Installation.open>[0] = {}) => {
      clock = told.clock ?? clock;
      county = await Installation.open(told);
      return { get: county.get, close: () => Promise.resolve() };
    };
    const output = { out: () => undefined, err: () => undefined };
    expect(await seedDemoCommand(open, ROOT, { today: '2026-11-27' }, output)).toBe(0);
    const area = (await county.get(Lookup).call<{ id: AreaId }>('areas'))[0]!.id;
    const { sealerUrl, auditorUrl } = county.database;
    const common = { pool: 1, statementTimeoutMs: 30_000, applicationName: 'spec', entities: [] };
    const pools = await Promise.all(
      [sealerUrl, auditorUrl].map((url) => dataSource({ ...common, url }).initialize()),
    );
    const tree = { area, code: 'downland' };
    const work = new SealerUnitOfWork(pools[0]!, 'f'.repeat(64));
    const seal = new SealBatch(work, new SealKeys(join(folder, 'keys')), 'trellis.example.org');
    for (let tries = 0; tries < 400; tries += 1) {
      const sealed = await seal.execute(tree);
      if (sealed && !sealed.more && sealed.oldestSeconds === 0) break;
      await new Promise((later) => setTimeout(later, 25));
    }
    const [officer] = await county.stored<{ id: PersonId }>(
      `select person_id as id from identity.appointment where role = 'officer'`,
    );
    const came = { area, door: 'web', requestId: 'spec', signedInAt: clock.now() } as const;
    const actor = (await county.get(Actors).of({ ...came, person: officer!.id }))!;
    for await (const run of county.get(DecidedRuns).all(actor, area)) runs.push(run);
    const bundles = new ExportBundle(theMatrix(), new AuditTrail(), clock);
    const auditor = new AuditorUnitOfWork(pools[1]!, 'f'.repeat(64));
    for (const [by, to] of [
      [actor, file],
      [systemActor('ops', area), join(folder, 'ops.zip')],
    ] as const) {
      const bundle = await bundles.execute(auditor, by, tree, county.get(DecidedRuns).parts(by, area));
      const pieces: Buffer[] = [];
      for await (const piece of bundle.bytes) pieces.push(piece);
      writeFileSync(to, Buffer.concat(pieces));
    }
    await Promise.all(pools.map((pool) => pool.destroy()));
  });
  afterAll(async () => {
    await county.close();
    await county.drop();
    rmSync(folder, { recursive: true });
  });

  const explain = (flags: Parameters<typeof explainExport>[1], of = file) => {
    let [out, err] = ['', ''];
    const output = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    return { code: explainExport(of, flags, output), out, err };
  };
  const told = (flags = {}): ExplainedDecision[] =>
    JSON.parse(explain({ json: true, ...flags }).out) as ExplainedDecision[];

  it('makes the ranking of every decision again from the file alone, and finds it as it was sealed', async () => {
    const decisions = await county.stored<{ reference: string; place: number; urn: string }>(
      `select p.reference, p.place, p.supporter_urn as urn from brokerage.decision d join brokerage.proposal p on p.id = d.proposal_id
       order by 1`,
    );
    expect(decisions.length).toBeGreaterThanOrEqual(4);
    const found = told();
    expect(found.map(({ faults }) => faults)).toEqual(found.map(() => []));
    expect(found.map(({ proposal }) => proposal).sort()).toEqual(
      decisions.map(({ reference }) => reference).sort(),
    );
    for (const { proposal, chosen, ranking } of found) {
      const { place, urn } = decisions.find(({ reference }) => reference === proposal)!;
      expect([chosen, ranking[(chosen ?? 0) - 1]?.supporter]).toEqual([place, urn]);
    }
  });

  it('says it in words: who stood where, with the parts of the points, and why another was chosen', () => {
    const { proposal } = told().find(({ chosen }) => chosen !== 1)!;
    const { code, out } = explain({ proposal });
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(
        `^${proposal}: agreed, from the ranking of R-\\d{4}\n {2}1\\. \\d{6} {2}\\d+\\.\\d of 100 = Theme fit `,
      ),
    );
    expect(out).toMatch(/^→ \d+\. \d{6} {2}\d+\.\d of 100 = Theme fit \d+/m);
    expect(out).toContain('Because: ');
    expect(out).toContain('Made again, and the same.');
  });

  it('says what was withheld from who took the file away', () => {
    const { code, out } = explain({}, join(folder, 'ops.zip'));
    expect([code, out]).toEqual([4, expect.stringContaining('an officer has it whole')]);
  });

  it('refuses a decision that is not in the file, and a file that is none', () => {
    expect(explain({ proposal: 'P-1999-001' })).toMatchObject({ code: 3, out: '' });
    const other = join(folder, 'other.zip');
    writeFileSync(other, 'no zip');
    expect(explain({}, other)).toMatchObject({ code: 3, err: 'This is no export of an audit log.\n' });
  });

  it('says what was changed: the snapshot, a row, the plan, or a run that is gone', () => {
    const acts = actsOf(partsOf(file)!);
    const faultsOf = (change: (run: DecidedRun) => DecidedRun[]): string =>
      explainDecisions(acts, runs.flatMap(change))
        .flatMap(({ faults }) => faults)
        .join('\n');
    expect(faultsOf((run) => [run])).toBe('');
    const snapshot = (run: DecidedRun) =>
      run.snapshot.replace(/"declared":2,"free":2/, '"declared":3,"free":3');
    expect(faultsOf((run) => [{ ...run, snapshot: snapshot(run) }])).toContain('its snapshot is not the one');
    const rows = ([first, ...rest]: DecidedRun['rows']) => [
      { ...first!, packed: first!.packed.replace(/\d+/, '7') },
      ...rest,
    ];
    expect(faultsOf((run) => [{ ...run, rows: rows(run.rows) }])).toMatch(
      /its result is not the one that was sealed[^]*1 of its rows come out otherwise/,
    );
    expect(faultsOf((run) => [{ ...run, plan: {} }])).toContain('its result is not the one that was sealed');
    expect(faultsOf(() => [])).toContain('its run is not in this file');
    const moved = acts.map((act) =>
      act.act === 'proposal.make' ? { ...act, details: { ...act.details, place: '9' } } : act,
    );
    const [one] = explainDecisions(moved, runs);
    expect(one?.faults.join()).toContain('that were sealed (9, ');
  });
});
