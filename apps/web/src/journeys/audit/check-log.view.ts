import type { CheckpointView } from '@app/audit';

export interface CheckLogPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  /** Null while nothing has been sealed. */
  readonly newest: CheckpointView | null;
  readonly earlier: readonly { readonly size: number; readonly at: Date; readonly root: string }[];
  readonly mayExport: boolean;
  /** The whole log, or what touched their own school. */
  readonly whole: boolean;
  readonly command: string;
}

/** @param checkpoints the newest first. */
export function checkLogPage(
  checkpoints: readonly CheckpointView[],
  may: { readonly export: boolean; readonly whole: boolean },
): CheckLogPage {
  const [newest = null, ...earlier] = checkpoints;
  return {
    title: 'Check the audit log',
    back: { href: '/audit', text: 'Back to the audit log' },
    newest,
    earlier: earlier.map(({ size, at, root }) => ({ size, at, root })),
    mayExport: may.export && newest !== null,
    whole: may.whole,
    command: 'node verify.mjs FILE --checkpoint checkpoint.txt --key key.txt',
  };
}
