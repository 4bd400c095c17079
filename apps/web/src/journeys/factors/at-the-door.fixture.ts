import { hashPassword } from '@app/identity';
import { Secret, TOTP } from 'otpauth';
import { NORTH, type TestHouse } from '../../../../../test/factories/an-area.js';
import type { Asked, Device, Otherwise } from './a-device.fixture.js';
import { Screen, type Answers } from '../needs/a-visitor.fixture.js';
import type { WebHouse } from '../needs/a-web-house.fixture.js';
import { baseOf } from '../schools/somebody.fixture.js';

export const PASSWORD = 'nine kind otters';

type Posts = Parameters<TestHouse['person']>[0]['posts'];

/** A browser that keeps its cookie, in the hands of somebody who has a password. */
export class AtTheDoor {
  cookie = '';
  /** Of their app, once they have one. */
  key = '';
  browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

  private constructor(
    readonly web: WebHouse,
    readonly email: string,
    readonly account: string,
    readonly person: string,
  ) {}

  static async somebody(
    web: WebHouse,
    name: string,
    posts: Posts = [{ role: 'adviser' }],
  ): Promise<AtTheDoor> {
    const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.org`;
    const told = { name, email, posts, area: NORTH, passwordHash: await hashPassword(PASSWORD) };
    const { account, id } = await web.house.person(told);
    return new AtTheDoor(web, email, account, id);
  }

  /** The same person at another browser. */
  elsewhere(): AtTheDoor {
    const other = new AtTheDoor(this.web, this.email, this.account, this.person);
    other.key = this.key;
    return other;
  }

  async open(path: string): Promise<Screen> {
    return this.ask(path, {});
  }

  async press(on: Screen, action: string, answers: Answers = {}): Promise<Screen> {
    const hidden = on.hidden(action).filter(([name]) => !(name in answers));
    const typed = Object.entries(answers).map(([name, value]) => [name, String(value)]);
    return this.ask(action, { method: 'POST', body: new URLSearchParams([...hidden, ...typed]).toString() });
  }

  /** To an address that this page has no form for. */
  async send(on: Screen, path: string, fields: Readonly<Record<string, string>>): Promise<Screen> {
    const _csrf = on.hidden().find(([name]) => name === '_csrf')?.[1] ?? '';
    return this.ask(path, { method: 'POST', body: new URLSearchParams({ _csrf, ...fields }).toString() });
  }

  async follow(screen: Screen): Promise<Screen> {
    if (screen.location === null) throw new Error(`${String(screen.status)}: ${screen.words}`);
    return this.open(screen.location);
  }

  async givePassword(next = '/me', password = PASSWORD): Promise<Screen> {
    const page = await this.open(`/sign-in?next=${encodeURIComponent(next)}`);
    return this.press(page, '/sign-in', { email: this.email, password });
  }

  async giveCode(code: string): Promise<Screen> {
    return this.press(await this.open('/sign-in/factor?next=%2Fme'), '/sign-in/factor', { code });
  }

  /** What their app shows so many steps from the service's now. */
  code(steps = 0): string {
    const secret = Secret.fromBase32(this.key.replaceAll(' ', ''));
    return new TOTP({ secret }).generate({ timestamp: this.web.clock.now().getTime() + steps * 30_000 });
  }

  /** @returns the recovery codes that the page shows. */
  async takeApp(at: '/sign-in/enrol' | '/me/sign-in/app'): Promise<string[]> {
    const page = await this.open(at);
    this.key = /id="key">([A-Z2-7 ]+)</.exec(page.html)?.[1] ?? '';
    return codesOn(await this.press(page, at, { code: this.code() }));
  }

  /** What the service asks a browser to do with a passkey, as the page's script would fetch it. */
  async question(on: Screen, form: string): Promise<Asked> {
    const token = on.hidden(form).find(([name]) => name === '_csrf')?.[1] ?? '';
    const body = new URLSearchParams({ _csrf: token }).toString();
    const answer = await this.ask(`${form}/options`, { method: 'POST', body });
    if (answer.status !== 200) throw new Error(`${String(answer.status)}: ${answer.words}`);
    return JSON.parse(answer.html) as Asked;
  }

  /** Takes a device as a passkey. @returns where it led. */
  async takePasskey(device: Device, otherwise: Otherwise = {}): Promise<Screen> {
    const enrols = (await this.open('/sign-in/enrol')).status === 200;
    const [page, form] = enrols
      ? ['/sign-in/enrol', '/sign-in/enrol/passkey']
      : ['/me/sign-in/passkeys/new', '/me/sign-in/passkeys'];
    const on = await this.open(page);
    const answer = device.make(await this.question(on, form), otherwise);
    return this.press(on, form, { answer, label: 'School laptop' });
  }

  /** Shows a device at the page that they are at: the sign-in page, or the step after the password. */
  async showPasskey(device: Device, otherwise: Otherwise = {}, at = '/sign-in?next=%2Fme'): Promise<Screen> {
    const on = await this.open(at);
    const answer = device.show(await this.question(on, '/sign-in/passkey'), otherwise);
    return this.press(on, '/sign-in/passkey', { answer });
  }

  private async ask(path: string, init: RequestInit): Promise<Screen> {
    const answer = await fetch(baseOf(this.web) + path, {
      ...{ ...init, redirect: 'manual' },
      headers: {
        ...{ cookie: this.cookie, 'content-type': 'application/x-www-form-urlencoded' },
        'sec-fetch-site': 'same-origin',
        'user-agent': this.browser,
      },
    });
    for (const line of answer.headers.getSetCookie()) this.cookie = line.split(';')[0] ?? '';
    return new Screen(path, answer.status, await answer.text(), answer.headers.get('location'));
  }
}

export function codesOn(page: Screen): string[] {
  return [...page.html.matchAll(/<li>((?:[2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4})<\/li>/g)].map(
    ([, code = '']) => code,
  );
}
