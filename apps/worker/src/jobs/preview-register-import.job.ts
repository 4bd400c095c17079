import type { JobInHand } from '@app/platform';
import type { PreviewRegisterImport } from '@app/schools';
import { anImportStep, type ImportDeps } from './an-import-step.js';

/** A register or links file was taken: read it, and keep what it would change. */
export function previewRegisterImport(preview: PreviewRegisterImport, deps: ImportDeps) {
  return (job: JobInHand): Promise<{ end: string }> =>
    anImportStep(job, 'preview', deps, (actor, id) => preview.execute(actor, id));
}
