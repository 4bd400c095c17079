import { Module } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { CLOCK, IDS, Lookup, MATRIX, Outbox, provide, UnitOfWork } from '@app/platform';
import { AdoptSetting, ProposeSetting } from './area/adopt-setting.js';
import { AreaSettings } from './area/area-settings.query.js';
import { CreateArea } from './area/create-area.js';
import { KnownSchools } from './area/known-schools.query.js';
import { AddSchoolsToArea } from './area-school/add-schools-to-area.js';
import { RecordBody } from './area-school/record-body.js';
import { SchoolFacts } from './area-school/school-facts.query.js';
import { SchoolPage } from './area-school/school-page.query.js';
import { SchoolsOfArea } from './area-school/schools-of-area.query.js';
import { DataRoom } from './data-room/data-room.query.js';
import { JoinDataRoom } from './data-room/join-data-room.js';
import { LeaveDataRoom } from './data-room/leave-data-room.js';
import { MiddleOfMeasure } from './measures/middle-of-measure.query.js';
import { PublishedMeasures } from './measures/published-measures.query.js';
import { AskForRegisterImport } from './register-import/ask-for-register-import.js';
import { CancelRegisterImport } from './register-import/cancel-register-import.js';
import { CommitRegisterImport } from './register-import/commit-register-import.js';
import { DiscardRegisterImport } from './register-import/discard-register-import.js';
import { FailRegisterImport } from './register-import/fail-register-import.js';
import { PreviewRegisterImport } from './register-import/preview-register-import.js';
import { RegisterImports } from './register-import/register-imports.query.js';
import { RequestRegisterCommit } from './register-import/request-register-commit.js';
import { TakeRegisterFile } from './register-import/take-register-file.js';
import { FindSignals } from './signals/find-signals.js';
import { LookAtSchool } from './signals/look-at-school.js';
import { PassSignalsOn } from './signals/pass-signals-on.js';
import { ReplyToSignal } from './signals/reply-to-signal.js';
import { Signals } from './signals/signals.query.js';
import { PublishedContext } from './similarity/published-context.query.js';
import { SimilarSchools } from './similarity/similar-schools.query.js';

const registerImport = [
  provide(TakeRegisterFile, [UnitOfWork, AuditTrail, Outbox, MATRIX, CLOCK, IDS]),
  provide(PreviewRegisterImport, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
  provide(RequestRegisterCommit, [UnitOfWork, AuditTrail, Outbox, MATRIX, CLOCK]),
  provide(CommitRegisterImport, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
  provide(CancelRegisterImport, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
  provide(DiscardRegisterImport, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
  provide(FailRegisterImport, [UnitOfWork, AuditTrail]),
  provide(AskForRegisterImport, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
  provide(RegisterImports, [MATRIX, CLOCK]),
];

const schoolsOfAnArea = [
  provide(SchoolsOfArea, [MATRIX, CLOCK]),
  provide(SchoolPage, [MATRIX, CLOCK]),
  provide(SchoolFacts, []),
  provide(PublishedMeasures, []),
  provide(MiddleOfMeasure, []),
  provide(PublishedContext, [PublishedMeasures]),
  provide(SimilarSchools, [AreaSettings, PublishedMeasures]),
  provide(AddSchoolsToArea, [AuditTrail, IDS]),
  provide(RecordBody, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
];

const areas = [
  provide(AreaSettings, []),
  provide(KnownSchools, []),
  provide(ProposeSetting, [AuditTrail, IDS]),
  provide(AdoptSetting, [AuditTrail, CLOCK]),
  provide(CreateArea, [
    ...[UnitOfWork, AuditTrail, Lookup, MATRIX, CLOCK, IDS],
    ...[ProposeSetting, AdoptSetting, AddSchoolsToArea],
  ]),
];

const signals = [
  provide(LookAtSchool, [PublishedMeasures, SimilarSchools]),
  provide(FindSignals, [UnitOfWork, AuditTrail, CLOCK, IDS, AreaSettings, LookAtSchool]),
  provide(PassSignalsOn, [UnitOfWork, AuditTrail, CLOCK]),
  provide(ReplyToSignal, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
  provide(Signals, [AuditTrail, MATRIX, CLOCK]),
];

const dataRoom = [
  provide(DataRoom, [MATRIX, CLOCK, PublishedMeasures]),
  provide(JoinDataRoom, [UnitOfWork, AuditTrail, MATRIX, CLOCK, IDS, KnownSchools]),
  provide(LeaveDataRoom, [UnitOfWork, AuditTrail, MATRIX, CLOCK]),
];

const rooms = [...areas, ...registerImport, ...schoolsOfAnArea, ...signals, ...dataRoom];

@Module({ imports: [AuditModule], providers: rooms, exports: rooms.map((room) => room.provide) })
export class SchoolsModule {}
