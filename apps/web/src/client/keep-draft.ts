/// <reference lib="dom" />

const TYPING_STOPPED_MS = 2_000;
const TRY_AGAIN_MS = 10_000;

/**
 * Saves what is typed into a form under the address in `data-keeps`, two seconds after typing stops and when the page is
 * left, and says so in `[data-kept]`. Once the form itself is sent, no more.
 */
export function keepDraft(form: HTMLFormElement): void {
  const [said, address] = [form.querySelector('[data-kept]'), form.dataset['keeps']];
  if (!said || address === undefined) return;
  const typed = (): string =>
    new URLSearchParams(
      [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    ).toString();
  let kept = typed();
  let timer = 0;
  let over = false;
  let sending: AbortController | null = null;

  const saveIn = (ms: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), ms);
  };
  const save = async (): Promise<void> => {
    clearTimeout(timer);
    const body = typed();
    if (over || body === kept) return;
    sending?.abort();
    const mine = (sending = new AbortController());
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    try {
      const answer = await fetch(address, {
        ...{ method: 'POST', body, headers, signal: mine.signal },
        // Outlives the page; a browser takes that for 64 kB at most.
        keepalive: body.length < 60_000,
      });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      kept = body;
      said.textContent = await answer.text();
    } catch {
      if (mine.signal.aborted) return;
      said.textContent = 'Not saved yet';
      saveIn(TRY_AGAIN_MS);
    }
  };

  form.addEventListener('input', () => {
    saveIn(TYPING_STOPPED_MS);
  });
  form.addEventListener('focusout', () => void save());
  document.addEventListener('visibilitychange', () => void (document.hidden && save()));
  window.addEventListener('pagehide', () => void save());
  form.addEventListener('submit', () => {
    over = true;
    clearTimeout(timer);
    sending?.abort();
  });
}
