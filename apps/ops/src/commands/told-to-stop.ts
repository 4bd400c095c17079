import { BackupRefused } from '@app/platform';

/** Aborted by the first signal to stop: whoever works looks at it, and takes away what is half done. */
export function toldToStop(): AbortSignal {
  const told = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => told.abort(new BackupRefused('It was stopped; nothing of it is left.')));
  return told.signal;
}
