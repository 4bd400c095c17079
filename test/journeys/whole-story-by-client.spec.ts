import { randomUUID } from 'node:crypto';
import { startBrowser, openWindow } from '../browser.js';
import { aProgram, etagOf, refusalOf, taken, type Program, type Schemas } from '../openapi/a-program.js';
import { become, PERSONAS, type PersonaName } from '../persona.js';
import { startService, type Service } from '../service.js';

jest.setTimeout(180_000);

const ASKER = '990005';
const HELPER = '990013';
const AGENDA = {
  ...{ purpose: 'One system for attendance.', inclusion: 'SEN support first.', cadenceDays: 10 },
  ...{ exitRule: 'After two half-terms.', confidentiality: 'What we see in lessons stays here.' },
  objectives: [
    {
      ...{ aim: 'Fewer miss one session in ten', measure: 'Persistent absence, year 10' },
      ...{ baseline: '24%', target: '18 to 20%', due: `${String(new Date().getUTCFullYear() + 1)}-12-01` },
      figure: { value: 24, of: 180, period: 'autumn', source: 'Our register' },
    },
  ],
};

/** The same story as on the pages, told by programs that hold nothing but the types of the published document. */
describe('the whole story by the generated client', () => {
  let service: Service;
  const programs = new Map<PersonaName, Program>();
  const of = (who: PersonaName): Program => programs.get(who)!;

  beforeAll(async () => {
    const browser = await startBrowser();
    service = await startService();
    for (const who of Object.keys(PERSONAS) as PersonaName[]) {
      const window = await openWindow(browser, service.url);
      const page = await become(window, who);
      await page.goto('/me');
      await page.locator('[name=label]').fill('The whole story');
      await page.locator('[name=days]').fill('1');
      await page.getByRole('button', { name: 'Make a token' }).click();
      programs.set(who, aProgram(service.apiUrl, await page.locator('#secret').innerText()));
      await window.close();
    }
    await browser.close();
  }, 300_000);
  afterAll(async () => {
    await service.stop();
  }, 60_000);

  /** Once for each act: sent again it would act no second time. */
  const once = () => ({ 'Idempotency-Key': randomUUID() });
  const from = (etag: string) => ({ 'Idempotency-Key': randomUUID(), 'If-Match': etag });
  const need = () => ({ path: { need: reference } });
  const work = () => ({ path: { pairing } });
  /** A pairing moves by more than what its two schools do. */
  const seen = async (who: PersonaName): Promise<string> =>
    etagOf(await of(who).GET('/api/v1/pairings/{pairing}', { params: work() }));

  let halfTerms: string[] = [];
  let reference = '';
  let broker: PersonaName = 'broker';
  let proposal = '';
  let pairing = '';

  it('a head declares what the school can offer, from the version that stands, with its days', async () => {
    const head = of('helper');
    const days = taken(await head.GET('/api/v1/schools/{urn}/days', { params: { path: { urn: HELPER } } }));
    const open = (days.days ?? []).filter(({ state }) => state === 'open').slice(-2);
    halfTerms = open.map(({ halfTerm }) => halfTerm);
    expect(halfTerms).toHaveLength(2);
    const address = { path: { urn: HELPER, year: halfTerms[0]!.slice(0, 7).replace('/', '-') } };
    const before = await head.GET('/api/v1/declarations/{urn}/{year}', { params: address });
    const body = {
      appetite: 'actively_offering' as const,
      capacity: open.map(({ halfTerm, version }) => ({
        ...{ halfTerm, band: 'more' as const, halfDays: 19, version },
      })),
    };
    const said = await head.PATCH('/api/v1/declarations/{urn}/{year}', {
      params: { ...address, header: { 'If-Match': etagOf(before) } },
      body,
    });
    expect(taken(said)).toMatchObject({ appetite: 'actively_offering', version: taken(before).version + 1 });
    const late = await head.PATCH('/api/v1/declarations/{urn}/{year}', {
      params: { ...address, header: { 'If-Match': etagOf(before) } },
      body,
    });
    expect(refusalOf(late)).toEqual({ status: 412, code: 'STALE_VERSION' });
    const [told] = taken(
      await of('asker').GET('/api/v1/declarations', { params: { query: { school: HELPER } } }),
    ).items;
    expect(told).toMatchObject({ urn: HELPER, available: true });
  });

  it('another head raises a need, once; its broker says that it is clear, and the head agrees the wording', async () => {
    const head = of('asker');
    const body = {
      ...{ urn: ASKER, primaryTheme: 'att.persistent', keyStages: ['KS3' as const, 'KS4' as const] },
      ...{
        sendThread: 'Pupils with SEN support miss twice as many sessions.',
        priority: 'this_term' as const,
      },
      ...{ wantedOutcome: 'Fewer pupils miss one session in ten.', halfDaysWanted: 4 },
      ...{ windowFrom: halfTerms[0]!, windowTo: halfTerms[1]!, modes: ['in_person' as const] },
    };
    const key = once();
    const made = await head.POST('/api/v1/needs', { params: { header: key }, body });
    const again = await head.POST('/api/v1/needs', { params: { header: key }, body });
    expect(taken(again)).toEqual(taken(made));
    const other = { ...body, halfDaysWanted: 6 };
    expect(refusalOf(await head.POST('/api/v1/needs', { params: { header: key }, body: other }))).toEqual({
      ...{ status: 422, code: 'KEY_REUSED' },
    });
    ({ reference } = taken(made));

    const read = await head.GET('/api/v1/needs/{need}', { params: need() });
    const { owner, nextDate } = taken(read);
    const names = Object.entries(PERSONAS) as [PersonaName, string][];
    broker = names.find(([, name]) => name === owner)![0];
    const clear = await of(broker).PATCH('/api/v1/needs/{need}', {
      params: { ...need(), header: { 'If-Match': etagOf(read) } },
      body: { priority: 'this_term', nextDate: nextDate!, diagnosed: true },
    });
    const agreed = await head.POST('/api/v1/needs/{need}/agree', {
      params: { ...need(), header: from(etagOf(clear)) },
      body: { approach: { kind: 'anyone', urns: [] } },
    });
    expect(taken(agreed).state).toBe('open');
  });

  it('the broker asks for a run, reads who could help and why, and proposes', async () => {
    const program = of(broker);
    const run = taken(
      await program.POST('/api/v1/match-runs', { params: { header: once() }, body: { needs: [reference] } }),
    );
    const path = { run: run.reference };
    const { proof } = await until(
      async () => taken(await program.GET('/api/v1/match-runs/{run}', { params: { path } })),
      ({ state }) => state === 'complete',
    );
    expect(proof).not.toBeNull();
    const { candidates } = taken(await program.GET('/api/v1/needs/{need}/candidates', { params: need() }));
    expect(candidates.map(({ urn }) => urn)).toContain(HELPER);
    const reason = 'The head asked for a school nearby.';
    const made = await program.POST('/api/v1/proposals', {
      params: { header: once() },
      body: { need: reference, supporter: HELPER, run: run.reference, reason },
    });
    proposal = taken(made).reference;
  });

  it('the supporter is asked blind and says yes; the head who asked reads who and why, and accepts', async () => {
    const path = { proposal };
    const [brokers, supporter, asker] = [of(broker), of('helper'), of('asker')];
    const before = await brokers.GET('/api/v1/proposals/{proposal}', { params: { path } });
    const asked = await brokers.POST('/api/v1/proposals/{proposal}/sound-out', {
      params: { path, header: from(etagOf(before)) },
      body: {},
    });
    const request = { request: taken(asked).request!.reference };
    const blind = await supporter.GET('/api/v1/requests/{request}', { params: { path: request } });
    expect(taken(blind).asker).toBeNull();
    const yes = await supporter.POST('/api/v1/requests/{request}/answer', {
      params: { path: request, header: from(etagOf(blind)) },
      body: { answer: 'yes' },
    });
    expect(taken(yes).answer).toBe('yes');

    const { items } = taken(await asker.GET('/api/v1/offers'));
    const { offer } = taken(await brokers.GET('/api/v1/proposals/{proposal}', { params: { path } }));
    expect(items.map((each) => each.reference)).toContain(offer!.reference);
    const at = { offer: offer!.reference };
    const offered = await asker.GET('/api/v1/offers/{offer}', { params: { path: at } });
    expect(taken(offered).reasons.length).toBeGreaterThan(0);
    const accepted = await asker.POST('/api/v1/offers/{offer}/answer', {
      params: { path: at, header: from(etagOf(offered)) },
      body: { answer: 'accept' },
    });
    expect(taken(accepted).answer).toBe('accepted');
  });

  it('the broker decides, both heads and the broker agree one agenda, the trust consents, and the work is active', async () => {
    const path = { proposal };
    const ready = await of(broker).GET('/api/v1/proposals/{proposal}', { params: { path } });
    const decided = await of(broker).POST('/api/v1/proposals/{proposal}/decision', {
      params: { path, header: from(etagOf(ready)) },
      body: { outcome: 'agreed', reason: 'Both schools want it.' },
    });
    pairing = taken(decided).pairing!;

    const drafted = await of('helper').PUT('/api/v1/pairings/{pairing}/agenda', {
      params: { ...work(), header: { 'If-None-Match': '*' } },
      body: AGENDA,
    });
    expect(drafted.response.status).toBe(201);
    let etag = etagOf(drafted);
    for (const who of ['helper', 'asker', broker] as const) {
      const agreed = await of(who).POST('/api/v1/pairings/{pairing}/agenda/agree', {
        params: { ...work(), header: from(etag) },
        body: {},
      });
      expect(taken(agreed).objectives).toHaveLength(1);
      etag = etagOf(agreed);
    }
    const { consent } = taken(await of('trust').GET('/api/v1/consents/{pairing}', { params: work() }));
    const given = await of('trust').POST('/api/v1/consents/{pairing}/answer', {
      params: { ...work(), header: from(consent!.etag) },
      body: { give: true, funder: 'The trust', coverArranged: true },
    });
    expect(taken(given).state).toBe('active');
  });

  it('a visit is planned, moved and called off', async () => {
    const days = [7, 8].map((later) =>
      new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10),
    ) as [string, string];
    const planned = await of('helper').POST('/api/v1/pairings/{pairing}/planned-visits', {
      params: { ...work(), header: once() },
      body: { heldOn: days[0], startsAt: '14:30', minutes: 90, mode: 'in_person', anyway: true },
    });
    const { number } = taken(planned);
    const address = { path: { pairing, number: String(number) } };
    const moved = await of('asker').PATCH('/api/v1/pairings/{pairing}/planned-visits/{number}', {
      params: { ...address, header: { 'If-Match': etagOf(planned) } },
      body: { heldOn: days[1], anyway: true },
    });
    expect(taken(moved)).toMatchObject({ heldOn: days[1], startsAt: '14:30', version: 2 });
    const off = await of('asker').POST('/api/v1/pairings/{pairing}/planned-visits/{number}/call-off', {
      params: { ...address, header: from(etagOf(moved)) },
      body: { outcome: 'cancelled', reason: 'An inspection.' },
    });
    expect(taken(off).state).toBe('cancelled');
    const list = await of(broker).GET('/api/v1/pairings/{pairing}/planned-visits', { params: work() });
    expect(taken(list).items).toEqual([taken(off)]);
  });

  it('a visit is recorded, put right and answered, and the work is reviewed', async () => {
    const logged = await of('helper').POST('/api/v1/pairings/{pairing}/visits', {
      params: { ...work(), header: once() },
      body: {
        ...{ heldOn: new Date().toISOString().slice(0, 10), mode: 'in_person', halfDays: 2 },
        summary: 'Looked at the registers of year 10 together.',
      },
    });
    const path = { visit: taken(logged).id };
    const visit = await of('helper').PATCH('/api/v1/visits/{visit}', {
      params: { path, header: { 'If-Match': etagOf(logged) } },
      body: { halfDays: 1 },
    });
    expect(taken(visit)).toMatchObject({ halfDays: 1, version: 2, state: 'with_school' });
    const reply = await of('asker').POST('/api/v1/visits/{visit}/reply', {
      params: { path, header: from(etagOf(visit)) },
      body: { accurate: true },
    });
    expect(taken(reply).state).toBe('accurate');
    const twice = await of('asker').POST('/api/v1/visits/{visit}/reply', {
      params: { path, header: from(etagOf(visit)) },
      body: { accurate: true },
    });
    expect(refusalOf(twice).status).toBe(412);

    const waiting = taken(
      await of(broker).GET('/api/v1/pairings/{pairing}/review-points', { params: work() }),
    ).items[0]!;
    const held = await of(broker).POST('/api/v1/pairings/{pairing}/review-points', {
      params: { ...work(), header: from(waiting.etag) },
      body: { heldOn: new Date().toISOString().slice(0, 10), standings: ['on_track'] },
    });
    expect(taken(held).nextDueOn).toMatch(/^20/);
    const points = taken(
      await of('officer').GET('/api/v1/pairings/{pairing}/review-points', { params: work() }),
    );
    expect(points.items.find(({ id }) => id === waiting.id)).toMatchObject({ standings: ['on_track'] });
  });

  it('what changed is measured beside what was fixed, the work closes with thanks, and both heads say it in their words', async () => {
    const { items } = await until(
      async () => taken(await of('asker').GET('/api/v1/pairings/{pairing}/evaluations', { params: work() })),
      (page) => page.items.length > 0,
    );
    const evaluation = items[0]!;
    expect(evaluation.baseline).toMatchObject({ value: 24 });
    const later = await of('asker').POST('/api/v1/pairings/{pairing}/evaluations/{evaluation}/values', {
      params: { path: { pairing, evaluation: evaluation.id }, header: once() },
      body: { value: 21, of: 181, period: 'spring', source: 'Our register' },
    });
    expect(taken(later).later).toMatchObject([{ measured: { value: 21, denominator: 181 } }]);

    const closed = await of('asker').POST('/api/v1/pairings/{pairing}/close', {
      params: { ...work(), header: from(await seen('asker')) },
      body: { outcome: 'met', summary: 'Every tutor uses it.', thanks: 'Thank you, Marlowe.' },
    });
    expect(taken(closed)).toMatchObject({ state: 'closed', thanks: 'Thank you, Marlowe.' });
    for (const who of ['asker', 'helper'] as const) {
      const said = await of(who).PUT('/api/v1/pairings/{pairing}/what-changed', {
        params: { ...work(), header: { 'If-None-Match': '*' } },
        body: { pupils: 'Year 10 comes to school.' },
      });
      expect(taken(said).items.length).toBe(who === 'asker' ? 1 : 2);
    }
  });

  it('an officer reads every step in the log, page by page, and a cursor holds for its own question alone', async () => {
    const officer = of('officer');
    const entries: Schemas['AuditEntryAnswer'][] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 20, school: ASKER, ...(cursor === undefined ? {} : { cursor }) };
      const answer = await officer.GET('/api/v1/audit-entries', { params: { query } });
      const page = taken(answer);
      entries.push(...page.items);
      expect(answer.response.headers.has('link')).toBe(page.next !== null);
      cursor = page.next ?? undefined;
      if (cursor !== undefined) {
        const elsewhere = await officer.GET('/api/v1/audit-entries', {
          params: { query: { limit: 20, cursor } },
        });
        expect(refusalOf(elsewhere)).toEqual({ status: 400, code: 'BAD_INPUT' });
      }
    } while (cursor !== undefined && entries.length < 200);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    const acts = new Set(entries.filter(({ door }) => door === 'api').map(({ act }) => act));
    for (const act of STEPS) expect([act, acts.has(act)]).toEqual([act, true]);
    // The supporter was asked blind: their answer touches their own school alone.
    const answered = await officer.GET('/api/v1/audit-entries', {
      params: { query: { act: 'sounding.answer', school: HELPER } },
    });
    expect(taken(answered).items[0]).toMatchObject({ door: 'api', name: PERSONAS.helper });
    const [latest] = entries.filter(({ act }) => act === 'pairing.close');
    const whole = taken(
      await officer.GET('/api/v1/audit-entries/{entry}', { params: { path: { entry: latest!.id } } }),
    );
    expect(whole).toMatchObject({ act: 'pairing.close', door: 'api', name: PERSONAS.asker });
  });

  it('nobody does by a program what they may not do on a page', async () => {
    const chair = await of('chair').GET('/api/v1/pairings/{pairing}/visits', { params: work() });
    expect(refusalOf(chair)).toEqual({ status: 404, code: 'NOT_FOUND' });
    const nobody = await aProgram(service.apiUrl, `trl_${'A'.repeat(43)}`).GET('/api/v1/needs');
    expect(refusalOf(nobody)).toEqual({ status: 401, code: 'NOT_SIGNED_IN' });
  });
});

const STEPS = [
  ...['need.raise', 'need.triage', 'need.diagnose', 'need.agree', 'proposal.make', 'sounding.send'],
  ...['proposal.accept', 'decision.make', 'agenda.draft', 'agenda.agree', 'body.consent.give'],
  ...[
    'visit.plan',
    'visit.move',
    'visit.cancel',
    'visit.log',
    'visit.correct',
    'visit.reply',
    'reviewpoint.record',
    'impact.record',
    'pairing.close',
  ],
];

const PATIENCE_MS = 60_000;

async function until<Found>(read: () => Promise<Found>, done: (found: Found) => boolean): Promise<Found> {
  const late = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await read();
    if (done(found)) return found;
    if (Date.now() > late) throw new Error(`Not in time: ${JSON.stringify(found)}`);
    await new Promise((later) => setTimeout(later, 300));
  }
}
