import type { OutboxEvent } from '@app/platform';

/** Queue names are the events' kinds; a job carries the id of the import and nothing of its file. */
export const IMPORT_PREVIEW_REQUESTED = 'schools.import-preview-requested';
export const IMPORT_COMMIT_REQUESTED = 'schools.import-commit-requested';

export function importPreviewRequested(id: string): OutboxEvent {
  return {
    kind: IMPORT_PREVIEW_REQUESTED,
    key: `import-preview.${id}`,
    ids: { import: id },
    schemaVersion: 1,
  };
}

/** @param version of the import when the commit was asked for: asked again after a cancel, it is another event. */
export function importCommitRequested(id: string, version: number): OutboxEvent {
  return {
    kind: IMPORT_COMMIT_REQUESTED,
    key: `import-commit.${id}.${String(version)}`,
    ids: { import: id },
    schemaVersion: 1,
  };
}
