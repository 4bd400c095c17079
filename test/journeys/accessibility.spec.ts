import type { Browser, Page } from 'playwright-core';
import {
  answered,
  BrowserStuck,
  DESK,
  keepScreen,
  openWindow,
  PHONE,
  sidewaysScroll,
  startBrowser,
  violationsOn,
} from '../browser.js';
import { keyboardFaults } from '../keyboard.js';
import { become, type PersonaName } from '../persona.js';
import { previewOfAFile } from './preview-of-a-file.js';
import { routesOf } from '../routes.js';
import { startService, type Service } from '../service.js';

interface Visit {
  readonly who: PersonaName | 'nobody';
  /** Where the route is met in Downland; a link on another page where only the county knows its id. */
  readonly at: string | { readonly from: string; readonly linked: RegExp };
  /** Answers 4xx by its nature. */
  readonly status?: number;
  /** Its form, sent with nothing in it, comes back with what is missing. */
  readonly refuses?: boolean;
}

/** Every page, met where somebody would meet it. A route that is not here fails the suite. */
const PAGES: Readonly<Record<string, Visit>> = {
  '/': { who: 'asker', at: '/' },
  '/sign-in': { who: 'nobody', at: '/sign-in', refuses: true },
  '/invitation/:secret': { who: 'nobody', at: '/invitation/none', status: 404 },
  '/a/:token/declare/:step': { who: 'nobody', at: '/a/none/declare/help', status: 404 },
  '/a/:token': { who: 'nobody', at: '/a/none', status: 404 },
  '/help': { who: 'nobody', at: '/help' },
  '/accessibility': { who: 'nobody', at: '/accessibility' },
  '/privacy': { who: 'nobody', at: '/privacy' },
  '/how-we-measure': { who: 'nobody', at: '/how-we-measure' },
  '/how-matching-works': { who: 'nobody', at: '/how-matching-works' },
  '/today': { who: 'broker', at: '/today' },
  '/my-school': { who: 'helper', at: '/my-school' },
  '/me': { who: 'broker', at: '/me' },
  '/schools': { who: 'officer', at: '/schools' },
  '/schools/:urn': { who: 'officer', at: '/schools/990013' },
  '/schools/:urn/trust': { who: 'broker', at: '/schools/990006/trust', refuses: true },
  '/map': { who: 'officer', at: '/map' },
  '/needs': { who: 'broker', at: '/needs' },
  '/needs/new': { who: 'asker', at: '/needs/new' },
  '/needs/new/:step': { who: 'asker', at: '/needs/new/what', refuses: true },
  '/needs/:reference': { who: 'asker', at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ } },
  '/needs/:reference/triage': {
    who: 'broker',
    at: { from: '/needs?state=raised', linked: /\/needs\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/needs/:reference/agree': { who: 'asker', at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ } },
  '/needs/:reference/approach': { who: 'asker', at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ } },
  '/needs/:reference/withdraw': {
    who: 'asker',
    at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ },
  },
  '/needs/:reference/close': {
    who: 'broker',
    at: { from: '/needs', linked: /\/needs\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/needs/:reference/candidates': {
    who: 'broker',
    at: { from: '/needs?state=open&mine=yes', linked: /\/needs\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/needs/:reference/candidates/not-listed': {
    who: 'broker',
    at: { from: '/needs?state=open&mine=yes', linked: /\/needs\/N-[0-9-]+$/ },
  },
  '/declare/:year': { who: 'helper', at: { from: '/my-school', linked: /\/declare\// } },
  '/declare/:year/:step': { who: 'helper', at: { from: '/my-school', linked: /\/declare\// }, refuses: true },
  '/runs': { who: 'broker', at: '/runs' },
  '/runs/:reference': { who: 'adviser', at: { from: '/runs', linked: /\/runs\/R-[0-9]+$/ } },
  '/meetings': { who: 'adviser', at: '/meetings' },
  '/meetings/:reference': { who: 'adviser', at: { from: '/meetings', linked: /\/meetings\/M-[0-9-]+$/ } },
  '/meetings/:reference/:need': {
    who: 'adviser',
    at: { from: '/meetings', linked: /\/meetings\/M-[0-9-]+\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/proposals/:reference': {
    who: 'broker',
    at: { from: '/today', linked: /\/proposals\/P-[0-9-]+$/ },
  },
  '/requests/:reference': {
    ...{ who: 'helper', at: { from: '/today', linked: /\/requests\/Q-[0-9-]+$/ }, refuses: true },
  },
  '/offers/:reference': {
    ...{ who: 'asker', at: { from: '/today', linked: /\/offers\/O-[0-9-]+$/ }, refuses: true },
  },
  '/pairings': { who: 'broker', at: '/pairings' },
  '/pairings/new': { who: 'asker', at: '/pairings/new?kind=light', refuses: true },
  '/pairings/light/:reference': {
    who: 'helper',
    at: { from: '/pairings', linked: /\/pairings\/light\/SL-[0-9-]+$/ },
    refuses: true,
  },
  '/pairings/:reference': { who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
  '/pairings/:reference/agenda': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/:reference/visit': {
    // One that works.
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/pairings/:reference/review': {
    // One that works.
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/pairings/:reference/tend': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/:reference/close': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/:reference/history': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
  },
  '/consents': { who: 'trust', at: '/consents' },
  '/consents/:reference': {
    ...{ who: 'trust', at: { from: '/consents', linked: /\/consents\/SP-[0-9-]+$/ }, refuses: true },
  },
  '/pairings/:reference/impact': {
    who: 'officer',
    // The county's first pairing is over, and both heads have spoken.
    at: { from: '/pairings?over=yes', linked: /\/pairings\/SP-[0-9]{4}-001$/ },
  },
  '/board/decisions': { who: 'chair', at: '/board/decisions' },
  '/board/decisions/:reference': {
    ...{
      who: 'chair',
      at: { from: '/board/decisions', linked: /\/board\/decisions\/D-[0-9-]+$/ },
      refuses: true,
    },
  },
  '/files': { who: 'asker', at: '/files', refuses: true },
  '/files/imported': { who: 'asker', at: '/files/imported' },
  '/exceptions': { who: 'officer', at: '/exceptions' },
  '/audit': { who: 'officer', at: '/audit' },
  '/audit/:id': { who: 'officer', at: { from: '/audit', linked: /\/audit\/[0-9a-f-]{36}$/ } },
  '/admin/imports': { who: 'administrator', at: '/admin/imports', refuses: true },
  '/admin/imports/:id': {
    who: 'administrator',
    at: { from: '/admin/imports', linked: /\/admin\/imports\/[0-9a-f-]{36}$/ },
  },
};
/** A machine that runs other suites beside this one is slow, and nothing here is about speed. */
const PATIENCE_MS = 240_000;
/** What a browser shows no page for. */
const NOT_PAGES = [
  ...['/schools.:ending', '/needs.:ending', '/pairings.:ending', '/runs.:ending', '/exceptions.csv'],
  ...['/pairings/:reference/impact.csv', '/files/needs.:ending'],
  ...['/assets/brand/:file', '/health/live', '/health/ready', '/metrics'],
];

describe('every page', () => {
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

  /** One window for each person and width, signed in once. */
  async function windowOf(who: Visit['who'], width: number): Promise<Page> {
    const key = `${who} ${String(width)}`;
    const known = windows.get(key);
    if (known) return known;
    const window = await openWindow(browser, service.url, { width });
    const page = who === 'nobody' ? await window.newPage() : await become(window, who);
    windows.set(key, page);
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

  async function open(page: Page, route: string, { at }: Visit): Promise<number> {
    const go = async (path: string): Promise<number> => (await page.goto(path))?.status() ?? 0;
    if (typeof at === 'string') return go(at);
    await go(at.from);
    const links = await page.$$eval('main a[href]', (all) =>
      all.map((each) => each.getAttribute('href') ?? ''),
    );
    const found = links.find((href) => at.linked.test(href.split('?')[0] ?? ''));
    if (found === undefined) throw new Error(`${at.from} has no link to ${String(at.linked)}.`);
    return go(addressFor(route, found));
  }

  /** From the link that was found to the route itself: the same record, or one step further in. */
  function addressFor(route: string, found: string): string {
    const last = route.split('/').pop() ?? '';
    if (last === 'not-listed') return `${found}/candidates/not-listed`;
    if (route === '/declare/:year/:step') return `${found.split('?')[0] ?? found}/help`;
    return last.startsWith(':') ? found : `${found}/${last}`;
  }

  it('has its visit here', () => {
    const routes = routesOf('web').filter(({ method, events }) => method === 'GET' && !events);
    const paths = [...new Set(routes.map(({ path }) => path))].filter((path) => !NOT_PAGES.includes(path));
    expect(paths.filter((path) => !(path in PAGES))).toEqual([]);
    expect(Object.keys(PAGES).filter((path) => !paths.includes(path))).toEqual([]);
  });

  describe.each([DESK, PHONE])('at %s pixels', (width) => {
    it.each(Object.entries(PAGES))(
      '%s can be used by everybody, and stays within its width',
      (route, visit) => withABrowser(() => looksRight(route, visit, width)),
      PATIENCE_MS,
    );
  });

  it.each([DESK, PHONE])(
    'the preview of a file can be used by everybody at %s pixels',
    (width) =>
      withABrowser(async () => {
        const page = await answered('a window', windowOf('asker', width));
        await previewOfAFile(page);
        await inOrder(page, `files-preview-${String(width)}`);
      }),
    PATIENCE_MS,
  );

  async function looksRight(route: string, visit: Visit, width: number): Promise<void> {
    const page = await answered('a window', windowOf(visit.who, width));
    const status = await answered(`open ${route}`, open(page, route, visit));
    expect([route, status]).toEqual([route, visit.status ?? 200]);
    await inOrder(page, `${route}-${String(width)}`);
    if (width === DESK) expect(await answered(`Tab through ${route}`, keyboardFaults(page))).toEqual([]);
    if (visit.refuses === true) await answered(`send ${route}`, sendEmpty(page, route, width));
  }

  async function inOrder(page: Page, name: string): Promise<void> {
    await answered(`a picture of ${name}`, keepScreen(page, name));
    expect(await answered(`axe on ${name}`, violationsOn(page))).toEqual([]);
    expect(await answered(`the width of ${name}`, sidewaysScroll(page))).toBe(0);
  }

  /** The error state: the page's own form sent with nothing in it, past what the browser itself would stop. */
  async function sendEmpty(page: Page, route: string, width: number): Promise<void> {
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
    await page.waitForFunction("document.title.startsWith('Error: ')");
    await page.waitForLoadState('load');
    await inOrder(page, `${route}-refused-${String(width)}`);
  }
});
