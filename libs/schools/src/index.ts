import { AreaSettingEntity } from './area/area-setting.entity.js';
import { AreaEntity } from './area/area.entity.js';
import { AreaSchoolEntity } from './area-school/area-school.entity.js';
import { DataRoomPlaceEntity } from './data-room/data-room-place.entity.js';
import { SignalEntity } from './signals/signal.entity.js';

export { readTable, type Row, type Table } from './csv/read-table.js';
export { UPLOAD_LIMITS, NATIONAL_LIMITS, type TableKind } from './csv/table-kind.js';
export { FileRefused, Problems, sayPlace, type FileProblem, type Place } from './csv/file-refused.js';
export {
  SHEET_FORMATS,
  SHEET_TYPES,
  writeSheet,
  type SheetFormat,
  type SheetToWrite,
} from './sheet/write-sheet.js';
export {
  readPasted,
  readSheetFile,
  sayProblems,
  type ReadSheet,
  type SheetKind,
} from './sheet/read-sheet.js';
export { guarded } from './sheet/formula-guard.js';
export { RowReader } from './csv/row-reader.js';
export { readDayMonthYear, readLaestab, readUrn, type IsoDate, type Reading } from './csv/read-words.js';
export { readMeasured, type Measured } from './csv/measured.js';
export { parseRegister, type ReadOptions, type RegisterReading } from './register/parse-register.js';
export type { RegisterSchool } from './register/register-school.js';
export type { SchoolStatus } from './register/establishment-codes.js';
export { keyStagesServed, type KeyStage, type Setting, type Teaching } from './register/key-stages.js';
export { authoritiesOn, isKnownAuthority } from './register/authority-codes.js';
export { carryForward } from './register/carry-forward.js';
export { diffRegister, type Change, type OtherChange, type RegisterDiff } from './register/diff-register.js';
export { ageOf, type RegisterAge, type RegisterEdition } from './register/register-age.js';
export { countEndsOutside, parseLinks, type LinksReading } from './links/parse-links.js';
export { follow, SchoolHistory } from './links/follow.js';
export type { IsOpen, LinkKind, SchoolLink } from './links/school-link.js';
export type { Loop } from './links/untangle.js';
export { parseOutline, type Outline } from './outline/parse-outline.js';
export type { DistrictOutline, GridPoint, Ring } from './outline/outline.js';
export { AdoptSetting, ProposeSetting, type ProposedSetting } from './area/adopt-setting.js';
export { AreaSettings, type AreaView, type InForce } from './area/area-settings.query.js';
export { CreateArea, type NewArea } from './area/create-area.js';
export { KnownSchools } from './area/known-schools.query.js';
export { SettingReader, type Keys } from './area/setting-reader.js';
export { readThemes } from './area/read-themes.js';
export { hashOfBody, readSetting, type SettingBodies, type SettingKind } from './area/setting-kinds.js';
export { Themes, type Taxonomy, type Theme, type ThemeArea, type ThemeMaps } from './area/themes.js';
export {
  cutoffOf,
  DEFAULT_RETENTION,
  readRetention,
  RETENTION_KINDS,
  sayPeriod,
  type Period,
  type Retention,
  type RetentionKind,
} from './area/retention.js';
export { readThresholds, SAFEGUARDING_ROUTE, type Thresholds } from './area/thresholds.js';
export { AddSchoolsToArea } from './area-school/add-schools-to-area.js';
export { RecordBody, type RecordedBody } from './area-school/record-body.js';
export { SchoolFacts, type SchoolFact } from './area-school/school-facts.query.js';
export {
  SchoolPage,
  type HistoryStep,
  type LocalFacts,
  type PublishedSource,
  type SchoolView,
} from './area-school/school-page.query.js';
export {
  SchoolsOfArea,
  type AreaSchoolLine,
  type AreaSchoolPlace,
  type SchoolFilter,
  type SchoolsPage,
} from './area-school/schools-of-area.query.js';
export {
  COMPARED_MEASURES,
  MEASURES,
  type BetterWhen,
  type ComparedMeasure,
  type MeasureDefinition,
  type MeasureId,
} from './measures/definitions.js';
export { MiddleOfMeasure, type MiddleSchool } from './measures/middle-of-measure.query.js';
export { PublishedMeasures, type PublishedFigure } from './measures/published-measures.query.js';
export { asMeasured, letterOf, ofHowMany } from './measures/as-measured.js';
export { historyAround } from './links/stored-links.js';
export { AskForRegisterImport } from './register-import/ask-for-register-import.js';
export { CancelRegisterImport } from './register-import/cancel-register-import.js';
export { CommitRegisterImport, type ImportToCommit } from './register-import/commit-register-import.js';
export { DiscardRegisterImport } from './register-import/discard-register-import.js';
export { FailRegisterImport } from './register-import/fail-register-import.js';
export {
  CONFIRMATIONS,
  type ChangeGroup,
  type Confirmation,
  type ImportFailure,
  type ImportPreview,
  type ImportResult,
  type NamedChange,
} from './register-import/import-preview.js';
export type { ImportKind } from './register-import/import-row.js';
export { ImportCancelled, type OnProgress } from './register-import/import-ticker.js';
export { PreviewRegisterImport } from './register-import/preview-register-import.js';
export type { ImportState } from './register-import/register-import.lifecycle.js';
export {
  RegisterImports,
  type AskedStep,
  type RegisterImportView,
} from './register-import/register-imports.query.js';
export { RequestRegisterCommit } from './register-import/request-register-commit.js';
export { TakeRegisterFile, type UploadedFile } from './register-import/take-register-file.js';
export { DataRoom, type DataRoomView, type OwnPlace } from './data-room/data-room.query.js';
export { JoinDataRoom } from './data-room/join-data-room.js';
export { LeaveDataRoom } from './data-room/leave-data-room.js';
export { FindSignals } from './signals/find-signals.js';
export { PassSignalsOn } from './signals/pass-signals-on.js';
export { ReplyToSignal, type SignalReply } from './signals/reply-to-signal.js';
export type { AdvisersOf } from './signals/signal.policy.js';
export type { OwnSignals, SignalTask, SignalView, WhyNot } from './signals/signal.views.js';
export { Signals } from './signals/signals.query.js';
export { PublishedContext, type PublishedContextValue } from './similarity/published-context.query.js';
export { SimilarSchools } from './similarity/similar-schools.query.js';
export type { Nearest } from './similarity/nearest.js';
export { IMPORT_COMMIT_REQUESTED, IMPORT_PREVIEW_REQUESTED } from './events.js';
export { SchoolsModule } from './schools.module.js';

/** For the data source alone; entities never leave their lib by name. */
export const SCHOOLS_ENTITIES = [
  AreaEntity,
  AreaSettingEntity,
  AreaSchoolEntity,
  SignalEntity,
  DataRoomPlaceEntity,
];
