import { readSheetFile, SHEET_FORMATS, type SheetFormat } from '@app/schools';
import { NEED_SHEET, TriageNeed } from '@app/profiles';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, WebHouse } from '../needs/a-web-house.fixture.js';
import type { Screen, Visitor } from '../needs/a-visitor.fixture.js';
import { bring as bringTo, fileOf as broughtFile, taken } from './a-brought-file.fixture.js';

const ROW = {
  ...{ URN: EASTMARSH, Theme: 'att.persistent', 'Key stages': 'KS3; KS4' },
  ...{ 'What you want to change': 'Fewer pupils miss\none session in ten.' },
  ...{ 'Pupils with SEND': '=They miss twice as many.', 'How soon': 'this term' },
  ...{ 'Days each half-term': '2.5', 'First half-term': '2026/27-3', 'Last half-term': '2026/27-4' },
  ...{ 'How you would work together': 'in person; remote', 'Who may be asked': 'anyone' },
};
type Row = Partial<Record<keyof typeof ROW | 'Reference' | 'Furthest travel', string>>;

const fileOf = (rows: readonly Row[], format: SheetFormat = 'csv'): Uint8Array =>
  broughtFile(rows, format, 'Needs');

describe('requests for support from a file', () => {
  let web: WebHouse;
  let head: Visitor;
  const needs = (): Promise<number> => web.count('profiles.need');

  beforeAll(async () => {
    web = await WebHouse.open();
    head = await web.visitor('asker');
  });
  afterAll(() => web.close());
  beforeEach(() => web.forget(['need_move', 'need']));

  const bring = (bytes: Uint8Array, name = 'needs.csv', who = head): Promise<Screen> =>
    bringTo(who, '/files', bytes, name);
  const problemsOf = async (rows: readonly Row[], format: SheetFormat = 'csv'): Promise<string[]> =>
    (await bring(fileOf(rows, format))).problems.map(({ text }) => text);
  const template = (format: SheetFormat): Promise<Uint8Array> => taken(head, '/files/needs', format);

  it.each(SHEET_FORMATS)(
    'are shown first, then sent by one press, and told in a receipt: %s',
    async (format) => {
      const other = { ...ROW, Theme: 'att.strategy', 'What you want to change': 'A plan for all.' };
      const preview = await bring(fileOf([ROW, other], format), 'needs');
      expect([preview.status, preview.heading]).toEqual([200, 'What this file would change']);
      expect(preview.words).toContain('2 new requests; 0 stay as they are');
      expect(preview.words).toContain('2.5 days each half-term');
      expect(await needs()).toBe(0);
      const receipt = await head.follow(await head.press(preview, '/files/import'));
      expect(receipt.words).toContain('2 requests were sent, all of them together.');
      expect(await needs()).toBe(2);
      const [one] = await web.house.asSuperuser<Record<string, unknown>>(
        `select wanted_outcome as outcome, send_thread as send, half_days_wanted as days, modes, approach->>'kind' as who
       from profiles.need where primary_theme = 'att.persistent'`,
      );
      expect(one).toEqual({
        ...{ outcome: 'Fewer pupils miss\none session in ten.', send: '=They miss twice as many.', days: 5 },
        ...{ modes: ['in_person', 'remote'], who: 'anyone' },
      });
    },
  );

  it.each(SHEET_FORMATS)('leave as a template and come back without a change: %s', async (format) => {
    await web.sent();
    await web.sent({
      ...{ wantedOutcome: "'=1+1 \t\n\nstays, “so”; it does", travelKm: 20, tried: '-1', partnersWanted: 2 },
      ...{ approach: { kind: 'anyone_but', urns: [MARLOWE] }, earliestStart: '2027-01-11' },
    });
    const bytes = await template(format);
    expect((await readSheetFile(bytes, NEED_SHEET)).rows).toHaveLength(2);
    const preview = await bring(bytes);
    expect(preview.words).toContain('0 new requests; 2 stay as they are');
    expect(preview.html).not.toContain('Send these requests');
  });

  it.each(SHEET_FORMATS)(
    'come back without a change where an old program ended lines: %s',
    async (format) => {
      const said = { wantedOutcome: 'One.\rTwo.', tried: 'A.\r\nB.\rC.' };
      await web.sent(said);
      expect((await bring(await template(format))).words).toContain('0 new requests; 1 stay as they are');
      // As a version before this one stored it.
      await web.house.asSuperuser(
        `set session_replication_role = replica; update profiles.need set tried = E'A.\\r\\nB.\\rC.'`,
      );
      expect((await bring(await template(format))).words).toContain('0 new requests; 1 stay as they are');
    },
  );

  it('are the same requests when the same file comes again, also after their broker took them up', async () => {
    const preview = await bring(fileOf([ROW]));
    await head.press(preview, '/files/import');
    const [sent] = await web.house.asSuperuser<{ reference: string }>('select reference from profiles.need');
    const told = { priority: 'now', nextDate: '2026-12-02', diagnosed: true };
    await web
      .get(TriageNeed)
      .execute(await web.actor('broker'), NORTH, { need: sent?.reference ?? '', version: 1, ...told });
    expect((await bring(fileOf([ROW]))).words).toContain('0 new requests; 1 stay as they are');
    expect(await problemsOf([{ ...ROW, 'Days each half-term': '3' }])).toEqual([
      `Row 2, Reference: this was sent as ${sent?.reference ?? ''}, with other details`,
    ]);
  });

  it('name every wrong cell at once, as a spreadsheet calls it, and nothing is sent', async () => {
    const wrong = { ...ROW, 'Days each half-term': 'two', Theme: 'att.none', 'How soon': 'soon' };
    expect(await problemsOf([ROW, wrong], 'xlsx')).toEqual([
      'Sheet Needs, G3, Days each half-term: enter a number, like 2.5',
      'Sheet Needs, B3, Theme: choose a theme from the list, like att.strategy',
      'Sheet Needs, F3, How soon: choose one of: when possible, this term, now',
    ]);
    expect(await problemsOf([wrong])).toContain('Row 2, Days each half-term: enter a number, like 2.5');
    expect(await needs()).toBe(0);
  });

  it('are refused where one is there twice, by both rows (C07)', async () => {
    const twice = 'Row 3, Reference: this is the same request as row 2';
    expect(await problemsOf([ROW, ROW])).toEqual([twice]);
    expect(await problemsOf([ROW, { ...ROW, 'Days each half-term': '4' }])).toEqual([twice]);
    const reference = await web.sent();
    expect(
      await problemsOf([
        { ...ROW, Reference: reference },
        { ...ROW, Reference: reference },
      ]),
    ).toContain(twice);
  });

  it.each(['9.90005E+05', '990,005', '99000', '05/01/1990', MARLOWE])(
    'are never of another school, whatever a spreadsheet made of its number: %s (C08)',
    async (urn) => {
      expect(await problemsOf([{ ...ROW, URN: urn }])).toEqual([
        'Row 2, URN: enter the URN of a school that you lead, six digits',
      ]);
    },
  );

  it('are of the school whose number has a space behind it (C08)', async () => {
    expect((await bring(fileOf([{ ...ROW, URN: `${EASTMARSH} ` }]))).status).toBe(200);
  });

  it('are changed on their own page, not by a file', async () => {
    const reference = await web.sent();
    const text = Buffer.from(await template('csv')).toString('utf8');
    const changed = Buffer.from(text.replace('Fewer pupils', 'More pupils'), 'utf8');
    expect((await bring(changed)).problems.map((each) => each.text)).toEqual([
      'Row 2, What you want to change: this was sent already and differs here. Change it with its broker, on its own page',
    ]);
    expect((await bring(Buffer.from(text.replace(reference, 'N-2020-001'), 'utf8'))).status).toBe(422);
  });

  it('are sent once, however often the button is pressed (C12)', async () => {
    const preview = await bring(fileOf([ROW]));
    const pressed = await Promise.all([1, 2, 3].map(() => head.press(preview, '/files/import')));
    expect(new Set(pressed.map(({ location }) => location)).size).toBe(1);
    expect(await needs()).toBe(1);
    const acts = await web.house.asSuperuser<{ entity: string }>(
      `select entity from audit.entry where act = 'import.commit' order by seq desc limit 1`,
    );
    const hash = new Map(preview.hidden('/files/import')).get('hash');
    expect(acts).toEqual([{ entity: `profiles.need-file:${hash ?? ''}` }]);
  });

  it('are not sent where the rows are no longer those of the preview, or the world moved on (C12)', async () => {
    const preview = await bring(fileOf([ROW]));
    const rows = Buffer.from(fileOf([{ ...ROW, 'Days each half-term': '9' }])).toString('base64');
    const stale = await head.press(preview, '/files/import', { rows });
    expect([stale.status, stale.problems[0]?.text]).toEqual([
      409,
      'What this file would change is no longer what the page showed. Check it again, then import it.',
    ]);
    expect(stale.words).toContain('9 days each half-term');
    expect(await needs()).toBe(0);
    // In two windows: the second finds it sent.
    const [first, second] = [await bring(fileOf([ROW])), await bring(fileOf([ROW]))];
    await head.press(first, '/files/import');
    expect((await head.press(second, '/files/import')).status).toBe(409);
    expect(await needs()).toBe(1);
  });

  it('are all sent or none, where the last of them fails (C12)', async () => {
    const preview = await bring(fileOf([ROW, { ...ROW, 'What you want to change': 'Another.' }]));
    await web.house.asSuperuser(`create function profiles.fail() returns trigger language plpgsql as
      $$ begin if new.wanted_outcome = 'Another.' then raise 'no'; end if; return new; end $$;
      create trigger fail before insert on profiles.need for each row execute function profiles.fail()`);
    const answer = await head.press(preview, '/files/import');
    await web.house.asSuperuser('drop trigger fail on profiles.need');
    expect([answer.status, await needs()]).toEqual([500, 0]);
    expect((await head.press(preview, '/files/import')).status).toBe(303);
    expect(await needs()).toBe(2);
  });

  it('can be pasted, with the empty cells that a spreadsheet leaves at the end', async () => {
    const cells = [Object.keys(ROW), Object.values({ ...ROW, 'What you want to change': 'A plan.' })];
    const pasted = cells.map((row) => `${row.join('\t')}\t\t`).join('\r\n');
    const preview = await head.press(await head.open('/files'), '/files', { cells: pasted });
    expect(preview.words).toContain('1 new request; 0 stay as they are');
    const wrong = await head.press(await head.open('/files'), '/files', {
      cells: pasted.replace('\t2.5\t', '\tx\t'),
    });
    expect(wrong.problems).toEqual([
      { text: 'Row 2, Days each half-term: enter a number, like 2.5', field: 'cells' },
    ]);
    expect(wrong.words).toContain('A plan.');
  });

  it.each(['../../etc/x', 'con', 'n'.repeat(300), '\u202evsc.sdeen', 'a"b\r\nc'])(
    'may have a file of any name, which is kept nowhere: %j (U01)',
    async (name) => {
      const preview = await bring(fileOf([ROW]), name);
      expect(preview.status).toBe(200);
      expect(preview.html).not.toContain('etc/x');
    },
  );

  it('are refused over 5 MB, in another form or with nothing sent, on the page they came from (U03)', async () => {
    const large = await bring(Buffer.alloc(6 * 1024 * 1024, 'a'));
    expect([large.status, large.problems[0]?.text]).toEqual([
      422,
      'This file is larger than the 5 MB that a needs file may have.',
    ]);
    expect((await bring(Buffer.from('%PDF-1.7 …'))).status).toBe(422);
    expect((await head.press(await head.open('/files'), '/files')).problems).toEqual([
      { text: 'Choose a file, or paste cells', field: 'file' },
    ]);
    expect(await web.count('platform.blob')).toBe(0);
  });

  it('are a head’s own to send: nobody else has the page, and a helper’s file asks for no other school', async () => {
    for (const who of ['askersStaff', 'broker', 'officer'] as const)
      expect((await (await web.visitor(who)).open('/files')).status).toBe(404);
    await web.sent();
    const helper = await web.visitor('helper');
    expect((await helper.open('/files/needs.csv')).html.trim().split('\r\n')).toHaveLength(1);
    expect((await bring(fileOf([ROW]), 'needs.csv', helper)).problems).toHaveLength(1);
    const reference = await web.sent({ wantedOutcome: 'Ours alone.' });
    expect((await helper.open(`/files/imported?need=${reference}`)).status).toBe(404);
  });
});
