import { Screen } from '../../apps/web/src/journeys/needs/a-visitor.fixture.js';
import { Downland } from './downland.js';
import { filledIn, TYPED } from './filled-in.js';
import { faultsOfEmpty, faultsOfKept, faultsOfStale } from './form-faults.js';
import { everyForm, everyPage, type Found } from './found-forms.js';
import { asks, formsOf, type Pairs } from './window.js';

/** A county is some hundred acts, and then every page of it is opened. */
jest.setTimeout(240_000);

/** What may be sent with nothing in it. */
const EMPTY_IS_AN_ANSWER: Readonly<Record<string, string>> = {
  '/needs/:reference/withdraw': 'a head takes a request back and says why only if they wish',
};
/** A version goes along and is not what counts here. */
const OLDER_IS_FINE: Readonly<Record<string, string>> = {
  '/practice/:reference': 'an answer stands beside others and overwrites none',
  '/declare/:year': 'the version counts where all of it is sent: declare.spec',
};
/**
 * What an officer may send like everybody: about themselves, their own word, and a check that changes nothing. Data
 * protection is administration: the county's officer answers for it.
 */
const OFFICERS_TOO =
  /^(\/sign-in\/again|\/me(\/.*)?|\/concerns\/new|\/runs\/:reference|\/admin\/(erasures|retention|subject-access))$/;
/** What no rule of thumb would answer. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/schools/:urn/trust': { name: 'Downs Learning Trust', code: '99077' },
  // A yes leads to the pages of a request, and is sent there.
  '/concerns/:id': { answer: 'no' },
};

describe('every form of every page', () => {
  let county: Downland;
  let forms: Found[];
  let before: number;

  beforeAll(async () => {
    county = await Downland.open();
    forms = everyForm(await everyPage(county));
    before = await county.changes();
  });
  afterAll(() => county.close());

  const send = async ({ who, form }: Found, pairs: Pairs): Promise<Screen> =>
    (await county.window(who)).send(form, pairs);
  const named = ({ route, who, form }: Found, faults: readonly string[]): string[] =>
    faults.map((fault) => `${route} (${who}) ${form.action} ${fault}`);
  /** What goes along by itself, and the first button where the buttons are the answer. */
  const withNothing = ({ fields }: Found['form']): Pairs => {
    const button = fields.find(({ type }) => type === 'button');
    return [...fields.filter(({ type }) => type === 'hidden'), ...(button ? [button] : [])].map(
      ({ name, value }) => [name, value] as const,
    );
  };

  it('names each question left empty, leads to it, keeps what was typed, and writes nothing (W01)', async () => {
    const faults: string[] = [];
    const asking = forms.filter(
      ({ form, route }) => form.fields.some(asks) && EMPTY_IS_AN_ANSWER[route] === undefined,
    );
    expect(asking.length).toBeGreaterThan(70);
    for (const found of asking) {
      const empty = await send(found, withNothing(found.form));
      faults.push(...named(found, faultsOfEmpty(empty)));
      const missing = empty.problems[0]?.field.replace(/-\d+$/, '') ?? '';
      const others = filledIn(found.form, found.screen.html).filter(
        ([name]) => name !== missing && name !== empty.problems[0]?.field,
      );
      const half = await send(found, others);
      faults.push(...named(found, half.status === 422 ? [] : [`half filled in answered ${half.status}`]));
      faults.push(...named(found, faultsOfKept(found.form, others, half)));
    }
    expect(faults).toEqual([]);
    expect(await county.changes()).toBe(before);
  });

  it('is refused where somebody saved first, with what was typed kept (W03)', async () => {
    const faults: string[] = [];
    const versioned = forms.filter(
      ({ form, route }) =>
        form.fields.some(({ name }) => name === '_version') && OLDER_IS_FINE[route] === undefined,
    );
    expect(versioned.length).toBeGreaterThan(40);
    for (const found of versioned) {
      const older = filledIn(found.form, found.screen.html, OWN[found.route]).map(([name, value]) =>
        /^_?version$/.test(name) ? ([name, String(Number(value) - 1)] as const) : ([name, value] as const),
      );
      faults.push(...named(found, faultsOfStale(older, TYPED, await send(found, older))));
    }
    expect(faults).toEqual([]);
    expect(await county.changes()).toBe(before);
  });
  it('opens to an officer’s session only what officers write (V01)', async () => {
    const officer = await county.window('officer');
    const token = formsOf(await officer.open('/findings/new'))[0]?.fields.find(
      ({ name }) => name === '_csrf',
    );
    const faults: string[] = [];
    const others = forms.filter(
      ({ who, route }) => who !== 'officer' && who !== 'nobody' && !OFFICERS_TOO.test(route),
    );
    expect(others.length).toBeGreaterThan(70);
    for (const found of others) {
      const theirs = filledIn(found.form, found.screen.html, OWN[found.route]).map(([name, value]) =>
        name === '_csrf' ? ([name, token?.value ?? ''] as const) : ([name, value] as const),
      );
      const { status, title, words } = await officer.send(found.form, theirs);
      const refused = status === 403 || status === 404;
      if (!refused) faults.push(...named(found, [`answered ${String(status)}: ${title}`]));
      // Refused for the right and not for a token that is not theirs.
      if (words.includes('did not come from this site'))
        faults.push(...named(found, ['saw another session']));
    }
    expect(faults).toEqual([]);
    expect(await county.changes()).toBe(before);
  });

  it('is found where it takes nothing for an answer, loses what was typed, or overwrites', () => {
    const fields = [{ name: 'note', type: 'textarea', value: '', sent: true }];
    const form = { action: '/x', method: 'post', multipart: false, fields };
    const came = (status: number, html: string): Screen => new Screen('/x', status, html, null);
    const summary = '<ul class="govuk-error-summary__list"><li><a href="#gone">Enter it</a></li></ul>';
    expect(faultsOfEmpty(came(303, ''))).toHaveLength(4);
    expect(faultsOfEmpty(came(422, `<title>Error: X</title><main><p>X</p>${summary}</main>`))).toEqual([
      'does not begin with its summary',
      '“Enter it” leads to #gone, which is not there',
    ]);
    const again = '<main><form action="/x" method="post"><textarea name="note"></textarea></form></main>';
    expect(faultsOfKept(form, [['note', TYPED]], came(422, again))).toEqual(['has lost note']);
    expect(faultsOfStale([['note', TYPED]], TYPED, came(412, again))).toEqual(['has lost what was typed']);
    expect(faultsOfStale([], TYPED, came(303, ''))).toEqual(['answered 303: ']);
  });
});
