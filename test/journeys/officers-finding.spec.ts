import type { Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, startBrowser } from '../browser.js';
import { become, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(120_000);

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('an officer’s finding, on a phone %s', (told, javaScript) => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  const at = async (who: PersonaName): Promise<Page> => {
    const window = await openWindow(browser, service.url, { javaScript, width: PHONE });
    window.setDefaultTimeout(30_000);
    return become(window, who);
  };

  it('is asked about a pairing, answered by its broker, given an opinion by the officer and closed', async () => {
    const officer = await at('officer');
    await officer.goto('/pairings');
    await officer.locator('main a[href^="/pairings/SP-"]').first().click();
    await officer.getByRole('link', { name: 'Ask about this pairing' }).click();
    await officer.fill('#question', 'Why was this school asked, and who else could have been?');
    await officer.getByRole('button', { name: 'Send question' }).click();
    const path = new URL(officer.url()).pathname;
    expect(path).toMatch(/^\/findings\/F-[0-9]{4}-[0-9]{3}$/);
    await keepScreen(officer, `finding-${told}`);

    // Whose it is depends on who decided it: the one who has it in hand is offered the answer.
    let answered = false;
    for (const who of ['broker', 'hale', 'whitlock'] as const) {
      const page = await at(who);
      await page.goto(path);
      if ((await page.locator('#answer').count()) === 0) continue;
      await page.goto('/findings');
      expect(await page.locator(`main a[href="${path}"]`).count()).toBe(1);
      await page.goto(path);
      await page.fill('#answer', 'The run listed it first; the reasons stand with the decision.');
      await page.getByRole('button', { name: 'Send answer' }).click();
      answered = true;
      break;
    }
    expect(answered).toBe(true);

    await officer.goto(path);
    expect(await officer.innerText('main')).toContain('The run listed it first');
    await officer.fill('#opinion', 'The record bears it out.');
    await officer.getByRole('button', { name: 'Give opinion' }).click();
    await officer.getByRole('button', { name: 'Close this finding' }).click();
    expect(await officer.innerText('main')).toContain('Closed by Priya Nair');
    expect(await officer.locator('main form').count()).toBe(0);
  });
});
