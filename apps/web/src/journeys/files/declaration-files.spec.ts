import { DECLARATION_SHEET, SubmitDeclaration, type DeclarationToSubmit } from '@app/profiles';
import { readSheetFile, SHEET_FORMATS, type SheetFormat } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, WebHouse } from '../needs/a-web-house.fixture.js';
import type { Screen, Visitor } from '../needs/a-visitor.fixture.js';
import { bring as bringTo, fileOf as broughtFile, taken, type Filled } from './a-brought-file.fixture.js';

const HERE = '/files/declarations';
const YEAR = '2026/27';
const HEADINGS = Object.fromEntries(DECLARATION_SHEET.required.map((each) => [each, '']));
const line = (filled: Filled): Filled => ({ ...HEADINGS, URN: MARLOWE, ...filled });
const ANSWER = line({ Line: 'answer', Year: YEAR, Answer: 'actively offering' });
const STRENGTH = line({ Line: 'strength', Year: YEAR, Theme: 'att.persistent', 'How deep': 'can host' });
const NEED = line({ Line: 'need', Year: YEAR, Theme: 'att.strategy', 'How soon': 'watch', Reason: 'New.' });
const DAYS = line({ Line: 'days', 'Half-term': '2026/27-3', 'Days free': '2.5' });
const ROWS = [ANSWER, STRENGTH, NEED, DAYS];

const SAID: DeclarationToSubmit = {
  ...{ urn: MARLOWE, year: YEAR, version: null, appetite: 'open_to_approach' },
  strengths: [
    { theme: 'att.persistent', depth: 'can_host', howWeKnow: '=SUM(A1), “so”;\r\nit\ris' },
    { theme: 'att.strategy', depth: 'can_talk', evidence: 'data', howWeKnow: "'-1", on: '2026-06-30' },
  ],
  needs: [{ theme: 'sub.maths', urgency: 'this_year', reason: '@home, a\tgap' }],
  capacity: [
    { halfTerm: '2026/27-2', band: '0' },
    { halfTerm: '2026/27-3', band: '3-5', halfDays: 5 },
    { halfTerm: '2026/27-4', band: '1-2' },
    { halfTerm: '2026/27-5', band: '0', halfDays: 0 },
    { halfTerm: '2027/28-1', band: 'ask_me' },
  ],
  offer: { keyStages: ['KS3'], modes: ['remote'] },
};

describe('a declaration from a file', () => {
  let web: WebHouse;
  let head: Visitor;

  const bring = (bytes: Uint8Array, name = 'declarations.csv', who = head): Promise<Screen> =>
    bringTo(who, HERE, bytes, name);
  const fileOf = (rows: readonly Filled[], format: SheetFormat = 'csv'): Uint8Array =>
    broughtFile(rows, format, 'Capacity');
  const send = (preview: Screen, change: Filled = {}): Promise<Screen> =>
    head.press(preview, `${HERE}/import`, change);
  const problemsOf = async (rows: readonly Filled[], format: SheetFormat = 'csv'): Promise<string[]> =>
    (await bring(fileOf(rows, format))).problems.map(({ text }) => text);
  const say = async (change: Partial<DeclarationToSubmit> = {}): Promise<number> =>
    web.get(SubmitDeclaration).execute(await web.actor('helper'), NORTH, { ...SAID, ...change });
  /** What the file that the page offers says, row by row, to be changed and brought back. */
  async function rows(): Promise<Filled[]> {
    const read = await readSheetFile(await taken(head, HERE, 'csv'), DECLARATION_SHEET);
    return read.rows.map(({ cells }) =>
      Object.fromEntries(read.header.names.map((name, at) => [name, cells[at] ?? ''])),
    );
  }
  const stored = async (): Promise<unknown> => {
    const [word] = await web.house.asSuperuser<object>(
      `select appetite, version, jsonb_array_length(strengths) as strengths, jsonb_array_length(needs) as needs
       from profiles.declaration where urn = '${MARLOWE}'`,
    );
    const days = await web.house.asSuperuser<{ said: string }>(
      `select half_term || ' ' || band || ' ' || declared as said from profiles.capacity_window order by 1`,
    );
    return { ...word, days: days.map(({ said }) => said) };
  };
  const written = async (): Promise<number[]> =>
    Promise.all(['declaration', 'offer', 'capacity_window'].map((table) => web.count(`profiles.${table}`)));

  beforeAll(async () => {
    web = await WebHouse.open();
    head = await web.visitor('helper');
  });
  afterAll(() => web.close());
  beforeEach(() => web.forget(['capacity_entry', 'capacity_window', 'pause_reason', 'declaration', 'offer']));

  it.each(SHEET_FORMATS)(
    'is shown first, then sent by one press, word and days together: %s',
    async (format) => {
      const preview = await bring(fileOf(ROWS, format), 'file');
      expect([preview.status, preview.heading]).toEqual([200, 'What this file would change']);
      for (const told of [
        '4 changes; 0 lines stay as they are',
        'Can your school support others? Yes, ask us',
        'Strength added: Reducing persistent absence. We can host a visit. We say so ourselves, 2026-11-25',
        'Spring 1, 2026/27: exactly 2.5 days',
        'Nobody is asked to work with you before you have said on what conditions',
      ])
        expect(preview.words).toContain(told);
      expect(await written()).toEqual([0, 0, 0]);
      const receipt = await head.follow(await send(preview));
      expect(receipt.words).toContain('What the file changed is in force, all of it together.');
      expect(receipt.links()).toContain(`/my-school?school=${MARLOWE}`);
      expect(await stored()).toEqual({
        ...{ appetite: 'actively_offering', version: 1, strengths: 1, needs: 1 },
        days: ['2026/27-3 3-5 5'],
      });
    },
  );

  it.each(SHEET_FORMATS)('leaves filled in and comes back without a change: %s', async (format) => {
    await say();
    const preview = await bring(await taken(head, HERE, format));
    expect(preview.words).toContain('0 changes; 10 lines stay as they are');
    expect(preview.html).not.toContain('Send these changes');
  });

  it.each(SHEET_FORMATS)('leaves to be filled in where nothing was said yet: %s', async (format) => {
    const bytes = await taken(head, HERE, format);
    const read = await readSheetFile(bytes, DECLARATION_SHEET);
    const lines = read.rows.map(({ cells }) => `${cells[1] ?? ''} ${cells[2] ?? ''}${cells[4] ?? ''}`);
    expect(lines).toEqual(['answer 2026/27', ...[2, 3, 4, 5, 6].map((n) => `days 2026/27-${String(n)}`)]);
    expect((await bring(bytes)).words).toContain('0 changes; 6 lines stay as they are');
  });

  it('is filled in with last year’s strengths, and says nothing before it has an answer', async () => {
    await say({ year: '2025/26', capacity: [], needs: [] });
    const [answer, ...more] = await rows();
    expect(answer).toMatchObject({ Line: 'answer', Year: YEAR, Answer: '', Version: '' });
    expect(more.filter(({ Line }) => Line === 'strength')).toHaveLength(2);
    expect((await bring(fileOf([answer ?? {}, ...more]))).words).toContain('0 changes;');
    expect(await problemsOf([{ ...answer, Answer: '' }, STRENGTH])).toContain(
      'Row 2, Answer: choose one of: actively offering, open to approach, not this term, already committed',
    );
    const sent = await send(await bring(fileOf([{ ...answer, Answer: 'not this term' }, ...more])));
    expect(sent.status).toBe(303);
  });

  it('tells what is added, changed and taken away, and what it was', async () => {
    await say();
    const changed = (await rows()).flatMap((row) => {
      if (row['Theme'] === 'att.strategy') return [];
      if (row['Theme'] === 'att.persistent') return [{ ...row, 'How deep': 'can work alongside' }];
      if (row['Half-term'] === '2026/27-4') return [{ ...row, 'Days free': 'ask me' }];
      return [row];
    });
    const preview = await bring(fileOf(changed));
    for (const told of [
      'Strength changed: Reducing persistent absence. We can work alongside',
      'Strength taken away:',
    ])
      expect(preview.words).toContain(told);
    expect(preview.words).toContain('3 changes; 7 lines stay as they are');
    expect(preview.words).toContain('Spring 2, 2026/27: Ask me (was: 1 to 2 days)');
    expect(preview.words).not.toContain('Need ');
    expect((await send(preview)).status).toBe(303);
    expect(await stored()).toMatchObject({ version: 2, strengths: 1, needs: 1 });
    expect((await bring(await taken(head, HERE, 'csv'))).words).toContain('0 changes;');
  });

  it('leaves alone whatever it does not mention', async () => {
    await say();
    const [answer] = await rows();
    const preview = await bring(fileOf([{ ...answer, Answer: 'actively offering' }]));
    expect(preview.words).toContain('1 change; 0 lines stay as they are');
    await send(preview);
    expect(await stored()).toMatchObject({ appetite: 'actively_offering', strengths: 2, needs: 1 });
    expect(await web.count('profiles.capacity_window')).toBe(5);
    const only = await bring(fileOf((await rows()).filter(({ Line }) => Line === 'days')));
    expect(only.words).toContain('0 changes; 6 lines stay as they are');
  });

  it('keeps the reason for “not this term”, which no file says', async () => {
    await say({ appetite: 'not_this_term', pause: { kind: 'other', words: 'Canary' } });
    const [answer, ...more] = await rows();
    expect(JSON.stringify([answer, ...more])).not.toContain('Canary');
    await send(await bring(fileOf([{ ...answer, Answer: 'already committed' }, ...more])));
    const standing = 'select words from profiles.pause_reason where superseded_at is null';
    expect(await web.house.asSuperuser<object>(standing)).toEqual([{ words: 'Canary' }]);
  });

  it('names every wrong cell at once, as a spreadsheet calls it, and nothing is sent', async () => {
    const wrong = [
      { ...ANSWER, Answer: 'maybe' },
      { ...STRENGTH, Theme: 'att.none', 'How deep': 'deep', 'Known from': 'data', Date: '30/06/2026' },
      { ...NEED, 'How soon': 'soon', 'Days free': '2' },
      { ...DAYS, 'Days free': 'two' },
      { ...DAYS, 'Half-term': '2026/27-1', 'Days free': '2' },
    ];
    const choose = 'Sheet Capacity, F2, Answer: choose one of: actively offering, open to approach,';
    expect(await problemsOf(wrong.slice(0, 2), 'xlsx')).toEqual([
      `${choose} not this term, already committed`,
      'Sheet Capacity, J3, How you know: say which visit, review or data shows it',
      'Sheet Capacity, K3, Date: enter its date as a day that exists, like 2026-11-25',
      'Sheet Capacity, G3, Theme: choose a theme from the list, like att.strategy',
      'Sheet Capacity, H3, How deep: choose one of: can talk, can host, can work alongside',
    ]);
    expect(await problemsOf(wrong)).toEqual(
      expect.arrayContaining([
        'Row 4, Days free: leave this empty: a line of need does not say it',
        'Row 5, Days free: enter a number, like 2.5, or one of: none, 1 to 2, 3 to 5, more than 5, ask me',
        'Row 6, Half-term: 2026/27-1 is over',
      ]),
    );
    expect(await problemsOf([STRENGTH])).toEqual([
      'Row 2, Line: add the line “answer” of this school and year, as the file that you take from here has it',
    ]);
    expect(
      await problemsOf([
        { ...ANSWER, Line: 'reply' },
        { ...ANSWER, Year: '2025/26' },
      ]),
    ).toEqual(['Row 2, Line: choose one of: answer, strength, need, days', 'Row 3, Year: 2025/26 is over']);
    expect(await written()).toEqual([0, 0, 0]);
  });

  it('is refused cell by cell where something changed after the file was taken', async () => {
    const version = await say();
    const file = (await rows()).map((row) => ({
      ...row,
      ...(row['Line'] === 'answer' ? { Answer: 'actively offering' } : {}),
      ...(row['Half-term'] === '2026/27-4' ? { 'Days free': '2' } : {}),
    }));
    await say({
      version,
      appetite: 'already_committed',
      capacity: [{ halfTerm: '2026/27-4', band: '0', version: 2 }],
    });
    const older = 'this changed after the file was taken. Take the file again and write your changes into it';
    expect(await problemsOf(file)).toEqual([`Row 2, Version: ${older}`, `Row 8, Version: ${older}`]);
    expect(await stored()).toMatchObject({ appetite: 'already_committed', version: 2 });
  });

  it('is not sent where its rows are no longer those of the preview, or the world moved on (C12)', async () => {
    const preview = await bring(fileOf(ROWS));
    const other = Buffer.from(fileOf([ANSWER, { ...DAYS, 'Days free': '9' }])).toString('base64');
    const forged = await send(preview, { rows: other });
    expect([forged.status, forged.problems[0]?.text]).toEqual([
      409,
      'What this file would change is no longer what the page showed. Check it again, then import it.',
    ]);
    expect(forged.words).toContain('exactly 9 days');
    await say({ capacity: [] });
    expect((await send(preview)).problems.map(({ text }) => text)).toEqual([
      'Row 2, Version: this changed after the file was taken. Take the file again and write your changes into it',
    ]);
    expect(await stored()).toMatchObject({ appetite: 'open_to_approach', days: [] });
  });

  it('is all written or nothing, where the last of it fails (C12)', async () => {
    const preview = await bring(fileOf(ROWS));
    await web.house.asSuperuser(`create function profiles.fail() returns trigger language plpgsql as
      $$ begin raise 'no'; end $$;
      create trigger fail before insert on profiles.capacity_entry for each row execute function profiles.fail()`);
    const answer = await send(preview);
    await web.house.asSuperuser(
      'drop trigger fail on profiles.capacity_entry; drop function profiles.fail()',
    );
    expect([answer.status, await written()]).toEqual([500, [0, 0, 0]]);
    expect((await send(preview)).status).toBe(303);
  });

  it('is sent once, however often the button is pressed, as one act that names the preview (C12)', async () => {
    const preview = await bring(fileOf(ROWS));
    const pressed = await Promise.all([1, 2, 3].map(() => send(preview)));
    expect(new Set(pressed.map(({ location }) => location)).size).toBe(1);
    expect(await stored()).toMatchObject({ version: 1 });
    const acts = await web.house.asSuperuser<{ act: string; entity: string }>(
      `select act, entity from audit.entry where kind = 'act' and act <> 'declaration.needs.read' order by seq desc limit 3`,
    );
    const hash = new Map(preview.hidden(`${HERE}/import`)).get('hash') ?? '';
    expect(acts.map(({ act }) => act)).toEqual(['import.commit', 'capacity.declare', 'declaration.submit']);
    expect(acts[0]?.entity).toBe(`profiles.declaration-file:${hash}`);
  });

  it('never offers fewer days than are promised, and says how many those are', async () => {
    await say();
    await web.house.asSuperuser(
      `set session_replication_role = replica; update profiles.capacity_window set booked = 3 where half_term = '2026/27-3'`,
    );
    const fewer = (await rows()).map((row) =>
      row['Half-term'] === '2026/27-3' ? { ...row, 'Days free': '1' } : row,
    );
    expect(await problemsOf(fewer)).toEqual([
      'Row 7, Days free: 1.5 days are promised already, so you cannot offer fewer',
    ]);
  });

  it('can be pasted, with the empty cells that a spreadsheet leaves at the end (C14)', async () => {
    const headings = Object.keys(HEADINGS);
    const cells = [headings, ...ROWS.map((row) => headings.map((each) => row[each] ?? ''))];
    const pasted = cells.map((row) => `${row.join('\t')}\t\t`).join('\r\n');
    const preview = await head.press(await head.open(HERE), HERE, { cells: pasted });
    expect(preview.words).toContain('4 changes; 0 lines stay as they are');
    const wrong = { cells: pasted.replace('\t2.5\t', '\tx\t') };
    const refused = await head.press(await head.open(HERE), HERE, wrong);
    expect(refused.problems[0]?.field).toBe('cells');
    expect(refused.problems[0]?.text).toContain('Row 5, Days free: enter a number, like 2.5');
  });

  it('is a head’s own to bring, for the schools that they lead', async () => {
    for (const who of ['askersStaff', 'broker', 'officer'] as const)
      expect((await (await web.visitor(who)).open(HERE)).status).toBe(404);
    expect(await problemsOf([{ ...ANSWER, URN: EASTMARSH }])).toEqual([
      'Row 2, URN: enter the URN of a school that you lead, six digits',
    ]);
    await say();
    const asker = await web.visitor('asker');
    expect(Buffer.from(await taken(asker, HERE, 'csv')).toString()).not.toContain(MARLOWE);
    expect((await asker.open(`${HERE}/imported?school=${MARLOWE}`)).links()).toEqual([]);
    const preview = await bring(fileOf(ROWS.map((row) => ({ ...row, URN: EASTMARSH }))), 'x.csv', asker);
    const carried = Object.fromEntries(
      preview.hidden(`${HERE}/import`).filter(([name]) => /rows|hash/.test(name)),
    );
    const own = await bring(fileOf(ROWS));
    const before = await written();
    expect((await send(own, carried)).problems[0]?.text).toContain('a school that you lead');
    expect(await written()).toEqual(before);
  });
});
