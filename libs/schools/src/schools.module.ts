import { Module } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { CLOCK, IDS, MATRIX, provide, UnitOfWork } from '@app/platform';
import { AddSchoolsToArea } from './area-school/add-schools-to-area.js';
import { RecordBody } from './area-school/record-body.js';
import { SchoolFacts } from './area-school/school-facts.query.js';
import { SchoolPage } from './area-school/school-page.query.js';
import { SchoolsOfArea } from './area-school/schools-of-area.query.js';

const schoolsOfAnArea = [
  provide(SchoolsOfArea, [MATRIX, CLOCK]),
  provide(SchoolPage, [MATRIX, CLOCK]),
  provide(SchoolFacts, []),
  provide(AddSchoolsToArea, [AuditTrail, IDS]),
  provide(RecordBody, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
];

const rooms = [...schoolsOfAnArea];

@Module({ imports: [AuditModule], providers: rooms, exports: rooms.map((room) => room.provide) })
export class SchoolsModule {}
