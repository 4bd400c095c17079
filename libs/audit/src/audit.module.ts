import { Module } from '@nestjs/common';
import { CLOCK, MATRIX, provide } from '@app/platform';
import { AuditEntries } from './audit-entries.query.js';
import { AuditTrail } from './audit-trail.js';
import { Checkpoints } from './checkpoints.query.js';
import { ExportBundle } from './export/export-bundle.js';

@Module({
  providers: [
    provide(AuditTrail, []),
    provide(AuditEntries, [MATRIX, AuditTrail]),
    provide(Checkpoints, [MATRIX]),
    provide(ExportBundle, [MATRIX, AuditTrail, CLOCK]),
  ],
  exports: [AuditTrail, AuditEntries, Checkpoints, ExportBundle],
})
export class AuditModule {}
