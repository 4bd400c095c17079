export { AuditTrail, type Act } from './audit-trail.js';
export {
  AuditEntries,
  type EntryView,
  type EntryDetail,
  type EntryFilter,
  type Happened,
} from './audit-entries.query.js';
export { AuditModule } from './audit.module.js';
