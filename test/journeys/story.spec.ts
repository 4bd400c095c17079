import type { Browser, BrowserContext, Page } from 'playwright-core';
import { keepScreen, openWindow, startBrowser } from '../browser.js';
import { become, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

/** The story so far, as three kinds of user live it on the demo county. */
jest.setTimeout(120_000);

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('from a request to a proposal, %s', (told, javaScript) => {
  let service: Service;
  let browser: Browser;
  const windows: BrowserContext[] = [];

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  async function at(who: PersonaName): Promise<Page> {
    const window = await openWindow(browser, service.url, { javaScript });
    windows.push(window);
    window.setDefaultTimeout(30_000);
    return become(window, who);
  }
  const keep = (page: Page, name: string) => keepScreen(page, `story-${told}-${name}`);
  /** Presses what stands there under exactly these words, a button or a link that looks like one. */
  const go = (page: Page, words: string) =>
    page
      .locator('main')
      .locator('a, button')
      .filter({ hasText: new RegExp(`^\\s*${words}\\s*$`) })
      .first()
      .click();

  let reference = '';
  let proposal = '';

  it('a head asks for support, one question at a time, and checks what is sent', async () => {
    const page = await at('asker');
    await page.goto('/needs/new');
    await keep(page, 'ask-1');
    await page.locator('[name=theme]').selectOption({ label: 'Reducing persistent absence' });
    await page.getByLabel('Key stage 3').check();
    await page.getByLabel('Key stage 4').check();
    await go(page, 'Continue');
    await page.locator('[name=outcome]').fill('Fewer pupils miss one session in ten.');
    await page.locator('[name=send]').fill('Pupils with SEN support miss twice as many sessions.');
    await go(page, 'Continue');
    await keep(page, 'ask-3');
    await page.locator('[name=soon][value=this_term]').check();
    await page.locator('[name=days]').fill('2');
    await page.locator('[name=from]').selectOption({ index: 2 });
    await page.locator('[name=to]').selectOption({ index: 3 });
    await page.locator('[name=modes][value=in_person]').check();
    await go(page, 'Continue');
    await page.locator('[name=approach][value=anyone]').check();
    await go(page, 'Continue');
    await keep(page, 'ask-check');
    expect(await page.innerText('main')).toContain('Fewer pupils miss one session in ten.');
    await go(page, 'Send');
    reference = /N-\d{4}-\d{3}/.exec(await page.innerText('main'))?.[0] ?? '';
    expect(reference).not.toBe('');
    await keep(page, 'ask-sent');
  });

  it('another head declares days', async () => {
    const page = await at('helper');
    await page.goto('/my-school');
    await keep(page, 'my-school');
    await go(page, 'Declare strengths and days');
    await keep(page, 'declare-1');
    await go(page, 'Continue'); // what was declared before is filled in, so the first open question comes next
    const bands = await page.$$eval('[name^=band]', (all) =>
      all.map((each) => each.getAttribute('name') ?? ''),
    );
    for (const band of new Set(bands)) {
      await page.locator(`[name=${band}][value=more]`).check();
      await page.locator(`[name=${band.replace('band', 'exact')}]`).fill('9.5');
    }
    await keep(page, 'declare-days');
    await go(page, 'Continue');
    await keep(page, 'declare-check');
    expect(await page.innerText('main')).toContain('exactly 9.5');
    await go(page, 'Send');
    expect(await page.innerText('main')).toContain('9.5 days');
  });

  it('the broker takes it up, the head agrees its wording, and it is open', async () => {
    const owner = await ownerOf();
    const page = await at(owner);
    await page.goto(`/needs/${reference}/triage`);
    await keep(page, 'triage');
    await page.locator('[name=clear]').check();
    await go(page, 'Save');
    const head = await at('asker');
    await head.goto(`/needs/${reference}/agree`);
    await keep(head, 'agree');
    await go(head, 'I agree with this wording');
    await head.goto(`/needs/${reference}`);
    expect(await head.innerText('main')).toMatch(/open/i);
  });

  it('the broker runs, reads why and why not, and proposes', async () => {
    const page = await at(await ownerOf());
    await page.goto(`/needs/${reference}/candidates`);
    await go(page, 'Look who could help');
    await finished(page);
    await keep(page, 'run');
    await page.goto(`/needs/${reference}/candidates`);
    await keep(page, 'candidates');
    const words = await page.innerText('main');
    expect(words).toContain('Who could help');
    expect(words).toMatch(/of 100/);
    await page.goto(`/needs/${reference}/candidates/not-listed`);
    await keep(page, 'not-listed');
    await page.goto(`/needs/${reference}/candidates`);
    await page
      .getByRole('radio', { name: /^Propose/ })
      .first()
      .check();
    await go(page, 'Continue');
    await keep(page, 'proposed');
    proposal = /P-\d{4}-\d{3}/.exec(await page.innerText('main'))?.[0] ?? '';
    expect(proposal).not.toBe('');
  });

  it('the officer finds every step', async () => {
    const page = await at('officer');
    await page.goto('/audit');
    await keep(page, 'audit');
    const words = await page.innerText('main');
    for (const step of [/asked for support/i, /agreed/i, /run/i, /proposed/i]) expect(words).toMatch(step);
  });

  /** The need's owner is the broker on duty that day: the page names them. */
  async function ownerOf(): Promise<PersonaName> {
    const page = await at('asker');
    await page.goto(`/needs/${reference}`);
    const words = await page.innerText('main');
    return words.includes('Ruth Hale') ? 'hale' : words.includes('Sam Whitlock') ? 'whitlock' : 'broker';
  }

  /** Without a program the page says how to look again. */
  async function finished(page: Page): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if (/could help|complete|finished/i.test(await page.innerText('main')) && !(await page.$('progress')))
        return;
      if (javaScript) await page.waitForTimeout(300);
      else await page.getByRole('link', { name: 'Check progress again' }).click();
    }
    throw new Error('The run never ended.');
  }
});
