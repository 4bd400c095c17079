import { UnitOfWork } from '@app/platform';
import { ApiHouse, type Answered, type Asked, type Persona } from './an-api-house.fixture.js';
import { agreedInPrinciple } from './pairings/a-pairing.fixture.js';

/** As PostgreSQL says it where its disk is full. */
const DISK_FULL = '53100';

interface Runner {
  query(...all: unknown[]): Promise<unknown>;
}
interface Source {
  createQueryRunner(...all: unknown[]): Runner;
}

describe('a verb of the API whose nth statement finds the disk full, for every n', () => {
  let api: ApiHouse;
  /** Which statement of the next request fails; null: none. */
  let failing: number | null = null;
  let statements = 0;
  /** Points by verb: refused with nothing changed; kept whole, with only its answer lost. */
  const points = new Map<string, { unchanged: number; kept: number }>();

  beforeAll(async () => {
    api = await ApiHouse.open();
    const { database: source } = api.get(UnitOfWork) as unknown as { database: Source };
    const make = source.createQueryRunner.bind(source);
    source.createQueryRunner = (...asked) => failingAt(make(...asked));
    const plain = api.ask.bind(api);
    api.ask = (who, method, path, asked?: Asked) =>
      method === 'GET' ? plain(who, method, path, asked) : everyPoint(plain, who, method, path, asked ?? {});
  });
  afterAll(() => api.close());

  function failingAt(runner: Runner): Runner {
    const query = runner.query.bind(runner);
    runner.query = (...all) => {
      // What undoes a transaction needs no disk.
      if (all[0] !== 'ROLLBACK') statements += 1;
      if (statements === failing && all[0] !== 'ROLLBACK')
        return Promise.reject(Object.assign(new Error('could not extend file'), { code: DISK_FULL }));
      return query(...all);
    };
    return runner;
  }

  async function everyPoint(
    plain: ApiHouse['ask'],
    who: Persona | null,
    method: string,
    path: string,
    asked: Asked,
  ): Promise<Answered> {
    const same = { ...asked, key: asked.key === undefined ? crypto.randomUUID() : asked.key };
    const seen = { unchanged: 0, kept: 0 };
    points.set(`${method} ${path.replaceAll(/[A-Z]+-\d{4}-\d+/g, '{}')}`, seen);
    const before = await api.rows();
    for (let n = 1; ; n += 1) {
      [statements, failing] = [0, n];
      const answer = await plain(who, method, path, same).finally(() => (failing = null));
      if (statements < n) return answer; // it needs no more than n - 1, and all of them went well
      expect([method, path, n, answer.status]).toEqual([method, path, n, 503]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      if (isSame(before, await api.rows())) seen.unchanged += 1;
      else {
        // It was kept, and what fails is only to read it for the answer: asked again, it is there once.
        seen.kept += 1;
        const after = await api.rows();
        const again =
          method === 'POST' ? await plain(who, method, path, same) : await plain(who, 'GET', path);
        expect(again.status).toBeLessThan(300);
        expect(await api.rows()).toEqual(after);
        return again;
      }
    }
  }
  const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

  it('leaves nothing half-done, from a request for support to what both schools agreed', async () => {
    const pairing = await agreedInPrinciple(api);
    expect((await api.ask('broker', 'GET', `/api/v1/pairings/${pairing}`)).json.state).toBe(
      'agreed_in_principle',
    );
    expect(points.size).toBeGreaterThanOrEqual(9);
    for (const [verb, { unchanged }] of points) expect([verb, unchanged > 3]).toEqual([verb, true]);
  }, 240_000);
});
