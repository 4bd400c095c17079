import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { linkKey, resetSecret } from '@app/identity';
import { Client } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, sidewaysScroll, startBrowser, violationsOn } from '../browser.js';
import { startService, type Service } from '../service.js';

const TRELLIS = join(__dirname, '..', '..', 'apps/ops/bin/trellis.mjs');
const EMAIL = 'ola@example.org';
const [FIRST, SECOND, THIRD] = [
  'nine kind otters',
  'kettle violin harbour',
  'lantern beside two rivers',
] as const;

describe('a password of one’s own, on a telephone', () => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService(), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  async function invited(): Promise<string> {
    const words = ['invite-person', EMAIL, '--name', 'Ola Reed', '--role', 'adviser'];
    const { stdout } = await promisify(execFile)(process.execPath, [TRELLIS, ...words], {
      env: {
        ...process.env,
        ...{ TRELLIS_DATA: service.data, TRELLIS_DEMO: 'on', TRELLIS_WAIVER: 'embedded-test-fsync-off' },
      },
    });
    return new URL(stdout.trim()).pathname;
  }
  const phone = async (javaScript: boolean): Promise<Page> =>
    (await openWindow(browser, service.url, { width: PHONE, javaScript })).newPage();
  /** @param rules those of accessibility are looked at by a script. */
  async function looksRight(page: Page, name: string, rules = false): Promise<void> {
    await keepScreen(page, `password-${name}`);
    expect([name, await sidewaysScroll(page)]).toEqual([name, 0]);
    if (rules) expect([name, await violationsOn(page)]).toEqual([name, []]);
  }
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  /** A demonstration lets no mail leave: its address is made of what the mail would be made of. */
  async function mailed(): Promise<string> {
    const kept = (name: string): string => readFileSync(join(service.data, name), 'utf8').trim();
    const moved = existsSync(join(service.data, 'location.json'));
    const home = moved ? (JSON.parse(kept('location.json')) as { cluster: string }).cluster : null;
    const file = join(home ?? join(service.data, 'postgres'), 'data/postmaster.pid');
    const port = Number(readFileSync(file, 'utf8').split('\n')[3]);
    const told = { host: '127.0.0.1', port, user: 'trellis_superuser', database: 'trellis' };
    const client = new Client({ ...told, password: kept('superuser.secret') });
    await client.connect();
    try {
      for (let tries = 0; tries < 400; tries += 1) {
        const { rows } = await client.query<{ link: string }>(
          `select link_id as link from platform.mail where kind = 'reset' and state = 'sent'`,
        );
        if (rows[0]) return `/reset/${resetSecret(linkKey(kept('session.secret')), rows[0].link)}`;
        await new Promise((later) => setTimeout(later, 50));
      }
    } finally {
      await client.end();
    }
    throw new Error('No link left by mail.');
  }

  it('is chosen with an invitation, forgotten, and chosen again by a link in a mail, without a script', async () => {
    const page = await phone(false);
    await page.goto(await invited());
    await page.getByLabel('Password', { exact: true }).fill('P@ssw0rd1234');
    await press(page, 'Sign in');
    expect(await page.textContent('.govuk-error-summary')).toContain('harder to guess');
    await looksRight(page, 'invitation-refused');
    await page.getByLabel('Password', { exact: true }).fill(FIRST);
    await press(page, 'Sign in');
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await looksRight(page, 'sign-in');
    await page.getByRole('link', { name: 'I have forgotten my password' }).click();
    await looksRight(page, 'forgotten');
    await press(page, 'Send the link');
    expect(await page.textContent('.govuk-error-summary')).toContain('Enter your e-mail address');
    await page.getByLabel('E-mail address').fill(EMAIL);
    await press(page, 'Send the link');
    await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
    await looksRight(page, 'forgotten-sent');
    const path = await mailed();
    await page.goto(path);
    await looksRight(page, 'reset');
    await page.getByLabel('New password').fill(SECOND);
    await press(page, 'Change password');
    await page.getByText('Sign in with the new one.').waitFor();
    await looksRight(page, 'reset-done');
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.getByLabel('Password', { exact: true }).fill(SECOND);
    await press(page, 'Sign in');
    await page.waitForURL('**/today');
    await page.goto(path);
    await page.getByRole('heading', { name: 'This link is not open' }).waitFor();
    await looksRight(page, 'reset-ended');
    await page.context().close();
  }, 120_000);

  it('is changed with a script, by keyboard alone, and other browsers are signed out', async () => {
    const [page, other] = [await phone(true), await phone(false)];
    for (const each of [page, other]) {
      await each.goto('/sign-in');
      await each.getByLabel('E-mail address').fill(EMAIL);
      await each.getByLabel('Password', { exact: true }).fill(SECOND);
      await press(each, 'Sign in');
      await each.waitForURL('**/today');
    }
    await page.goto('/me/sign-in');
    await looksRight(page, 'own', true);
    await page.getByRole('link', { name: 'Change your password' }).first().press('Enter');
    await looksRight(page, 'change', true);
    await page.getByLabel('Your password now').press('Tab');
    await page.getByLabel('Your password now').fill(SECOND);
    await page.getByLabel('New password').fill('Ola Reed was here');
    await page.getByLabel('New password').press('Enter');
    expect(await page.textContent('.govuk-error-summary')).toContain('your own name');
    await looksRight(page, 'change-refused', true);
    await page.getByLabel('Your password now').fill(SECOND);
    await page.getByLabel('New password').fill(THIRD);
    await page.getByLabel('New password').press('Enter');
    await page.getByText('You are signed out everywhere else.').waitFor();
    await looksRight(page, 'changed', true);
    await other.goto('/me');
    expect(new URL(other.url()).pathname).toBe('/sign-in');
    await other.getByLabel('E-mail address').fill(EMAIL);
    await other.getByLabel('Password', { exact: true }).fill(THIRD);
    await press(other, 'Sign in');
    await page.goto('/me/sign-in#sessions');
    await press(page, 'Sign out everywhere else');
    await page.getByText('You are signed in nowhere else.').waitFor();
    await looksRight(page, 'sessions', true);
    await other.goto('/me');
    expect(new URL(other.url()).pathname).toBe('/sign-in');
    await Promise.all([page.context().close(), other.context().close()]);
  }, 120_000);
});
