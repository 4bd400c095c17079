import { CallOffVisit, MoveVisit, PlanVisit, VisitDates, type VisitDate } from '@app/brokerage';
import { AuditTrail } from '@app/audit';
import { CalendarFeeds, systemActor } from '@app/identity';
import { UnitOfWork } from '@app/platform';
import * as fc from 'fast-check';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { aPairing, makeActive } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { CalendarController } from './calendar.controller.js';
import { calendarFile } from './calendar-file.js';
import { readCalendarFile, type CalendarEvent } from './read-calendar.fixture.js';

type Who = 'head' | 'asker' | 'broker' | 'officer' | 'adviser';
const PLAN = {
  heldOn: '2026-12-02',
  startsAt: '14:30',
  minutes: 90,
  mode: 'in_person',
  place: 'Room 4; door B',
};

describe('the calendar of a pairing', () => {
  let pages: BrokerAtPages;
  let pairing: string;

  const plan = async (change: Partial<typeof PLAN> = {}): Promise<number> =>
    pages.house
      .get(PlanVisit)
      .execute(await pages.house.as('head'), NORTH, { pairing, ...PLAN, ...change, anyway: true });
  const events = async (path: string, who: Who = 'broker'): Promise<CalendarEvent[]> =>
    readCalendarFile((await pages.get(path, who)).html);
  const ofPairing = (who: Who = 'broker') => events(`/pairings/${pairing}/dates.ics`, who);
  const address = async (who: Who): Promise<string> =>
    `/calendar/${await pages.house.get(CalendarFeeds).renew(await pages.house.as(who), NORTH)}.ics`;

  beforeEach(async () => {
    const rooms = [VisitDates, CalendarFeeds];
    pages = await BrokerAtPages.open([CalendarController], rooms);
    pairing = await aPairing(pages.house);
    await makeActive(pages.house, pairing);
  });
  afterEach(() => pages.close());

  it('says who, when, how and where, and nothing else', async () => {
    await plan();
    const [visit, ...more] = await ofPairing('asker');
    expect(more).toEqual([]);
    expect(visit).toMatchObject({
      ...{ DTSTART: '20261202T143000Z', DTEND: '20261202T160000Z', SEQUENCE: '0', STATUS: 'CONFIRMED' },
      ...{ SUMMARY: 'Visit (in person): Marlowe School and Eastmarsh Academy', LOCATION: 'Room 4; door B' },
    });
    const { html } = await pages.get(`/pairings/${pairing}/dates.ics`);
    expect(html).not.toMatch(/attendance|absence|SEND?\b|agenda|pairing/i);
  });

  it('shows a session of coaching as a day, without time, place or note', () => {
    const session: VisitDate = {
      ...{ kind: 'session', id: '018f0000-0000-7000-8000-000000000001', number: 1, version: 2 },
      ...{ schools: ['Marlowe School', 'Eastmarsh Academy'], heldOn: '2026-12-10' as never },
      ...{ startsAt: null, minutes: null, mode: 'remote', place: null, state: 'planned' },
    };
    const file = calendarFile('x', [session], pages.house.clock.now());
    const text = Buffer.from(file.bytes).toString('utf8');
    expect(text).toContain('DTSTART;VALUE=DATE:20261210');
    expect(readCalendarFile(text)).toMatchObject([
      { SEQUENCE: '1', SUMMARY: 'Coaching (remote): Marlowe School and Eastmarsh Academy' },
    ]);
  });

  it('keeps a visit’s name and counts its changes, and says where one is off', async () => {
    const number = await plan();
    const [before] = await ofPairing();
    const { house } = pages;
    const moved = { pairing, number, version: 1, ...PLAN, heldOn: '2026-12-03' };
    await house.get(MoveVisit).execute(await house.as('asker'), NORTH, moved);
    const [after] = await ofPairing();
    expect(after).toMatchObject({ UID: before?.['UID'], SEQUENCE: '1', DTSTART: '20261203T143000Z' });
    const off = { pairing, number, version: 2, outcome: 'cancelled', reason: 'A private word.' };
    await house.get(CallOffVisit).execute(await house.as('asker'), NORTH, off);
    const { html } = await pages.get(`/pairings/${pairing}/dates.ics`);
    expect(readCalendarFile(html)).toMatchObject([
      { UID: before?.['UID'], SEQUENCE: '2', STATUS: 'CANCELLED' },
    ]);
    expect(html).not.toContain('private');
  });

  it('shows the same wall clock in summer, and leads to a call', async () => {
    await plan({ heldOn: '2027-04-21', mode: 'remote', place: 'https://meet.example/abc' });
    expect(await ofPairing()).toMatchObject([
      { DTSTART: '20270421T133000Z', URL: 'https://meet.example/abc', LOCATION: 'https://meet.example/abc' },
    ]);
    await plan({ mode: 'remote', place: 'javascript:alert(1)' });
    expect((await ofPairing())[0]).not.toHaveProperty('URL');
  });

  it('gives one visit as a file of its own, and a file only to whoever reads the pairing', async () => {
    await plan();
    await plan({ heldOn: '2026-12-09' });
    const one = await events(`/pairings/${pairing}/plan/2/visit.ics`);
    expect(one.map(({ DTSTART }) => DTSTART)).toEqual(['20261209T143000Z']);
    expect((await pages.get(`/pairings/${pairing}/plan/3/visit.ics`)).status).toBe(404);
    expect(await ofPairing('officer')).toHaveLength(2);
    const other = await pages.house.as('head', '990020' as never);
    await expect(
      pages.house
        .get(UnitOfWork)
        .run(other, NORTH, (tx) => pages.house.get(VisitDates).ofPairing(tx, pairing)),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('at an address of one’s own', () => {
    it('shows the visits of those who visit or look after, and none to whoever only reads', async () => {
      await plan();
      for (const who of ['head', 'asker', 'broker'] as const)
        expect(await events(await address(who))).toHaveLength(1);
      for (const who of ['officer', 'adviser'] as const)
        expect(await events(await address(who))).toHaveLength(0);
    });

    it('is kept as a hash, told to no search engine, and one at a time', async () => {
      const first = await address('head');
      const stored = await pages.house.house.asSuperuser<{ hash: Buffer }>(
        'select hash from identity.calendar_feed',
      );
      expect(stored.map(({ hash }) => hash.length)).toEqual([32]);
      const second = await address('head');
      expect((await pages.get(first)).status).toBe(404);
      const answer = await pages.raw(second);
      expect([answer.status, answer.headers.get('x-robots-tag')]).toEqual([200, 'noindex']);
      expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    });

    it('ends at its person’s word, and is theirs alone to end', async () => {
      const mine = await address('head');
      const feeds = pages.house.get(CalendarFeeds);
      await expect(feeds.end(await pages.house.as('asker'), NORTH)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await feeds.end(await pages.house.as('head'), NORTH);
      expect((await pages.get(mine)).status).toBe(404);
    });

    it.each(['person', 'account'])('ends at once when its %s is disabled, for good (K07)', async (which) => {
      const mine = await address('head');
      const { house } = pages.house;
      const { id } = await pages.house.as('head');
      if (which === 'account') {
        const [row] = await house.asSuperuser<{ account: string }>(
          `select account_id as account from identity.person where id = '${id}'`,
        );
        await house.lookup.call('disable_account', [row?.account]);
      } else await setState(id, 'disabled');
      expect((await pages.get(mine)).status).toBe(404);
      await house.asSuperuser('update identity.account set disabled_at = null');
      await setState(id, 'active');
      expect((await pages.get(mine)).status).toBe(404);
    });

    it('is not found by guessing', async () => {
      for (const guess of ['x', 'a'.repeat(43), `${'a'.repeat(42)}%00`])
        expect((await pages.get(`/calendar/${guess}.ics`)).status).toBe(404);
    });

    async function setState(id: string, state: string): Promise<void> {
      await pages.house.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
        await tx.query(`update identity.person set state = $2 where id = $1 returning 1`, [id, state]);
        await pages.house
          .get(AuditTrail)
          .record(tx, { act: 'person.disable', entity: `identity.person:${id}` });
      });
    }
  });
});

describe('a calendar file', () => {
  const AT: VisitDate = {
    ...{
      kind: 'visit',
      id: 'a',
      number: 1,
      schools: ['A', 'B'],
      heldOn: '2026-12-02' as never,
      startsAt: '09:00',
    },
    ...{ minutes: 15, mode: 'hybrid', place: null, state: 'planned', version: 1 },
  };
  const textOf = (visit: VisitDate): string =>
    Buffer.from(calendarFile('x', [visit], new Date('2026-11-25T09:00:00Z')).bytes).toString('utf8');

  it('holds whatever schools and places are called, in lines that every program takes', () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).map((text) =>
      // as it is stored: no controls but line feed and tab
      // eslint-disable-next-line no-control-regex
      `a${text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029]/g, '')}`.trim(),
    );
    fc.assert(
      fc.property(anyText, anyText, (supporter, place) => {
        const [event] = readCalendarFile(textOf({ ...AT, schools: [supporter, 'B'], place }));
        expect(event).toMatchObject({ SUMMARY: `Visit (some of each): ${supporter} and B`, LOCATION: place });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a line of its own', 'END:VEVENT', 'X-TOLD:Attendance\r\nEND:VEVENT', /Not ours/],
    ['a long line', 'STATUS:CONFIRMED', `STATUS:${'C'.repeat(80)}`, /Too long/],
    ['a bare line feed', 'END:VEVENT', '\nEND:VEVENT', /CR LF/],
    ['a local moment', '20261202T090000Z', '20261202T090000', /Neither a moment in UTC nor a day/],
    ['no end', 'END:VEVENT\r\n', '', /Not ours: END:VCALENDAR/],
    ['a property twice', 'SEQUENCE:0', 'SEQUENCE:0\r\nSEQUENCE:1', /Twice/],
  ])('is refused by the reader of this test with %s', (_, from, to, said) => {
    const good = textOf(AT);
    expect(readCalendarFile(good)).toHaveLength(1);
    expect(() => readCalendarFile(good.replace(from, to))).toThrow(said);
  });
});
