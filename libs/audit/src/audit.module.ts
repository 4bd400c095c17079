import { Module } from '@nestjs/common';
import { MATRIX, provide } from '@app/platform';
import { AuditEntries } from './audit-entries.query.js';
import { AuditTrail } from './audit-trail.js';

@Module({
  providers: [provide(AuditTrail, []), provide(AuditEntries, [MATRIX, AuditTrail])],
  exports: [AuditTrail, AuditEntries],
})
export class AuditModule {}
