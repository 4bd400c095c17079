export { PlatformModule, provide, CLOCK, MATRIX, IDS, type PlatformOptions } from './platform.module.js';
export { FieldKey, FieldKeyFault } from './field-key/field-key.js';
export { SIGN_IN_RULES, type ProviderName, type ProviderRules, type SignInRules } from './sign-in-rules.js';
export { SystemClock } from './system-clock.js';
export { dataSource, databaseOptions, type DatabaseOptions, type Entities } from './database/data-source.js';
export { Tx, inArea, totalOf, TransactionEnded } from './database/tx.js';
export { UnitOfWork, AuditorUnitOfWork, SealerUnitOfWork, UnitInsideUnit } from './database/unit-of-work.js';
export { databaseIsAway, sqlState } from './database/sql-state.js';
export {
  startEmbedded,
  freePort,
  ClusterRefused,
  holdsCluster,
  type EmbeddedPostgres,
  type EmbeddedOptions,
} from './database/embedded-postgres.js';
export { BackupRefused, type Manifest } from './backup/backup-folder.js';
export { takeBackup, type TakenBackup } from './backup/take-backup.js';
export { clusterHome, RESTORING, restoreCluster, type RestoredCluster } from './backup/restore-cluster.js';
export { ensureDatabase, rolePasswords, roleUrls, type RoleUrls } from './database/ensure-database.js';
export { Lookup, type LookupFunction } from './database/lookup.js';
export { updateIfVersion } from './database/update-if-version.js';
export { askedOnce, once, type Repeatable } from './database/idempotency.js';
export { catalogueFaults, GLOBAL_TABLES, type CatalogueExpectation } from './database/catalogue.js';
export { Outbox, type OutboxEvent } from './outbox/outbox.js';
export { Relay } from './outbox/relay.js';
export {
  Queues,
  type QueueSettings,
  type JobInHand,
  type FlowChild,
  type WorkOptions,
} from './queue/queues.js';
export { redisFaults, RedisUnsafe, requireSafeRedis } from './queue/redis-faults.js';
export { NoPrinter, PdfPrinter } from './pdf/pdf-printer.js';
export { parseJobData, JobUnreadable, type JobData } from './queue/job-data.js';
export { MailWaits, isPlainAddress, type Handed, type Letter, type Mailer } from './mail/mailer.js';
export { mailerOf, type MailTransport } from './mail/mailer-of.js';
export {
  MAIL_PUT,
  MailBox,
  type MailInHand,
  type MailKind,
  type MailState,
  type MailTask,
  type MailToPut,
  type MailView,
} from './mail/mail-box.js';
export { FormDrafts, KEPT_DAYS, type DraftFields, type FormDraft } from './form-draft/form-drafts.js';
export { loadLinearSolver, type LinearSolver } from './linear/linear-solver.js';
export { Blobs, BlobDamaged } from './blobs/blobs.js';
export { ready, told, untilStopped } from './process/life.js';
export { RandomIds, SeededIds, type IdSource } from './ids.js';
export { Log, NestLog, type LogFields } from './logging/log.js';
