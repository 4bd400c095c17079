import { join } from 'node:path';
import { DeclarationCalls, DeclarationChecks } from '@app/profiles';
import type { Browser, Page } from 'playwright-core';
import { MailedLinks } from '../../apps/web/src/journeys/by-link/a-mailed-link.fixture.js';
import { MARLOWE } from '../factories/a-brokerage-house.js';
import { NORTH } from '../factories/an-area.js';
import { keepScreen, openWindow, PHONE, sidewaysScroll, startBrowser, violationsOn } from '../browser.js';

const BUILT = join(__dirname, '../../dist/assets');

describe('a head answers from the mail on a phone, without a password', () => {
  let mailed: MailedLinks;
  let browser: Browser;

  beforeEach(async () => {
    [mailed, browser] = await Promise.all([MailedLinks.open(BUILT), startBrowser()]);
  }, 120_000);
  afterEach(async () => {
    await browser.close();
    await mailed.close();
  });

  const phone = async (javaScript: boolean): Promise<Page> => {
    const window = await openWindow(browser, await mailed.url(), { width: PHONE, javaScript });
    return window.newPage();
  };
  const looksRight = async (name: string, link: string): Promise<void> => {
    const page = await phone(true);
    await page.goto(link);
    await keepScreen(page, name);
    expect(await violationsOn(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.context().close();
  };
  const choose = async (page: Page, link: string, choice: string): Promise<void> => {
    await page.goto(link);
    await page.getByLabel(choice, { exact: true }).check();
    await page.getByRole('button', { name: 'Send reply' }).click();
  };

  it('in one press, without JavaScript: first the supporter, then the school that asked', async () => {
    await mailed.soundOut();
    const page = await phone(false);
    const request = await mailed.link('sounding.answer');
    await looksRight('by-link-request', request);
    await choose(page, request, 'Yes');
    expect(await page.textContent('h1')).toBe('Your answer was sent');
    const offer = await mailed.link('offer.answer');
    await looksRight('by-link-offer', offer);
    await choose(page, offer, 'Meet first');
    expect(await page.textContent('h1')).toBe('Your answer was sent');
    await looksRight('by-link-ended', offer);
    await page.goto('/today');
    expect(await page.textContent('h1')).toBe('Sign in');
  }, 120_000);

  it('says whether a record is right, and that nothing has changed, in one press each', async () => {
    const page = await phone(false);
    await mailed.visit();
    await looksRight('by-link-visit', await mailed.link('visit.reply'));
    await mailed.declare();
    mailed.area.clock.set(new Date('2027-01-11T08:00:00Z'));
    await mailed.area.get(DeclarationChecks).ask(NORTH);
    const check = await mailed.link('declaration.unchanged');
    await looksRight('by-link-unchanged', check);
    await page.goto(check);
    await page.getByRole('button', { name: 'Nothing has changed' }).click();
    expect(await page.textContent('h1')).toBe('Your answer was sent');
  }, 120_000);

  it('declares strengths and days from a mail in six screens at most, and gets nowhere else', async () => {
    await mailed.declare();
    mailed.area.clock.set(new Date('2027-06-07T08:00:00Z'));
    await mailed.area.get(DeclarationCalls).ask(NORTH);
    const link = await mailed.link('declaration.send', MARLOWE);
    await looksRight('by-link-declare', link);
    const page = await phone(false);
    let screens = 1;
    const next = async (button = 'Continue'): Promise<void> => {
      await page.getByRole('button', { name: button }).click();
      screens += 1;
    };
    await page.goto(link);
    expect(await page.textContent('h1')).toBe('Can your school support others?');
    await page.getByLabel('Yes, ask us').check();
    await next();
    for (const question of [
      'What are your strengths?',
      'How many days',
      'On what conditions?',
      'Check your answers',
    ]) {
      if (!(await page.textContent('h1'))?.startsWith(question)) continue;
      if (question === 'How many days')
        for (const half of await page.getByLabel('3 to 5 days').all()) await half.check();
      if (question === 'On what conditions?') {
        await page.getByLabel('Key stage 3').check();
        await page.getByLabel('In person').check();
      }
      await next(question === 'Check your answers' ? 'Send' : 'Continue');
    }
    expect(await page.textContent('h1')).toBe('Your answer was sent');
    expect(screens).toBeLessThanOrEqual(6);
    for (const elsewhere of ['/my-school', '/declare/2027-28', '/me']) {
      await page.goto(elsewhere);
      expect(await page.textContent('h1')).toBe('Sign in');
    }
  }, 120_000);
});
