import type { Browser, Locator, Page } from 'playwright-core';
import { keepScreen, openWindow, startBrowser } from '../browser.js';
import { become } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(180_000);

/** What the day's hour may cost a seconded head: 20 clicks for six open needs. */
const TO_BEGIN = 2;
const EACH_NEED = 3;

describe('the weekly round of a broker', () => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  it('takes three clicks an open need and two to begin: 20 for six', async () => {
    const window = await openWindow(browser, service.url);
    window.setDefaultTimeout(60_000);
    const page = await become(window, 'broker');
    let clicks = 0;
    const click = async (what: Locator): Promise<void> => {
      clicks += 1;
      await what.click();
    };
    await click(page.getByRole('navigation').getByRole('link', { name: 'Match runs' }));
    await click(page.getByRole('button', { name: 'Look at all open needs' }));
    await page.getByRole('heading', { name: 'What came of it' }).waitFor();
    const own = await openNeedsOf(page);
    expect(own.length).toBeGreaterThanOrEqual(2);
    await click(
      page
        .locator('main tbody a')
        .filter({ hasText: own[0] ?? '' })
        .first(),
    );
    let asked = 0;
    for (;;) {
      await click(page.getByRole('radio', { name: /and sound it out$/ }));
      await click(page.getByRole('button', { name: 'Continue' }));
      await page.getByText('is asked: P-').waitFor();
      asked += 1;
      await keepScreen(page, `round-${String(asked)}`);
      const next = page.getByRole('link', { name: /^Next: choose whom to ask for/ });
      if ((await next.count()) === 0) break;
      await click(next);
      // A need that nobody can help with is another task: it waits, or help from outside is looked for.
      if ((await page.getByRole('radio', { name: /and sound it out$/ }).count()) === 0) {
        clicks -= 1;
        break;
      }
    }
    // So many of this broker's needs can be helped today: each costs the same.
    expect(asked).toBeGreaterThanOrEqual(2);
    expect(clicks).toBeLessThanOrEqual(TO_BEGIN + EACH_NEED * asked);
    expect(TO_BEGIN + EACH_NEED * 6).toBe(20);
  });

  /** Names as the run's page has them, in the order in which the round goes. */
  async function openNeedsOf(page: Page): Promise<string[]> {
    const here = page.url();
    await page.goto('/needs?state=open&mine=yes');
    const references = await page.$$eval('main a[href^="/needs/N-"]', (all) =>
      all.map((each) => (each.getAttribute('href') ?? '').split('/').pop() ?? ''),
    );
    await page.goto(here);
    const names: string[] = [];
    for (const reference of references) {
      const link = page.locator('main tbody tr').filter({ hasText: reference }).locator('a').first();
      if ((await link.count()) > 0) names.push((await link.innerText()).trim());
    }
    return names;
  }
});
