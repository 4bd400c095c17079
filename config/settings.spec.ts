import { readSettings, SettingsRefused, started, type Environment } from './settings.js';

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
};

describe('settings', () => {
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
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['REDIS_URL', { REDIS_URL: 'http://redis' }],
    ['DATABASE_URL', { ...ROLES, DATABASE_URL: 'mysql://db' }],
    ['AUDITOR_DATABASE_URL', { ...ROLES, AUDITOR_DATABASE_URL: undefined }],
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
  ])('refuse %s by its name: %j', (name, env) => {
    expect(faultsOf(env).join('\n')).toContain(name);
  });

  it('name every fault at once', () => {
    const faults = faultsOf({ WEB_PORT: 'x', POOL: 'y', TRELLIS_SPEED: 'z' });
    expect(faults).toHaveLength(3);
  });

  it('let a process serve only where its database and its secret are certain', () => {
    const served = readSettings({ ...ROLES, SESSION_SECRET: 'k'.repeat(32) });
    expect(started(served).database.worker).toBe(ROLES.WORKER_DATABASE_URL);
    expect(() => started(readSettings({}))).toThrow(
      /DATABASE_URL is missing[\s\S]*SESSION_SECRET is missing/,
    );
  });
});
