import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AN_AREA, ANOTHER_AREA, aPerson, urn } from '../../../../test/factories/an-actor.js';
import { MATRIX_FILE } from '../../../../test/factories/the-matrix.js';
import { ROLES, type Actor, type Role } from '../actor.js';
import type { PersonId } from '../ids.js';
import { decide, type Decision, type DecisionContext } from './decide.js';
import type { Resource } from './facts.js';
import { parseMatrix } from './matrix.js';

/*
 * Every cell of the table in every situation, against what the table's header says a scope is. What is expected is
 * read here from the file's text alone: no line of it comes from the code that decides.
 */

const SHARED = join(__dirname, '../../../../../shared/authz-matrix.tsv');
/** The table in force; and, where it is at hand, the whole one, whose rows wait for their features. */
const FILES = [MATRIX_FILE, SHARED].filter((file) => existsSync(file));

const [MINE, OTHER] = [urn(1), urn(2)];
const ME = aPerson([]).id;
const SOMEBODY = 'e0000000-0000-4000-8000-000000000002' as PersonId;
const [MY_BODY, MY_HUB] = ['trust-1', 'hub-1'];

interface Situation {
  readonly facts: Resource;
  /** The scopes of the header that reach such a record; `inst` reaches everything of who holds it. */
  readonly reached: readonly string[];
}
const of = (facts: Resource, ...reached: string[]): Situation => ({
  facts: { area: AN_AREA, school: OTHER, schools: [OTHER], ...facts },
  reached: ['area', ...reached],
});
/** A record like those that are reached in every way, but of another area. */
const ABROAD: Resource = {
  ...{ area: ANOTHER_AREA, school: MINE, schools: [MINE], touches: [MINE], supported: MINE },
  ...{ supporting: MINE, namesOpen: true, bodies: [MY_BODY], pending: true, assigned: [ME], parties: [ME] },
  ...{ person: ME as PersonId, personSchools: [MINE], actor: `person:${ME}`, consentedTo: [MINE] },
  ...{ openedTo: [ME], optedIn: [MINE], hubs: [MY_HUB], hub: MY_HUB, releasedTo: [ME] },
};
const SITUATIONS: Readonly<Record<string, Situation>> = {
  'own school': of({ school: MINE, schools: [MINE] }, 'own'),
  'an entry that touches the own school': of({ touches: [OTHER, MINE] }, 'own'),
  'other school': of({}),
  'other area': { facts: ABROAD, reached: [] },
  'a national row': { facts: { register: true, schools: [OTHER] }, reached: ['register'] },
  'no national row': of({ register: false }),
  assigned: of({ assigned: [SOMEBODY, ME] }, 'asg'),
  'assigned to somebody else': of({ assigned: [SOMEBODY] }),
  'the supported side': of({ supported: MINE, supporting: OTHER }, 'own-ask', 'own-pair'),
  'the supporting side': of({ supported: OTHER, supporting: MINE }, 'own-sup', 'own-pair'),
  'the supported side with names': of({ supported: MINE, namesOpen: true }, 'own-ask', 'own-pair', 'named'),
  'the supporting side with names': of({ supporting: MINE, namesOpen: true }, 'own-sup', 'own-pair', 'named'),
  'the supported side without names': of({ supported: MINE, namesOpen: false }, 'own-ask', 'own-pair'),
  'two other schools with names': of({ supported: OTHER, supporting: OTHER, namesOpen: true }),
  'a pair for coaching': of({ parties: [ME, SOMEBODY] }, 'party'),
  'a pair of others': of({ parties: [SOMEBODY] }),
  'the own person': of({ person: ME as PersonId, personSchools: [MINE] }, 'self'),
  'the own act': of({ actor: `person:${ME}` }, 'self'),
  'the act of somebody else': of({ actor: `person:${SOMEBODY}`, person: SOMEBODY }),
  'a person of the own school': of({ person: SOMEBODY, personSchools: [OTHER, MINE] }, 'own-staff'),
  'a person of another school': of({ person: SOMEBODY, personSchools: [OTHER] }),
  'a school of the body': of({ bodies: ['trust-2', MY_BODY] }, 'own-body'),
  'a school of another body': of({ bodies: ['trust-2'] }),
  'a section that was released to the person': of({ releasedTo: [SOMEBODY, ME] }, 'released'),
  'a section that was released to another': of({ releasedTo: [SOMEBODY] }),
  'the hub that is led': of({ hub: MY_HUB }, 'own-hub'),
  'another hub': of({ hub: 'hub-2' }),
  'a school of the hub': of({ hubs: [MY_HUB] }, 'hub'),
  'a school of another hub': of({ hubs: ['hub-2'] }),
  'what waits for a second person': of({ pending: true }, 'pending'),
  'what waits for nobody': of({ pending: false }),
  'a consent that names the school': of({ consentedTo: [MINE] }, 'matched'),
  'a consent that names another': of({ consentedTo: [OTHER] }),
  'the data room with the own school': of({ optedIn: [MINE, OTHER] }, 'opted'),
  'the data room without it': of({ optedIn: [OTHER] }),
  'a record that was opened to the person': of({ openedTo: [ME] }, 'opened'),
  'a record that was opened to another': of({ openedTo: [SOMEBODY] }),
};
/** Widest first, as the header lists them; the whole record is wider than each. */
const WIDTH = ['', 'words', 'blind', 'flag', 'published', 'meta', 'security', 'dates', 'agg'];

interface Asker {
  readonly flags: readonly ('delegated' | 'dpo' | 'inst')[];
  readonly interests: Actor['interests'];
  readonly confirmed: boolean;
  readonly inPost: boolean;
  /** A token carries the scopes that its row asks for. */
  readonly carries: boolean;
  /** Did what the row may not be joined with. */
  readonly didBefore: boolean;
  readonly gave: Pick<DecisionContext, 'reason' | 'secondPerson'>;
  readonly signedInMinutesAgo: number;
}
const PLAIN: Asker = {
  ...{ flags: [], interests: [], confirmed: true, inPost: true, carries: true, didBefore: false },
  ...{ gave: {}, signedInMinutesAgo: 60 },
};
const ASKERS: Readonly<Record<string, Asker>> = {
  'in post, with nothing more': PLAIN,
  delegated: { ...PLAIN, flags: ['delegated'] },
  'with the data-protection attribute': { ...PLAIN, flags: ['dpo'] },
  'for the whole installation': { ...PLAIN, flags: ['inst'] },
  'with a reason, a second person and a fresh sign-in': {
    ...{ ...PLAIN, flags: ['delegated', 'dpo'], signedInMinutesAgo: 5 },
    gave: { reason: 'The parents asked', secondPerson: SOMEBODY },
  },
  'naming themselves as the second person': { ...PLAIN, gave: { secondPerson: ME } },
  'with an interest in both schools': { ...PLAIN, interests: [MINE, OTHER] },
  'with an interest in a third school': { ...PLAIN, interests: [urn(3)] },
  'whose interests are not confirmed': { ...PLAIN, confirmed: false },
  'who did the other half before': { ...PLAIN, didBefore: true },
  'whose posts have ended, or whose token carries nothing': { ...PLAIN, inPost: false, carries: false },
};

type Cells = Readonly<Record<string, string>>;
/** The file as text: a record of cells for each action. */
function cellsOf(file: string): Map<string, Cells> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  const [names = [], ...rows] = lines;
  return new Map(
    rows.map((row) => [row[0] ?? '', Object.fromEntries(names.map((name, at) => [name, row[at] ?? '']))]),
  );
}

/** What a cell says for one asker in one situation, in the words of `said`. */
function expected(
  table: Map<string, Cells>,
  action: string,
  role: Role,
  who: Asker,
  where: Situation,
): string {
  const verdict = (name: string): string => {
    const cells = table.get(name) ?? {};
    const refusals: string[] = [];
    const grants: string[][] = [];
    for (const written of (cells[role] ?? '-').split(' | ')) {
      const [, scope = '', view = '', modifiers = ''] = /^([a-z:.-]+)(?:@([a-z]+))?(.*)$/.exec(written) ?? [];
      if (written === '-' || !reaches(scope, role, who, where)) continue;
      if (/\+d(?!po)/.test(modifiers) && !who.flags.includes('delegated')) continue;
      if (modifiers.includes('+dpo') && !who.flags.includes('dpo')) continue;
      const touched = (where.facts.schools ?? []).some((school) => who.interests.includes(school));
      if (modifiers.includes('*') && touched) refusals.push('INTERESTED');
      else if (cells['kind'] === 'D' && !who.confirmed) refusals.push('INTERESTS_STALE');
      else if (cells['not_same_as'] !== '-' && who.didBefore) refusals.push('SAME_PERSON');
      else {
        const owes = [
          ...(modifiers.includes('!') && !who.gave.reason ? ['reason'] : []),
          ...(modifiers.includes('+2') && who.gave.secondPerson !== SOMEBODY ? ['second-person'] : []),
          ...(modifiers.includes('+s') && who.signedInMinutesAgo > 10 ? ['step-up'] : []),
        ];
        grants.push([view, ...owes]);
      }
    }
    grants.sort((a, b) => a.length - b.length || WIDTH.indexOf(a[0] ?? '') - WIDTH.indexOf(b[0] ?? ''));
    if (grants[0]) return ['yes', ...grants[0]].filter((word) => word !== '').join(' ');
    return (
      ['INTERESTED', 'INTERESTS_STALE', 'SAME_PERSON'].find((code) => refusals.includes(code)) ??
      'NOT_GRANTED'
    );
  };
  const answer = verdict(action);
  if (answer.startsWith('yes')) return answer;
  const sees = table.get(action)?.['sees'] ?? '-';
  const visible = sees === '-' || sees.split(' ').some((read) => verdict(read).startsWith('yes'));
  return `${answer} ${visible ? '403' : '404'}`;
}

function reaches(scope: string, role: Role, who: Asker, { facts, reached }: Situation): boolean {
  if (role === 'api') return who.carries && (facts.area === AN_AREA || facts.register === true);
  if (!who.inPost) return false;
  return scope === 'inst' ? who.flags.includes('inst') : reached.includes(scope);
}

function askerOf(role: Role, who: Asker, scopes: readonly string[]): Actor {
  const signedInAt = new Date(Date.UTC(2026, 10, 25, 9, 60 - who.signedInMinutesAgo));
  const told = { interests: who.interests, interestsConfirmed: who.confirmed, signedInAt };
  if (role === 'api') return aPerson([], { ...told, kind: 'client', scopes: who.carries ? scopes : [] });
  const post = { role, school: MINE, body: MY_BODY, hub: MY_HUB, flags: who.flags } as Actor['posts'][number];
  return aPerson(who.inPost ? [post] : [], told);
}

const said = (decision: Decision): string =>
  decision.allowed
    ? ['yes', decision.view, ...decision.owes].filter((word) => word !== null).join(' ')
    : `${decision.reason} ${decision.visible ? '403' : '404'}`;

/** Where a cell grants nothing, fewer people are tried: what they bring changes nothing for most. */
const TRIED_WHERE_REFUSED = [
  'in post, with nothing more',
  'with a reason, a second person and a fresh sign-in',
];

describe.each(FILES.map((file) => [file === SHARED ? 'the whole table' : 'the table in force', file]))(
  '%s',
  (_, file) => {
    const table = cellsOf(file);
    const matrix = parseMatrix(readFileSync(file, 'utf8'));
    const tokens = [...table.values()].flatMap(({ api = '' }) => api.match(/(?<=s:)[a-z.]+/g) ?? []);
    const now = new Date(Date.UTC(2026, 10, 25, 10));

    it.each(ROLES)('says to each %s what its cells say, in every situation', (role) => {
      const wrong: string[] = [];
      const answers = new Set<string>();
      for (const [named, who] of Object.entries(ASKERS)) {
        const asker = askerOf(role, who, tokens);
        const context = { now, ...who.gave };
        for (const [action, cells] of table) {
          if (cells[role] === '-' && !TRIED_WHERE_REFUSED.includes(named)) continue;
          const apart = (cells['not_same_as'] ?? '-').split(' ');
          const actsBy = Object.fromEntries(apart.map((act) => [act, [who.didBefore ? ME : SOMEBODY]]));
          for (const [place, where] of Object.entries(SITUATIONS)) {
            const answer = said(decide(matrix, asker, action, { ...where.facts, actsBy }, context));
            const wanted = expected(table, action, role, who, where);
            answers.add(answer.split(' ')[0] ?? '');
            if (answer !== wanted)
              wrong.push(`${action}, ${named}, ${place}: ${answer} instead of ${wanted}`);
          }
        }
      }
      expect(wrong.slice(0, 20)).toEqual([]);
      expect([...answers]).toEqual(expect.arrayContaining(['yes', 'NOT_GRANTED']));
    });
  },
);
