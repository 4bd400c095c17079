import { ASSURANCE_ENTITIES, AssuranceModule } from '@app/assurance';
import { AuditModule } from '@app/audit';
import { BOARD_REPORT_ENTITIES, BoardReportModule, readGoals } from '@app/board-report';
import { BROKERAGE_ENTITIES, BrokerageModule } from '@app/brokerage';
import { IDENTITY_ENTITIES, IdentityModule } from '@app/identity';
import { IMPACT_ENTITIES, ImpactModule } from '@app/impact';
import { NETWORK_ENTITIES, NetworkModule } from '@app/network';
import { parseMatrix, type Clock } from '@app/kernel';
import { Log, NestLog, PlatformModule, type IdSource } from '@app/platform';
import { PROFILES_ENTITIES, ProfilesModule } from '@app/profiles';
import { RecordsModule } from '@app/records';
import { SCHOOLS_ENTITIES, SchoolsModule } from '@app/schools';
import {
  engineHash,
  readMatrixText,
  readTemplate,
  sha256,
  type DatabaseSettings,
  type Settings,
} from '@config/settings.js';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { parse } from 'yaml';
import type { RoomsInHand } from './commands/console.js';

/** A command may work longer than a page: a register is written in one transaction. */
const STATEMENT_MS = 60_000;

export interface Told {
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

/** The rooms without a door, for a command: `get` a verb, and close. */
export async function openRooms(
  settings: Settings,
  urls: DatabaseSettings,
  told: Told = {},
): Promise<RoomsInHand> {
  // Nest declares its options as a class and takes literals.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = await NestFactory.createApplicationContext(OpsModule.forRoot(settings, urls, told), {
    logger: new NestLog(new Log('ops', settings.logLevel)),
  });
  return {
    get: (room) => app.get(room, { strict: false }),
    close: () => app.close(),
  };
}

@Module({})
class OpsModule {
  static forRoot(settings: Settings, urls: DatabaseSettings, told: Told): DynamicModule {
    const matrix = readMatrixText(settings.root);
    const platform = PlatformModule.forRoot({
      ...{ process: 'ops', databaseUrl: urls.app, auditorUrl: urls.auditor, redisUrl: settings.redisUrl },
      ...{ pool: 4, statementTimeoutMs: STATEMENT_MS, logLevel: settings.logLevel },
      ...{ matrix: parseMatrix(matrix), matrixHash: sha256(matrix) },
      entities: [
        ...IDENTITY_ENTITIES,
        ...SCHOOLS_ENTITIES,
        ...PROFILES_ENTITIES,
        ...BROKERAGE_ENTITIES,
        ...IMPACT_ENTITIES,
        ...BOARD_REPORT_ENTITIES,
        ...ASSURANCE_ENTITIES,
        ...NETWORK_ENTITIES,
      ],
      ...told,
    });
    const engine = engineHash(settings.root);
    const rooms = [AuditModule, IdentityModule, SchoolsModule, ProfilesModule];
    return {
      module: OpsModule,
      imports: [
        ...[platform, ...rooms, BrokerageModule.forRoot(engine), ImpactModule.forRoot(engine)],
        AssuranceModule.forRoot(engine),
        NetworkModule,
        RecordsModule.forRoot(null),
        BoardReportModule.forRoot(
          engine,
          readGoals(parse(readTemplate(settings.root, 'goals/default.yaml'))),
        ),
      ],
    };
  }
}
