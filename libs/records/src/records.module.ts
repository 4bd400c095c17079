import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { IdentityModule, Rights } from '@app/identity';
import { CLOCK, IDS, provide, UnitOfWork } from '@app/platform';
import { AreaSettings, SchoolsModule } from '@app/schools';
import { AnswerErasure } from './erasure/answer-erasure.js';
import { ErasureLedger } from './erasure/erasure-ledger.js';
import { Erasures } from './erasure/erasures.query.js';
import { ProposeErasure } from './erasure/propose-erasure.js';
import { ReplayErasures } from './erasure/replay-erasures.js';
import { LegalHolds } from './retention/legal-holds.query.js';
import { LiftHold } from './retention/lift-hold.js';
import { PlaceHold } from './retention/place-hold.js';
import { RetentionPreview } from './retention/retention-preview.query.js';
import { SubjectAccess } from './subject-access/subject-access.query.js';
import { SweepWhatIsOver } from './retention/sweep-what-is-over.js';

const rooms = [
  provide(SweepWhatIsOver, [UnitOfWork, AreaSettings, CLOCK]),
  provide(RetentionPreview, [AuditTrail, Rights, AreaSettings, CLOCK]),
  provide(PlaceHold, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights]),
  provide(LiftHold, [UnitOfWork, AuditTrail, CLOCK, Rights]),
  provide(LegalHolds, []),
  provide(ProposeErasure, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights]),
  provide(AnswerErasure, [UnitOfWork, AuditTrail, CLOCK, Rights, ErasureLedger]),
  provide(Erasures, [Rights]),
  provide(ReplayErasures, [UnitOfWork]),
  provide(SubjectAccess, [UnitOfWork, AuditTrail, Rights, CLOCK]),
];

@Module({})
export class RecordsModule {
  /** @param ledger the file of erasures, beside the backups; null where this process erases nobody. */
  static forRoot(ledger: string | null): DynamicModule {
    return {
      module: RecordsModule,
      imports: [AuditModule, IdentityModule, SchoolsModule],
      providers: [{ provide: ErasureLedger, useValue: new ErasureLedger(ledger) }, ...rooms],
      exports: rooms.map((room) => room.provide),
    };
  }
}
