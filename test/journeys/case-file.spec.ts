import type { Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, startBrowser } from '../browser.js';
import { become } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(120_000);

describe('an officer who checks a pairing', () => {
  let service: Service;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
    const window = await openWindow(browser, service.url, { javaScript: false, width: PHONE });
    window.setDefaultTimeout(30_000);
    page = await become(window, 'officer');
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  it('opens its case file with a reason, on a phone without JavaScript, and takes it along as one PDF', async () => {
    await page.goto('/needs?state=matched');
    await page.locator('main a[href^="/needs/N-"]').first().click();
    await page.getByRole('link', { name: 'See everything that followed' }).click();
    await page.fill('#reason', 'Yearly sample of pairings');
    await page.getByRole('button', { name: 'Continue' }).click();
    await keepScreen(page, 'case-file');
    expect(new URL(page.url()).search).toBe('');
    const told = await page.innerText('main');
    for (const part of ['What happened', 'Decisions', 'Who else could have helped', 'Days', 'Who read it'])
      expect(told).toContain(part);

    const [taken] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as one PDF' }).click(),
    ]);
    expect(taken.suggestedFilename()).toMatch(/^case-N-[0-9]{4}-[0-9]{3}\.pdf$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await taken.createReadStream()) chunks.push(chunk as Buffer);
    const pdf = Buffer.concat(chunks).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toContain('/StructTreeRoot');
  });
});
