import { RuleBroken } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { Confirmation, ImportPreview } from './import-preview.js';
import { importInForce, type ImportRow } from './import-row.js';
import { moveImport } from './register-import.lifecycle.js';

const SAID: Readonly<Record<Confirmation, string>> = {
  fall: 'The file has more than 5% fewer rows than what is stored. It may have been cut short.',
  may_be_older:
    'The file may be older than the register in force: its latest opening lies before one already known.',
};

/** @throws RuleBroken PREVIEW_STALE where another import was committed since the preview was made. */
export async function requireFresh(tx: Tx, row: ImportRow): Promise<void> {
  moveImport(row.state, 'committed');
  if ((await importInForce(tx)) === row.basedOn) return;
  throw new RuleBroken(
    'PREVIEW_STALE',
    'Another import was committed after this preview, so it no longer says what would change. Preview the file again.',
  );
}

/** @throws RuleBroken CONFIRMATION_NEEDED in the words of what was not confirmed. */
export function requireConfirmed(preview: ImportPreview, confirmed: readonly Confirmation[]): void {
  const missing = preview.needs.filter((need) => !confirmed.includes(need));
  if (missing.length === 0) return;
  const said = missing.map((need) => SAID[need]).join(' ');
  throw new RuleBroken('CONFIRMATION_NEEDED', `${said} Confirm that this is right, or fetch the file again.`);
}
