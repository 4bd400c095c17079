import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import {
  Agreements,
  BrokerageModule,
  ConflictsOf,
  GivenAndReceived,
  NeedCandidates,
  Pairings,
} from '@app/brokerage';
import { IdentityModule, Rights } from '@app/identity';
import { ImpactModule, Impacts } from '@app/impact';
import { CLOCK, MATRIX, provide } from '@app/platform';
import { DaysOfYear, LedgerLines, NeedCases, Needs, ProfilesModule } from '@app/profiles';
import { AreaSettings, SchoolsModule, SchoolsOfArea } from '@app/schools';
import { CaseFiles } from './case-file/case-files.query.js';
import { Fairness } from './fairness/fairness.query.js';

const rooms = [
  provide(CaseFiles, [
    ...[Rights, AuditTrail, Needs, NeedCases, NeedCandidates, Agreements, Pairings],
    ...[Impacts, LedgerLines, ConflictsOf, SchoolsOfArea],
  ]),
  provide(Fairness, [MATRIX, CLOCK, AreaSettings, SchoolsOfArea, DaysOfYear, GivenAndReceived]),
];

@Module({})
export class AssuranceModule {
  /** @param engineHash of the matching engine, which the pairings below are made by. */
  static forRoot(engineHash: string): DynamicModule {
    return {
      module: AssuranceModule,
      imports: [
        ...[AuditModule, IdentityModule, SchoolsModule, ProfilesModule],
        ...[BrokerageModule.forRoot(engineHash), ImpactModule.forRoot(engineHash)],
      ],
      providers: rooms,
      exports: rooms.map((room) => room.provide),
    };
  }
}
