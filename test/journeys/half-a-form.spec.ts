import type { Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, sidewaysScroll, startBrowser, violationsOn } from '../browser.js';
import { become } from '../persona.js';
import { startService, type Service } from '../service.js';

const SAID = 'Walked through six lessons; good questions, few of them in writing.';

describe('a visit note that is left half written on a phone', () => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  const phone = async (javaScript: boolean): Promise<Page> => {
    const window = await openWindow(browser, service.url, { width: PHONE, javaScript });
    return become(window, 'broker');
  };
  /** The pairing of the county that works. */
  const working = async (page: Page): Promise<string> => {
    await page.goto('/pairings');
    const links = await page.$$eval('main a[href]', (all) =>
      all.map((each) => each.getAttribute('href') ?? ''),
    );
    return links.find((href) => /SP-[0-9]+-003$/.test(href)) ?? '';
  };
  const summary = (page: Page) => page.getByLabel('What happened?');

  it('saves itself two seconds after typing stops, says when, and is there after signing in again (W04)', async () => {
    const page = await phone(true);
    const here = await working(page);
    await page.goto(`${here}/visit`);
    await summary(page).pressSequentially(SAID);
    const status = page.getByRole('status').filter({ hasText: 'Saved' });
    await status.waitFor();
    expect(await status.textContent()).toMatch(/^Saved \d\d:\d\d$/);
    await keepScreen(page, 'half-a-form-saved');
    expect(await violationsOn(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    // The session goes, and the phone with it.
    await page.context().close();
    const again = await phone(true);
    await again.goto(here);
    await again.getByRole('link', { name: 'Go on with it' }).click();
    expect(await summary(again).inputValue()).toBe(SAID);
    expect(await again.textContent('main')).toContain('This is what you typed until');
    await keepScreen(again, 'half-a-form-again');
    expect(await violationsOn(again)).toEqual([]);
    await again.getByRole('button', { name: 'Throw it away and begin again' }).click();
    expect(await summary(again).inputValue()).toBe('');
    await again.context().close();
  }, 120_000);

  it('saves what was typed last when the page is left at once, and says so where it cannot', async () => {
    const page = await phone(true);
    const here = await working(page);
    await page.goto(`${here}/visit`);
    await summary(page).pressSequentially('Left at once.');
    await page.goto('/today');
    await page.goto(`${here}/visit`);
    expect(await summary(page).inputValue()).toBe('Left at once.');
    await page.context().setOffline(true);
    await summary(page).pressSequentially(' And more.');
    await page.getByText('Not saved yet').waitFor();
    await page.context().setOffline(false);
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
    await page.context().close();
  }, 120_000);

  it('is saved by a button without JavaScript, and gone once it is sent', async () => {
    const page = await phone(false);
    const here = await working(page);
    await page.goto(`${here}/visit`);
    await summary(page).fill(SAID);
    await page.getByRole('button', { name: 'Save and come back later' }).click();
    expect(new URL(page.url()).pathname).toBe(here);
    await page.getByRole('link', { name: 'Go on with it' }).click();
    expect(await summary(page).inputValue()).toBe(SAID);
    await page.getByLabel('When?').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    await page.getByLabel('Remote').check();
    await page.getByLabel('How many of the promised days did it take?').fill('0');
    await page.getByRole('button', { name: 'Save the visit' }).click();
    expect(await page.textContent('main')).toContain(SAID);
    expect(await page.textContent('main')).not.toContain('You have begun');
    await page.goto(`${here}/visit`);
    expect(await summary(page).inputValue()).toBe('');
    await page.context().close();
  }, 120_000);
});
