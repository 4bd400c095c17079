import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ASSURANCE_ENTITIES, AssuranceModule } from '@app/assurance';
import { BOARD_REPORT_ENTITIES, BoardReportModule } from '@app/board-report';
import { BROKERAGE_ENTITIES, BrokerageModule } from '@app/brokerage';
import { IDENTITY_ENTITIES } from '@app/identity';
import { IMPACT_ENTITIES, ImpactModule } from '@app/impact';
import { NETWORK_ENTITIES, NetworkModule } from '@app/network';
import type { Clock } from '@app/kernel';
import { PlatformModule, type IdSource } from '@app/platform';
import { PROFILES_ENTITIES } from '@app/profiles';
import { RecordsModule } from '@app/records';
import { SCHOOLS_ENTITIES } from '@app/schools';
import { Client } from 'pg';
import { freshDatabase, type TestDatabase } from '../database.js';
import { theGoals } from './the-goals.js';
import { theMatrix } from './the-matrix.js';

/** An empty installation of a spec's own: every room wired as the command line wires them, and no area yet. */
export class Installation {
  private constructor(
    readonly database: TestDatabase,
    private readonly app: INestApplicationContext,
  ) {}

  /** @param told.database one that is there already; left out, an empty one of its own. */
  static async open(
    told: { clock?: Clock; ids?: IdSource; database?: TestDatabase } = {},
  ): Promise<Installation> {
    const { database = await freshDatabase(), ...wiring } = told;
    const entities = [
      ...IDENTITY_ENTITIES,
      ...SCHOOLS_ENTITIES,
      ...PROFILES_ENTITIES,
      ...BROKERAGE_ENTITIES,
      ...IMPACT_ENTITIES,
      ...BOARD_REPORT_ENTITIES,
      ...ASSURANCE_ENTITIES,
      ...NETWORK_ENTITIES,
    ];
    const platform = PlatformModule.forRoot({
      ...{ process: 'ops', databaseUrl: database.appUrl, auditorUrl: null, redisUrl: null, pool: 4 },
      ...{ statementTimeoutMs: 30_000, logLevel: 'silent', matrix: theMatrix(), matrixHash: 'f'.repeat(64) },
      ...{ entities, ...wiring },
    });
    Logger.overrideLogger(false);
    const engine = 'e'.repeat(64);
    const rooms = [BrokerageModule, ImpactModule, AssuranceModule].map((room) => room.forRoot(engine));
    const imports = [
      platform,
      NetworkModule,
      RecordsModule.forRoot(null),
      ...rooms,
      BoardReportModule.forRoot(engine, theGoals()),
    ];
    const root = { module: class Root {}, imports };
    return new Installation(database, await NestFactory.createApplicationContext(root));
  }

  get = <Room>(room: abstract new (...parts: never[]) => Room): Room => this.app.get(room, { strict: false });

  /** What is really stored, past every wall. */
  async stored<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.database.superuserUrl });
    await client.connect();
    try {
      return (await client.query(sql, [...params])).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** Ends the processes and keeps the database: a command closes its rooms before a spec looks. */
  close = async (): Promise<void> => {
    await this.app.close();
  };

  async drop(): Promise<void> {
    await this.database.drop();
  }
}
