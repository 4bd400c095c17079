import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { keepScreen, openWindow, PHONE, sidewaysScroll, startBrowser, violationsOn } from '../browser.js';
import { become } from '../persona.js';
import { startService, type Service } from '../service.js';

const PASSWORD = 'nine kind otters';
const REFUSED = 'This passkey was not taken. Try again, or sign in another way.';
const TRELLIS = join(__dirname, '..', '..', 'apps/ops/bin/trellis.mjs');

describe('a second step at sign-in, in a browser', () => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    const environment = { SECOND_FACTOR: 'everyone' };
    [service, browser] = await Promise.all([startService({ environment }), startBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  }, 60_000);

  /** @returns the path of the invitation. */
  async function invite(email: string, name: string, role: string): Promise<string> {
    const words = ['invite-person', email, '--name', name, '--role', role];
    const { stdout } = await promisify(execFile)(process.execPath, [TRELLIS, ...words], {
      env: {
        ...process.env,
        ...{ TRELLIS_DATA: service.data, TRELLIS_DEMO: 'on', TRELLIS_WAIVER: 'embedded-test-fsync-off' },
      },
    });
    return new URL(stdout.trim()).pathname;
  }

  /** A device that keeps passkeys and knows its owner, at this window. */
  async function device(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    return { cdp, authenticatorId };
  }

  async function looksRight(page: Page, name: string): Promise<void> {
    await keepScreen(page, name);
    expect(await violationsOn(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }

  const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' }).click();
  const givePassword = async (page: Page, email: string): Promise<void> => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  async function choosePassword(page: Page, path: string): Promise<void> {
    await page.goto(path);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/sign-in/enrol');
  }
  const window = (width?: number, javaScript = true): Promise<BrowserContext> =>
    openWindow(browser, service.url, { ...(width === undefined ? {} : { width }), javaScript });

  it('takes a passkey from an invited officer before anything opens, and lets them in by it from then on', async () => {
    const page = await (await window()).newPage();
    const { cdp, authenticatorId } = await device(page);
    await choosePassword(page, await invite('nia@example.org', 'Nia Flint', 'officer'));
    await looksRight(page, 'factor-enrol-officer');
    await page.goto('/audit');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.goto('/sign-in/enrol');
    await page.getByLabel('What is the device called?').fill('County laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL('**/audit');
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toHaveLength(1);
    await page.goto('/me/sign-in');
    expect(await page.textContent('main')).toContain('County laptop');
    await looksRight(page, 'factor-own');

    await signOut(page);
    await page.goto('/sign-in?next=/findings');
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.waitForURL('**/findings');

    await signOut(page);
    await givePassword(page, 'nia@example.org');
    await page.waitForURL('**/sign-in/factor');
    expect(await page.getByLabel('Code from your app').count()).toBe(0);
    await looksRight(page, 'factor-passkey-step');
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.waitForURL('**/audit');

    // The device does not know its owner: the browser itself gives nothing, and the page says so.
    await signOut(page);
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.getByText('No passkey was used.').waitFor();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });

    // By another name of the same machine it is another site.
    await page.goto(service.url.replace('localhost', '127.0.0.1') + '/sign-in');
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.getByText('That did not work.').waitFor();
    await page.context().close();
  }, 180_000);

  it('refuses an answer that was given before, at this browser and at another', async () => {
    const page = await become(await window(), 'adviser');
    await device(page);
    await page.goto('/me/sign-in/passkeys/new');
    await looksRight(page, 'factor-new-passkey');
    await page.getByLabel('What is the device called?').fill('School laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL('**/me/sign-in');
    await signOut(page);
    const sent = page.waitForRequest((request) => request.url().endsWith('/sign-in/passkey'));
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    const answer = new URLSearchParams((await sent).postData() ?? '').get('answer') ?? '';
    expect(answer).toContain('"signature"');
    await page.waitForURL('**/today');
    await signOut(page);
    for (const again of [page, await (await window()).newPage()]) {
      await again.goto('/sign-in');
      // Without the script the form goes as it is: with the answer of somebody who listened.
      await again.$eval(
        'form[data-passkey]',
        (form, old) => {
          const { elements, submit } = form as unknown as {
            elements: { namedItem(name: string): { value: string } };
            submit(): void;
          };
          elements.namedItem('answer').value = old;
          submit.call(form);
        },
        answer,
      );
      await again.getByRole('heading', { name: 'That passkey was not taken' }).waitFor();
      expect(await again.textContent('main')).toContain(REFUSED);
      await looksRight(again, 'factor-refused');
      await again.goto('/me');
      expect(new URL(again.url()).pathname).toBe('/sign-in');
    }
    await page.context().close();
  }, 120_000);

  it('is an app with codes where there is no JavaScript, on a phone', async () => {
    const page = await (await window(PHONE, false)).newPage();
    await choosePassword(page, await invite('ola@example.org', 'Ola Brand', 'adviser'));
    expect(await page.textContent('main')).toContain('A passkey needs a browser that can use one');
    expect(await page.getByRole('button', { name: 'Add a passkey' }).isVisible()).toBe(false);
    await keepScreen(page, 'factor-enrol-phone');
    const key = ((await page.textContent('#key')) ?? '').replaceAll(' ', '');
    const app = new TOTP({ secret: Secret.fromBase32(key) });
    await page.getByLabel('Code from your app').fill(app.generate());
    await page.getByRole('button', { name: 'Use this app' }).click();
    await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor();
    await keepScreen(page, 'factor-codes-phone');
    const code = (await page.locator('#codes li').first().textContent()) ?? '';
    expect(await page.locator('#codes li').count()).toBe(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.waitForURL('**/today');
    await signOut(page);
    await givePassword(page, 'ola@example.org');
    await page.waitForURL('**/sign-in/factor');
    await keepScreen(page, 'factor-code-phone');
    await page.getByLabel('Code from your app').fill('000000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await page.textContent('.govuk-error-summary')).toContain('The code is not right');
    await keepScreen(page, 'factor-code-wrong-phone');
    await page.getByLabel('Code from your app').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'You used a recovery code' }).waitFor();
    await keepScreen(page, 'factor-recovered-phone');
    await page.goto('/me/sign-in');
    await keepScreen(page, 'factor-own-phone');
    expect(await sidewaysScroll(page)).toBe(0);
    await page.context().close();
  }, 120_000);
});
