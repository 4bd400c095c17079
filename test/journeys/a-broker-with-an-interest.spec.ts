import type { Browser, BrowserContext, Page } from 'playwright-core';
import { keepScreen, openWindow, startBrowser } from '../browser.js';
import { become, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(240_000);

const BROKERS = ['broker', 'hale', 'whitlock'] as const;
/** Of one case, as its broker has it: what is asked for, what it led to, and what was done beside it. */
interface Case {
  readonly school: string;
  readonly need: string;
  readonly pairing: string;
  readonly intervention: string;
  readonly proposal: string;
}

const doorsOf = ({ need, pairing, intervention, proposal }: Case): string[] => [
  ...['', '/candidates', '/candidates/not-listed', '/candidates/why-not'].map(
    (door) => `/needs/${need}${door}`,
  ),
  `/cases/${need}`,
  `/proposals/${proposal}`,
  ...['', '/impact', '/impact.csv', '/history', '/history.csv', '/visit', '/tend', '/plan', '/review'].map(
    (door) => `/pairings/${pairing}${door}`,
  ),
  ...['', '/change'].map((door) => `/interventions/${intervention}${door}`),
];
const LISTS = ['/needs', '/pairings', '/interventions', '/runs', '/findings'];
const WITH_ALL: Readonly<Record<string, string>> = {
  ...{
    '/needs': '?state=all',
    '/interventions': '?state=all',
    '/pairings': '?over=yes',
    '/findings': '?over=yes',
  },
};

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('a broker with an interest, %s', (told, javaScript) => {
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
  const linked = async (page: Page, link: RegExp): Promise<string> => {
    const hrefs = await page.$$eval('main a[href]', (all) => all.map((each) => each.getAttribute('href')));
    return hrefs.map((href) => link.exec(href ?? '')?.[1]).find((found) => found !== undefined) ?? '';
  };

  /** The first broker who has a school in hand where something is under way by agreement. */
  async function whoHasOne(): Promise<{ page: Page; window: BrowserContext; one: Case }> {
    for (const who of BROKERS) {
      const window = await windowOf();
      const page = await become(window, who satisfies PersonaName);
      await page.goto('/interventions?state=live');
      const intervention = await linked(page, /^\/interventions\/(I-[0-9-]+)$/);
      if (intervention === '') continue;
      await page.goto(`/interventions/${intervention}`);
      const need = await linked(page, /^\/cases\/(N-[0-9-]+)$/);
      const pairing = await linked(page, /^\/pairings\/(SP-[0-9-]+)$/);
      const school = (await page.innerText('h1')).split(': ')[1] ?? '';
      await page.goto(`/cases/${need}`);
      const proposal = /P-[0-9]{4}-[0-9]{3}/.exec((await words(page)).replaceAll(pairing, ''))?.[0] ?? '';
      return { page, window, one: { school, need, pairing, intervention, proposal } };
    }
    throw new Error('No broker of the county has an intervention under way.');
  }

  it('meets a closed door everywhere from the moment they say so, and keeps the one that gives it away', async () => {
    const { page, window, one } = await whoHasOne();
    const doors = doorsOf(one);
    const status = async (door: string): Promise<number> => (await page.request.get(door)).status();
    for (const door of doors) expect([door, await status(door)]).toEqual([door, 200]);

    // What was opened before stays in its tab, filled in.
    const before = await window.newPage();
    await before.goto(`/interventions/${one.intervention}`);
    await before.fill('#endedOn', new Date().toISOString().slice(0, 10));
    await before.locator('[name=outcome][value=met]').check();
    await before.fill('#cameOfIt', 'All that was wanted.');

    await page.goto('/me/interests');
    await page.selectOption('#school', { label: one.school });
    await page.locator('[name=kind][value=governor]').check();
    await page.getByRole('button', { name: 'Say so' }).click();
    await page.locator('main li', { hasText: one.school }).waitFor();

    await page.goto('/needs/N-2001-999');
    const nothing = await words(page);
    for (const door of doors) {
      expect([door, await status(door)]).toEqual([door, 404]);
      if (door.endsWith('.csv')) continue;
      await page.goto(door);
      expect([door, await words(page)]).toEqual([door, nothing]);
    }
    await keepScreen(page, `interest-${told}`);

    for (const list of LISTS) {
      for (const ending of ['', '.csv']) {
        const address = `${list}${ending}${WITH_ALL[list] ?? ''}`;
        const text = await (await page.request.get(address)).text();
        const main = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text;
        for (const name of [one.school, one.need, one.pairing, one.intervention, one.proposal])
          expect([address, name, main.includes(name)]).toEqual([address, name, false]);
      }
    }
    await page.goto('/today');
    expect(
      await linked(page, new RegExp(`(${one.need}|${one.pairing}|${one.intervention})(?!/reassign)$`)),
    ).toBe('');

    // By the form that was open: what was typed is refused like what is not there.
    await before.getByRole('button', { name: 'End it' }).click();
    await before.getByRole('heading', { name: 'Page not found' }).waitFor();
    await page.goto(`/interventions/new?about=${one.need}`);
    for (const [box, value] of [
      ...[
        ['restsOn', 'A letter'],
        ['funder', 'The council'],
        ['pounds', '0'],
        ['days', '0'],
      ],
      ['startsOn', '2026-01-05'],
    ] as [string, string][])
      await page.fill(`#${box}`, value);
    await page.locator('[name=kind][value=agreed_support]').check();
    await page.locator('[name=basis][value=agreement]').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter a reference of your own caseload').first().waitFor();

    const officer = await become(await windowOf(), 'officer');
    await officer.goto(`/interventions/${one.intervention}`);
    expect(await words(officer)).toContain('Under way');

    // The one door that leads out: somebody free of interest takes it.
    for (const door of [`/needs/${one.need}/reassign`, `/pairings/${one.pairing}/reassign`])
      expect([door, await status(door)]).toEqual([door, 200]);
  });
});
