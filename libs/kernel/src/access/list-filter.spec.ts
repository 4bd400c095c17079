import fc from 'fast-check';
import { anActor, aPost } from '../../../../test/factories/an-actor.js';
import { matrixText } from '../../../../test/factories/the-matrix.js';
import { ROLES, type Actor, type Post } from '../actor.js';
import type { AreaId, SchoolUrn } from '../ids.js';
import { decide } from './decide.js';
import type { FactColumns, Resource } from './facts.js';
import { listFilter } from './list-filter.js';
import { parseMatrix, VIEWS } from './matrix.js';
import { holdsFor } from '../../../../test/factories/read-filter.js';

/** The table in force, with a row of its own for what no row uses yet. */
const matrix = parseMatrix(
  `${matrixText()}plan.approve\tD\t-\town\t-\tasg*\t-\t-\t-\tarea*+2\t-\t-\tarea*+dpo+s\t-\tplan.make\t-\n`,
);
const now = new Date('2026-11-25T09:05:00Z');
const me = anActor().id;
const area = anActor().area as AreaId;
const elsewhere = '22222222-2222-4222-8222-222222222222' as AreaId;
const SCHOOLS = ['900001', '900002', '900003'] as SchoolUrn[];
const PEOPLE = [me, '00000000-0000-4000-8000-000000000002'];

const COLUMNS: FactColumns = {
  area: 't.area',
  register: 't.register',
  school: 't.school',
  schools: 't.schools',
  touches: 't.touches',
  supported: 't.supported',
  supporting: 't.supporting',
  namesOpen: 't.names_open',
  assigned: 't.assigned',
  parties: 't.parties',
  person: 't.person',
  personSchools: 't.person_schools',
  actor: 't.actor',
  consentedTo: 't.consented_to',
  openedTo: 't.opened_to',
  hubs: 't.hubs',
  hub: 't.hub',
  releasedTo: 't.released_to',
  bodies: 't.bodies',
  pending: 't.pending',
  optedIn: 't.opted_in',
  actsBy: { 'plan.make': 't.makers' },
};
/** What a database row with these columns would hold: a fact that is missing is null. */
function rowOf({ actsBy, ...facts }: Resource): Record<string, unknown> {
  const named = Object.entries(facts).map(([fact, value]) => [
    COLUMNS[fact as keyof Omit<Resource, 'actsBy'>],
    value,
  ]);
  return { ...(Object.fromEntries(named) as Record<string, unknown>), 't.makers': actsBy?.['plan.make'] };
}

const aSchool = fc.constantFrom(...SCHOOLS);
const someSchools = fc.subarray(SCHOOLS);
const somePeople = fc.subarray(PEOPLE);
const aResource = fc.record(
  {
    area: fc.constantFrom(area, elsewhere),
    register: fc.boolean(),
    school: aSchool,
    schools: someSchools,
    touches: someSchools,
    supported: aSchool,
    supporting: aSchool,
    namesOpen: fc.boolean(),
    assigned: somePeople,
    parties: somePeople,
    person: fc.constantFrom(...PEOPLE),
    personSchools: someSchools,
    actor: fc.constantFrom(...PEOPLE).map((id) => `person:${id}`),
    consentedTo: someSchools,
    openedTo: somePeople,
    hubs: fc.subarray(['hub-1', 'hub-2']),
    hub: fc.constantFrom('hub-1', 'hub-2'),
    releasedTo: somePeople,
    bodies: fc.subarray(['trust-1', 'trust-2']),
    pending: fc.boolean(),
    optedIn: someSchools,
    actsBy: fc.record({ 'plan.make': somePeople }),
  },
  { requiredKeys: ['area'] },
) as fc.Arbitrary<Resource>;
const aPostHeld: fc.Arbitrary<Post> = fc
  .record({
    role: fc.constantFrom(...ROLES),
    school: aSchool,
    flags: fc.subarray(['delegated', 'dpo', 'inst'] as const),
  })
  .map(({ role, school, flags }) => ({
    ...aPost(role, { school, flags, body: 'trust-1' }),
    hub: role === 'hub' ? 'hub-1' : null,
  }));
const anyActor: fc.Arbitrary<Actor> = fc
  .record({
    posts: fc.array(aPostHeld, { maxLength: 3 }),
    interests: someSchools,
    interestsConfirmed: fc.boolean(),
    kind: fc.constantFrom<Actor['kind']>('person', 'person', 'person', 'client', 'system'),
    scopes: fc.subarray(['schools.read', 'profile.read', 'capacity.read']),
    signedInAt: fc.constantFrom(null, new Date('2026-11-25T09:00:00Z'), new Date('2026-11-25T08:00:00Z')),
  })
  .map((told) => anActor({ ...told, id: told.kind === 'system' ? 'ops' : me }));
const anAction = fc.oneof(fc.constantFrom(...matrix.rows.keys()), fc.constant('plan.approve'));

describe('a list', () => {
  it('holds exactly the rows that asking for one would give', () => {
    fc.assert(
      fc.property(
        anyActor,
        anAction,
        aResource,
        fc.constantFrom(null, 'Finding 12'),
        (actor, action, facts, reason) => {
          if (actor.kind === 'system' && facts.area === elsewhere) return; // its filter stands in its own area
          const decided = decide(matrix, actor, action, facts, { now, reason });
          const asked = { now, reason, views: [null, ...VIEWS] };
          const filter = listFilter(matrix, actor, action, COLUMNS, 1, asked);
          expect(holdsFor(filter, 1, rowOf(facts))).toBe(decided.allowed && decided.owes.length === 0);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('of the whole record leaves out every row of which only a narrower view is open', () => {
    fc.assert(
      fc.property(anyActor, anAction, aResource, (actor, action, facts) => {
        if (actor.kind === 'system' && facts.area === elsewhere) return;
        const decided = decide(matrix, actor, action, facts, { now });
        const filter = listFilter(matrix, actor, action, COLUMNS, 1, { now });
        expect(holdsFor(filter, 1, rowOf(facts))).toBe(
          decided.allowed && decided.owes.length === 0 && decided.view === null,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('inside one area names the area no more, and holds the same rows of it', () => {
    const inside: FactColumns = { ...COLUMNS, area: undefined };
    fc.assert(
      fc.property(anyActor, anAction, aResource, (actor, action, told) => {
        const row = rowOf({ ...told, area });
        const [with_, without] = [COLUMNS, inside].map((columns) =>
          listFilter(matrix, actor, action, columns, 1),
        );
        expect(without!.sql).not.toContain('t.area');
        expect(holdsFor(without!, 1, row)).toBe(holdsFor(with_!, 1, row));
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds nothing without a word about what the asker may not see at all', () => {
    const board = anActor({ posts: [aPost('board')] });
    expect(listFilter(matrix, board, 'need.read.detail', COLUMNS)).toEqual({ sql: 'false', params: [] });
    expect(listFilter(matrix, board, 'need.rewrite', COLUMNS)).toEqual({ sql: 'false', params: [] });
    expect(listFilter(matrix, anActor({ kind: 'system', id: 'worker' }), 'run.start', COLUMNS).sql).toBe(
      'false',
    );
    expect(listFilter(matrix, anActor({ kind: 'system', id: 'ops' }), 'run.start', COLUMNS).sql).toBe('true');
  });

  it('numbers its parameters from where the query stands, values apart from the text', () => {
    const head = anActor({
      posts: [aPost('head', { school: "900001'; drop table x" as SchoolUrn })],
      interests: [],
    });
    const filter = listFilter(
      matrix,
      head,
      'need.read.detail',
      { school: 'n.urn', consentedTo: 'n.consented' },
      4,
    );
    expect(filter).toEqual({
      sql: '(((n.urn = any ($4)) or null::boolean) or (n.consented && $5))',
      params: [["900001'; drop table x"], ["900001'; drop table x"]],
    });
  });

  it('leaves out the cases in which a broker has an interest, and those nobody knows the schools of', () => {
    const broker = anActor({ posts: [aPost('broker')], interests: [SCHOOLS[0]!] });
    const filter = listFilter(matrix, broker, 'run.start', COLUMNS, 1);
    expect(holdsFor(filter, 1, rowOf({ area, schools: [SCHOOLS[1]!] }))).toBe(true);
    expect(holdsFor(filter, 1, rowOf({ area, schools: [SCHOOLS[1]!, SCHOOLS[0]!] }))).toBe(false);
    expect(holdsFor(filter, 1, rowOf({ area }))).toBe(false);
  });
});
