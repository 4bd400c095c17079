import {
  Module,
  type DynamicModule,
  type FactoryProvider,
  type InjectionToken,
  type Type,
} from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { Clock, Matrix } from '@app/kernel';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Blobs } from './blobs/blobs.js';
import { databaseOptions, type Entities } from './database/data-source.js';
import { Lookup } from './database/lookup.js';
import { AuditorUnitOfWork, SealerUnitOfWork, UnitOfWork } from './database/unit-of-work.js';
import { FieldKey } from './field-key/field-key.js';
import { FormDrafts } from './form-draft/form-drafts.js';
import { RandomIds, type IdSource } from './ids.js';
import { Log } from './logging/log.js';
import { MailBox } from './mail/mail-box.js';
import { Outbox } from './outbox/outbox.js';
import { Queues } from './queue/queues.js';
import { NOBODY_SIGNS_IN, SIGN_IN_RULES, type SignInRules } from './sign-in-rules.js';
import { SystemClock } from './system-clock.js';

export const CLOCK = Symbol('clock');
export const MATRIX = Symbol('matrix');
export const IDS = Symbol('ids');

export interface PlatformOptions {
  /** Names the process in logs and in pg_stat_activity. */
  readonly process: 'web' | 'api' | 'worker' | 'ops';
  readonly databaseUrl: string;
  /** The role that may read the log and nothing else; null in processes that never do. */
  readonly auditorUrl: string | null;
  /** The role that seals the log; the worker's alone. */
  readonly sealerUrl?: string;
  readonly redisUrl: string | null;
  readonly pool: number;
  readonly statementTimeoutMs: number;
  readonly logLevel: string;
  readonly entities: Entities;
  readonly matrix: Matrix;
  readonly matrixHash: string;
  /** Of the process where people sign in, and of no other. */
  readonly signIn?: SignInRules;
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

/** Wires a plain class: verbs stay free of decorators, and the module reads as the list of what they stand on. */
export function provide<Built>(made: Type<Built>, inject: InjectionToken[]): FactoryProvider<Built> {
  return { provide: made, inject, useFactory: (...parts: unknown[]) => new made(...parts) };
}

@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const applicationName = `trellis ${options.process}`;
    const main = databaseOptions({ ...options, url: options.databaseUrl, applicationName });
    const apart = rolesApart(options, applicationName);
    const signIn = options.signIn ?? NOBODY_SIGNS_IN;
    const providers = [
      { provide: CLOCK, useValue: options.clock ?? new SystemClock() },
      { provide: IDS, useValue: options.ids ?? new RandomIds() },
      { provide: MATRIX, useValue: options.matrix },
      { provide: SIGN_IN_RULES, useValue: signIn },
      { provide: FieldKey, useValue: new FieldKey(signIn.fieldKeyFile) },
      { provide: Log, useValue: new Log(options.process, options.logLevel) },
      {
        provide: Queues,
        useValue: new Queues({ redisUrl: options.redisUrl, databaseUrl: options.databaseUrl }),
      },
      {
        provide: UnitOfWork,
        inject: [DataSource],
        useFactory: (database: DataSource) => new UnitOfWork(database, options.matrixHash),
      },
      provide(Lookup, [DataSource]),
      provide(Outbox, []),
      provide(Blobs, []),
      provide(MailBox, [CLOCK, IDS, Outbox]),
      provide(FormDrafts, [CLOCK]),
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot(main),
        ...apart.map(({ name, database }) => TypeOrmModule.forRoot({ ...database, name })),
      ],
      providers: [...providers, ...apart.map(({ provider }) => provider)],
      exports: [
        CLOCK,
        IDS,
        MATRIX,
        SIGN_IN_RULES,
        FieldKey,
        Log,
        Queues,
        UnitOfWork,
        Lookup,
        Outbox,
        Blobs,
        MailBox,
        FormDrafts,
        ...apart.map(({ provider }) => provider.provide),
      ],
    };
  }
}

interface RoleApart {
  readonly name: string;
  readonly database: DataSourceOptions;
  readonly provider: FactoryProvider;
}

/** Pools of the roles that see the log: of the process that was told their addresses, and of no other. */
function rolesApart(options: PlatformOptions, applicationName: string): RoleApart[] {
  const told: [string, string | null | undefined, typeof UnitOfWork, number][] = [
    ['auditor', options.auditorUrl, AuditorUnitOfWork, 2],
    ['sealer', options.sealerUrl, SealerUnitOfWork, 1],
  ];
  return told.flatMap(([name, url, kind, pool]) => {
    if (url === null || url === undefined) return [];
    const useFactory = (database: DataSource): UnitOfWork => new kind(database, options.matrixHash);
    return {
      name,
      database: databaseOptions({ ...options, url, pool, entities: [], applicationName }),
      provider: { provide: kind, inject: [getDataSourceToken(name)], useFactory },
    };
  });
}
