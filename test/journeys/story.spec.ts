import type { Browser, BrowserContext, Page } from 'playwright-core';
import { keepScreen, openWindow, startBrowser } from '../browser.js';
import { become, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

/** The story so far, as three kinds of user live it on the demo county. */
jest.setTimeout(120_000);

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('from a request to a closed pairing, %s', (told, javaScript) => {
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
  let request = '';
  let pairing = '';

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
      .getByRole('radio', { name: /^Propose .*later$/ })
      .first()
      .check();
    await go(page, 'Continue');
    await keep(page, 'proposed');
    proposal = /P-\d{4}-\d{3}/.exec(await page.innerText('main'))?.[0] ?? '';
    expect(proposal).not.toBe('');
  });

  it('the supporter is sounded out, learns nothing of who asks, and says yes', async () => {
    const broker = await at(await ownerOf());
    await broker.goto(`/proposals/${proposal}`);
    expect(await broker.innerText('h1')).toBe('Marlowe School for Eastmarsh Academy');
    await go(broker, 'Sound out Marlowe School');
    request = /Q-\d{4}-\d{3}/.exec(await broker.innerText('main'))?.[0] ?? '';
    const page = await at('helper');
    await page.goto('/today');
    await keep(page, 'helper-today');
    await page.locator(`main a[href$="/requests/${request}"]`).click();
    await keep(page, 'request');
    expect(await page.innerText('main')).not.toContain('Eastmarsh');
    await page.locator('[name=answer][value=yes]').check();
    await go(page, 'Send reply');
    expect(await page.innerText('main')).toContain('Your days are kept until');
    // Nor does the log of what touched their school say it.
    await page.goto('/audit');
    expect(await page.innerText('main')).toContain('sounded a supporter out');
    expect(await page.innerText('main')).not.toContain('Eastmarsh');
  });

  it('the head who asked reads who and why, and accepts; the broker decides', async () => {
    const page = await at('asker');
    await page.goto('/my-school');
    await keep(page, 'asker-my-school');
    await page.locator('main a[href*="/offers/"]').filter({ hasText: 'persistent absence' }).click();
    await keep(page, 'offer');
    const words = await page.innerText('main');
    expect(words).toContain('Marlowe School could support Eastmarsh Academy');
    expect(words).not.toMatch(/of 100/);
    await page.locator('[name=answer][value=accept]').check();
    await go(page, 'Send reply');
    const broker = await at(await ownerOf());
    await broker.goto('/today');
    await broker.locator(`main a[href$="/proposals/${proposal}"]`).click();
    await broker.locator('[name=outcome][value=agreed]').check();
    await go(broker, 'Decide');
    await keep(broker, 'decided');
    pairing = /SP-\d{4}-\d{3}/.exec(await broker.innerText('main'))?.[0] ?? '';
    expect(pairing).not.toBe('');
  });

  it('both heads and the broker agree the agenda, the trust consents, and the work is active', async () => {
    const helper = await at('helper');
    await helper.goto('/pairings');
    await helper.locator(`main a[href$="/pairings/${pairing}"]`).click();
    await go(helper, 'Write the agenda');
    const typed = {
      ...{ purpose: 'One system for attendance.', 'aim-1': 'Fewer miss one in ten' },
      ...{ 'measure-1': 'Persistent absence', 'baseline-1': '24%', 'target-1': '18 to 20%' },
      ...{ 'due-1': `${String(new Date().getUTCFullYear() + 1)}-12-01`, inclusion: 'SEN support first.' },
      ...{ exitRule: 'After two half-terms.', confidentiality: 'What we see in lessons.' },
    };
    for (const [name, text] of Object.entries(typed)) await helper.locator(`[name="${name}"]`).fill(text);
    await go(helper, 'Save the agenda');
    for (const who of ['helper', 'asker', await ownerOf()] as const) {
      const page = await at(who);
      await page.goto(`/pairings/${pairing}`);
      await page.getByRole('button', { name: /^Agree this agenda for/ }).click();
    }
    const trust = await at('trust');
    await trust.goto(`/consents/${pairing}`);
    await trust.locator('[name=answer][value=give]').check();
    await trust.locator('[name=funder]').fill('The trust');
    await trust.locator('[name=cover]').check();
    await go(trust, 'Send answer');
    await helper.goto(`/pairings/${pairing}`);
    await keep(helper, 'pairing-active');
    expect(await helper.innerText('main')).toContain('Active');
  });

  it('a visit is recorded, the school says it is accurate, and the work closes with thanks', async () => {
    const helper = await at('helper');
    await helper.goto(`/pairings/${pairing}`);
    await go(helper, 'Record a visit');
    await helper.locator('[name=heldOn]').fill(new Date().toISOString().slice(0, 10));
    await helper.locator('[name=mode][value=in_person]').check();
    await helper.locator('[name=days]').fill('0.5');
    await helper.locator('[name=summary]').fill('Looked at the registers of year 10 together.');
    await go(helper, 'Save the visit');
    const page = await at('asker');
    await page.goto(`/needs/${reference}`);
    await go(page, `Pairing ${pairing}`);
    await page.locator('[name=accurate][value=yes]').check();
    await go(page, 'Send reply');
    expect(await page.innerText('main')).toContain('Agreed as accurate');
    await go(page, 'Close with thanks');
    await page.locator('[name=outcome][value=met]').check();
    await page.locator('[name=summary]').fill('Every tutor uses it.');
    await page.locator('[name=thanks]').fill('Thank you, Marlowe.');
    await go(page, 'Close the pairing');
    await keep(page, 'pairing-closed');
    expect(await page.innerText('main')).toContain('Thank you, Marlowe.');
  });

  it('the officer finds every step', async () => {
    const page = await at('officer');
    await page.goto('/audit');
    await keep(page, 'audit');
    const words = await page.innerText('main');
    for (const step of [/closed a pairing/i, /recorded a visit/i, /agreed an agenda/i, /decided/i])
      expect(words).toMatch(step);
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
