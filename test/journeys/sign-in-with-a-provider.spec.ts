import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@app/platform';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, sidewaysScroll, startBrowser, violationsOn } from '../browser.js';
import { RealProvider } from '../providers/a-real-provider.js';
import { startService, type Service } from '../service.js';

const TRELLIS = join(__dirname, '..', '..', 'apps/ops/bin/trellis.mjs');
const PEOPLE = {
  nia: {
    claims: { email: 'nia@council.example', organisation: { name: 'Downland Council' } },
    amr: ['pwd', 'mfa'],
  },
  ed: { claims: { email: 'ed@school.example', organisation: { name: 'Saltern Academy', urn: '990020' } } },
};

describe('signing in with DfE Sign-in, in a browser', () => {
  let provider: RealProvider;
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    const port = await freePort();
    provider = await RealProvider.start('dfe', `http://localhost:${String(port)}`, PEOPLE);
    const { issuer, client, secret } = provider.rules;
    const told = { OIDC_DFE_ISSUER: issuer, OIDC_DFE_CLIENT: client, OIDC_DFE_SECRET: secret };
    const environment = { ...told, SECOND_FACTOR: 'everyone', WEB_PORT: String(port) };
    [service, browser] = await Promise.all([startService({ environment }), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
    await provider.close();
  }, 60_000);

  /** @returns the path of the invitation. */
  async function invite(email: string, name: string, ...post: string[]): Promise<string> {
    const words = ['invite-person', email, '--name', name, '--role', ...post];
    const { stdout } = await promisify(execFile)(process.execPath, [TRELLIS, ...words], {
      env: {
        ...process.env,
        ...{ TRELLIS_DATA: service.data, TRELLIS_DEMO: 'on', TRELLIS_WAIVER: 'embedded-test-fsync-off' },
      },
    });
    return new URL(stdout.trim()).pathname;
  }

  async function looksRight(page: Page, name: string): Promise<void> {
    await keepScreen(page, name);
    expect(await sidewaysScroll(page)).toBe(0);
  }
  const window = (width?: number, javaScript = true): Promise<BrowserContext> =>
    openWindow(browser, service.url, { ...(width === undefined ? {} : { width }), javaScript });
  const goThere = async (page: Page, words: string, who: string): Promise<void> => {
    await page.getByRole('button', { name: words }).click();
    await page.getByLabel('Account').fill(who);
    await page.getByRole('button', { name: 'Go on' }).click();
  };

  it('leads an invited adviser on a phone without JavaScript to their day, and again from the sign-in page', async () => {
    const page = await (await window(PHONE, false)).newPage();
    await page.goto(await invite('nia@example.org', 'Nia Flint', 'adviser'));
    await looksRight(page, 'provider-invitation-phone');
    await goThere(page, 'Use DfE Sign-in', 'nia');
    await page.getByRole('heading', { name: 'Sign in with DfE Sign-in from now on?' }).waitFor();
    await looksRight(page, 'provider-confirm-phone');
    await page.getByRole('button', { name: 'Use it and sign in' }).click();
    await page.waitForURL('**/today');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await looksRight(page, 'provider-sign-in-phone');
    // They are still signed in at the provider, which asks nothing.
    await page.getByRole('button', { name: 'Sign in with DfE Sign-in' }).click();
    await page.waitForURL('**/today');
    await page.goto('/me/sign-in');
    await looksRight(page, 'provider-own-phone');
    await page.goto('/sign-in/with/dfe/back?state=none&code=none');
    await page.getByRole('heading', { name: 'You were not signed in' }).waitFor();
    await looksRight(page, 'provider-refused-phone');
    await page.context().close();
  }, 120_000);

  it('stops at another school than the invitation’s, in pages that a machine finds no fault with', async () => {
    const page = await (await window()).newPage();
    await page.goto(await invite('ed@example.org', 'Ed Wren', 'head', '--school', '990005'));
    expect(await violationsOn(page)).toEqual([]);
    await goThere(page, 'Use DfE Sign-in', 'ed');
    await page.getByText('DfE Sign-in says that you belong to Saltern Academy (URN 990020)').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use it and sign in' }).click();
    await page.getByRole('link', { name: 'Say that both are right' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await looksRight(page, 'provider-confirm-differs');
    await page.getByLabel('Both are right').check();
    await page.getByRole('button', { name: 'Use it and sign in' }).click();
    // No second factor was seen there: one is taken here.
    await page.waitForURL('**/sign-in/enrol');
    await page.goto('/sign-in');
    expect(await violationsOn(page)).toEqual([]);
    await looksRight(page, 'provider-sign-in');
    await provider.close();
    await page.getByRole('button', { name: 'Sign in with DfE Sign-in' }).click();
    await page.getByRole('heading', { name: 'DfE Sign-in does not answer' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await looksRight(page, 'provider-away');
    await page.context().close();
  }, 120_000);
});
