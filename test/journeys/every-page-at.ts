import type { Browser, Page } from 'playwright-core';
import {
  answered,
  BrowserStuck,
  DESK,
  keepScreen,
  openWindow,
  sidewaysScroll,
  startBrowser,
  violationsOn,
} from '../browser.js';
import { keyboardFaults } from '../keyboard.js';
import { become } from '../persona.js';
import { addressOf } from './address-of.js';
import { LISTS, PAGES, type Visit } from './every-page.js';
import { previewOfADeclaration, previewOfAFile } from './preview-of-a-file.js';
import { startService, type Service } from '../service.js';

/** A machine that runs other suites beside this one is slow, and nothing here is about speed. */
const PATIENCE_MS = 240_000;
/** On its way, compressed: a head reads it on a phone in a playground. */
const PAGE_BYTES = 40_000;
const LIST_BYTES = 30_000;

interface Opened {
  readonly status: number;
  readonly bytes: number;
}
/** Every page at one width: nothing that axe finds, nothing wider than the window, and its error state alike. */
export function everyPageAt(width: number): void {
  let service: Service;
  let browser: Browser;
  const windows = new Map<string, Page>();

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  /** One window for each person, signed in once. */
  async function windowOf(who: Visit['who']): Promise<Page> {
    const known = windows.get(who);
    if (known) return known;
    const window = await openWindow(browser, service.url, { width });
    const page = who === 'nobody' ? await window.newPage() : await become(window, who);
    windows.set(who, page);
    return page;
  }

  /** A browser that is stuck says nothing about the page: a fresh one looks once more, and says that it had to. */
  async function withABrowser(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof BrowserStuck)) throw error;
      console.warn(`${error.message} Looking once more, in a fresh browser.`);
      windows.clear();
      await Promise.race([browser.close(), new Promise((later) => setTimeout(later, 5_000))]);
      browser = await startBrowser();
      await look();
    }
  }

  async function open(page: Page, route: string, visit: Visit): Promise<Opened> {
    const answer = await page.goto(await addressOf(page, route, visit));
    const bytes = (await answer?.request().sizes())?.responseBodySize ?? 0;
    return { status: answer?.status() ?? 0, bytes };
  }

  it.each(Object.entries(PAGES))(
    '%s can be used by everybody, and stays within its width',
    (route, visit) => withABrowser(() => looksRight(route, visit)),
    PATIENCE_MS,
  );

  it(
    'the preview of a file can be used by everybody',
    () =>
      withABrowser(async () => {
        const page = await answered('a window', windowOf('asker'));
        await previewOfAFile(page);
        await inOrder(page, 'files-preview');
        const other = await answered('a window', windowOf('helper'));
        await previewOfADeclaration(other);
        await inOrder(other, 'declaration-preview');
      }),
    PATIENCE_MS,
  );

  async function looksRight(route: string, visit: Visit): Promise<void> {
    const page = await answered('a window', windowOf(visit.who));
    const { status, bytes } = await answered(`open ${route}`, open(page, route, visit));
    expect([route, status]).toEqual([route, visit.status ?? 200]);
    expect([route, bytes > 0 && bytes <= (LISTS.includes(route) ? LIST_BYTES : PAGE_BYTES), bytes]).toEqual([
      ...[route, true, bytes],
    ]);
    await inOrder(page, route);
    if (width === DESK) expect(await answered(`Tab through ${route}`, keyboardFaults(page))).toEqual([]);
    if (visit.refuses === true) await answered(`send ${route}`, sendEmpty(page, route));
  }

  async function inOrder(page: Page, of: string): Promise<void> {
    const name = `${of}-${String(width)}`;
    await answered(`a picture of ${name}`, keepScreen(page, name));
    expect(await answered(`axe on ${name}`, violationsOn(page))).toEqual([]);
    expect(await answered(`the width of ${name}`, sidewaysScroll(page))).toBe(0);
  }

  /** The error state: the page's own form sent with nothing in it, past what the browser itself would stop. */
  async function sendEmpty(page: Page, route: string): Promise<void> {
    const sent = await page.evaluate(() => {
      interface Field {
        value: string;
        readonly type: string;
        checked: boolean;
      }
      interface Form {
        readonly elements: Iterable<Field>;
        submit(): void;
      }
      const { document } = globalThis as unknown as {
        document: { querySelectorAll(of: string): Iterable<Form> };
      };
      const silent = ['hidden', 'submit', 'button', 'fieldset'];
      const asks = (form: Form): Field[] => [...form.elements].filter(({ type }) => !silent.includes(type));
      const form = [...document.querySelectorAll('main form[method=post]')].find(
        (each) => asks(each).length > 0,
      );
      if (!form) return false;
      for (const field of asks(form)) {
        if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
        else field.value = '';
      }
      form.submit();
      return true;
    });
    expect([route, sent]).toEqual([route, true]);
    // The page that was sent counts as loaded until its answer comes: its title is waited for, then the rest of it.
    await page.waitForSelector("xpath=//title[starts-with(., 'Error: ')]", { state: 'attached' });
    await page.waitForLoadState('load');
    await inOrder(page, `${route}-refused`);
  }
}
