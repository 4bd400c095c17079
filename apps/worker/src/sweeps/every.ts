import type { Log } from '@app/platform';

/** Does the work again and again, never twice at once; a round that fails is told and the next one tried. */
export function every(ms: number, name: string, work: () => Promise<unknown>, log: Log): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> = Promise.resolve();
  const again = (): void => {
    timer = setTimeout(() => {
      round = work().then(
        () => undefined,
        (error: unknown) =>
          log.warn('sweep failed', { sweep: name, error: error instanceof Error ? error.name : 'unknown' }),
      );
      void round.then(() => {
        if (!stopped) again();
      });
    }, ms);
  };
  again();
  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    await round;
  };
}
