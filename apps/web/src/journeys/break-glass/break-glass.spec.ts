import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  keepScreen,
  openWindow,
  PHONE,
  sidewaysScroll,
  startBrowser,
  violationsOn,
} from '../../../../../test/browser.js';
import { EASTMARSH, WebHouse } from '../needs/a-web-house.fixture.js';
import { baseOf, somebody, type Somebody } from '../schools/somebody.fixture.js';

jest.setTimeout(400_000);

const WORDS = 'A parent complains that nobody acted on what the school asked for.';

describe('emergency access to records', () => {
  let web: WebHouse;
  let browser: Browser;
  let people = 0;
  beforeAll(async () => {
    web = await WebHouse.open(join(__dirname, '../../../../../dist/assets'));
    browser = await startBrowser();
    await web.sent();
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
  });

  const persona = (name: string, role: 'sysadmin' | 'chair' | 'board'): Promise<Somebody> =>
    somebody(web, {
      ...{ name, email: `${role}${String((people += 1))}@example.org`, persona: name },
      posts: [{ role }],
    });
  async function windowOf(session: string, javaScript: boolean): Promise<Page> {
    const window = await openWindow(browser, baseOf(web), { javaScript, width: PHONE });
    await window.addCookies([{ name: 'trellis', value: session, url: baseOf(web) }]);
    window.setDefaultTimeout(30_000);
    return window.newPage();
  }
  /** Their sign-in is older than ten minutes: what they sent waits behind the question whether it is them. */
  async function confirm(page: Page, name: string, told: string): Promise<void> {
    expect(await page.innerText('h1')).toBe('Confirm that it is you');
    await inOrder(page, `confirm ${told}`);
    await page.getByRole('button', { name: `This is ${name}` }).click();
    await inOrder(page, `carry-on ${told}`);
    await page.getByRole('button', { name: 'Send it now' }).click();
    await page.waitForLoadState('load');
  }
  async function inOrder(page: Page, name: string): Promise<void> {
    await page.waitForLoadState('load');
    await keepScreen(page, `emergency-${name}`);
    // What a machine can check of a page is asked of it by a script.
    if (!name.endsWith(' with JavaScript')) return;
    expect([name, await sidewaysScroll(page)]).toEqual([name, 0]);
    expect([name, await violationsOn(page)]).toEqual([name, []]);
  }

  it.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('is asked for, approved, read, told, ended and reviewed, %s', async (told, javaScript) => {
    const [dan, helen, ada] = [
      await persona('Dan Wells', 'sysadmin'),
      await persona('Helen Croft', 'chair'),
      await persona('Ada Board', 'board'),
    ];
    const asks = await windowOf(dan.session, javaScript);
    await asks.goto('/break-glass');
    await asks.getByRole('button', { name: 'Ask for emergency access' }).click();
    await asks.getByRole('button', { name: 'Ask the chair' }).click();
    await asks.waitForSelector('.govuk-error-summary');
    await inOrder(asks, `new-refused ${told}`);
    await asks.selectOption('#school', EASTMARSH);
    await asks.getByLabel('What the school asked for, in its own words').check();
    await asks.getByLabel('A complaint is looked into').check();
    await asks.fill('#words', WORDS);
    await asks.fill('#minutes', '30');
    await asks.getByRole('button', { name: 'Ask the chair' }).click();
    await confirm(asks, 'Dan Wells', told);
    const path = new URL(asks.url()).pathname;
    expect(path).toMatch(/^\/break-glass\/BG-[0-9]{4}-[0-9]{3}$/);
    expect(await asks.innerText('main')).toContain('A chair with no interest in the school answers.');
    expect((await asks.goto(`${path}/records`))?.status()).toBe(403);

    const answers = await windowOf(helen.session, javaScript);
    await answers.goto(path);
    await inOrder(answers, `asked ${told}`);
    await answers.getByLabel('Yes, open it and tell the head').check();
    await answers.getByRole('button', { name: 'Send answer' }).click();
    await confirm(answers, 'Helen Croft', told);
    expect(await answers.innerText('main')).toMatch(/Open now[\s\S]*It closes by itself on/);

    await asks.goto(path);
    await asks.getByRole('button', { name: 'Read the records' }).click();
    expect(await asks.innerText('main')).toContain('Fewer pupils miss one session in ten.');
    await inOrder(asks, `records ${told}`);

    const head = await windowOf((await web.visitor('asker')).session, javaScript);
    await head.goto('/my-school');
    await head.getByRole('link', { name: 'Who read about my school' }).click();
    const readings = await head.innerText('main');
    expect(readings).toMatch(/Dan Wells[\s\S]*Records that were opened in an emergency/);
    expect(readings).toContain(WORDS);
    await inOrder(head, `readings ${told}`);
    await head.getByRole('link', { name: 'Emergency access to records of your school' }).click();
    expect(await head.innerText('main')).toContain('Helen Croft');
    await inOrder(head, `openings ${told}`);
    await head.goto(path);
    expect(await head.locator('main form').count()).toBe(0);

    await asks.goto(path);
    await asks.getByRole('button', { name: 'End it now' }).click();
    await asks.waitForLoadState('load');
    expect(await asks.innerText('main')).toContain('by Dan Wells');
    expect((await asks.goto(`${path}/records`))?.status()).toBe(403);

    const reviews = await windowOf(ada.session, javaScript);
    await reviews.goto('/break-glass');
    await reviews.locator(`main a[href="${path}"]`).click();
    await reviews.getByLabel('It was in order', { exact: true }).check();
    await reviews.getByLabel('What did you find?').fill('The complaint is on file.');
    await inOrder(reviews, `review ${told}`);
    await reviews.getByRole('button', { name: 'Send review' }).click();
    await head.goto(path);
    expect(await head.innerText('main')).toContain('It was in order. Ada Board');
  });

  it('leaves as a file, as far as its reader may see, and is nobody else’s page', async () => {
    const head = await web.visitor('asker');
    for (const list of ['/break-glass', '/my-school/readings'])
      for (const ending of ['csv', 'xlsx', 'ods'])
        expect((await head.open(`${list}.${ending}`)).status).toBe(200);
    expect((await head.open('/break-glass.csv')).html).toContain(WORDS);
    const readings = (await head.open('/my-school/readings.csv')).html;
    expect(readings).toContain('When,Who,What,Why');
    expect(readings).toContain(WORDS);
    const other = await web.visitor('helper');
    expect((await other.open('/break-glass.csv')).html).not.toContain(WORDS);
    expect((await other.open('/my-school/readings.csv')).html).not.toContain(WORDS);
    expect((await other.open(`/my-school/readings?school=${EASTMARSH}`)).status).toBe(404);
    for (const who of ['broker', 'adviser'] as const)
      for (const path of [
        '/break-glass',
        '/break-glass/new',
        '/break-glass/BG-2026-001',
        '/my-school/readings',
      ])
        expect([404, 403]).toContain((await (await web.visitor(who)).open(path)).status);
  });
});
