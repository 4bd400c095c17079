/// <reference lib="dom" />

/** One row of a run, as `/…/events` sends it each second. */
interface Tick {
  readonly done: number;
  readonly total: number;
  /** The whole sentence beside the bar, like "62 of 150 pairs scored". */
  readonly sentence: string;
  /** No more will come: the page is asked for again, so that the answer is the server's own. */
  readonly over: boolean;
}

/**
 * Keeps a labelled `<progress>` up to date from the events named in `data-progress-events`. When the stream cannot be
 * had, the page stays as it was, with its link to check again.
 */
export function followProgress(box: HTMLElement): void {
  const bar = box.querySelector('progress');
  const words = box.querySelector('[data-progress-words]');
  const address = box.dataset['progressEvents'];
  if (!bar || !words || address === undefined) return;
  const events = new EventSource(address);
  events.onmessage = (event: MessageEvent<string>): void => {
    const tick = readTick(event.data);
    if (!tick) return;
    bar.max = Math.max(tick.total, 1);
    bar.value = tick.done;
    words.textContent = tick.sentence;
    if (!tick.over) return;
    events.close();
    window.location.reload();
  };
}

function readTick(text: string): Tick | null {
  const read: unknown = JSON.parse(text);
  return typeof read === 'object' && read !== null && 'sentence' in read ? (read as Tick) : null;
}
