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
  process.on('disconnect', end);
}

/** Tells whoever started this process that it serves. */
export function ready(): void {
  process.send?.({ ready: true });
}
