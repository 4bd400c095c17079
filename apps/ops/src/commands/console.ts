import { BackupRefused } from '@app/platform';

/** What the command needs of the process it runs in: the wired rooms, and where its words go. */
export interface RoomsInHand {
  get<Room>(room: abstract new (...parts: never[]) => Room): Room;
  close(): Promise<void>;
}

export interface Output {
  /** Results. */
  out(text: string): void;
  /** Progress and hints. */
  err(text: string): void;
}

export const CONSOLE: Output = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

/** Aborted by the first signal to stop: whoever works looks at it, and takes away what is half done. */
export function toldToStop(): AbortSignal {
  const told = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => told.abort(new BackupRefused('It was stopped; nothing of it is left.')));
  return told.signal;
}
