/** How long what is in hand may take to finish once somebody has said stop. */
const PATIENCE_MS = 10_000;

/**
 * A process of the service lives until it is told to stop: by a signal, or because whoever started it is gone. It then
 * finishes what is in hand, and ends. Nothing that a killed supervisor leaves behind keeps running.
 */
export function untilStopped(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.off('disconnect', endAtOnce);
  process.on('disconnect', end);
}

/** Whoever started this process is gone before it served: there is nothing in hand to finish. */
function endAtOnce(): void {
  process.exit(1);
}

/**
 * What whoever started this process tells it of the settings: asked for once its code is loaded, so that it loads while
 * the database comes up, and no password stands in its environment. Nothing for a process started by hand.
 */
export function told(): Promise<Readonly<Record<string, string>>> {
  if (process.send === undefined) return Promise.resolve({});
  process.on('disconnect', endAtOnce);
  return new Promise((resolve) => {
    process.once('message', (message) => resolve((message as { settings: Record<string, string> }).settings));
    process.send?.({ asks: true });
  });
}

/** Tells whoever started this process that it serves. */
export function ready(): void {
  process.send?.({ ready: true });
}
