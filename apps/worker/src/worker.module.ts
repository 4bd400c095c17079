import { Module, type DynamicModule } from '@nestjs/common';
import { AssuranceModule } from '@app/assurance';
import { AuditModule } from '@app/audit';
import { BrokerageModule } from '@app/brokerage';
import { IdentityModule } from '@app/identity';
import { ImpactModule } from '@app/impact';
import { NetworkModule } from '@app/network';
import { PlatformModule, type PlatformOptions } from '@app/platform';
import { RecordsModule } from '@app/records';
import { SchoolsModule } from '@app/schools';

export interface WorkerOptions {
  readonly platform: PlatformOptions;
  readonly engineHash: string;
}

/** The rooms whose verbs jobs and sweeps call. What each queue does stands in `work.ts`. */
@Module({})
export class WorkerModule {
  static forRoot({ platform, engineHash }: WorkerOptions): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot(platform),
        AuditModule,
        IdentityModule,
        SchoolsModule,
        NetworkModule,
        BrokerageModule.forRoot(engineHash),
        ImpactModule.forRoot(engineHash),
        AssuranceModule.forRoot(engineHash),
        RecordsModule.forRoot(null),
      ],
    };
  }
}
