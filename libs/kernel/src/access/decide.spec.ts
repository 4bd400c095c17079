import { anActor, aPost } from '../../../../test/factories/an-actor.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import type { Actor, Post, Role } from '../actor.js';
import { ROLES } from '../actor.js';
import type { AreaId, PersonId, SchoolUrn } from '../ids.js';
import { decide, mightEver, type Decision, type DecisionContext } from './decide.js';
import type { Resource } from './facts.js';
import { parseMatrix, type Matrix } from './matrix.js';

const matrix = theMatrix();
const post = (role: Role, school: string | null = null, flags: Post['flags'] = []): Post =>
  aPost(role, { school: school as SchoolUrn | null, flags });
const now = new Date('2026-11-25T09:05:00Z'); // five minutes after the factory's sign-in
const area = anActor().area as AreaId;
const [fen, weald, marsh] = ['900001', '900002', '900003'] as SchoolUrn[] as [
  SchoolUrn,
  SchoolUrn,
  SchoolUrn,
];

const may = (
  actor: Actor,
  action: string,
  resource: Resource,
  context: Partial<DecisionContext> = {},
): Decision => decide(matrix, actor, action, resource, { now, ...context });
const said = (decision: Decision): string =>
  decision.allowed
    ? ['yes', decision.view, ...decision.owes].filter((word) => word !== null).join(' ')
    : `${decision.reason} ${decision.visible ? '403' : '404'}`;

const head = anActor({ posts: [post('head', fen)], interests: [fen] });
const broker = anActor({ posts: [post('broker')] });
const officer = anActor({ posts: [post('officer')] });
const needOf = (school: SchoolUrn, told: Partial<Resource> = {}): Resource => ({
  area,
  school,
  schools: [school],
  assigned: [],
  ...told,
});
const mine = { assigned: [broker.id] };

describe('deciding who may', () => {
  it('refuses whatever is not written: an unknown action, a person without a post, another area', () => {
    expect(said(may(head, 'need.rewrite', needOf(fen)))).toBe('UNKNOWN_ACTION 404');
    expect(said(may(anActor(), 'need.read.detail', needOf(fen)))).toBe('NOT_GRANTED 404');
    expect(said(may(head, 'need.read.detail', needOf(fen, { area: 'x' as AreaId })))).toBe('NOT_GRANTED 404');
    expect(said(may({ ...head, area: null }, 'need.read.detail', needOf(fen)))).toBe('NOT_GRANTED 404');
  });

  it('refuses on facts that are missing', () => {
    expect(said(may(head, 'need.raise', { area }))).toBe('NOT_GRANTED 404');
    expect(said(may(head, 'need.raise', { school: fen }))).toBe('NOT_GRANTED 404');
    expect(said(may({ ...broker, interests: [weald] }, 'run.cancel', { area }))).toBe('NOT_GRANTED 404');
  });

  it('lets a head act for their own school and no other', () => {
    expect(said(may(head, 'need.raise', needOf(fen)))).toBe('yes');
    expect(said(may(head, 'need.raise', needOf(weald)))).toBe('NOT_GRANTED 404');
  });

  it("lets named staff act only with the head's flag, at the school whose head gave it", () => {
    const plain = anActor({ posts: [post('staff', fen)] });
    const delegated = anActor({ posts: [post('staff', fen, ['delegated']), post('staff', weald)] });
    expect(said(may(plain, 'declaration.draft', needOf(fen)))).toBe('NOT_GRANTED 404');
    expect(said(may(delegated, 'declaration.draft', needOf(fen)))).toBe('yes');
    expect(said(may(delegated, 'declaration.draft', needOf(weald)))).toBe('NOT_GRANTED 404');
  });

  it('opens a case to the broker it is assigned to by name', () => {
    expect(said(may(broker, 'need.triage', needOf(fen, mine)))).toBe('yes');
    expect(said(may(broker, 'need.triage', needOf(fen)))).toBe('NOT_GRANTED 404');
  });

  it('adds up the posts of a seconded head: head of their own school, broker in the area', () => {
    const both = anActor({ posts: [post('head', fen), post('broker')], interests: [fen] });
    expect(said(may(both, 'need.raise', needOf(fen)))).toBe('yes');
    expect(said(may(both, 'need.triage', needOf(weald, mine)))).toBe('yes');
    expect(said(may(both, 'need.triage', needOf(fen, mine)))).toBe('INTERESTED 403');
  });

  it('takes a case away from whoever has an interest in any of its schools, and hides it', () => {
    const friend = { ...broker, interests: [marsh] };
    expect(said(may(friend, 'need.triage', needOf(marsh, mine)))).toBe('INTERESTED 404');
    const case2 = needOf(fen, { ...mine, schools: [fen, marsh] });
    expect(said(may(friend, 'need.triage', case2))).toBe('INTERESTED 404');
    expect(said(may(friend, 'need.triage', needOf(fen, mine)))).toBe('yes');
  });

  it('takes decisions, and only decisions, from whoever has not confirmed their interests this year', () => {
    const stale = { ...broker, interestsConfirmed: false };
    expect(said(may(stale, 'need.triage', needOf(fen, mine)))).toBe('INTERESTS_STALE 403');
    expect(said(may(stale, 'need.read.detail', needOf(fen, mine)))).toBe('yes');
  });

  it('asks an officer for a typed reason, and a blank one is none', () => {
    expect(said(may(officer, 'need.read.detail', needOf(fen)))).toBe('yes reason');
    expect(said(may(officer, 'need.read.detail', needOf(fen), { reason: '  \n' }))).toBe('yes reason');
    // Something must be said: a full stop, a dash and four letters say nothing.
    for (const reason of ['.', '---', 'ok. ', '\u202e.'])
      expect(said(may(officer, 'need.read.detail', needOf(fen), { reason }))).toBe('yes reason');
    expect(said(may(officer, 'need.read.detail', needOf(fen), { reason: 'Finding 12' }))).toBe('yes');
    expect(said(may(officer, 'need.triage', needOf(fen)))).toBe('NOT_GRANTED 403');
  });

  it('asks for a sign-in within the last ten minutes, which a token never had', () => {
    const self = { area, person: head.id as PersonId };
    const at = (iso: string): Partial<DecisionContext> => ({ now: new Date(iso) });
    expect(said(may(head, 'token.own', self, at('2026-11-25T09:10:00Z')))).toBe('yes');
    expect(said(may(head, 'token.own', self, at('2026-11-25T09:10:01Z')))).toBe('yes step-up');
    expect(said(may(head, 'token.own', self, at('2026-11-25T08:59:59Z')))).toBe('yes step-up');
    expect(said(may({ ...head, signedInAt: null }, 'token.own', self))).toBe('yes step-up');
    expect(said(may(head, 'token.own', { area, person: officer.name as PersonId }))).toBe('NOT_GRANTED 403');
  });

  it('gives the widest view among those that owe nothing', () => {
    expect(said(may(head, 'capacity.read', needOf(weald)))).toBe('yes flag');
    expect(said(may(head, 'capacity.read', needOf(fen)))).toBe('yes');
    const two = anActor({ posts: [post('board'), post('officer')] });
    expect(said(may(two, 'need.read.summary', needOf(fen)))).toBe('yes');
  });

  it('shows a proposal to each side as far as that side has come', () => {
    const asked: Resource = {
      area,
      supported: fen,
      supporting: weald,
      schools: [fen, weald],
      namesOpen: false,
    };
    const supporter = anActor({ posts: [post('head', weald)], interests: [weald] });
    expect(said(may(supporter, 'proposal.read', asked))).toBe('yes blind');
    expect(said(may(supporter, 'proposal.read', { ...asked, namesOpen: true }))).toBe('yes words');
    expect(said(may(head, 'proposal.read', asked))).toBe('yes words');
    expect(said(may(head, 'proposal.read', { ...asked, supported: undefined }))).toBe('NOT_GRANTED 404');
    expect(said(may(broker, 'proposal.read', asked))).toBe('yes');
  });

  it('opens a need to the school a standing consent names, while it stands', () => {
    const supporter = anActor({ posts: [post('head', weald)], interests: [weald] });
    const consent = needOf(fen, { consentedTo: [weald] });
    expect(said(may(supporter, 'need.read.detail', consent))).toBe('yes');
    expect(said(may(supporter, 'need.read.detail', needOf(fen, { consentedTo: [] })))).toBe(
      'NOT_GRANTED 404',
    );
  });

  it('lets an administrator read a summary only through an approved break-glass grant', () => {
    const admin = anActor({ posts: [post('sysadmin')] });
    expect(said(may(admin, 'need.read.summary', needOf(fen, { openedTo: [] })))).toBe('NOT_GRANTED 404');
    expect(said(may(admin, 'need.read.summary', needOf(fen, { openedTo: [admin.id] })))).toBe('yes');
    expect(said(may(admin, 'need.read.detail', needOf(fen, { openedTo: [admin.id] })))).toBe(
      'NOT_GRANTED 404',
    );
  });

  it('lets a head invite and disable staff of their own school, never themselves', () => {
    const other = { area, person: officer.name as PersonId, personSchools: [fen] };
    expect(said(may(head, 'person.disable', other))).toBe('yes');
    expect(said(may(head, 'person.disable', { ...other, person: head.id as PersonId }))).toBe(
      'NOT_GRANTED 403',
    );
    expect(said(may(head, 'person.disable', { ...other, personSchools: [weald] }))).toBe('NOT_GRANTED 403');
  });

  it('opens the national register to every post, in no area', () => {
    for (const role of ROLES.filter((each) => each !== 'api')) {
      expect(said(may(anActor({ posts: [post(role, fen)] }), 'school.read', { register: true }))).toBe('yes');
    }
    expect(said(may(anActor({ posts: [post('head', fen)] }), 'school.read', { register: false }))).toBe(
      'NOT_GRANTED 404',
    );
  });

  it('keeps acts of the whole installation for the attribute', () => {
    const admin = (flags: ('inst' | 'dpo')[]): Actor => anActor({ posts: [post('sysadmin', null, flags)] });
    expect(said(may(admin(['inst']), 'register.import.commit', {}))).toBe('yes');
    expect(said(may(admin([]), 'register.import.commit', {}))).toBe('NOT_GRANTED 403');
  });

  it('leads a hub to the capacity of its schools', () => {
    const lead = anActor({ posts: [{ ...post('hub'), hub: 'hub-1' }] });
    expect(said(may(lead, 'capacity.read', needOf(fen, { hubs: ['hub-1'] })))).toBe('yes');
    expect(said(may(lead, 'capacity.read', needOf(fen, { hubs: ['hub-2'] })))).toBe('NOT_GRANTED 404');
    expect(
      said(may(anActor({ posts: [post('hub')] }), 'capacity.read', needOf(fen, { hubs: ['hub-1'] }))),
    ).toBe('NOT_GRANTED 404');
  });

  it('answers for a list or a run what it would allow of some of its rows', () => {
    const interested = { ...broker, interests: [weald] };
    expect(said(may(interested, 'run.start', { area }, { list: true }))).toBe('yes');
    expect(said(may(interested, 'need.read.detail', { area }, { list: true }))).toBe('yes');
    expect(said(may(anActor({ posts: [post('board')] }), 'run.start', { area }, { list: true }))).toBe(
      'NOT_GRANTED 403',
    );
  });
});

describe('two people for one act', () => {
  const cell = (action: string, chair: string, notSameAs = '-'): string =>
    [action, 'D', '-', '-', '-', 'area*', '-', '-', '-', chair, '-', '-', '-', '-', notSameAs, '-'].join(
      '\t',
    );
  const header = ['action', 'kind', 'sees', ...ROLES, 'not_same_as', 'notes'].join('\t');
  const two: Matrix = parseMatrix(
    [
      header,
      cell('plan.make', '-'),
      cell('plan.approve', 'area*', 'plan.make'),
      cell('plan.end', 'area*+2'),
      cell('plan.erase', 'area*+dpo'),
    ].join('\n'),
  );
  const chair = anActor({ posts: [post('chair')] });
  const plan = (actsBy?: Record<string, string[]>): Resource => ({ area, schools: [fen], actsBy });
  const ask = (action: string, resource: Resource, context: Partial<DecisionContext> = {}): string =>
    said(decide(two, chair, action, resource, { now, ...context }));

  it('refuses the second half to whoever did the first, and where nobody knows who did', () => {
    expect(ask('plan.approve', plan({ 'plan.make': ['somebody else'] }))).toBe('yes');
    expect(ask('plan.approve', plan({ 'plan.make': [chair.id, 'somebody else'] }))).toBe('SAME_PERSON 403');
    expect(ask('plan.approve', plan())).toBe('NOT_GRANTED 403');
  });

  it('opens what asks for an attribute to the post that carries it', () => {
    const protecting = anActor({ posts: [post('chair', null, ['dpo'])] });
    expect(ask('plan.erase', plan())).toBe('NOT_GRANTED 403');
    expect(said(decide(two, protecting, 'plan.erase', plan(), { now }))).toBe('yes');
  });

  it('waits for a second person, who is not the first', () => {
    expect(ask('plan.end', plan())).toBe('yes second-person');
    expect(ask('plan.end', plan(), { secondPerson: chair.id })).toBe('yes second-person');
    expect(ask('plan.end', plan(), { secondPerson: 'the deputy' })).toBe('yes');
  });
});

describe('machine clients', () => {
  const client = anActor({
    kind: 'client',
    posts: [],
    scopes: ['schools.read', 'profile.read'],
    signedInAt: null,
  });

  it('do what their token scopes name, in their one area and the register', () => {
    expect(said(may(client, 'profile.read', needOf(fen)))).toBe('yes');
    expect(said(may(client, 'school.read', { register: true }))).toBe('yes');
    expect(said(may(client, 'capacity.read', needOf(fen)))).toBe('NOT_GRANTED 404');
    expect(said(may(client, 'profile.read', needOf(fen, { area: 'x' as AreaId })))).toBe('NOT_GRANTED 404');
  });

  it('gain nothing from a post, and people gain nothing from a scope', () => {
    expect(said(may({ ...client, posts: [post('head', fen)] }, 'need.raise', needOf(fen)))).toBe(
      'NOT_GRANTED 404',
    );
    const person = anActor({ posts: [post('api')], scopes: ['profile.read'] });
    expect(said(may(person, 'profile.read', needOf(fen)))).toBe('NOT_GRANTED 404');
  });
});

describe('the command line', () => {
  const ops = anActor({ kind: 'system', id: 'ops', posts: [], signedInAt: null });

  it('acts by its fixed list, in its own area or none, and never decides', () => {
    expect(said(may(ops, 'run.start', { area }))).toBe('yes');
    expect(said(may(ops, 'area.create', {}))).toBe('yes');
    expect(said(may(ops, 'run.start', { area: 'x' as AreaId }))).toBe('NOT_GRANTED 403');
    expect(said(may(ops, 'need.read.detail', needOf(fen)))).toBe('NOT_GRANTED 404');
    for (const row of matrix.rows.values()) {
      if (row.kind === 'D') expect(said(may(ops, row.action, needOf(fen)))).toContain('NOT_GRANTED');
    }
  });

  it('is the only system actor that acts by itself', () => {
    for (const id of ['worker', 'sign-in', 'OPS']) {
      expect(said(may({ ...ops, id }, 'run.start', { area }))).toBe('NOT_GRANTED 403');
    }
    expect(said(may({ ...ops, kind: 'person' }, 'run.start', { area }))).toBe('NOT_GRANTED 403');
  });
});

describe('the door', () => {
  it('lets in whoever might be allowed something by this row, and nobody else', () => {
    expect(mightEver(matrix, head, 'need.raise')).toBe(true);
    expect(mightEver(matrix, officer, 'need.raise')).toBe(false);
    expect(mightEver(matrix, anActor({ posts: [post('staff', fen)] }), 'declaration.draft')).toBe(false);
    expect(mightEver(matrix, head, 'need.rewrite')).toBe(false);
    expect(mightEver(matrix, { ...head, area: null }, 'need.raise')).toBe(false);
    expect(mightEver(matrix, anActor({ kind: 'system', id: 'ops' }), 'run.start')).toBe(true);
  });

  it('never shuts out what a decision would allow', () => {
    const everything: Resource = {
      ...needOf(fen),
      register: true,
      supported: fen,
      supporting: fen,
      namesOpen: true,
    };
    for (const role of ROLES) {
      const actor = anActor({ posts: [post(role, fen, ['delegated', 'dpo', 'inst'])] });
      for (const action of matrix.rows.keys()) {
        const allowed = may(actor, action, {
          ...everything,
          assigned: [actor.id],
          person: actor.id as PersonId,
        }).allowed;
        if (allowed) expect(mightEver(matrix, actor, action)).toBe(true);
      }
    }
  });
});
