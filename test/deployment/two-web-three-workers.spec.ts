import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, startEmbedded, type EmbeddedPostgres } from '@app/platform';
import { Secret, TOTP } from 'otpauth';
import { Client } from 'pg';
import { redisIsHere } from '../redis.js';
import { composeServices, environmentOf, filledIn, psqlStatements, ROOT } from './compose-file.js';

const run = promisify(execFile);
const BASE_URL = 'https://trellis.example';
const MINUTES = 60_000;

(redisIsHere() ? describe : describe.skip)(
  'two web and three worker processes as the compose file starts them',
  () => {
    const services = composeServices();
    const data = mkdtempSync(join(tmpdir(), 'trellis-compose-'));
    const processes: ChildProcess[] = [];
    const said: string[] = [];
    let database: EmbeddedPostgres;
    let given: Record<string, string>;
    let [redisPort, webs, apiPort]: [number, number[], number] = [0, [], 0];

    /** The containers' names are hosts of one network; here all of them are this machine. */
    const here = (text: string): string =>
      text
        .replace('@postgres:5432/', `@127.0.0.1:${String(database.port)}/`)
        .replace('@redis:6379', `@127.0.0.1:${String(redisPort)}`)
        .replace(/^\/(seal-keys|field-key\/|erasures\/)/, (place) => join(data, place));
    const environment = (name: string): Record<string, string> => ({
      PATH: process.env['PATH'] ?? '',
      TRELLIS_DATA: join(data, name),
      ...Object.fromEntries(
        Object.entries(environmentOf(services[name], given)).map(([key, text]) => [key, here(text)]),
      ),
    });
    const start = (name: string, extra: Record<string, string> = {}, flags: readonly string[] = []): void => {
      const [program = '', ...words] = services[name]?.command ?? [];
      const child = spawn(
        program === 'node' ? process.execPath : program,
        [...words.map((word) => filledIn(word, given)), ...flags],
        {
          ...{ cwd: ROOT, env: { ...environment(name), ...extra }, stdio: ['ignore', 'pipe', 'pipe'] },
        },
      );
      child.stdout.on('data', (text: Buffer) => said.push(`${name}: ${text.toString()}`));
      child.stderr.on('data', (text: Buffer) => said.push(`${name}: ${text.toString()}`));
      processes.push(child);
    };
    const trellis = (...words: string[]) =>
      run(process.execPath, [...(services['trellis']?.entrypoint?.slice(1) ?? []), ...words], {
        ...{ cwd: ROOT, env: environment('trellis') },
      });

    beforeAll(async () => {
      chmodSync(data, 0o711); // the server may run as another user than we do
      database = await startEmbedded({ root: ROOT, data, durable: true });
      [redisPort, apiPort] = [await freePort(), await freePort()];
      webs = [await freePort(), await freePort()];
      const passwords = ['MIGRATOR', 'APP', 'WORKER', 'SEALER', 'AUDITOR', 'REDIS', 'POSTGRES'];
      given = {
        ...Object.fromEntries(
          passwords.map((name) => [`${name}_PASSWORD`, `only-${name.toLowerCase()}-${'x'.repeat(20)}`]),
        ),
        ...{ SESSION_SECRET: 'shared-by-both-web-processes-of-this', BASE_URL },
      };
      await initialise(database.superuserUrl, environmentOf(services['postgres'], given));
      start('redis', {}, ['--port', String(redisPort), '--bind', '127.0.0.1', '--dir', data]);
      const [, ...migrate] = services['migrate']?.command ?? [];
      await run(process.execPath, migrate, { cwd: ROOT, env: environment('migrate') });
      await trellis('seed-demo', '--quiet');
      for (const port of webs) start('web', { WEB_PORT: String(port) });
      start('api', { API_PORT: String(apiPort) });
      for (let worker = 0; worker < 3; worker += 1) start('worker');
      for (const port of [...webs, apiPort])
        await until(() => isReady(port), `port ${String(port)} is ready`);
    }, 4 * MINUTES);

    afterAll(async () => {
      for (const child of processes.reverse()) child.kill('SIGTERM');
      await Promise.all(processes.map(ended));
      await database.stop();
      rmSync(data, { recursive: true, force: true });
    }, MINUTES);

    it(
      'has nothing to mend: roles, row security, migrations, the queue and the keys',
      async () => {
        const { stdout } = await trellis('check').catch((error: unknown) => error as { stdout: string });
        expect(stdout).toContain('settings: ok\n');
        expect(stdout).toContain('queue: ok\n');
        expect(stdout).toContain('keys: ok\n');
        expect(stdout).toContain('database: ok\n');
      },
      MINUTES,
    );

    it(
      'runs a match from one web process, through the workers, to its end at the other',
      async () => {
        const { stdout } = await trellis(
          ...[
            'invite-person',
            'deploy@trellis.example',
            '--name',
            'D. Ploy',
            '--role',
            'broker',
            '--weekday',
            '3',
          ],
        );
        const [one = 0, two = 0] = webs;
        const visitor = new Visitor();
        const path = new URL(stdout.trim()).pathname;
        await visitor.get(one, path);
        const enrol = await visitor.post(one, path, { password: 'a long password for one test' });
        expect(enrol).toBe('/sign-in/enrol');
        // The one seals what the other opens.
        const key = /id="key">([A-Z2-7 ]+)</.exec(await visitor.get(one, enrol))?.[1] ?? '';
        const code = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate();
        expect(await visitor.post(two, enrol, { code })).toContain('Keep your recovery codes');
        expect(await visitor.get(two, '/me')).toContain('D. Ploy');

        await visitor.get(one, '/runs');
        const page = await visitor.post(one, '/runs', {});
        expect(page).toMatch(/^\/runs\/R-/);
        await until(
          async () => /Complete|No match/.test(await visitor.get(two, page)),
          'the run is complete',
        );
      },
      2 * MINUTES,
    );

    const isReady = (port: number): Promise<boolean> =>
      fetch(`http://127.0.0.1:${String(port)}/health/ready`).then(
        async (answer) => ((await answer.json()) as { status: string }).status === 'ok',
        () => false,
      );

    async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
      for (let tries = 0; tries < 400; tries += 1) {
        if (await holds()) return;
        await new Promise((later) => setTimeout(later, 200));
      }
      throw new Error(`It never came to this: ${what}\n${said.join('').slice(-4_000)}`);
    }
  },
);

/** What the database's container does on an empty volume: the files of /docker-entrypoint-initdb.d in order. */
async function initialise(
  superuserUrl: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const read = (name: string): string => readFileSync(join(ROOT, 'docker/postgres', name), 'utf8');
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(read('roles.sql'));
    for (const statement of psqlStatements(read('database.sql'), environment)) await client.query(statement);
  } finally {
    await client.end();
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Somebody behind the proxy that ends TLS: a cookie, and the token of the form they last saw. */
class Visitor {
  private cookie = '';
  private csrf = '';

  async get(port: number, path: string): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`, { headers: this.headers() });
    this.keep(answer);
    const text = await answer.text();
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.csrf;
    return text;
  }

  /** @returns where it leads. */
  async post(port: number, path: string, form: Record<string, string>): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...this.headers(), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf: this.csrf, ...form }),
    });
    this.keep(answer);
    return answer.headers.get('location') ?? `${String(answer.status)}: ${await answer.text()}`;
  }

  private headers(): Record<string, string> {
    return { cookie: this.cookie, origin: BASE_URL, 'x-forwarded-proto': 'https' };
  }

  private keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) this.cookie = line.split(';')[0] ?? '';
  }
}
