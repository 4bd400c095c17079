import { CommitRegisterImport, PreviewRegisterImport } from '@app/schools';
import { systemActor } from '@app/identity';
import { Screen, type Visitor } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { somebody, type Somebody } from '../schools/somebody.fixture.js';

type Cells = Readonly<Record<string, string>>;

const ROW: Cells = {
  ...{ URN: '100001', 'LA (code)': '845', 'LA (name)': 'East Sussex', EstablishmentNumber: '4000' },
  ...{ EstablishmentName: 'Elmfield School', 'TypeOfEstablishment (name)': 'Community school' },
  ...{ 'EstablishmentStatus (name)': 'Open', OpenDate: '', 'PhaseOfEducation (name)': 'Secondary' },
  ...{ StatutoryLowAge: '11', StatutoryHighAge: '16' },
};

/** A register of schools that exist nowhere, each a change of Elmfield School. */
function aRegisterFile(...changes: readonly Cells[]): Buffer {
  const rows = changes.map((change) => Object.values({ ...ROW, ...change }).join(','));
  return Buffer.from([Object.keys(ROW).join(','), ...rows].join('\r\n'));
}

let web: WebHouse;
let admin: Somebody;
let areaAdmin: Visitor;

beforeAll(async () => {
  web = await WebHouse.open();
  admin = await somebody(web, { name: 'An Operator', posts: [{ role: 'sysadmin', flags: ['inst'] }] });
  areaAdmin = (await somebody(web, { name: 'An Administrator', posts: [{ role: 'sysadmin' }] })).visitor;
});
afterAll(() => web.close());

/** What a browser sends for the upload form. */
async function upload(
  who: Somebody,
  answers: Readonly<Record<string, string>>,
  file: { name: string; bytes: Uint8Array } | null,
  on?: Screen,
): Promise<Screen> {
  const page = on ?? (await who.visitor.open('/admin/imports'));
  const form = new FormData();
  for (const [name, value] of [...page.hidden('/admin/imports'), ...Object.entries(answers)])
    form.append(name, value);
  form.append('file', new Blob([file ? new Uint8Array(file.bytes) : '']), file?.name ?? '');
  const answer = await fetch(`${who.base}/admin/imports`, {
    ...{ method: 'POST', body: form, redirect: 'manual' },
    headers: { cookie: `trellis=${who.session}`, 'sec-fetch-site': 'same-origin' },
  });
  const { status, headers } = answer;
  return new Screen('/admin/imports', status, await answer.text(), headers.get('location'));
}

const REGISTER = { kind: 'register', extractDate: '2026-09-01' };
const idOf = (screen: Screen): string => screen.location?.split('/').pop() ?? '';
const worker = systemActor('ops', null);
/** What the worker does once the queue tells it. */
const previewed = (id: string) => web.get(PreviewRegisterImport).execute(worker, id);

async function brought(...rows: readonly Cells[]): Promise<string> {
  const sent = await upload(admin, REGISTER, { name: 'edubasealldata.csv', bytes: aRegisterFile(...rows) });
  expect([sent.status, sent.words]).toEqual([303, '']);
  return idOf(sent);
}

describe('the list of imports', () => {
  it('offers the form to whoever runs the installation', async () => {
    const page = await admin.visitor.open('/admin/imports');
    expect([page.status, page.has('file'), page.has('kind')]).toEqual([200, true, true]);
  });

  it('offers an area’s administrator to ask, and keeps the question in the log', async () => {
    const page = await areaAdmin.open('/admin/imports');
    expect([page.status, page.has('file')]).toEqual([200, false]);
    const asked = await areaAdmin.press(page, '/admin/imports/ask');
    expect((await areaAdmin.follow(asked)).words).toContain('You have asked for an import.');
    const acts = await web.house.asSuperuser(`select 1 from audit.entry where act = 'register.import.ask'`);
    expect(acts).toHaveLength(1);
  });

  it('is not there for heads, brokers and officers', async () => {
    for (const persona of ['asker', 'broker', 'officer'] as const) {
      const visitor = await web.visitor(persona);
      expect((await visitor.open('/admin/imports')).status).toBe(404);
    }
  });
});

describe('bringing a file', () => {
  it('names each field that is missing and keeps what was typed', async () => {
    const page = await upload(admin, { extractDate: '2026-09-01' }, null);
    expect(page.status).toBe(422);
    expect(page.problems).toEqual([
      { text: 'Choose what the file is', field: 'kind' },
      { text: 'Choose the file', field: 'file' },
    ]);
    expect(page.html).toContain('value="2026-09-01"');
  });

  it('refuses an empty file and a day that is none', async () => {
    const empty = await upload(admin, REGISTER, { name: 'a.csv', bytes: Buffer.alloc(0) });
    expect([empty.status, empty.problems[0]]).toEqual([422, { text: 'This file is empty.', field: 'file' }]);
    const day = await upload(
      admin,
      { kind: 'register', extractDate: '2026-02-31' },
      { name: 'a.csv', bytes: aRegisterFile({}) },
    );
    expect([day.status, day.problems[0]?.field]).toEqual([422, 'extractDate']);
  });

  it('takes none that did not come from its own form', async () => {
    const elsewhere = new Screen('/admin/imports', 200, '<main></main>', null);
    const before = await web.count('schools.register_import');
    const sent = await upload(admin, REGISTER, { name: 'a.csv', bytes: aRegisterFile({}) }, elsewhere);
    expect(sent.status).toBe(403);
    expect(await web.count('schools.register_import')).toBe(before);
  });

  it('takes none from an area’s administrator', async () => {
    const other = await somebody(web, { name: 'Another', posts: [{ role: 'sysadmin' }] });
    const sent = await upload(other, REGISTER, { name: 'a.csv', bytes: aRegisterFile({}) });
    expect(sent.status).toBe(404);
  });
});

describe('an import', () => {
  it('is followed, previewed by name, committed and told', async () => {
    const id = await brought({ URN: '100001', EstablishmentName: 'Elmfield School' });
    const reading = await admin.visitor.open(`/admin/imports/${id}`);
    expect(reading.words).toContain('Check progress again');
    expect(reading.has('progress')).toBe(true);

    expect(await previewed(id)).toBe('previewed');
    const preview = await admin.visitor.open(`/admin/imports/${id}`);
    expect(preview.words).toContain('Added: 1 Elmfield School (100001)');

    const asked = await admin.visitor.press(preview, `/admin/imports/${id}/commit`, ticked(preview));
    expect([asked.status, asked.words]).toEqual([303, '']);
    const [row] = await web.house.asSuperuser<{ hash: string; confirmed: never[] }>(
      `select file_hash as hash, commit_confirmed as confirmed from schools.register_import where id = $1`,
      [id],
    );
    expect((await admin.visitor.follow(asked)).words).toContain('Being imported');
    await web
      .get(CommitRegisterImport)
      .execute(worker, { id, fileHash: row?.hash ?? '', confirmed: row?.confirmed ?? [] });
    expect((await admin.visitor.open(`/admin/imports/${id}`)).words).toContain('1 row was written');
    expect((await admin.visitor.open('/schools/100001')).heading).toBe('Elmfield School');
  });

  it('is asked to be right where it holds far fewer schools than are stored', async () => {
    const id = await brought({ URN: '100001', EstablishmentName: 'Elmfield Academy' });
    await previewed(id);
    const preview = await admin.visitor.open(`/admin/imports/${id}`);
    const page = await admin.visitor.press(preview, `/admin/imports/${id}/commit`);
    expect([page.status, page.problems]).toEqual([
      422,
      [{ text: 'Tick what must be right before this is imported', field: 'confirmed' }],
    ]);
  });

  it('names the line and column of what cannot be read', async () => {
    const id = await brought({ URN: '100001' }, { URN: '100002', 'EstablishmentStatus (name)': 'Opn' });
    expect(await previewed(id)).toBe('failed');
    const page = await admin.visitor.open(`/admin/imports/${id}`);
    expect(page.words.match(/Line 3, EstablishmentStatus \(name\): “Opn” is not a status/g)).toHaveLength(1);
  });

  it('says a fault of the whole file once', async () => {
    const sent = await upload(admin, REGISTER, { name: 'r.csv', bytes: Buffer.from('Name,Town\r\nA,B') });
    await previewed(idOf(sent));
    const page = await admin.visitor.follow(sent);
    const said = /Nothing was written\. (?:The whole file: )?(.*?\.) /.exec(page.words)?.[1] ?? 'nothing';
    expect([said, page.words.split(said).length - 1]).toEqual([expect.stringMatching(/^\S+ \S/), 1]);
  });

  it('is called by its name without what nobody sees', async () => {
    const named = { name: 'register\u202evsc.exe\u2069\u200b.csv', bytes: aRegisterFile({ URN: '100009' }) };
    const page = await admin.visitor.follow(await upload(admin, REGISTER, named));
    expect(page.heading).toBe('Import of registervsc.exe.csv');
  });

  it('can be cancelled while it is read, and put away after', async () => {
    const id = await brought({ URN: '100003' });
    const reading = await admin.visitor.open(`/admin/imports/${id}`);
    const stopped = await admin.visitor.press(reading, `/admin/imports/${id}/cancel`);
    expect((await admin.visitor.follow(stopped)).words).toContain('Stopping');
    const gone = await admin.visitor.press(reading, `/admin/imports/${id}/discard`);
    expect((await admin.visitor.follow(gone)).words).toContain('Discarded');
    const again = await admin.visitor.press(reading, `/admin/imports/${id}/cancel`);
    expect(again.status).toBe(409);
  });

  it('tells a program how far it is, and that it is over', async () => {
    const id = await brought({ URN: '100004' });
    await previewed(id);
    const answer = await fetch(`${admin.base}/admin/imports/${id}/events`, {
      headers: { cookie: `trellis=${admin.session}` },
    });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(await answer.text()).toContain('"over":true');
  });

  it('is not there for who may not import, nor where there is none', async () => {
    const id = await brought({ URN: '100005' });
    expect((await areaAdmin.open(`/admin/imports/${id}`)).status).toBe(404);
    expect((await admin.visitor.open('/admin/imports/nothing')).status).toBe(404);
  });
});

/** Every box of the preview ticked. */
function ticked(preview: Screen): Record<string, string[]> {
  const boxes = [...preview.html.matchAll(/name="confirmed"[^>]*value="([^"]*)"/g)];
  return { confirmed: boxes.map(([, value = '']) => value) };
}
