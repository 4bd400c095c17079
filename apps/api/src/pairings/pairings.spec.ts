import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';
import { activePairing } from './a-pairing.fixture.js';

const OUTSIDE: readonly Persona[] = ['sibling', 'chair', 'interestedBroker', 'stranger'];

describe('agreed work as JSON', () => {
  let api: ApiHouse;
  let path: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    path = `/api/v1/pairings/${await activePairing(api)}`;
  });
  afterAll(async () => {
    await api.close();
  });

  const etag = async (at = path): Promise<string> =>
    (await api.ask('broker', 'GET', at)).headers.get('etag') ?? '';
  const post = (
    who: Persona,
    step: string,
    body: unknown,
    ifMatch: string | null,
    key?: string,
  ): Promise<Answered> =>
    api.ask(who, 'POST', `${path}/${step}`, {
      ...{ body, headers: ifMatch === null ? {} : { 'If-Match': ifMatch } },
      ...(key === undefined ? {} : { key }),
    });
  /** What every step refuses, whatever it does. */
  const guarded = async (step: string, body: unknown, who: Persona): Promise<void> => {
    const now = await etag();
    for (const [ifMatch, status] of [
      [null, 428],
      ['*', 400],
      [`W/${now}`, 400],
      [now.replace(/-\d+"$/, '-99"'), 412],
      [now.replace('pairing-', 'need-'), 412],
    ] as const)
      await refusedWithoutTrace(api, () => post(who, step, body, ifMatch), { status });
    for (const each of OUTSIDE)
      await refusedWithoutTrace(api, () => post(each, step, body, now), { status: [403, 404] });
    await refusedWithoutTrace(api, () => post(who, step, { ...(body as object), areaId: 'x' }, now), {
      ...{ status: 400, path: 'areaId' },
    });
    const nowhere = () =>
      api.ask(who, 'POST', `/api/v1/pairings/SP-2026-999/${step}`, { body, headers: { 'If-Match': now } });
    await refusedWithoutTrace(api, nowhere, { status: 404 });
  };
  const once = async (who: Persona, step: string, body: unknown): Promise<Answered> => {
    const now = await etag();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(who, step, body, now, `once-${step}`)),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    return answers[0]!;
  };

  it('is tended by its gardener alone: asked after, given something, or introduced to somebody', async () => {
    const body = { act: 'resource', note: 'The tutor script of Quarry Lane, in the shared folder.' };
    await guarded('tend', body, 'broker');
    for (const who of ['helper', 'asker'] as const)
      await refusedWithoutTrace(api, async () => post(who, 'tend', body, await etag()), {
        status: [403, 404],
      });
    await refusedWithoutTrace(
      api,
      async () => post('broker', 'tend', { ...body, act: 'close' }, await etag()),
      {
        ...{ status: 400, path: 'act' },
      },
    );
    const done = await once('broker', 'tend', body);
    expect(done.json.tendings).toMatchObject([{ ...body, by: 'The broker' }]);
    expect(done.headers.get('etag')).toBe(`"pairing-${String(done.json.id)}-${String(done.json.version)}"`);
  });

  it('is looked at each half-term: the review point that waits is held once, and the next is set', async () => {
    const points = `${path}/review-points`;
    const hold = (who: Persona, body: unknown, ifMatch: string | null, key?: string): Promise<Answered> =>
      post(who, 'review-points', body, ifMatch, key);
    const [waits] = (await api.ask('asker', 'GET', points)).json.items as { etag: string; state: string }[];
    expect(waits).toMatchObject({ state: 'due', heldOn: null, standings: null, number: 1 });
    const seen = waits?.etag ?? '';
    const body = { heldOn: '2026-11-25', standings: ['slower_than_planned'], note: 'Tutors need time.' };
    await refusedWithoutTrace(api, () => hold('helper', body, null), { status: 428 });
    await refusedWithoutTrace(api, () => hold('helper', body, '*'), { status: 400, path: 'If-Match' });
    await refusedWithoutTrace(api, async () => hold('helper', body, await etag()), { status: 412 });
    for (const who of OUTSIDE) await refusedWithoutTrace(api, () => hold(who, body, seen), { status: 404 });
    for (const [at, change] of [
      ['heldOn', { heldOn: '2026-11-26' }],
      ['standings', { standings: ['red'] }],
      ['standings', { standings: [] }],
      ['note', { note: 'x'.repeat(2_001) }],
      ['number', { number: 1 }],
    ] as const)
      await refusedWithoutTrace(api, () => hold('helper', { ...body, ...change }, seen), {
        ...{ status: 400, path: at },
      });
    const answers = await Promise.all(Array.from({ length: 6 }, () => hold('helper', body, seen, 'review')));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const after = (await api.ask('asker', 'GET', points)).json.items as unknown[];
    expect(after).toMatchObject([
      { number: 2, state: 'due', version: 1 },
      { number: 1, state: 'held', standings: body.standings, note: body.note, by: 'The helper' },
    ]);
    // The next one starts with the same version: whoever saw the first does not hold the second by mistake.
    await refusedWithoutTrace(api, () => hold('asker', body, seen), { status: 412 });
    for (const who of OUTSIDE) expect([who, (await api.ask(who, 'GET', points)).status]).toEqual([who, 404]);
  });

  it('rests with a reason and goes on, from the version that was seen', async () => {
    const reason = { reason: 'The register system changes this month.' };
    await guarded('pause', reason, 'helper');
    await refusedWithoutTrace(api, async () => post('helper', 'pause', {}, await etag()), {
      ...{ status: 400, path: 'reason' },
    });
    await refusedWithoutTrace(api, async () => post('officer', 'pause', reason, await etag()), {
      status: 404,
    });
    for (const nextDate of ['2026-11-25', '2026-02-30', '2099-01-01', 7])
      await refusedWithoutTrace(
        api,
        async () => post('helper', 'pause', { ...reason, nextDate }, await etag()),
        { status: 400, path: 'nextDate' },
      );
    const paused = await once('helper', 'pause', reason);
    expect(paused.json).toMatchObject({
      ...{ state: 'paused', pauseReason: reason.reason, nextDate: '2026-12-09' },
    });
    const longer = await post('helper', 'pause', { ...reason, nextDate: '2027-01-11' }, await etag());
    expect(longer.json).toMatchObject({ state: 'paused', nextDate: '2027-01-11' });
    await guarded('resume', {}, 'asker');
    expect((await once('asker', 'resume', {})).json).toMatchObject({ state: 'active', pauseReason: null });
  });

  it('is closed with an outcome, what changed and thanks; then nothing more is done to it', async () => {
    const body = { outcome: 'met', summary: 'Every tutor uses it.', thanks: 'Thank you, Marlowe.' };
    await guarded('close', body, 'broker');
    for (const [at, change] of [
      ['outcome', { outcome: 'failed' }],
      ['summary', { summary: ' ' }],
      ['summary', { summary: undefined }],
      ['thanks', { thanks: ['a'] }],
    ] as const)
      await refusedWithoutTrace(
        api,
        async () => post('broker', 'close', { ...body, ...change }, await etag()),
        {
          ...{ status: 400, path: at },
        },
      );
    const closed = await once('broker', 'close', body);
    expect(closed.json).toMatchObject({
      ...{ state: 'closed', outcome: 'met', closedSummary: body.summary, thanks: body.thanks },
    });
    for (const [step, sent] of [
      ['close', body],
      ['pause', { reason: 'A rest.' }],
      ['tend', { act: 'none', note: 'Over.' }],
    ] as const)
      await refusedWithoutTrace(api, async () => post('broker', step, sent, await etag()), { status: 409 });
    const over = await api.ask('asker', 'GET', '/api/v1/pairings?over=true');
    expect([(await api.ask('asker', 'GET', '/api/v1/pairings')).json.items, over.json.items]).toMatchObject([
      [],
      [{ state: 'closed' }],
    ]);
  });
});
