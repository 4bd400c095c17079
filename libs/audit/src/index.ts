export { AuditTrail, type Act } from './audit-trail.js';
export {
  AuditEntries,
  type EntryView,
  type EntryDetail,
  type EntryFilter,
  type Happened,
  type ReadingView,
} from './audit-entries.query.js';
export { INSTALLATION, SealBatch, type Sealed, type Tree } from './seal-batch.js';
export { SealKeys, SealingStopped, type SealingFault } from './seal-keys.js';
export { Checkpoints, type CheckpointView } from './checkpoints.query.js';
export { ExportBundle, type Bundle } from './export/export-bundle.js';
export type { ZipPart } from './export/stored-zip.js';
export { AuditModule } from './audit.module.js';
