import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseOf, readSettings, sessionSecretOf, SettingsRefused, type Environment } from './settings.js';

const faultsOf = (env: Environment): readonly string[] => {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsRefused) return error.faults;
    throw error;
  }
};
const ROLES = {
  DATABASE_URL: 'postgres://trellis_app:a@db/trellis',
  WORKER_DATABASE_URL: 'postgres://trellis_worker:b@db/trellis',
  MIGRATOR_DATABASE_URL: 'postgres://trellis_migrator:c@db/trellis',
  AUDITOR_DATABASE_URL: 'postgres://trellis_auditor:d@db/trellis',
  SEALER_DATABASE_URL: 'postgres://trellis_sealer:e@db/trellis',
};

const A_UUID = '6f2c1d1e-6c2e-4d5e-9a57-0a4c1f6d2b3a';

/** A secret of nobody, as a file that others may or may not open. */
function fileOf(text: string, mode: number): string {
  const file = join(mkdtempSync(join(tmpdir(), 'secret-')), 'secret');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}
const DFE = {
  OIDC_DFE_ISSUER: 'https://oidc.signin.education.gov.uk',
  OIDC_DFE_CLIENT: 'trellis',
  OIDC_DFE_SECRET: 'of-dfe-and-nobody-else',
};
const ENTRA = {
  OIDC_ENTRA_TENANT: A_UUID,
  OIDC_ENTRA_CLIENT: 'f0e1',
  OIDC_ENTRA_SECRET: 'of-entra-and-nobody-else',
};

describe('settings', () => {
  it('carry mail to the log alone until a carrier is named, and encrypted wherever it leaves this machine', () => {
    expect(readSettings({}).mail).toEqual({ transport: { kind: 'log' }, receiptToken: null });
    const smtp = { MAIL_TRANSPORT: 'smtp', MAIL_FROM: 'trellis@example.org' };
    expect(readSettings({ ...smtp, SMTP_URL: 'smtp://mail.example.org' }).mail.transport).toMatchObject({
      ...{ kind: 'smtp', needsTls: true },
    });
    expect(readSettings({ ...smtp, SMTP_URL: 'smtp://127.0.0.1:2525' }).mail.transport).toMatchObject({
      needsTls: false,
    });
  });

  it('name folders from where the command was given: the database runs elsewhere', () => {
    const here = process.cwd();
    expect(
      readSettings({ TRELLIS_DATA: 'data', WAL_ARCHIVE: './a b', TRELLIS_ROOT: '.', SEAL_KEYS: 'keys' }),
    ).toMatchObject({
      ...{ root: here, data: join(here, 'data'), archive: join(here, 'a b'), sealKeys: join(here, 'keys') },
      erasureLedger: join(here, 'data', 'erasures.jsonl'),
    });
  });

  it('need none to be given: this machine alone, the embedded database, no demonstration', () => {
    expect(readSettings({})).toMatchObject({
      ...{ host: '127.0.0.1', webPort: 3000, apiPort: 3001, baseUrl: 'http://localhost:3000' },
      ...{ database: null, redisUrl: null, demo: false, portsChosen: false, trustProxy: 0 },
    });
  });

  it.each<[string, Environment]>([
    ['WEB_PORT', { WEB_PORT: '0' }],
    ['WEB_PORT', { WEB_PORT: '65536' }],
    ['WEB_PORT', { WEB_PORT: '3000x' }],
    ['API_PORT', { API_PORT: '' }],
    ['POOL', { POOL: '1e3' }],
    ['CHROMIUM', { CHROMIUM: '/no/such/browser' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['REDIS_URL', { REDIS_URL: 'http://redis' }],
    ['DATABASE_URL', { ...ROLES, DATABASE_URL: 'mysql://db' }],
    ['WORKER_DATABASE_URL', { ...ROLES, WORKER_DATABASE_URL: ROLES.DATABASE_URL }],
    ['SESSION_SECRET', { SESSION_SECRET: 'short' }],
    ['SESSION_SECRET', { SESSION_SECRET: `changeme${'x'.repeat(40)}` }],
    ['SESSION_SECRET', { SESSION_SECRET: `${'x'.repeat(40)}\r` }],
    ['BASE_URL', { BASE_URL: 'http://trellis.example.org' }],
    ['BASE_URL', { BASE_URL: 'https://trellis.example.org/pages' }],
    ['TRELLIS_DEMO', { TRELLIS_DEMO: 'on', HOST: '0.0.0.0', BASE_URL: 'https://trellis.example.org' }],
    ['TRELLIS_DEMO', { TRELLIS_DEMO: 'yes' }],
    ['TRELLIS_SPEED', { TRELLIS_SPEED: 'high' }],
    ['TRUST_PROXY', { TRUST_PROXY: '-1' }],
    ['TZ', { TZ: 'Europe/Downland' }],
    ['SECOND_FACTOR', { SECOND_FACTOR: 'off' }],
    ['SECOND_FACTOR', { SECOND_FACTOR: 'heads', TRELLIS_DEMO: 'on' }],
    ['FIELD_KEY_FILE', { FIELD_KEY_FILE: __filename }],
    ['MAIL_TRANSPORT', { MAIL_TRANSPORT: 'pigeon' }],
    [
      'MAIL_TRANSPORT',
      { MAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtp://[::1]', MAIL_FROM: 'a@b.uk', TRELLIS_DEMO: 'on' },
    ],
    ['SMTP_URL', { MAIL_TRANSPORT: 'smtp', MAIL_FROM: 'trellis@example.org' }],
    ['SMTP_URL', { MAIL_TRANSPORT: 'smtp', MAIL_FROM: 'trellis@example.org', SMTP_URL: 'http://mail' }],
    ['MAIL_FROM', { MAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtps://mail' }],
    ['MAIL_FROM', { MAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtps://mail', MAIL_FROM: 'a@b.uk, c@d.uk' }],
    ['NOTIFY_KEY', { MAIL_TRANSPORT: 'notify', NOTIFY_TEMPLATE: A_UUID }],
    ['NOTIFY_KEY', { MAIL_TRANSPORT: 'notify', NOTIFY_TEMPLATE: A_UUID, NOTIFY_KEY: 'key' }],
    ['NOTIFY_TEMPLATE', { MAIL_TRANSPORT: 'notify', NOTIFY_KEY: `live-${A_UUID}-${A_UUID}` }],
    ['NOTIFY_URL', { MAIL_TRANSPORT: 'notify', NOTIFY_URL: 'http://notify.example.org' }],
    ['NOTIFY_RECEIPT_TOKEN', { NOTIFY_RECEIPT_TOKEN: 'short' }],
    ['OIDC_DFE_ISSUER', { ...DFE, OIDC_DFE_ISSUER: undefined }],
    ['OIDC_DFE_ISSUER', { ...DFE, OIDC_DFE_ISSUER: 'http://oidc.signin.education.gov.uk' }],
    ['OIDC_DFE_ISSUER', { ...DFE, OIDC_DFE_ISSUER: 'https://oidc.signin.education.gov.uk?x=1' }],
    ['OIDC_DFE_CLIENT', { ...DFE, OIDC_DFE_CLIENT: '' }],
    ['OIDC_DFE_SECRET', { ...DFE, OIDC_DFE_SECRET: 'short' }],
    ['OIDC_DFE_SECRET', { ...DFE, OIDC_DFE_SECRET: 'changeme-of-somebody' }],
    ['OIDC_DFE_SECRET', { OIDC_DFE_ISSUER: DFE.OIDC_DFE_ISSUER, OIDC_DFE_CLIENT: 'trellis' }],
    ['OIDC_DFE_SECRET_FILE', { ...DFE, OIDC_DFE_SECRET_FILE: fileOf('of-dfe-and-nobody-else', 0o600) }],
    [
      'OIDC_DFE_SECRET_FILE',
      { ...DFE, OIDC_DFE_SECRET: undefined, OIDC_DFE_SECRET_FILE: fileOf('of-dfe-and-nobody-else', 0o644) },
    ],
    ['OIDC_DFE_SECRET_FILE', { ...DFE, OIDC_DFE_SECRET: undefined, OIDC_DFE_SECRET_FILE: '/no/such/file' }],
    [
      'OIDC_DFE_SECRET_FILE',
      { ...DFE, OIDC_DFE_SECRET: undefined, OIDC_DFE_SECRET_FILE: fileOf('two\nlines of it', 0o600) },
    ],
    ['OIDC_ENTRA_TENANT', { ...ENTRA, OIDC_ENTRA_TENANT: 'common' }],
    ['OIDC_ENTRA_TENANT', { ...ENTRA, OIDC_ENTRA_TENANT: undefined }],
    ['OIDC_ENTRA_CLIENT', { ...ENTRA, OIDC_ENTRA_CLIENT: undefined }],
    ['OIDC_GOOGLE_CLIENT', { ...DFE, OIDC_GOOGLE_CLIENT: 'x' }],
  ])('refuse %s by its name: %j', (name, env) => {
    expect(faultsOf(env).join('\n')).toContain(name);
  });

  it('name no other place to sign in until all of one is given; a secret may stand in a file', () => {
    expect(readSettings({}).providers).toEqual([]);
    const told = { ...DFE, OIDC_DFE_SECRET: undefined };
    const OIDC_DFE_SECRET_FILE = fileOf('of-dfe-and-nobody-else\n', 0o600);
    const read = readSettings({ ...told, ...ENTRA, OIDC_DFE_SECRET_FILE, OIDC_ENTRA_STRONG: 'c1 c2' });
    expect(read.providers).toEqual([
      {
        ...{ name: 'dfe', issuer: DFE.OIDC_DFE_ISSUER, client: 'trellis' },
        ...{ secret: 'of-dfe-and-nobody-else', tenant: null, strong: [] },
      },
      {
        ...{ name: 'entra', issuer: `https://login.microsoftonline.com/${A_UUID}/v2.0`, client: 'f0e1' },
        ...{ secret: 'of-entra-and-nobody-else', tenant: A_UUID, strong: ['c1', 'c2'] },
      },
    ]);
    expect(faultsOf({ ...DFE, OIDC_DFE_ISSUER: 'http://127.0.0.1:4000' })).toEqual([]);
  });

  it('refuse a provider’s secret that is also another’s, wherever each was read (E01)', () => {
    const same = 'q7'.repeat(20);
    const file = fileOf(same, 0o600);
    const told = { ...DFE, OIDC_DFE_SECRET: undefined, OIDC_DFE_SECRET_FILE: file };
    expect(faultsOf({ ...told, SESSION_SECRET: same })).toEqual([
      'SESSION_SECRET is the same as the secret of OIDC_DFE_SECRET: give each its own.',
    ]);
    expect(faultsOf({ ...told, ...ENTRA, OIDC_ENTRA_SECRET: same })).toEqual([
      'OIDC_DFE_SECRET is the same as the secret of OIDC_ENTRA_SECRET: give each its own.',
    ]);
  });

  it('ask everybody for a second factor, except in a demonstration and on the test cluster', () => {
    const asked = (env: Environment) => readSettings(env).secondFactor;
    expect([asked({}), asked({ SECOND_FACTOR: 'everyone', TRELLIS_DEMO: 'on' })]).toEqual([
      'everyone',
      'everyone',
    ]);
    expect([asked({ TRELLIS_DEMO: 'on' }), asked({ TRELLIS_WAIVER: 'embedded-test-fsync-off' })]).toEqual([
      'off',
      'off',
    ]);
  });

  it.each([
    ['NOTIFY_RECEIPT_TOKEN', (same: string) => ({ NOTIFY_RECEIPT_TOKEN: same })],
    [
      'DATABASE_URL',
      (same: string) => ({ ...ROLES, DATABASE_URL: `postgres://trellis_app:${same}@db/trellis` }),
    ],
    [
      'SEALER_DATABASE_URL',
      (same: string) => ({ ...ROLES, SEALER_DATABASE_URL: `postgres://s:${same}@db/trellis` }),
    ],
    ['REDIS_URL', (same: string) => ({ REDIS_URL: `redis://:${same}@redis:6379` })],
  ])('refuse a secret that is also that of %s, and repeat neither (E01)', (name, told) => {
    const same = 'q7'.repeat(20);
    const faults = faultsOf({ SESSION_SECRET: same, ...told(same) });
    expect(faults).toEqual([`SESSION_SECRET is the same as the secret of ${name}: give each its own.`]);
    expect(faultsOf({ SESSION_SECRET: 'another'.repeat(6), ...told(same) })).toEqual([]);
  });

  it('refuse one password for two roles of the database, and repeat it to nobody (E01)', () => {
    const same = 'q7'.repeat(20);
    const told = { ...ROLES, AUDITOR_DATABASE_URL: `postgres://trellis_auditor:${same}@db/trellis` };
    expect(faultsOf(told)).toEqual([]);
    const faults = faultsOf({ ...told, SEALER_DATABASE_URL: `postgres://trellis_sealer:${same}@db/trellis` });
    expect(faults).toEqual([
      'AUDITOR_DATABASE_URL is the same as the secret of SEALER_DATABASE_URL: give each its own.',
    ]);
    expect(faultsOf({ REDIS_URL: 'redis://redis:6379', SMTP_URL: 'smtps://mail.example.org' })).toEqual([]);
  });

  it('name every fault at once (E01, E02)', () => {
    const faults = faultsOf({ WEB_PORT: 'x', POOL: 'y', TRELLIS_SPEED: 'z' });
    expect(faults).toHaveLength(3);
  });

  it('let a process serve only with the roles that it acts as, and need no other', () => {
    const pages = readSettings({
      ...ROLES,
      WORKER_DATABASE_URL: undefined,
      MIGRATOR_DATABASE_URL: undefined,
    });
    expect(databaseOf(pages, ['app', 'auditor']).app).toBe(ROLES.DATABASE_URL);
    expect(() => databaseOf(pages, ['worker', 'migrator'])).toThrow(
      /WORKER_DATABASE_URL is missing[\s\S]*MIGRATOR_DATABASE_URL is missing/,
    );
    expect(() => databaseOf(readSettings({}), ['app'])).toThrow('DATABASE_URL is missing');
    expect(() => sessionSecretOf(readSettings({}))).toThrow('SESSION_SECRET is missing');
  });
});
