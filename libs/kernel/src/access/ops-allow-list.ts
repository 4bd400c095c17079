import type { Actor } from '../actor.js';
import type { MatrixRow } from './matrix.js';

/** What the command line may do by itself: fixed here, audited as `system:ops`, never a decision (I-8). */
const OPS_MAY: ReadonlySet<string> = new Set([
  'import.preview',
  'import.commit',
  'register.import.preview',
  'register.import.commit',
  'run.start',
  'run.cancel',
  'run.replay',
  'trial.run',
  'audit.export',
  'audit.checkpoint.read',
  'retention.preview',
  'queue.admin',
  'area.create',
  'person.invite',
  'board.report.draft',
]);

/** Of the system's own actors only the command line acts by itself; jobs act for the person who asked for them. */
export function systemMay(row: MatrixRow, actor: Actor): boolean {
  return actor.kind === 'system' && actor.id === 'ops' && row.kind !== 'D' && OPS_MAY.has(row.action);
}
