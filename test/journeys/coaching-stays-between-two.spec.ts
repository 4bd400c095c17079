import type { APIRequestContext, Browser, Page } from 'playwright-core';
import { openWindow, startBrowser } from '../browser.js';
import { become, PERSONAS, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

const PATIENCE_MS = 240_000;
const CANARY = 'curlew-4711';

/** Ruth Hale is coached in the demonstration; what she writes is looked for at every way out of the service. */
describe('a coaching note', () => {
  let service: Service;
  let browser: Browser;
  let hale: Page;
  let here: string;
  const windows = new Map<PersonaName, Page>();

  const windowOf = async (who: PersonaName): Promise<Page> => {
    const page =
      windows.get(who) ?? (await become(await openWindow(browser, service.url, { javaScript: false }), who));
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
    hale = await windowOf('hale');
    await hale.goto('/me');
    await hale.getByRole('link', { name: 'You are coached by Laura Finch' }).click();
    here = new URL(hale.url()).pathname.replace(/\/notes$/, '');
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  it('is written without JavaScript, and read by who wrote it', async () => {
    await hale.getByLabel('Your note').fill(`I have told nobody of ${CANARY}.`);
    await hale.getByRole('button', { name: 'Save the note' }).click();
    expect(await hale.innerText('main')).toContain(CANARY);
  });

  it.each((Object.keys(PERSONAS) as PersonaName[]).filter((who) => who !== 'hale'))(
    'is no page of the %s, and stands on none of theirs and in none of their files',
    async (who) => {
      const { request } = await windowOf(who);
      for (const what of ['notes', 'session'])
        expect((await request.get(`${here}/${what}`, { maxRedirects: 0 })).status()).toBe(404);
      const pages = ['', '/impact', '/history', '/history.csv', '/impact.csv'].map((each) => here + each);
      const lists = [
        '/today',
        '/my-school',
        '/pairings',
        '/pairings.csv',
        '/needs',
        '/exceptions',
        '/fairness',
      ];
      const others = ['/me', '/audit', '/audit.csv', '/board', '/findings', '/schools/990022', '/consents'];
      for (const path of [...pages, ...lists, ...others])
        expect([path, (await bodyOf(request, path)).includes(CANARY)]).toEqual([path, false]);
    },
    PATIENCE_MS,
  );

  it('is in no answer to a program, its writer’s own token included', async () => {
    await hale.goto('/me');
    await hale.getByLabel('What is it for?').fill('A program');
    await hale.getByLabel('How many days does it last?').fill('2');
    await hale.getByRole('button', { name: 'Make a token' }).click();
    const headers = { Authorization: `Bearer ${(await hale.innerText('#secret')).trim()}` };
    const pairing = service.apiUrl + here;
    const shown = await bodyOf(hale.request, pairing, headers);
    expect(JSON.parse(shown)).toMatchObject({ kind: 'coaching', visits: [] });
    expect(shown).not.toMatch(/curlew|coached|minutes/);
    for (const path of [`${pairing}/notes`, `${pairing}/coaching`, `${service.apiUrl}/audit-entries`])
      expect([path, (await bodyOf(hale.request, path, headers)).includes(CANARY)]).toEqual([path, false]);
  });

  it('is in nothing that the service printed', () => {
    expect(service.said()).not.toContain(CANARY);
  });
});
