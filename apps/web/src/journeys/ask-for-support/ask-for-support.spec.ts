import { systemActor } from '@app/identity';
import { UnitOfWork } from '@app/platform';
import { RaiseNeed } from '@app/profiles';
import { AdoptSetting, ProposeSetting } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { areaTemplates } from '../../../../../test/factories/area-templates.js';
import { A_NEED, EASTMARSH, MARLOWE, WebHouse } from '../needs/a-web-house.fixture.js';
import type { Answers, Screen, Visitor } from '../needs/a-visitor.fixture.js';

const WHAT: Answers = { theme: 'att.persistent', keyStages: ['KS3', 'KS4'] };
const WORDS: Answers = {
  outcome: 'Fewer pupils miss one session in ten.',
  send: 'Pupils with SEN support miss twice as many sessions.',
};
const TIME: Answers = {
  soon: 'this_term',
  days: '2.5',
  from: '2026/27-3',
  to: '2026/27-4',
  modes: ['in_person'],
};
const WHO: Answers = { approach: 'anyone' };

describe('asking for support', () => {
  let web: WebHouse;
  let head: Visitor;
  const needs = (): Promise<number> => web.count('profiles.need');

  /** Answers the questions in turn, each on the page that the last one led to. */
  async function toCheck(change: Answers = {}): Promise<Screen> {
    let screen = await head.open('/needs/new');
    for (const [step, answers] of Object.entries({ what: WHAT, words: WORDS, time: TIME, who: WHO })) {
      screen = await head.press(screen, `/needs/new/${step}`, {
        ...answers,
        ...(step === 'who' ? change : {}),
      });
    }
    return screen;
  }

  beforeAll(async () => {
    web = await WebHouse.open();
    head = await web.visitor('asker');
  });
  afterAll(() => web.close());

  it('shows what would be stored, where an invisible control would turn a word around', async () => {
    const what = await head.press(await head.open('/needs/new'), '/needs/new/what', WHAT);
    const only = await head.press(what, '/needs/new/words', { ...WORDS, outcome: '\u202e\u2069' });
    expect(only.problems).toEqual([{ text: 'Enter what you want to change', field: 'outcome' }]);
    const turned = { ...WORDS, outcome: 'Fewer \u202esnoisnepsus\u2069 here', tried: '\u061cA plan' };
    const time = await head.press(only, '/needs/new/words', turned);
    const check = await head.press(await head.press(time, '/needs/new/time', TIME), '/needs/new/who', WHO);
    expect([check.heading, check.words]).toEqual([
      'Check your answers before you send them',
      expect.stringContaining('Fewer snoisnepsus here'),
    ]);
    expect(check.html).not.toMatch(/\p{Bidi_Control}/u);
  });

  it('asks one thing after the other, shows every answer to check, and is sent', async () => {
    const what = await head.open('/needs/new');
    expect([what.status, what.heading]).toEqual([200, 'What would you like support with?']);
    const words = await head.press(what, '/needs/new/what', WHAT);
    expect(words.heading).toBe('What do you want to change?');
    const time = await head.press(words, '/needs/new/words', WORDS);
    expect(time.heading).toBe('How soon, and how much?');
    const who = await head.press(time, '/needs/new/time', TIME);
    expect(who.words).toContain('No school is told your name before');
    const check = await head.press(who, '/needs/new/who', { approach: 'anyone_but', schools: [MARLOWE] });
    for (const said of [
      'Reducing persistent absence',
      'Key stage 3',
      '2.5 days',
      'Spring 1, 2026/27',
      'In person',
      'Any school but …',
      'Marlowe School',
    ])
      expect(check.words).toContain(said);
    const sent = await head.press(check, '/needs/new/check');
    expect(sent.status).toBe(303);
    expect(sent.location).toMatch(/^\/needs\/N-2026-[0-9]{3}$/);
    const [stored] = await web.house.asSuperuser<object>(
      `select urn, primary_theme, key_stages, half_days_wanted, window_to, approach, state from profiles.need`,
    );
    expect(stored).toEqual({
      urn: EASTMARSH,
      primary_theme: 'att.persistent',
      key_stages: ['KS3', 'KS4'],
      half_days_wanted: 5,
      window_to: '2026/27-4',
      approach: { kind: 'anyone_but', urns: [MARLOWE] },
      state: 'raised',
    });
  });

  it.each<[string, string[]]>([
    ['what', ['theme', 'keyStages']],
    ['words', ['outcome', 'send']],
    ['time', ['soon', 'days', 'from', 'to', 'modes']],
    ['who', ['approach']],
  ])(
    'names each question left empty on the page “%s”, leads to it, and writes nothing',
    async (step, fields) => {
      const before = await needs();
      const answered: Record<string, Answers> = { what: WHAT, words: WORDS, time: TIME, who: WHO };
      let screen = await head.open('/needs/new');
      for (const each of Object.keys(answered)) {
        screen = await head.press(screen, `/needs/new/${each}`, each === step ? {} : answered[each]);
        if (each === step) break;
      }
      expect(screen.status).toBe(422);
      expect(screen.title).toMatch(/^Error: /);
      expect(screen.problems.map(({ field }) => field)).toEqual(fields);
      expect(fields.filter((field) => !screen.has(field))).toEqual([]);
      expect(await needs()).toBe(before);
    },
  );

  it.each<[string, Answers, string]>([
    ['days', { days: '2.25' }, 'Days must be between 0.5 and 30, in whole or half days, like 2.5'],
    ['days', { days: '0' }, 'Days must be between 0.5 and 30, in whole or half days, like 2.5'],
    ['days', { days: '31' }, 'Days must be between 0.5 and 30, in whole or half days, like 2.5'],
    ['to', { from: '2026/27-4', to: '2026/27-3' }, 'The last half-term must not be before the first'],
    ['from', { from: '2026/27-1' }, 'Choose a half-term from the list'],
    ['travel', { travel: '-1' }, 'Furthest travel must be a whole number of kilometres between 1 and 500'],
  ])('says what is wrong with %s in %j and keeps what was typed', async (field, typed, message) => {
    let screen = await head.open('/needs/new');
    screen = await head.press(screen, '/needs/new/what', WHAT);
    screen = await head.press(screen, '/needs/new/words', WORDS);
    screen = await head.press(screen, '/needs/new/time', { ...TIME, ...typed });
    expect([screen.status, screen.problems]).toEqual([422, [{ text: message, field }]]);
    const days = /id="days"[^>]*value="([^"]*)"/.exec(screen.html)?.[1];
    expect(days).toBe(typed['days'] ?? TIME['days']);
    expect(screen.hidden()).toContainEqual(['outcome', WORDS['outcome']]);
  });

  it('sends somebody who skipped a question to the first that is open (W05)', async () => {
    const before = await needs();
    const first = await head.open('/needs/new');
    const skipped = await head.press(first, '/needs/new/check', { ...WHAT, ...TIME, ...WHO });
    expect([skipped.status, skipped.heading]).toEqual([422, 'What do you want to change?']);
    expect((await head.open('/needs/new/who')).location).toBe('/needs/new');
    expect((await head.open('/needs/new/nowhere')).status).toBe(404);
    expect(await needs()).toBe(before);
  });

  it('trusts no answer that travelled hidden (W05)', async () => {
    const before = await needs();
    const check = await toCheck();
    const changed = await head.press(check, '/needs/new/check', { theme: 'att.nothing' });
    expect([changed.status, changed.problems]).toEqual([
      422,
      [{ text: 'Choose a theme from the list', field: 'theme' }],
    ]);
    const other = await head.press(check, '/needs/new/check', { school: MARLOWE });
    expect(other.status).toBe(422);
    expect(await needs()).toBe(before);
  });

  it('says what changed where a theme is retired between the check and the sending, and asks again (W06, M01)', async () => {
    const before = await needs();
    const check = await toCheck();
    const { themes } = areaTemplates();
    const taxonomy = structuredClone(themes) as {
      replaces: Record<string, string>;
      areas: { att: { aspects: Record<string, unknown> } };
    };
    delete taxonomy.areas.att.aspects['persistent'];
    taxonomy.replaces = { 'att.persistent': 'att.strategy' };
    await adopt(taxonomy);
    const asked = await head.press(check, '/needs/new/check');
    expect([asked.status, asked.heading]).toEqual([409, 'What would you like support with?']);
    expect(asked.problems).toEqual([
      { text: expect.stringContaining('is no longer in use') as string, field: 'theme' },
    ]);
    expect(asked.hidden()).toContainEqual(['outcome', WORDS['outcome']]);
    expect(await needs()).toBe(before);
    const asking = { ...A_NEED, urn: EASTMARSH };
    const raise = web.get(RaiseNeed).execute(await web.actor('asker'), NORTH, asking);
    await expect(raise).rejects.toMatchObject({
      errors: [{ path: 'primaryTheme', message: expect.stringContaining('Choose att.strategy') as string }],
    });
    await adopt(themes);
  });

  const adopt = (body: unknown): Promise<void> =>
    web.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      await web
        .get(AdoptSetting)
        .inside(tx, await web.get(ProposeSetting).inside(tx, { kind: 'themes', body }));
    });

  it('goes back to a question with every answer, and then straight to the check', async () => {
    const check = await toCheck();
    const time = await head.press(check, '/needs/new/time/change');
    expect([time.status, time.title]).toEqual([200, expect.not.stringMatching(/^Error/)]);
    expect(time.html).toContain('value="2.5"');
    const again = await head.press(time, '/needs/new/time', { ...TIME, days: '3' });
    expect(again.heading).toBe('Check your answers before you send them');
    expect(again.words).toContain('3 days');
  });

  it('is one request however often it is sent (W02)', async () => {
    const before = await needs();
    const check = await toCheck();
    const sent = await Promise.all([1, 2, 3].map(() => head.press(check, '/needs/new/check')));
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(sent.map(({ location }) => location)).size).toBe(1);
    expect(await needs()).toBe(before + 1);
  });

  it('asks which schools where only some may be asked, and none where anyone may', async () => {
    const only = await toCheck({ approach: 'only' });
    expect(only.problems).toEqual([{ text: 'Choose at least one school', field: 'schools' }]);
    const any = await toCheck({ approach: 'anyone', schools: [MARLOWE] });
    expect(any.problems.map(({ field }) => field)).toEqual(['schools']);
    expect((await toCheck({ approach: 'only', schools: [EASTMARSH] })).status).toBe(422);
  });

  it('prints what was typed as text', async () => {
    const typed = `<script>alert(1)</script> {{7*7}}`;
    let screen = await head.open('/needs/new');
    screen = await head.press(screen, '/needs/new/what', WHAT);
    screen = await head.press(screen, '/needs/new/words', { ...WORDS, outcome: typed });
    screen = await head.press(screen, '/needs/new/time', TIME);
    screen = await head.press(screen, '/needs/new/who', WHO);
    expect(screen.words).toContain(typed);
    expect(screen.html).not.toContain('<script>alert');
  });

  it.each(['askersStaff', 'broker', 'officer'] as const)('is not there for the %s', async (who) => {
    expect((await (await web.visitor(who)).open('/needs/new')).status).toBe(404);
  });
});
