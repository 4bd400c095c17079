import {
  Actors,
  ALLOWANCES,
  AskClient,
  Clients,
  ClientSteps,
  CLIENT_SCOPES,
  type ClientToAsk,
} from '@app/identity';
import { UnitOfWork } from '@app/platform';
import { NORTH } from '../../../test/factories/an-area.js';
import { theMatrix } from '../../../test/factories/the-matrix.js';
import { ApiHouse, ELSEWHERE, MARLOWE, NOW, type Answered, type Persona } from './an-api-house.fixture.js';
import { activePairing } from './pairings/a-pairing.fixture.js';

const ASKED: ClientToAsk = {
  ...{ label: 'County website', purpose: 'Shows who is strong in what.', days: 365 },
  ...{ scopes: ['schools.read'], addresses: [] },
};

describe('a program that is nobody’s', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await ApiHouse.open(ALLOWANCES);
  });
  afterAll(async () => {
    await api.close();
  });

  const ask = async (change: Partial<ClientToAsk> = {}, who: Persona = 'administrator'): Promise<string> =>
    api.get(AskClient).execute(await api.actorOf(who), NORTH, { ...ASKED, ...change });
  const answer = async (client: string, approve = true, who: Persona = 'chair'): Promise<void> =>
    api.get(ClientSteps).answer(await api.actorOf(who), NORTH, { client, version: 1, approve });
  const secretOf = async (client: string, who: Persona = 'administrator', version = 2): Promise<string> =>
    api.get(ClientSteps).makeSecret(await api.actorOf(who), NORTH, { client, version });
  const revoke = async (client: string, version: number, who: Persona = 'administrator'): Promise<void> =>
    api.get(ClientSteps).revoke(await api.actorOf(who), NORTH, { client, version });
  const seen = async (client: string, who: Persona = 'administrator') =>
    api.get(UnitOfWork).run(await api.actorOf(who), NORTH, (tx) => api.get(Clients).one(tx, client));
  /** Asked for, approved, in use. */
  const inUse = async (change: Partial<ClientToAsk> = {}): Promise<{ client: string; secret: string }> => {
    const client = await ask(change);
    await answer(client);
    return { client, secret: await secretOf(client) };
  };
  const call = (secret: string, path: string, method = 'GET'): Promise<Answered> =>
    api.ask(null, method, path, {
      headers: { Authorization: `Bearer ${secret}` },
      ...(method === 'GET' ? {} : { body: {} }),
    });
  const refusals = async (client: string): Promise<string[]> =>
    (
      await api.house.asSuperuser<{ reason: string }>(
        `select substring(bytes from 'reason=([A-Z_]+)') as reason from audit.entry where act = 'client.use' and outcome = 'refused' and entity = $1 order by at`,
        [`identity.client:${client}`],
      )
    ).map(({ reason }) => reason);

  it('is asked for by an administrator, with what is wrong named by its field', async () => {
    for (const [path, change] of [
      ['label', { label: ' ' }],
      ['label', { label: 'x'.repeat(61) }],
      ['purpose', { purpose: '' }],
      ['scopes', { scopes: [] }],
      ['scopes', { scopes: ['schools.read', 'need.read.detail'] }],
      ['scopes', { scopes: ['impact.agg'] }],
      ['days', { days: 0 }],
      ['days', { days: 366 }],
      ['days', { days: 1.5 }],
      ['addresses', { addresses: ['example.org'] }],
      ['addresses', { addresses: ['203.0.113.0/33'] }],
    ] as const)
      await expect(ask(change)).rejects.toMatchObject({ errors: [{ path }] });
    for (const who of ['asker', 'broker', 'officer', 'chair', 'trust'] as const)
      await expect(ask({}, who)).rejects.toMatchObject({ code: expect.stringMatching(/^NOT_/) as string });
  });

  it('gets nothing until the chair has approved it; who asked approves nothing', async () => {
    const client = await ask();
    await expect(secretOf(client, 'administrator', 1)).rejects.toMatchObject({ code: 'CLIENT_CANNOT_MOVE' });
    for (const who of ['administrator', 'officer', 'broker'] as const)
      await expect(answer(client, true, who)).rejects.toMatchObject({
        code: expect.stringMatching(/^NOT_/) as string,
      });
    const both = await api.house.person({
      ...{ name: 'Both', posts: [{ role: 'sysadmin' }, { role: 'chair' }] },
    });
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: NOW, person: both.id } as const;
    const actor = (await api.get(Actors).of(came))!;
    const own = await api.get(AskClient).execute(actor, NORTH, ASKED);
    const answering = api.get(ClientSteps).answer(actor, NORTH, { client: own, version: 1, approve: true });
    await expect(answering).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await answer(client, false);
    expect(await seen(client)).toMatchObject({ state: 'refused', can: { makeSecret: false, revoke: false } });
    await expect(secretOf(client)).rejects.toMatchObject({ code: 'CLIENT_CANNOT_MOVE' });
  });

  it('has a secret that is shown once and kept as its hash; its last use is shown', async () => {
    const { client, secret } = await inUse();
    await expect(secretOf(client, 'administrator', 3)).rejects.toMatchObject({ code: 'CLIENT_CANNOT_MOVE' });
    expect(secret).toMatch(/^trc_/);
    const kept = await api.house.asSuperuser<{ all: string }>(
      `select (select string_agg(s::text, '') from identity.client_secret s)
         || (select string_agg(e::text, '') from audit.entry e) as all`,
    );
    expect(kept[0]?.all).not.toContain(secret.slice(4));
    expect((await seen(client)).usedAt).toBeNull();
    expect((await call(secret, '/api/v1/schools')).status).toBe(200);
    expect(await seen(client, 'officer')).toMatchObject({ state: 'live', usedAt: expect.any(Date) });
  });

  it('reads what it was given in its own area and is told what it was not given (T03)', async () => {
    const { secret } = await inUse({ scopes: ['schools.read', 'capacity.read'] });
    const list = await call(secret, '/api/v1/schools?limit=100');
    const urns = (list.json.items as { urn: string }[]).map(({ urn }) => urn);
    expect(urns).toContain(MARLOWE);
    expect(urns).not.toContain(ELSEWHERE);
    expect((await call(secret, `/api/v1/schools/${MARLOWE}/days`)).status).toBe(200);
    const missing = await call(secret, '/api/v1/profiles');
    expect([missing.status, missing.json.code]).toEqual([403, 'SCOPE_MISSING']);
    const next = await call(secret, '/api/v1/schools?limit=1');
    const other = await inUse({ scopes: ['schools.read'] });
    const stolen = await call(other.secret, `/api/v1/schools?limit=1&cursor=${String(next.json.next)}`);
    expect([stolen.status, stolen.json.code]).toEqual([400, 'BAD_INPUT']);
  });

  it('holding everything that can be given, opens its own addresses and not one more', async () => {
    let asked = 0;
    let { secret } = await inUse({ scopes: [...CLIENT_SCOPES] });
    const pairing = await activePairing(api);
    const document = (await api.ask(null, 'GET', '/api/v1/openapi.json')).json as {
      paths: Record<string, Record<string, { 'x-permission'?: string[] }>>;
    };
    const opened: string[] = [];
    for (const [path, methods] of Object.entries(document.paths))
      for (const method of Object.keys(methods)) {
        const address = path
          .replace('{urn}', MARLOWE)
          .replace('{year}', '2026-27')
          .replace('{pairing}', pairing)
          .replaceAll(/[{][a-z]+[}]/g, 'x');
        asked += 1;
        // Another program before the allowance of this one is used up.
        if (asked % 50 === 0) ({ secret } = await inUse({ scopes: [...CLIENT_SCOPES] }));
        const { status } = await call(secret, address, method.toUpperCase());
        if (status !== 403) opened.push(`${method.toUpperCase()} ${path} ${String(status)}`);
      }
    expect(opened.sort()).toEqual([
      'GET /api/v1/openapi.json 200',
      'GET /api/v1/profiles 200',
      'GET /api/v1/schools 200',
      'GET /api/v1/schools/{urn} 200',
      'GET /api/v1/schools/{urn}/days 200',
    ]);
    const profiles = await call(secret, '/api/v1/profiles');
    expect(profiles.text).not.toMatch(/available|howWeKnow|evidence|appetite/);
  });

  it('may never be given what the table for programs does not hold, nor what takes a fresh sign-in', () => {
    const cells = [...theMatrix().rows.values()].flatMap(({ grants }) => grants.api);
    const scopes = new Set(cells.map(({ scope }) => scope));
    for (const scope of CLIENT_SCOPES) expect(scopes).toContain(`s:${scope}`);
    expect(cells.flatMap(({ modifiers }) => modifiers)).toEqual([]);
  });

  it('is refused at its next request once revoked, and every program turned away leaves an entry (T02)', async () => {
    const { client, secret } = await inUse();
    expect((await call(secret, '/api/v1/schools')).status).toBe(200);
    await expect(revoke(client, 2)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await expect(revoke(client, 3, 'officer')).rejects.toMatchObject({
      code: expect.stringMatching(/^NOT_/) as string,
    });
    await revoke(client, 3, 'chair');
    const gone = await call(secret, '/api/v1/schools');
    const unknown = await call(`trc_${'A'.repeat(43)}`, '/api/v1/schools');
    const words = ({ status, text }: Answered) => [status, text.replace(/"requestId":"[^"]+"/, '')];
    expect(words(gone)).toEqual(words(unknown));
    expect([gone.status, gone.json.code]).toEqual([401, 'NOT_SIGNED_IN']);
    expect(await refusals(client)).toEqual(['CLIENT_ENDED']);
    await expect(revoke(client, 4)).rejects.toMatchObject({ code: 'CLIENT_CANNOT_MOVE' });
  });

  it('ends with its days, and calls from its own addresses alone, whatever a header says (T02, J24)', async () => {
    const { client, secret } = await inUse();
    await api.beyond(`update identity.client_secret set expires_at = now() where client_id = '${client}'`);
    expect((await call(secret, '/api/v1/schools')).status).toBe(401);
    const elsewhere = await inUse({ addresses: ['203.0.113.0/24', '2001:db8::/32'] });
    expect((await call(elsewhere.secret, '/api/v1/schools')).status).toBe(401);
    const headers = { Authorization: `Bearer ${elsewhere.secret}`, 'X-Forwarded-For': '203.0.113.9' };
    expect((await api.ask(null, 'GET', '/api/v1/schools', { headers })).status).toBe(401);
    expect(await refusals(elsewhere.client)).toEqual(['FROM_ELSEWHERE', 'FROM_ELSEWHERE']);
    const here = await inUse({ addresses: ['203.0.113.9', '127.0.0.0/8'] });
    expect((await call(here.secret, '/api/v1/schools')).status).toBe(200);
  });

  it('reads 600 times and writes 60 times in five minutes, then is told how long to wait, and nobody else is (T04)', async () => {
    const [eager, calm] = [await inUse(), await inUse()];
    const all = Array.from({ length: 1_000 }, () => call(eager.secret, '/api/v1/nothing'));
    expect((await call(calm.secret, '/api/v1/schools?limit=1')).status).toBe(200);
    const answers = await Promise.all(all);
    const read = answers.filter(({ status }) => status === 404).length;
    // The window slides: an allowance of a second or two may have come back meanwhile.
    expect([read >= 600, read < 610]).toEqual([true, true]);
    for (const { status, json, headers } of answers.filter((each) => each.status !== 404)) {
      expect([status, json.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
      expect(headers.get('retry-after')).toMatch(/^[1-9][0-9]{0,2}$/);
    }
    const statuses = async (secret: string, path: string, times: number): Promise<number[]> => {
      const all: number[] = [];
      for (let n = 0; n < times; n += 1) all.push((await call(secret, path, 'POST')).status);
      return all;
    };
    const writes = [...Array<number>(60).fill(403), 429];
    expect(await statuses(eager.secret, '/api/v1/declarations', 61)).toEqual(writes);
    const runs = [...Array<number>(10).fill(403), 429];
    expect(await statuses(calm.secret, '/api/v1/match-runs', 11)).toEqual(runs);
    expect((await call(calm.secret, '/api/v1/MATCH-RUNS/', 'POST')).status).toBe(429);
    expect((await call(calm.secret, '/api/v1/declarations', 'POST')).status).toBe(403);
  });

  it('is listed for administrators, chair and officers, and for nobody else', async () => {
    const list = async (who: Persona) =>
      api.get(UnitOfWork).run(await api.actorOf(who), NORTH, (tx) => api.get(Clients).list(tx));
    for (const who of ['administrator', 'chair', 'officer'] as const)
      expect((await list(who)).length).toBeGreaterThan(3);
    for (const who of ['asker', 'broker', 'trust'] as const)
      await expect(list(who)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('cannot be widened or approved by who asked, not even past the service', async () => {
    const client = await ask();
    const raw = (set: string) =>
      api.house.asSuperuser(`update identity.client set ${set} where id = $1`, [client]);
    const another = api.personOf('chair');
    const approved = `state = 'approved', answered_by = '${another}', answered_at = now()`;
    await expect(raw(`${approved}, scopes = '{schools.read,profile.read}'`)).rejects.toMatchObject({
      code: 'TR004',
    });
    await expect(
      raw(`state = 'approved', answered_by = asked_by, answered_at = now()`),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(raw(`state = 'live', expires_at = now()`)).rejects.toMatchObject({ code: 'TR007' });
  });
});
