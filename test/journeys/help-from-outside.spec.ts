import type { Browser, BrowserContext, Page } from 'playwright-core';
import { keepScreen, openWindow, startBrowser } from '../browser.js';
import { become } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(300_000);

const SUPPLIER = 'Weald Tutors';

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('help from outside the area, %s', (told, javaScript) => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 400_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  const windowOf = async (): Promise<BrowserContext> => {
    const window = await openWindow(browser, service.url, { javaScript });
    window.setDefaultTimeout(60_000);
    return window;
  };
  const words = (page: Page): Promise<string> => page.innerText('main');
  const press = async (page: Page, name: string): Promise<void> => {
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name }).click();
    await answered;
    await page.waitForLoadState();
  };
  const later = new Date(Date.now() + 120 * 86_400_000).toISOString().slice(0, 10);

  const fill = async (page: Page, supplier: string): Promise<void> => {
    await page.fill('#specification', 'A tutor who works with the leads for six days.');
    await page.fill('#deliverables', 'A plan of the leads\nA report for the head');
    await page.fill('#routesTried', 'Both hubs were asked.');
    await page.fill('#supplier', supplier);
    await page.fill('#funder', 'The council');
    await page.fill('#pounds', '3,600');
    await page.fill('#days', '6');
    await page.fill('#deliverBy', later);
  };

  it('is drafted where nobody inside can help, closed to a chair whom the supplier pays, and in the end paid', async () => {
    const broker = await become(await windowOf(), 'broker');
    await broker.goto('/commissions');
    await broker.locator('main a[href^="/commissions/CM-"]').first().click();
    await broker.fill('#because', 'It is written anew.');
    await press(broker, 'Cancel it');
    await broker.goto('/commissions');
    await broker.locator('main a[href^="/commissions/new"]').first().click();
    expect(await words(broker)).toContain('Why nobody in the area');
    await keepScreen(broker, `help-from-outside-draft-${told}`);
    await press(broker, 'Send it to the chair');
    expect(await words(broker)).toContain('Enter what the help is for');
    await fill(broker, 'Ashdown Learning');
    await press(broker, 'Send it to the chair');
    const at = new URL(broker.url()).pathname;
    expect(at).toMatch(/^\/commissions\/CM-/);
    expect(await words(broker)).toContain('Waits for the chair');
    expect(await broker.locator('[name=approve]').count()).toBe(0);

    const chair = await become(await windowOf(), 'chair');
    // What was opened before stays in its tab, filled in.
    const before = await chair.context().newPage();
    await before.goto(at);
    await before.locator('[name=approve][value=yes]').check();
    await chair.goto('/me/interests');
    await chair.fill('#supplier', 'The ASHDOWN Learning Ltd');
    await press(chair, 'Say who pays you');
    expect(await words(chair)).toContain('The ASHDOWN Learning Ltd');
    await press(before, 'Send');
    expect(await words(before)).toContain('You have said that you are paid by this supplier');
    await chair.goto('/today');
    expect(await chair.locator(`main a[href="${at}"]`).count()).toBe(0);
    await chair.goto(at);
    expect(await chair.locator('[name=approve]').count()).toBe(0);
    await keepScreen(chair, `help-from-outside-closed-${told}`);

    await broker.goto(`${at}/change`);
    await broker.fill('#supplier', SUPPLIER);
    await press(broker, 'Save the change');
    await chair.goto('/today');
    await chair.locator(`main a[href="${at}"]`).click();
    await chair.waitForURL((url) => url.pathname === at);
    expect(await words(chair)).toContain('Both hubs were asked.');
    await keepScreen(chair, `help-from-outside-chair-${told}`);
    await chair.locator('[name=approve][value=yes]').check();
    await press(chair, 'Send');
    expect(await chair.locator('[name=approve]').count()).toBe(0);

    await broker.goto(at);
    await press(broker, 'Suppliers have been asked for quotes');
    await broker.goto('/today');
    await broker.locator(`main a[href="${at}"]`).click();
    await broker.waitForURL((url) => url.pathname === at);
    await broker.fill('#quotes', 'Two were asked; this one can begin in January.');
    await broker.fill('#price', '3,450');
    await press(broker, 'Award it');
    await press(broker, 'The supplier has begun');
    await broker.locator('[name=outcome][value=met]').check();
    await broker.fill('#said', 'The plan and the report are there.');
    await press(broker, 'Send');
    await press(broker, 'Save');
    const done = await words(broker);
    for (const said of ['Delivered and paid', SUPPLIER, '£3,450', 'The plan and the report are there.'])
      expect(done).toContain(said);
    await keepScreen(broker, `help-from-outside-paid-${told}`);
    const need = /N-[0-9]{4}-[0-9]{3}/.exec(done)?.[0] ?? '';
    await broker.goto(`/needs/${need}`);
    expect(await words(broker)).toContain('Met');
  });
});
