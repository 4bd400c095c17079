export { readRecords, type RecordKind, type RecordsOfProcessing } from './processing/read-records.js';
export { recordFaults } from './processing/record-faults.js';
export { RecordsModule } from './records.module.js';
export { LegalHolds, type HoldView } from './retention/legal-holds.query.js';
export { LiftHold, type HoldToLift } from './retention/lift-hold.js';
export { PlaceHold, type HoldToPlace } from './retention/place-hold.js';
export type { Over } from './retention/over.js';
export { RetentionPreview, type DueRow } from './retention/retention-preview.query.js';
export { SweepWhatIsOver } from './retention/sweep-what-is-over.js';
