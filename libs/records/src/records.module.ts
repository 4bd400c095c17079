import { Module } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { IdentityModule, Rights } from '@app/identity';
import { AuditorUnitOfWork, CLOCK, IDS, provide, UnitOfWork } from '@app/platform';
import { AreaSettings, SchoolsModule } from '@app/schools';
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
  provide(SubjectAccess, [UnitOfWork, AuditorUnitOfWork, AuditTrail, Rights, CLOCK]),
];

@Module({
  imports: [AuditModule, IdentityModule, SchoolsModule],
  providers: rooms,
  exports: rooms.map((room) => room.provide),
})
export class RecordsModule {}
