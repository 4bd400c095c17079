import type { Page } from 'playwright-core';

/** More stops than any page has. */
const MOST_STOPS = 400;
const PRESSES = 20;

/**
 * Goes through a page with the Tab key alone, as somebody without a mouse does.
 *
 * @returns in a sentence each what they could not reach, or reached without seeing it.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const stops = await page.evaluate(markStops);
  const faults: string[] = [];
  const reached = new Set<string>();
  // What was reached is asked for now and then: to ask after every press takes longer than to press.
  for (let pressed = 0; pressed < Math.min(MOST_STOPS, stops.length + 20); pressed += PRESSES) {
    for (let press = 0; press < PRESSES; press += 1) await page.keyboard.press('Tab');
    const before = reached.size;
    const passed = await page.evaluate(stopsPassed);
    for (const { stop, said, seen } of passed) {
      if (!reached.has(stop) && !seen) faults.push(`${said} shows no focus.`);
      reached.add(stop);
    }
    // Round again: fewer new stops than presses.
    if (reached.size - before < PRESSES) break;
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
interface Stop {
  readonly stop: string;
  readonly said: string;
  readonly seen: boolean;
}
interface World {
  /** Where the focus was since this was read last. */
  passed?: Stop[];
  readonly document: {
    readonly activeElement: Element | null;
    readonly body: Element;
    querySelectorAll(of: string): Iterable<Element>;
    addEventListener(what: 'focusin', how: () => void): void;
  };
  getComputedStyle(of: Element): Record<string, string>;
}

/** Every place where Tab should stop, named in the page; a group of radio buttons is one. Where the focus goes is noted from now on. Runs in the page. */
function markStops(): { stop: string; said: string }[] {
  const world = globalThis as unknown as World;
  const { document, getComputedStyle } = world;
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
  world.passed = [];
  document.addEventListener('focusin', () => {
    const at = document.activeElement;
    if (at === null || at === document.body) return;
    // GOV.UK draws the focus of a box beside it: the label of a radio button carries the ring.
    const style = getComputedStyle(at);
    const drawn = at.matches('input[type=radio], input[type=checkbox]');
    const seen = drawn || style['outlineStyle'] !== 'none' || style['boxShadow'] !== 'none';
    const stop = at.dataset['stop'] ?? at.outerHTML.slice(0, 60);
    world.passed?.push({ stop, said: at.outerHTML.slice(0, 100), seen });
  });
  return [...stops].map(([stop, said]) => ({ stop, said }));
}

/** Where the focus was since the last time, and whether it could be seen there. Runs in the page. */
function stopsPassed(): Stop[] {
  const world = globalThis as unknown as World;
  const passed = world.passed ?? [];
  world.passed = [];
  return passed;
}
