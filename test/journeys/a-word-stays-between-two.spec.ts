import type { APIRequestContext, Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, startBrowser } from '../browser.js';
import { become, PERSONAS, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

const PATIENCE_MS = 240_000;
const CANARY = 'bittern-2907';
const WORDS = `Your heads of year carry ${CANARY} alone. A school that has been there might be good company.`;
/** What each of them opens and takes away: lists, counts, search, files, the Board, a case, the log. */
const WAYS_OUT = [
  ...['/today', '/today.csv', '/my-school', '/needs', '/needs.csv', '/pairings', '/runs', '/exceptions'],
  ...['/exceptions.csv', '/fairness', '/me', '/board', '/board/county', '/findings', '/interventions'],
  ...['/schools?q=bittern', '/schools/990013', '/cases/N-2026-001?reason=Audit', '/plan', '/meetings'],
  ...['/audit', '/audit.csv', '/audit?act=concern.raise', '/audit?act=concern.read'],
];

/** Ama Osei, an adviser, leaves Daniel Fry, head of Marlowe School, a word; it is looked for at every way out. */
describe('a word to a head', () => {
  let service: Service;
  let browser: Browser;
  let adviser: Page;
  let head: Page;
  let here: string;
  const windows = new Map<PersonaName, Page>();

  const windowOf = async (who: PersonaName, javaScript = false): Promise<Page> => {
    const page =
      windows.get(who) ??
      (await become(
        await openWindow(browser, service.url, { javaScript, ...(javaScript ? {} : { width: PHONE }) }),
        who,
      ));
    windows.set(who, page);
    return page;
  };
  const bodyOf = async (request: APIRequestContext, path: string, headers = {}): Promise<string> =>
    (await request.get(path, { headers, maxRedirects: 0 })).text();

  beforeAll(async () => {
    [service, browser] = await Promise.all([
      startService({ environment: { LOG_LEVEL: 'debug' } }),
      startBrowser(),
    ]);
    adviser = await windowOf('adviser');
    head = await windowOf('helper', true);
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  it('is left from the page of the school, without JavaScript', async () => {
    await adviser.goto('/schools/990013');
    await adviser.getByRole('link', { name: 'Leave its head a word' }).click();
    await adviser.getByRole('button', { name: 'Leave this word' }).click();
    await keepScreen(adviser, 'word-new-phone');
    expect(await adviser.innerText('.govuk-error-summary')).toContain('Enter what you would like to say');
    await adviser.getByLabel('What would you like to say?').fill(WORDS);
    await adviser.getByRole('button', { name: 'Leave this word' }).click();
    expect(await adviser.innerText('main')).toContain('Your word to the head of Marlowe School');
    expect(await adviser.innerText('main')).toMatch(/Without an answer it lapses after \d/);
    await keepScreen(adviser, 'word-own-phone');
    here = new URL(adviser.url()).pathname;
    await adviser.goto('/me');
    expect(await adviser.innerText('#words ~ ul')).toContain('To the head of Marlowe School');
  });

  it('waits on the head’s page Today, which tells neither from whom nor what', async () => {
    await head.goto('/today');
    const line = head.getByRole('link', { name: 'A colleague has left you a word' });
    const said = await head.innerText('main');
    expect(said).not.toContain(CANARY);
    expect(said).not.toContain('Osei');
    await line.click();
    await keepScreen(head, 'word-head');
    expect(new URL(head.url()).pathname).toBe(here);
    expect(await head.innerText('main')).toContain(CANARY);
    expect(await head.innerText('main')).toContain('Ama Osei');
  });

  it.each((Object.keys(PERSONAS) as PersonaName[]).filter((who) => who !== 'adviser' && who !== 'helper'))(
    'is no page of the %s, stands on none of theirs and in none of their files, and is in no count of the log',
    async (who) => {
      const { request } = await windowOf(who);
      for (const what of ['', '/withdraw'])
        expect((await request.get(here + what, { maxRedirects: 0 })).status()).toBe(404);
      for (const path of WAYS_OUT) {
        const body = await bodyOf(request, path);
        expect([path, body.includes(CANARY), body.includes(here)]).toEqual([path, false, false]);
      }
      // What they were refused themselves is their own act; of what the two did there is nothing.
      const log = await bodyOf(request, '/audit.csv');
      expect(log).not.toMatch(/left a head a word|read a word to a head,done/);
    },
    PATIENCE_MS,
  );

  it('is in no answer to a program, its reader’s own token included', async () => {
    await head.goto('/me');
    await head.getByLabel('What is it for?').fill('A program');
    await head.getByLabel('How many days does it last?').fill('2');
    await head.getByRole('button', { name: 'Make a token' }).click();
    const headers = { Authorization: `Bearer ${(await head.innerText('#secret')).trim()}` };
    for (const path of ['/needs', '/declarations', '/audit-entries', '/proposals', here, '/concerns']) {
      const body = await bodyOf(head.request, service.apiUrl + path, headers);
      expect([path, body.includes(CANARY)]).toEqual([path, false]);
    }
  });

  it('begins a request of the head, who changes it; nothing is sent before the head sends it', async () => {
    await head.goto(here);
    await head.getByLabel('Yes, ask for support').check();
    await head.getByRole('button', { name: 'Continue' }).click();
    await head.getByLabel('Theme', { exact: true }).selectOption({ index: 1 });
    await head.getByLabel('Key stage 3').check();
    await head.getByRole('button', { name: 'Continue' }).click();
    expect(await head.getByLabel('What do you want to change?').inputValue()).toBe(WORDS);
    await adviser.goto(here);
    expect(await adviser.innerText('main')).toContain('Waits for the head');
  });

  it('is answered with no, and no reason is asked for', async () => {
    await head.goto(here);
    await head.getByRole('button', { name: 'Continue' }).click();
    expect(await head.innerText('.govuk-error-summary')).toContain('Choose whether you would like to ask');
    await head.getByLabel('No', { exact: true }).check();
    await head.getByRole('button', { name: 'Continue' }).click();
    await head.waitForURL('**/today');
    expect(await head.innerText('main')).not.toContain('A colleague has left you a word');
    expect((await head.request.get(here)).status()).toBe(404);
    await adviser.goto(here);
    expect(await adviser.innerText('main')).toContain('Not taken up');
    expect(await adviser.getByRole('button', { name: 'Take it back' }).count()).toBe(0);
  });

  it('is in nothing that the service printed, mail included', () => {
    expect(service.said()).not.toContain(CANARY);
  });
});
