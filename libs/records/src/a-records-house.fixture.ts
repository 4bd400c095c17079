import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditTrail, ExportBundle, SealBatch, SealKeys } from '@app/audit';
import { Actors, Rights, systemActor, type NewAppointment } from '@app/identity';
import type { Actor, PersonId } from '@app/kernel';
import { AuditorUnitOfWork, dataSource, RandomIds, SealerUnitOfWork, UnitOfWork } from '@app/platform';
import { AreaSettings } from '@app/schools';
import type { BrokerageHouse } from '../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../test/factories/an-area.js';
import { APairing } from '../../../test/factories/a-closed-pairing.js';
import { theMatrix } from '../../../test/factories/the-matrix.js';
import { LegalHolds } from './retention/legal-holds.query.js';
import { LiftHold } from './retention/lift-hold.js';
import { PlaceHold } from './retention/place-hold.js';
import { RetentionPreview } from './retention/retention-preview.query.js';
import { SweepWhatIsOver } from './retention/sweep-what-is-over.js';

type Pool = ReturnType<typeof dataSource>;
const VERIFIER = join(__dirname, '../../audit/src/verifier/verify.mjs');
const TREE = { area: NORTH, code: 'north' } as const;

/** A county where support was agreed, with a worker, a sealed log, and two who answer for the data. */
export class RecordsHouse {
  readonly folder = mkdtempSync(join(tmpdir(), 'trellis-records-'));
  readonly ids = new RandomIds();
  readonly audit = new AuditTrail();

  private constructor(
    readonly pairing: APairing,
    private readonly pools: Readonly<Record<'worker' | 'sealer' | 'auditor', Pool>>,
    private readonly officers: readonly PersonId[],
  ) {}

  static async open(): Promise<RecordsHouse> {
    const pairing = await APairing.open();
    const { workerUrl, sealerUrl, auditorUrl } = pairing.house.house.database;
    const connect = (url: string): Promise<Pool> =>
      dataSource({
        ...{ url, pool: 2, statementTimeoutMs: 30_000, applicationName: 'spec', entities: [] },
      }).initialize();
    const pools = {
      worker: await connect(workerUrl),
      sealer: await connect(sealerUrl),
      auditor: await connect(auditorUrl),
    };
    const posts: Omit<NewAppointment, 'person' | 'from'>[] = [{ role: 'officer', flags: ['dpo'] }];
    const officers = [];
    for (const name of ['Data Officer', 'Deputy Officer'])
      officers.push((await pairing.house.house.person({ name, posts })).id);
    return new RecordsHouse(pairing, pools, officers);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.pools).map((pool) => pool.destroy()));
    await this.pairing.close();
    rmSync(this.folder, { recursive: true });
  }

  get house(): BrokerageHouse {
    return this.pairing.house;
  }

  get rights(): Rights {
    return this.house.get(Rights);
  }

  /** Who answers for data protection, or their deputy; signed in just now. */
  async dpo(which: 0 | 1 = 0): Promise<Actor> {
    return this.actor(this.officers[which] as PersonId);
  }

  async actor(person: PersonId): Promise<Actor> {
    const signedInAt = this.house.clock.now();
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt, person } as const;
    const actor = await this.house.get(Actors).of(came);
    if (!actor) throw new Error('There is nobody like that.');
    return actor;
  }

  sql<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.house.house.asSuperuser<Row>(sql, params);
  }

  /** Past every trigger: as years would have left it. */
  async age(sql: string): Promise<void> {
    await this.sql(`set session_replication_role = replica; ${sql}`);
  }

  sweep(): Promise<number> {
    const work = new UnitOfWork(this.pools.worker, 'f'.repeat(64));
    return new SweepWhatIsOver(work, this.house.get(AreaSettings), this.house.clock).execute(NORTH);
  }

  sweepOfNoArea(): Promise<number> {
    const work = new UnitOfWork(this.pools.worker, 'f'.repeat(64));
    return new SweepWhatIsOver(work, this.house.get(AreaSettings), this.house.clock).execute(null);
  }

  preview(actor: Actor) {
    const asked = new RetentionPreview(
      ...([this.audit, this.rights, this.house.get(AreaSettings), this.house.clock] as const),
    );
    return this.house.get(UnitOfWork).run(actor, NORTH, (tx) => asked.ofArea(tx));
  }

  get placing(): PlaceHold {
    return new PlaceHold(this.house.get(UnitOfWork), this.audit, this.house.clock, this.ids, this.rights);
  }

  get lifting(): LiftHold {
    return new LiftHold(this.house.get(UnitOfWork), this.audit, this.house.clock, this.rights);
  }

  holds() {
    return this.house.asking('officer', (tx) => new LegalHolds().standing(tx));
  }

  /** Seals what was written, takes the log away and checks it as an officer would. */
  async verified(): Promise<{ readonly code: number | null; readonly said: string; readonly text: string }> {
    const work = new SealerUnitOfWork(this.pools.sealer, 'f'.repeat(64));
    const sealer = new SealBatch(work, new SealKeys(join(this.folder, 'keys')), 'trellis.example.org');
    for (let tries = 0; tries < 1_200; tries += 1) {
      const sealed = await sealer.execute(TREE);
      const [row] = await this.sql<{ n: number }>(
        `select count(*)::int as n from audit.entry e where area_id = $1 and not exists (select from audit.leaf l where l.seq = e.seq)`,
        [NORTH],
      );
      if (sealed && row?.n === 0) break;
      await new Promise((later) => setTimeout(later, 50));
    }
    const bundle = await this.house
      .get(ExportBundle)
      .execute(new AuditorUnitOfWork(this.pools.auditor, 'f'.repeat(64)), await this.dpo(), TREE);
    const pieces: Buffer[] = [];
    for await (const piece of bundle.bytes) pieces.push(piece);
    const [path, all] = [join(this.folder, bundle.name), Buffer.concat(pieces)];
    writeFileSync(path, all);
    const run = spawnSync(process.execPath, [VERIFIER, path], { encoding: 'utf8' });
    return { code: run.status, said: run.stdout + run.stderr, text: all.toString('utf8') };
  }

  get matrix() {
    return theMatrix();
  }

  ops(): Actor {
    return systemActor('ops', NORTH);
  }
}
