import { DomainError, type Actor } from '@app/kernel';
import type { UnitOfWork } from '@app/platform';

/** Somebody asked the import to stop while it was at work. Nothing of it was kept. */
export class ImportCancelled extends DomainError {
  readonly code = 'IMPORT_CANCELLED';
  constructor() {
    super('This import was cancelled. Nothing was changed.');
  }
}

export type OnProgress = (done: number, total: number | null) => void;

const EVERY_MS = 500;

/**
 * Says how far an import has come and hears that it should stop, in small transactions of its own while the work goes
 * on, so that others see it before the import's own transaction has ended. Start it outside a unit of work.
 */
export class ImportTicker {
  private readonly stopper = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private round: Promise<void> = Promise.resolve();
  private told = -1;
  private done = 0;

  constructor(
    private readonly work: UnitOfWork,
    private readonly actor: Actor,
    private readonly id: string,
    private readonly total: number | null,
    private readonly onProgress: OnProgress = () => undefined,
  ) {
    // A round that fails is tried again at the next: progress never stops an import.
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.say()).catch(() => undefined);
    }, EVERY_MS);
  }

  /** Aborted, with the reason to throw, once somebody asked to cancel. */
  get signal(): AbortSignal {
    return this.stopper.signal;
  }

  /** @throws ImportCancelled */
  tick(done: number): void {
    this.signal.throwIfAborted();
    this.done = done;
    this.onProgress(done, this.total);
  }

  /** The last word, so that a finished import does not stand at 97 %. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
    if (this.told !== this.done) await this.say().catch(() => undefined);
  }

  private async say(): Promise<void> {
    const { done } = this;
    const cancelled = await this.work.runForInstallation(this.actor, async (tx) => {
      const [row] = await tx.query<{ cancel_asked: boolean }>(
        `update schools.import_progress set done = $2, total = $3 where import_id = $1 returning cancel_asked`,
        [this.id, done, this.total],
      );
      return row?.cancel_asked === true;
    });
    this.told = done;
    if (cancelled) this.stopper.abort(new ImportCancelled());
  }
}
