import type { Page } from 'playwright-core';

/** More stops than any page has. */
const MOST_STOPS = 400;

/**
 * Goes through a page with the Tab key alone, as somebody without a mouse does.
 *
 * @returns in a sentence each what they could not reach, or reached without seeing it.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const stops = await page.evaluate(markStops);
  const faults: string[] = [];
  const reached = new Set<string>();
  for (let pressed = 0; pressed < Math.min(MOST_STOPS, stops.length + 20); pressed += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focusNow);
    if (at === null || reached.has(at.stop)) break;
    reached.add(at.stop);
    if (!at.seen) faults.push(`${at.said} shows no focus.`);
  }
  for (const { stop, said } of stops) if (!reached.has(stop)) faults.push(`${said} is not reached by Tab.`);
  return faults;
}

interface Element {
  readonly tagName: string;
  readonly outerHTML: string;
  readonly name?: string;
  readonly type?: string;
  readonly checked?: boolean;
  readonly dataset: Record<string, string | undefined>;
  checkVisibility(of: object): boolean;
  matches(of: string): boolean;
}
interface World {
  readonly document: {
    readonly activeElement: Element | null;
    readonly body: Element;
    querySelectorAll(of: string): Iterable<Element>;
  };
  getComputedStyle(of: Element): Record<string, string>;
}

/** Every place where Tab should stop, named in the page; a group of radio buttons is one. Runs in the page. */
function markStops(): { stop: string; said: string }[] {
  const { document } = globalThis as unknown as World;
  const which = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const all = [...document.querySelectorAll(which)].filter(
    (each) =>
      each.type !== 'hidden' &&
      !each.matches(':disabled, [tabindex="-1"]') &&
      each.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }),
  );
  const stops = new Map<string, string>();
  all.forEach((each, at) => {
    const stop = each.type === 'radio' ? `radio ${each.name ?? ''}` : `stop ${String(at)}`;
    each.dataset['stop'] = stop;
    stops.set(stop, each.outerHTML.slice(0, 100));
  });
  return [...stops].map(([stop, said]) => ({ stop, said }));
}

/** Where the focus is, and whether it can be seen there; null outside the page. Runs in the page. */
function focusNow(): { stop: string; said: string; seen: boolean } | null {
  const { document, getComputedStyle } = globalThis as unknown as World;
  const at = document.activeElement;
  if (at === null || at === document.body) return null;
  // GOV.UK draws the focus of a box beside it: the label of a radio button carries the ring.
  const style = getComputedStyle(at);
  const drawn = at.matches('input[type=radio], input[type=checkbox]');
  const seen = drawn || style['outlineStyle'] !== 'none' || style['boxShadow'] !== 'none';
  return { stop: at.dataset['stop'] ?? at.outerHTML.slice(0, 60), said: at.outerHTML.slice(0, 100), seen };
}
