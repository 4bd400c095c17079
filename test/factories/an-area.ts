import type { AccountId, AreaId, LocalDate, PersonId, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import {
  AppointPerson,
  IDENTITY_ENTITIES,
  insertPerson,
  systemActor,
  type NewAppointment,
} from '@app/identity';
import { dataSource, Lookup, RandomIds, UnitOfWork, type Entities } from '@app/platform';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { freshDatabase, furnishedDatabase, type TestDatabase } from '../database.js';

export const NORTH = '11111111-1111-4111-8111-111111111111' as AreaId;
export const SOUTH = '22222222-2222-4222-8222-222222222222' as AreaId;

/** A fresh database with two areas, and the steps to people it. */
export class TestHouse {
  readonly ids = new RandomIds();
  readonly audit = new AuditTrail();

  private constructor(
    readonly database: TestDatabase,
    readonly app: DataSource,
    readonly work: UnitOfWork,
    readonly lookup: Lookup,
  ) {}

  static async open(entities: readonly (new () => object)[] = []): Promise<TestHouse> {
    return TestHouse.withAreas(await freshDatabase(), entities);
  }

  /** A house that was furnished once in this run, and what was told of it; see `furnishedDatabase`. */
  static async furnished<Told>(
    name: string,
    furnish: (empty: TestHouse) => Promise<Told>,
  ): Promise<{ readonly house: TestHouse; readonly told: Told }> {
    const { database, told } = await furnishedDatabase(name, async (fresh) => {
      const empty = await TestHouse.withAreas(fresh);
      try {
        return await furnish(empty);
      } finally {
        await empty.app.destroy();
      }
    });
    return { house: await TestHouse.over(database), told };
  }

  private static async withAreas(
    database: TestDatabase,
    entities: readonly (new () => object)[] = [],
  ): Promise<TestHouse> {
    const house = await TestHouse.over(database, entities);
    await house.addArea(NORTH, 'north', true);
    await house.addArea(SOUTH, 'south', false);
    return house;
  }

  private static async over(
    database: TestDatabase,
    entities: readonly (new () => object)[] = [],
  ): Promise<TestHouse> {
    const all = [...IDENTITY_ENTITIES, ...entities] as Entities;
    const app = await dataSource({
      url: database.appUrl,
      pool: 8,
      statementTimeoutMs: 5_000,
      applicationName: 'spec',
      entities: all,
    }).initialize();
    return new TestHouse(database, app, new UnitOfWork(app, 'f'.repeat(64)), new Lookup(app));
  }

  async close(): Promise<void> {
    await this.app.destroy();
    await this.database.drop();
  }

  /** What is really stored, past every wall: for what no door may read. */
  async asSuperuser<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.database.superuserUrl });
    await client.connect();
    try {
      return (await client.query(sql, [...params])).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** Somebody who can sign in, with their posts. */
  async person(told: {
    name: string;
    email?: string;
    area?: AreaId;
    posts?: readonly Omit<NewAppointment, 'person' | 'from'>[];
    from?: string;
    persona?: string;
    passwordHash?: string;
  }): Promise<{ id: PersonId; account: AccountId }> {
    const area = told.area ?? NORTH;
    const email = told.email ?? `${told.name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.org`;
    const [row] = await this.lookup.call<{ put_account: AccountId }>('put_account', [
      this.ids.next(),
      email,
      told.passwordHash ?? null,
    ]);
    const account = row!.put_account;
    const id = this.ids.next<PersonId>();
    await this.work.run(systemActor('ops', area), area, async (tx) => {
      await insertPerson(tx, {
        id,
        name: told.name,
        email,
        state: 'active',
        accountId: account,
        persona: told.persona ?? null,
      });
      await tx.query(
        `update identity.person set interests_confirmed_on = current_date where id = $1 returning 1`,
        [id],
      );
      for (const post of told.posts ?? []) {
        await new AppointPerson(this.audit, this.ids).inside(tx, {
          ...post,
          person: id,
          from: (told.from ?? '2024-09-01') as LocalDate,
        });
      }
      await this.audit.record(tx, { act: 'person.add', entity: `identity.person:${id}` });
    });
    return { id, account };
  }

  /** A school of the register, as an import would leave it. */
  async school(
    urn: string,
    name: string,
    told: { trust?: string; laCode?: string } = {},
  ): Promise<SchoolUrn> {
    await this.work.runForInstallation(systemActor('ops', null), async (tx) => {
      const importId = this.ids.next();
      await tx.query(
        `insert into schools.register_import (id, kind, file_name, file_hash, state, asked_by) values ($1, 'register', 'test.csv', $2, 'committed', 'system:ops')`,
        [importId, 'a'.repeat(64)],
      );
      await tx.query(
        `insert into schools.school (urn, la_code, name, status, setting, trust_code, trust_known, key_stages, import_id)
         values ($1, $2, $3, 'open', 'mainstream', $4, $5, '{KS3,KS4}', $6)`,
        [urn, told.laCode ?? '999', name, told.trust ?? null, told.trust !== undefined, importId],
      );
      await this.audit.record(tx, {
        act: 'register.import.commit',
        entity: `schools.register_import:${importId}`,
      });
    });
    return urn as SchoolUrn;
  }

  private async addArea(id: AreaId, code: string, demo: boolean): Promise<void> {
    await this.work.run(systemActor('ops', id), id, async (tx) => {
      await tx.query(
        `insert into schools.area (id, code, name, la_code, controller, demo) values ($1, $2, $3, '999', 'The Council', $4)`,
        [id, code, code === 'north' ? 'Northshire' : 'Southshire', demo],
      );
      await this.audit.record(tx, { act: 'area.create', entity: `schools.area:${id}` });
    });
  }
}
