import { SALTERN, WebHouse } from '../needs/a-web-house.fixture.js';
import type { Answers, Screen, Visitor } from '../needs/a-visitor.fixture.js';

const HELP: Answers = { appetite: 'actively_offering' };
const STRENGTHS: Answers = { theme1: 'att.strategy', depth1: 'can_work_alongside', evidence1: 'declared' };
/** On 25 November the first half-term is over. */
const DAYS: Answers = {
  band2: '0',
  band3: '3-5',
  exact3: '2.5',
  band4: '1-2',
  band5: 'ask_me',
  band6: 'more',
};
const CONDITIONS: Answers = {
  keyStages: ['KS3', 'KS4'],
  modes: ['in_person'],
  partners: '1',
  notWith: [SALTERN],
};
const ANSWERS: Readonly<Record<string, Answers>> = {
  help: HELP,
  strengths: STRENGTHS,
  days: DAYS,
  conditions: CONDITIONS,
};
const HERE = '/declare/2026-27';

describe('declaring strengths and days', () => {
  let web: WebHouse;
  let head: Visitor;
  const written = async (): Promise<number[]> =>
    Promise.all(['declaration', 'offer', 'capacity_window'].map((table) => web.count(`profiles.${table}`)));

  /** Answers the questions in turn; the change goes with the question that it is an answer to. */
  async function toCheck(changed = 'check', change: Answers = {}): Promise<Screen> {
    let screen = await head.open(HERE);
    for (const [step, answers] of Object.entries(ANSWERS)) {
      screen = await head.press(screen, `${HERE}/${step}`, {
        ...answers,
        ...(step === changed ? change : {}),
      });
      if (step === changed) return screen;
    }
    return screen;
  }

  beforeAll(async () => {
    web = await WebHouse.open();
    head = await web.visitor('helper');
  });
  afterAll(() => web.close());
  afterEach(() => web.forget(['capacity_entry', 'capacity_window', 'pause_reason', 'declaration', 'offer']));

  it('asks one thing after the other, shows who sees what, and is sent', async () => {
    const help = await head.open(HERE);
    expect([help.status, help.heading]).toEqual([200, 'Can your school support others?']);
    expect(help.words).toContain('Only you and your assigned broker see why.');
    const strengths = await head.press(help, `${HERE}/help`, HELP);
    expect(strengths.heading).toBe('What are your strengths?');
    const days = await head.press(strengths, `${HERE}/strengths`, STRENGTHS);
    expect(days.words).toContain('Spring 1, 2026/27');
    expect(days.words).not.toContain('Autumn 1, 2026/27');
    const conditions = await head.press(days, `${HERE}/days`, DAYS);
    expect(conditions.heading).toBe('On what conditions?');
    const check = await head.press(conditions, `${HERE}/conditions`, CONDITIONS);
    for (const said of [
      'Yes, ask us',
      'We can work alongside another school',
      '3 to 5 days, exactly 2.5',
      'Saltern Academy',
    ])
      expect(check.words).toContain(said);
    const sent = await head.press(check, `${HERE}/check`);
    expect([sent.status, sent.location]).toEqual([303, '/my-school?school=990013&done=sent']);
    expect((await head.follow(sent)).words).toContain('Success Your strengths and days were sent.');
    const windows = await web.house.asSuperuser<object>(
      'select half_term, band, exact, declared from profiles.capacity_window order by half_term',
    );
    expect(windows.slice(0, 2)).toEqual([
      { half_term: '2026/27-2', band: '0', exact: false, declared: 0 },
      { half_term: '2026/27-3', band: '3-5', exact: true, declared: 5 },
    ]);
    const [offer] = await web.house.asSuperuser<object>(
      'select state, standing, not_with from profiles.offer',
    );
    expect(offer).toEqual({ state: 'live', standing: true, not_with: [SALTERN] });
  });

  it('names each question left empty, leads to it, and writes nothing (W01)', async () => {
    const before = await written();
    const empty: Readonly<Record<string, string[]>> = {
      help: ['appetite'],
      strengths: ['theme1'],
      days: ['band2', 'band3', 'band4', 'band5', 'band6'],
      conditions: ['keyStages', 'modes', 'partners'],
    };
    let screen = await head.open(HERE);
    for (const [step, answers] of Object.entries(ANSWERS)) {
      const asked = await head.press(screen, `${HERE}/${step}`, {});
      expect([asked.status, asked.title]).toEqual([422, expect.stringMatching(/^Error: /)]);
      expect(asked.problems.map(({ field }) => field)).toEqual(empty[step]);
      expect((empty[step] ?? []).filter((field) => !asked.has(field))).toEqual([]);
      screen = await head.press(screen, `${HERE}/${step}`, answers);
    }
    expect(await written()).toEqual(before);
  });

  it.each<[string, string, Answers, string]>([
    ['strengths', 'depth1', { depth1: '' }, 'Choose what you can do for another school with strength 1'],
    [
      'strengths',
      'how1',
      { evidence1: 'inspection', on1: '2026-06-30' },
      'Enter which visit, review or data shows strength 1',
    ],
    [
      'strengths',
      'on1',
      { evidence1: 'data', how1: 'Attendance', on1: '2026-11-26' },
      'The date of strength 1 has not come yet',
    ],
    [
      'strengths',
      'theme2',
      { theme2: 'att.strategy', depth2: 'can_talk' },
      'Choose each theme once: strength 2 repeats one',
    ],
    [
      'days',
      'exact3',
      { exact3: '6' },
      '6 in Spring 1, 2026/27 belongs to “More than 5 days”: change one of the two',
    ],
    [
      'days',
      'exact3',
      { exact3: '2.25' },
      'Days in Spring 1, 2026/27 must be between 0 and 200, in whole or half days, like 2.5',
    ],
    [
      'conditions',
      'travel',
      { travel: '1.5' },
      'Furthest travel must be a whole number of kilometres between 1 and 500',
    ],
    ['conditions', 'notWith', { notWith: ['990013'] }, 'Choose schools from the list'],
  ])('says what is wrong on the page “%s” with %s in %j', async (step, field, change, message) => {
    const check = await toCheck(step, change);
    expect([check.status, check.problems]).toEqual([422, [{ text: message, field }]]);
  });

  it('says each thing to mend once in the summary, in the words that stand at its field', async () => {
    const rows = {
      how1: 'So',
      how2: 'So',
      how3: 'So',
      theme1: '',
      depth1: '',
      evidence2: 'data',
      on3: 'June',
    };
    const page = await toCheck('strengths', rows);
    const texts = page.problems.map(({ text }) => text);
    expect([page.status, texts.length > 5, new Set(texts).size]).toEqual([422, true, texts.length]);
    for (const { text, field } of page.problems)
      expect([field, page.words.split(text).length - 1]).toEqual([field, 2]);
  });

  it('shows what would be stored, where an invisible control would turn a word around', async () => {
    const check = await toCheck('conditions', { people: 'Deputy\u202e daeh\u2066' });
    expect(check.words).toContain('Deputy daeh');
    expect(check.html).not.toMatch(/\p{Bidi_Control}/u);
  });

  it('is one declaration however often it is sent (W02)', async () => {
    const check = await toCheck();
    const sent = await Promise.all([1, 2, 3].map(() => head.press(check, `${HERE}/check`)));
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await written()).toEqual([1, 1, 5]);
  });

  it('fills in what the school said last, so that a change is one answer', async () => {
    await head.press(await toCheck(), `${HERE}/check`);
    const again = await head.open(HERE);
    expect(again.html).toMatch(/value="actively_offering" checked/);
    const check = await head.press(again, `${HERE}/help`, { appetite: 'open_to_approach' });
    expect(check.heading).toBe('Check your answers before you send them');
    expect(check.words).toContain('3 to 5 days, exactly 2.5');
    expect((await head.press(check, `${HERE}/check`)).status).toBe(303);
  });

  it('takes a “not this term” in one answer, with a reason that only the head and the assigned broker read', async () => {
    const help = await head.open(HERE);
    const check = await head.press(help, `${HERE}/help`, {
      ...{ appetite: 'not_this_term', pauseKind: 'other', pauseWords: 'A building project.' },
    });
    expect(check.words).toContain('A building project.');
    expect((await head.press(check, `${HERE}/check`)).status).toBe(303);
    expect((await head.open(HERE)).html).toContain('A building project.');
    const [reason] = await web.house.asSuperuser<object>('select kind, words from profiles.pause_reason');
    expect(reason).toEqual({ kind: 'other', words: 'A building project.' });
    const staff = await (await web.visitor('askersStaff')).open(HERE);
    expect(staff.words).not.toContain('If not, why?');
  });

  it('keeps the head’s reason where a colleague sends “not this term” again', async () => {
    const asker = await web.visitor('asker');
    const staff = await web.visitor('askersStaff');
    const rest = async (who: Visitor, answers: Answers): Promise<number> => {
      const check = await who.press(await who.open(HERE), `${HERE}/help`, answers);
      return (await who.press(check, `${HERE}/check`)).status;
    };
    expect(await rest(asker, { appetite: 'not_this_term', pauseKind: 'staffing' })).toBe(303);
    expect(await rest(staff, { appetite: 'already_committed' })).toBe(303);
    const standing = 'select kind from profiles.pause_reason where superseded_at is null';
    expect(await web.house.asSuperuser<object>(standing)).toEqual([{ kind: 'staffing' }]);
  });

  it('shows both versions where somebody saved first, and overwrites nothing (W03)', async () => {
    const mine = await toCheck();
    const other = await head.press(await head.open(HERE), `${HERE}/help`, { appetite: 'already_committed' });
    await head.press(other, `${HERE}/check`);
    const stale = await head.press(mine, `${HERE}/check`);
    expect([stale.status, stale.heading]).toEqual([412, 'Somebody changed this in the meantime']);
    expect(stale.words).toMatch(/Saved now: Already committed Yours: Yes, ask us/);
    expect(stale.hidden()).toContainEqual(['theme1', 'att.strategy']);
    const [kept] = await web.house.asSuperuser<object>('select appetite from profiles.declaration');
    expect(kept).toEqual({ appetite: 'already_committed' });
    expect((await head.press(stale, `${HERE}/check`)).status).toBe(303);
  });

  it.each(['2024-25', '2026-28', 'next', '2035-36'])('is not there for %s', async (year) => {
    expect((await head.open(`/declare/${year}`)).status).toBe(404);
  });

  it('is the own school’s alone', async () => {
    expect((await head.open(`${HERE}?school=990005`)).status).toBe(404);
    expect((await (await web.visitor('broker')).open(HERE)).status).toBe(404);
    const check = await toCheck();
    expect((await head.press(check, `${HERE}/check`, { school: '990005' })).status).toBe(404);
    expect(await written()).toEqual([0, 0, 0]);
  });
});
