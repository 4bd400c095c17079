import type { MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';

export interface Tick {
  readonly done: number;
  readonly total: number;
  readonly sentence: string;
  readonly over: boolean;
}

export interface StreamOptions {
  readonly everyMs?: number;
  /** A stream is closed after this, over or not; the browser opens the next one itself. */
  readonly mostMs?: number;
}

/**
 * For a handler under `@Sse()`: asks for the row each second and sends it when it changed, until it is over. The row is
 * the truth, so any process may serve it; each reading is a transaction of its own. A reading that fails ends the stream.
 */
export function eventStream(
  read: () => Promise<Tick>,
  options: StreamOptions = {},
): Observable<MessageEvent> {
  const { everyMs = 1_000, mostMs = 600_000 } = options;
  return new Observable((listener) => {
    let sent = '';
    let timer: NodeJS.Timeout | null = null;
    const end = setTimeout(() => listener.complete(), mostMs);
    const next = (): void => {
      read().then(
        (tick) => {
          if (listener.closed) return;
          const data = JSON.stringify(tick);
          if (data !== sent) listener.next({ data });
          sent = data;
          if (tick.over) listener.complete();
          else timer = setTimeout(next, everyMs);
        },
        () => listener.complete(),
      );
    };
    next();
    return () => {
      clearTimeout(end);
      if (timer !== null) clearTimeout(timer);
    };
  });
}
