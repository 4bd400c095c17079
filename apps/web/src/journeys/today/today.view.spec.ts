import type { PairingTask, ProposalUnderWay } from '@app/brokerage';
import { localDate, type NeedId, type SchoolUrn } from '@app/kernel';
import type { NeedState, NeedSummary } from '@app/profiles';
import { Themes } from '@app/schools';
import { downlandCalendar } from '../../../../../test/factories/downland-calendar.js';
import {
  brokerItems,
  impactItems,
  signalItems,
  pairingItems,
  todayView,
  waitedInWords,
  workingDaysBetween,
} from './today.view.js';

const at = { today: localDate('2026-11-25'), calendar: downlandCalendar() };
const taxonomy = { version: '1', replaces: {}, maps: { ofsted: {}, send: {}, goals: {} }, facets: {} };
const world = { themes: new Themes({ ...taxonomy, areas: [], themes: [] }), schools: new Map() };

function need(reference: string, state: NeedState, told: Partial<NeedSummary> = {}): NeedSummary {
  return {
    ...{ id: reference, reference, urn: '990005' as SchoolUrn, primaryTheme: 'att', secondaryThemes: [] },
    ...{ keyStages: [], priority: 'this_term', state, stateWords: '', nextWords: '', owner: null },
    ...{ adviser: null, nextDate: localDate('2026-11-30'), waitingSince: at.today, raisedAt: new Date(0) },
    ...{ approachSet: true, version: 1 },
    can: {
      ...{ readDetail: true, readDetailWithReason: false, triage: true, agree: true, setApproach: true },
      ...{ withdraw: true, close: true },
    },
    ...told,
  } as NeedSummary;
}

const proposal = (state: ProposalUnderWay['state'], waitsForChair = false): ProposalUnderWay => ({
  ...{
    need: 'N-1' as NeedId,
    reference: 'P-1',
    state,
    supporter: 'Marlowe School',
    dueOn: null,
    waitsForChair,
  },
});

const order = (needs: readonly NeedSummary[]): string[] =>
  brokerItems(needs, world, at).map(({ reference }) => reference);

describe('a request of a colleague', () => {
  it('is named with whom it is covered for, to who covers and to nobody else', () => {
    const [owner, cover] = [
      { id: 'p-1', name: 'Aisha Rahman' },
      { id: 'p-2', name: 'Sam Cole' },
    ];
    const covered = need('N-1', 'open', { owner, cover } as Partial<NeedSummary>);
    const says = (me: string): string[] => brokerItems([covered], world, at, [], me).map(({ text }) => text);
    expect(says('p-2')[0]).toMatch(/^Choose whom to ask for .*\. You cover for Aisha Rahman$/);
    expect(says('p-1')[0]).not.toContain('You cover');
  });
});

describe('the order of Today', () => {
  it('puts what cannot wait before what can, whatever came first', () => {
    const sooner = need('N-2', 'raised', { priority: 'now' });
    expect(order([need('N-1', 'raised'), sooner])).toEqual(['N-2', 'N-1']);
  });

  it('puts what has used up more of its time first, among equals', () => {
    const longer = need('N-2', 'raised', { waitingSince: localDate('2026-11-18') });
    expect(order([need('N-1', 'raised'), longer])).toEqual(['N-2', 'N-1']);
  });

  it('puts what more people wait for first: a proposal keeps two schools waiting', () => {
    const both = { ...proposal('school_accepted'), need: 'N-2' as NeedId };
    const items = brokerItems([need('N-1', 'open'), need('N-2', 'proposed')], world, at, [both]);
    expect(items.map(({ reference }) => reference)).toEqual(['P-1', 'N-1']);
  });

  it('leaves out what waits for the head, until its day has come', () => {
    const waits = need('N-1', 'diagnosed', { nextDate: localDate('2026-11-26') });
    const due = need('N-2', 'diagnosed', { nextDate: at.today });
    expect(order([waits, due])).toEqual(['N-2']);
  });

  it('counts working days of the office alone, and never more than it can know', () => {
    expect(workingDaysBetween(localDate('2026-11-20'), at.today, at.calendar)).toBe(3);
    expect(workingDaysBetween(localDate('2001-01-01'), at.today, at.calendar)).toBe(0);
  });

  it('leads to the page where it is done', () => {
    const hrefs = (['raised', 'open', 'proposed'] as const).map(
      (state) => brokerItems([need('N-1', state)], world, at, [proposal('proposed')])[0]?.href,
    );
    expect(hrefs).toEqual(['/needs/N-1/triage', '/needs/N-1/candidates', '/proposals/P-1']);
  });

  it.each([
    ['proposed', 'Sound out Marlowe School for'],
    ['school_accepted', 'Decide Marlowe School for'],
  ] as const)('says what a proposal that is %s asks of the broker', (state, said) => {
    const [item] = brokerItems([need('N-1', 'proposed')], world, at, [proposal(state)]);
    expect(item?.text).toContain(said);
  });

  it('leaves a proposal to the school that has the word, until its day has come', () => {
    const waits = need('N-1', 'proposed');
    const due = need('N-1', 'proposed', { nextDate: at.today });
    for (const state of ['sounding_out', 'supporter_accepted'] as const) {
      expect(brokerItems([waits], world, at, [proposal(state)])).toEqual([]);
      expect(brokerItems([due], world, at, [proposal(state)])).toHaveLength(1);
    }
    expect(brokerItems([waits], world, at, [proposal('school_accepted', true)])).toEqual([]);
  });
});

describe('what pairings ask', () => {
  const task = (kind: PairingTask['kind'], told: Partial<PairingTask> = {}): PairingTask => ({
    ...{ kind, reference: 'SP-1', supporter: 'Marlowe School', asker: 'Eastmarsh Academy', clock: null },
    ...{ since: new Date('2026-11-20T09:00:00Z'), dueOn: localDate('2026-12-02') },
    ...told,
  });

  it('is said in words with the way to it, and what is late with its four acts', () => {
    const late = task('overdue', { clock: 'C-11', dueOn: localDate('2026-11-24') });
    const items = pairingItems([task('agree_agenda'), late], at);
    expect(items.map(({ href }) => href)).toEqual(['/pairings/SP-1', '/pairings/SP-1']);
    expect(items[0]).toMatchObject({ text: 'Agree the agenda: Marlowe School supporting Eastmarsh Academy' });
    expect(items[1]).toMatchObject({ late: true, peopleWaiting: 2 });
    expect(items[1]?.text).toContain('next contact is late. Ask both, add a resource, connect or close');
  });

  it('that is over asks its broker to remind the two heads of their words, not to keep it alive (C-14)', () => {
    const [item] = pairingItems([task('overdue', { clock: 'C-14', dueOn: localDate('2026-11-24') })], at);
    expect(item?.text).toBe(
      'Remind the heads of Marlowe School and Eastmarsh Academy: what changed is not said yet',
    );
    expect(item?.href).toBe('/pairings/SP-1/impact');
  });
});

describe('what looking back on a pairing asks', () => {
  it('is said with the way to the page where it is answered', () => {
    const of = { reference: 'SP-1', supporter: 'Marlowe School', asker: 'Eastmarsh Academy' };
    const when = { since: new Date('2026-11-20T09:00:00Z'), dueOn: localDate('2026-11-24') };
    const items = impactItems(
      (['say_what_changed', 'look_back'] as const).map((kind) => ({ kind, ...of, ...when })),
      at,
    );
    expect(items.map(({ href, late }) => [href, late])).toEqual(
      Array.from({ length: 2 }, () => ['/pairings/SP-1/impact', true]),
    );
    expect(items.map(({ text }) => text)).toEqual([
      'Say in your words what changed: Marlowe School supporting Eastmarsh Academy',
      'Look again at what is still in use: Marlowe School supporting Eastmarsh Academy',
    ]);
  });
});

describe('what published figures ask', () => {
  it('is one line a school, with a day for its head alone', () => {
    const of = {
      urn: '990005' as SchoolUrn,
      school: 'Eastmarsh Academy',
      since: new Date('2026-11-20T09:00:00Z'),
    };
    const dueOn = localDate('2026-12-04');
    const waits = (asks: 'head' | 'adviser', ids: readonly string[]) =>
      signalItems(
        ids.map((id) => ({ ...of, id, asks, dueOn })),
        at,
      ).map(({ href, text, due, noDay, peopleWaiting }) => [href, text, noDay ?? due, peopleWaiting]);
    expect(waits('head', ['a'])).toEqual([
      ['/my-school/signals/a', 'Say what Eastmarsh Academy knows about a published figure', dueOn, 0],
    ]);
    expect(waits('head', ['a', 'b'])).toEqual([
      ['/my-school?school=990005', 'Say what Eastmarsh Academy knows about 2 published figures', dueOn, 0],
    ]);
    expect(waits('adviser', ['a', 'b', 'c'])).toEqual([
      [
        ...[
          '/schools/990005',
          'Talk with the head of Eastmarsh Academy about 3 published figures without a reply',
        ],
        ...[true, 0],
      ],
    ]);
  });
});

describe('the page', () => {
  it('shows ten at most, and how many more there are', () => {
    const needs = Array.from({ length: 13 }, (_, made) => need(`N-${String(made)}`, 'raised'));
    const told = { today: at.today, later: 0, declarations: [], looksAfter: true, leads: false };
    const view = todayView({ ...told, items: brokerItems(needs, world, at) });
    expect(view).toMatchObject({ total: 10, more: 3, minutes: 100, people: 10 });
    expect(todayView({ ...told, items: brokerItems(needs, world, at) }, true)).toMatchObject({
      ...{ total: 13, more: 0, minutes: 130, people: 13 },
    });
  });

  it.each([
    [0, 'New today'],
    [1, 'Waiting 1 working day'],
    [2, 'Waiting 2 working days'],
  ])('says of %d days: %s', (days, words) => {
    expect(waitedInWords(days)).toBe(words);
  });
});
