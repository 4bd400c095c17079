import type { JobInHand } from '@app/platform';
import type { CommitRegisterImport } from '@app/schools';
import { anImportStep, type ImportDeps } from './an-import-step.js';

/** A preview was seen and confirmed: write what it said, all of it or nothing. */
export function commitRegisterImport(commit: CommitRegisterImport, deps: ImportDeps) {
  return (job: JobInHand): Promise<{ end: string }> =>
    anImportStep(job, 'commit', deps, async (actor, id, { fileHash, confirmed }) => {
      await commit.execute(actor, { id, fileHash, confirmed });
      return 'committed';
    });
}
