import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const ROOT = join(__dirname, '..');
const SCREENS = join(ROOT, '.trellis', 'screens');

/** Nothing that talks to anybody, nothing that keeps anything. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** A browser asked for a window, or to run something in a page, waits for ever; longer than this and it is stuck. */
const STUCK_MS = 45_000;
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const PHONE = 375;
export const DESK = 1280;

export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error('These tests need Chromium: install the package "chromium", or name it in CHROMIUM.');
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** The browser itself gave no answer: nothing was learned about the page. */
export class BrowserStuck extends Error {}

/** @throws BrowserStuck, naming the step, where there is no answer in time. */
export async function answered<T>(step: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new BrowserStuck(`The browser did not answer in time: ${step}.`));
    }, STUCK_MS);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Visit {
  readonly width?: number;
  readonly javaScript?: boolean;
  /** Cookies as they were when somebody signed in. */
  readonly signedIn?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** A window of its own, with nothing kept from another. */
export async function openWindow(
  browser: Browser,
  baseUrl: string,
  visit: Visit = {},
): Promise<BrowserContext> {
  const { width = DESK, javaScript = true, signedIn } = visit;
  return browser.newContext({
    baseURL: baseUrl,
    viewport: { width, height: width === PHONE ? 812 : 900 },
    javaScriptEnabled: javaScript,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    ...(signedIn === undefined ? {} : { storageState: signedIn }),
  });
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
let axeSource: string | null = null;

export interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly where: readonly string[];
}

/** Every rule of WCAG 2.2 A and AA that a machine can check, and axe's own best practice. */
export async function violationsOn(page: Page): Promise<Violation[]> {
  axeSource ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axeSource);
  const results = await page.evaluate(async (tags) => {
    // Added to the page by the line above.
    const { axe } = globalThis as unknown as { axe: { run(on: unknown, how: unknown): Promise<AxeResults> } };
    const { document } = globalThis as unknown as { document: unknown };
    return axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  }, TAGS);
  return results.violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    where: nodes.map((node) => `${node.html.slice(0, 160)} → ${node.failureSummary ?? ''}`),
  }));
}

/** Pixels by which the page is wider than its window: 0 where nobody has to scroll sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number; clientWidth: number } };
    };
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** For people to look at: `.trellis/screens/<name>.png`, the whole page. Not where nobody looks. @returns where it would be. */
export async function keepScreen(page: Page, name: string): Promise<string> {
  mkdirSync(SCREENS, { recursive: true });
  const path = join(SCREENS, `${name.replace(/[^a-z0-9-]+/gi, '-').replace(/^-|-$/g, '')}.png`);
  if (process.env['CI'] !== 'true') await page.screenshot({ path, fullPage: true });
  return path;
}
