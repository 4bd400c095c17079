import { read, utils } from '@e965/xlsx';
import type { Browser, Page } from 'playwright-core';
import { openWindow, startBrowser } from '../browser.js';
import { become, PERSONAS, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';
import { addressOf } from './address-of.js';
import { LISTS, PAGES } from './every-page.js';

const ENDINGS = ['csv', 'xlsx', 'ods'] as const;
const PATIENCE_MS = 240_000;
/** Nobody in the demonstration has an interest in what they look after, and nothing was opened in an emergency. */
const EMPTY = ['/reassign', '/break-glass'];
/** Reading the log is kept in it: without a filter each file would hold the taking of the one before. */
const FILTERS: Readonly<Record<string, string>> = { '/audit': '?act=session.start' };

describe('every list', () => {
  let service: Service;
  let browser: Browser;
  const windows = new Map<PersonaName, Page>();

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  async function windowOf(who: PersonaName): Promise<Page> {
    const page = windows.get(who) ?? (await become(await openWindow(browser, service.url), who));
    windows.set(who, page);
    return page;
  }

  /** Row by row, the heading first. */
  function cellsOf(bytes: Uint8Array): string[][] {
    const book = read(bytes, { type: 'buffer', raw: true });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    return sheet ? utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' }) : [];
  }

  it.each(LISTS)(
    '%s leaves as a file in three formats, which say the same',
    async (list) => {
      const visit = PAGES[list];
      if (visit === undefined || visit.who === 'nobody') throw new Error(`${list} is no page of anybody.`);
      const page = await windowOf(visit.who);
      await page.goto((await addressOf(page, list, visit)) + (FILTERS[list] ?? ''));
      const links = await page.$$eval('main a[href]', (all) =>
        all.map((each) => each.getAttribute('href') ?? ''),
      );
      const files: string[][][] = [];
      for (const ending of ENDINGS) {
        const href = links.find((each) => each.split('?')[0]?.endsWith(`.${ending}`));
        expect([list, ending, href]).toEqual([list, ending, expect.any(String)]);
        const answer = await page.request.get(href ?? '');
        expect([href, answer.status(), answer.headers()['content-disposition']]).toEqual([
          ...[href, 200, expect.stringMatching(`^attachment; filename="[a-z0-9-]+[.]${ending}"`)],
        ]);
        files.push(cellsOf(await answer.body()));
      }
      const [csv = [], ...others] = files;
      expect([list, csv.length > 1]).toEqual([list, !EMPTY.includes(list)]);
      for (const other of others) expect(other).toEqual(csv);
    },
    PATIENCE_MS,
  );

  it.each(Object.keys(PERSONAS) as PersonaName[])(
    'gives the %s no file of a page that is not theirs',
    async (who) => {
      const { request } = await windowOf(who);
      const asked = async (path: string): Promise<number> =>
        (await request.get(path, { maxRedirects: 0 })).status();
      for (const list of LISTS.filter((each) => !each.includes(':'))) {
        if ((await asked(list)) === 200) continue;
        for (const ending of ENDINGS)
          expect([list, [403, 404]]).toEqual([
            list,
            expect.arrayContaining([await asked(`${list}.${ending}`)]),
          ]);
      }
    },
    PATIENCE_MS,
  );
});
