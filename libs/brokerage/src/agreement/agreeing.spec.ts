import type { Tx } from '@app/platform';
import { Needs } from '@app/profiles';
import { NORTH } from '../../../../test/factories/an-area.js';
import { EASTMARSH, MARLOWE, QUARRY, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { NeedCandidates } from '../candidates/need-candidates.query.js';
import { Agreements } from './agreements.query.js';
import { AnAgreement } from './an-agreement.fixture.js';
import type { ProposalCase } from './agreement.views.js';
import { AnswerSounding } from './answer-sounding.js';
import { ApproveDecision } from './approve-decision.js';
import { DecideProposal } from './decide-proposal.js';

const WANTED = { '2026/27-3': 4, '2026/27-4': 4 };

describe('from a proposal to an agreement', () => {
  let the: AnAgreement;

  beforeEach(async () => {
    the = await AnAgreement.open();
  });
  afterEach(() => the.close());

  it('sounds the supporter out blind: theme, key stages, days and way of working, and no word of who asks (I-35) (B03)', async () => {
    await expect(the.request('Q-2026-001')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const named = await the.soundOut();
    expect(named).toMatch(/^Q-2026-\d{3}$/);
    const blind = await the.request(named);
    expect(blind).toMatchObject({
      told: { theme: 'att.persistent', keyStages: ['KS3', 'KS4'], modes: ['in_person'], district: null },
      halfDays: WANTED,
      days: [
        { halfTerm: '2026/27-3', asked: 4, free: 16 },
        { halfTerm: '2026/27-4', asked: 4, free: 16 },
      ],
      dueOn: '2026-12-02',
      asker: null,
      mayAnswer: true,
    });
    expect(JSON.stringify(blind)).not.toMatch(/Eastmarsh|990005|N-2026/);
    expect(await the.bookedBy()).toEqual([0, 0]);
    // Neither the asking school nor another supporter knows of it.
    await expect(
      the.house.asking('asker', (tx) => the.house.get(Agreements).request(tx, named)),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(the.request(named, QUARRY)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(the.soundOut()).rejects.toMatchObject({ code: 'PROPOSAL_CANNOT_MOVE' });
  });

  it('holds the days by a yes, and then the asking school sees who and why, in words without points (I-37)', async () => {
    const named = await the.soundOut();
    await the.answer(named);
    expect(await the.bookedBy()).toEqual([4, 4]);
    const offer = await the.offerSeen();
    expect(offer).toMatchObject({
      supporter: { urn: MARLOWE, name: 'Marlowe School' },
      halfDays: WANTED,
      heldUntil: '2026-12-09',
      state: 'supporter_accepted',
      broker: 'The broker',
      mayAnswer: true,
    });
    expect(offer.reasons.join(' ')).toContain('Distance: 11.4 km');
    expect(JSON.stringify(offer.reasons)).not.toMatch(/points|place|rank/);
    expect((await the.request(named)).asker).toBeNull();
    await expect(the.answer(named)).rejects.toMatchObject({ code: 'REQUEST_CLOSED' });
  });

  it('keeps each side’s pages and acts from the other until the names are open (I-35)', async () => {
    const touched = async (act: string): Promise<string[]> => {
      const [entry] = await the.house.house.asSuperuser<{ schools: string[] }>(
        `select schools from audit.entry where kind = 'act' and act = $1 order by seq desc limit 1`,
        [act],
      );
      return entry?.schools ?? [];
    };
    const asksFor = (named: string) =>
      the.house.asking('asker', (tx) => the.house.get(Agreements).request(tx, named));
    const named = await the.soundOut();
    await the.request(named);
    expect(await touched('proposal.read')).toEqual([MARLOWE]);
    await the.answer(named);
    // The log names who acted: the school that asks must not find the supporter's head there, nor the other way round.
    expect(await touched('sounding.answer')).toEqual([MARLOWE]);
    await expect(asksFor(named)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await the.offerSeen();
    expect(await touched('proposal.read')).toEqual([EASTMARSH]);
    await the.reply('decline');
    expect(await touched('proposal.decline')).toEqual([EASTMARSH]);
    the.need = await the.house.openNeed();
    the.proposed = await the.propose(QUARRY, 'The head asked for a sixth form.');
    const other = await the.soundOut();
    await the.answer(other, {}, QUARRY);
    await the.reply('meet');
    expect(await touched('proposal.accept')).toEqual([EASTMARSH, QUARRY]);
    // The request stays the supporter's own page, also when the names are open.
    await expect(asksFor(other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // Whoever sees the whole has the proposal itself, with its own receipt to both schools.
    const offered = (await the.seen()).offer?.reference ?? '';
    for (const who of ['broker', 'adviser', 'officer'] as const) {
      const see = (page: (tx: Tx) => Promise<unknown>) =>
        expect(the.house.asking(who, page)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await see((tx) => the.house.get(Agreements).request(tx, other));
      await see((tx) => the.house.get(Agreements).offer(tx, offered));
    }
  });

  it('does not tell the school that asks, on its own page, whose head said "not this term" (I-35)', async () => {
    await the.answer(await the.soundOut(), { answer: 'not_this_term' });
    const detail = await the.house.asking('asker', (tx) => the.house.get(Needs).detail(tx, the.need));
    const back = detail.moves.find(({ from }) => from === 'proposed');
    expect(back).toMatchObject({ to: 'open', by: 'A school that was asked' });
    expect(JSON.stringify(detail)).not.toContain('Head of 990013');
    expect(detail.moves.map(({ by }) => by)).toEqual(
      expect.arrayContaining(['The asker', 'The broker', 'A school that was asked']),
    );
  });

  it('waits in the lists of who has the word, and of nobody else', async () => {
    const lists = async (): Promise<(string | null)[][]> => [
      (await the.asHead(MARLOWE, (tx) => the.house.get(Agreements).requestsOpen(tx, MARLOWE))).map(
        ({ dueOn }) => dueOn,
      ),
      (await the.asHead(QUARRY, (tx) => the.house.get(Agreements).requestsOpen(tx, MARLOWE))).map(
        ({ dueOn }) => dueOn,
      ),
      (await the.house.asking('asker', (tx) => the.house.get(Agreements).offersOpen(tx, EASTMARSH))).map(
        ({ dueOn }) => dueOn,
      ),
    ];
    const named = await the.soundOut();
    expect(await lists()).toEqual([['2026-12-02'], [], []]);
    await the.answer(named);
    expect(await lists()).toEqual([[], [], ['2026-12-09']]);
    expect(
      await the.house.asking('broker', (tx) => the.house.get(Agreements).ofNeeds(tx, [the.need])),
    ).toMatchObject([{ reference: the.proposed, supporter: 'Marlowe School', waitsForChair: false }]);
  });

  it('takes fewer days, or another person, as a yes with its own words (B04)', async () => {
    const named = await the.soundOut();
    const fewer = (halfDays: Record<string, number>): Promise<void> =>
      the.answer(named, { answer: 'fewer_days', halfDays });
    await expect(fewer({})).rejects.toMatchObject({ errors: [{ path: 'halfDays' }] });
    await expect(fewer(WANTED)).rejects.toMatchObject({ errors: [{ path: 'halfDays' }] });
    await expect(fewer({ '2026/27-3': 9 })).rejects.toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ path: 'halfDays.2026/27-3' })]) as unknown,
    });
    await fewer({ '2026/27-3': 2 });
    expect(await the.bookedBy()).toEqual([2, 0]);
    expect((await the.offerSeen()).halfDays).toEqual({ '2026/27-3': 2 });
    the.need = await the.house.openNeed();
    the.proposed = await the.propose();
    const other = await the.soundOut();
    await expect(the.answer(other, { answer: 'another_person' })).rejects.toMatchObject({
      errors: [{ path: 'person' }],
    });
    await the.answer(other, { answer: 'another_person', person: 'Our deputy head' });
    expect((await the.offerSeen()).person).toBe('Our deputy head');
  });

  it('takes "not this term" as an answer: the need is open again, that school is not asked twice, no score falls (I-33)', async () => {
    await the.answer(await the.soundOut(), { answer: 'not_this_term' });
    expect(await the.house.needState(the.need)).toBe('open');
    expect((await the.seen()).state).toBe('declined_by_supporter');
    await the.house.run([the.need]);
    const listed = await the.house.asking('broker', (tx) =>
      the.house.get(NeedCandidates).ofNeed(tx, the.need),
    );
    expect(listed.refused.find(({ urn }) => urn === MARLOWE)?.because[0]?.code).toBe('DECLINED_THIS_NEED');
    const other = await the.house.openNeed();
    await the.house.run([other]);
    const again = await the.house.asking('broker', (tx) => the.house.get(NeedCandidates).ofNeed(tx, other));
    const share = again.candidates.map(({ urn, parts }) => [
      urn,
      parts.find(({ part }) => part === 'fair_share')?.points,
    ]);
    expect(new Map(share as [string, number][]).get(MARLOWE)).toBe(
      new Map(share as [string, number][]).get(QUARRY),
    );
  });

  it('lets the school meet first: both names open, nothing else moves; then it accepts or declines without a fault', async () => {
    const named = await the.soundOut();
    await the.answer(named);
    await the.reply('meet');
    expect((await the.request(named)).asker).toEqual({ urn: EASTMARSH, name: 'Eastmarsh Academy' });
    expect((await the.seen()).state).toBe('supporter_accepted');
    await the.reply('decline', { note: 'We would rather work with somebody nearer.' });
    expect(await the.bookedBy()).toEqual([0, 0]);
    expect(await the.house.needState(the.need)).toBe('open');
    expect((await the.seen()).offer?.note).toBe('We would rather work with somebody nearer.');
    expect(JSON.stringify(await the.request(named))).not.toContain('somebody nearer');
    await expect(the.reply('accept')).rejects.toMatchObject({ code: 'OFFER_CLOSED' });
  });

  it('is decided by a person once both said yes: days are promised, the pairing begins, the need is matched (I-8)', async () => {
    await expect(the.decide()).rejects.toMatchObject({ code: 'NOT_BOTH_SAID_YES' });
    await the.both();
    expect((await the.seen()).can).toMatchObject({ decide: true, soundOut: false });
    const made = await the.decide();
    expect(made).toMatchObject({
      reference: expect.stringMatching(/^D-2026-\d{3}$/) as string,
      waits: false,
      pairing: expect.stringMatching(/^SP-2026-\d{3}$/) as string,
    });
    expect(await the.house.needState(the.need)).toBe('matched');
    expect(await the.bookedBy()).toEqual([4, 4]);
    const after = await the.seen();
    expect(after).toMatchObject({ state: 'decided', pairing: made.pairing, heldUntil: null });
    const kinds = await the.house.house.asSuperuser<{ kind: string; n: number }>(
      `select kind, sum(half_days)::int as n from profiles.capacity_entry where reference like 'proposal:%' group by 1 order by 1`,
    );
    expect(kinds).toEqual([
      { kind: 'committed', n: 8 },
      { kind: 'held', n: 0 },
    ]);
    const clocks = await the.house.house.asSuperuser<{ clock: string; state: string; due: string }>(
      `select clock, state, due_on::text as due from brokerage.deadline order by clock`,
    );
    expect(clocks).toEqual([
      { clock: 'C-3', state: 'open', due: '2026-12-02' },
      { clock: 'C-4', state: 'met', due: '2026-12-02' },
      { clock: 'C-5', state: 'met', due: '2026-12-09' },
      { clock: 'C-6', state: 'open', due: '2026-12-16' },
    ]);
    const acts = await the.house.house.asSuperuser<{ act: string }>(
      `select act from audit.entry where kind = 'act' and act in ('proposal.make', 'sounding.send', 'sounding.answer',
         'proposal.accept', 'decision.make') order by seq`,
    );
    expect(acts.map(({ act }) => act)).toEqual([
      ...['proposal.make', 'sounding.send', 'sounding.answer', 'proposal.accept', 'decision.make'],
    ]);
  });

  it('is decided with conditions, in part, later, or not, each with its reason', async () => {
    await the.both();
    await expect(the.decide({ outcome: 'agreed_with_conditions', reason: 'Good.' })).rejects.toMatchObject({
      errors: [{ path: 'conditions' }],
    });
    await expect(the.decide({ outcome: 'deferred', reason: 'Later.' })).rejects.toMatchObject({
      errors: [{ path: 'until' }],
    });
    // The supporter holds its days until 9 December: after that there would be nothing left to decide about.
    await expect(
      the.decide({ outcome: 'deferred', reason: 'Later.', until: '2026-12-10' }),
    ).rejects.toMatchObject({
      errors: [{ path: 'until', message: expect.stringContaining('up to 2026-12-09') as string }],
    });
    await expect(the.decide({ outcome: 'declined' })).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    await the.decide({ outcome: 'deferred', reason: 'The new head starts then.', until: '2026-12-07' });
    expect((await the.seen()).state).toBe('school_accepted');
    await the.decide({
      outcome: 'partly_agreed',
      reason: 'One half-term first.',
      halfDays: { '2026/27-3': 4 },
    });
    expect(await the.bookedBy()).toEqual([4, 0]);
    expect((await the.seen()).decisions.map(({ outcome }) => outcome)).toEqual(['partly_agreed', 'deferred']);
  });

  it('gives the days back where the broker declines it, and the need looks on', async () => {
    await the.both();
    await the.decide({ outcome: 'declined', reason: 'Both heads change in January.' });
    expect(await the.bookedBy()).toEqual([0, 0]);
    expect(await the.house.needState(the.need)).toBe('open');
    expect((await the.seen()).state).toBe('decided');
  });

  it('wants a reason for a school that was not first, and the chair as well beyond the area’s limit (I-5)', async () => {
    await the.house.raw(
      `set session_replication_role = replica; update schools.area_setting set body = body || '{"overridePlace": 1}' where kind = 'thresholds'`,
    );
    the.proposed = await the.propose(QUARRY, 'The head asked for a sixth form.');
    await the.answer(await the.soundOut(), {}, QUARRY);
    await the.reply('accept');
    const made = await the.decide({ reason: 'A sixth form matters here.' });
    expect(made).toMatchObject({ waits: true, pairing: null });
    expect((await the.seen()).decisions[0]).toMatchObject({
      override: true,
      needsSecond: true,
      approval: null,
    });
    expect((await the.seen()).decisions[0]?.overrideCost).toBeGreaterThan(0);
    await expect(the.decide({ reason: 'Again.' })).rejects.toMatchObject({ code: 'WAITS_FOR_APPROVAL' });
    expect(await the.house.needState(the.need)).toBe('proposed');

    const approve = async (who: Persona, approved = true, reason: string | null = null) =>
      the.house
        .get(ApproveDecision)
        .execute(await the.house.as(who), NORTH, { decision: made.reference, approved, reason });
    await expect(approve('broker')).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_/) as string,
    });
    const brief = await the.house.asking('chair', (tx) =>
      the.house.get(Agreements).brief(tx, made.reference),
    );
    expect(brief).toMatchObject({
      supporter: { name: 'Quarry Lane School' },
      place: 2,
      decision: { reason: 'A sixth form matters here.' },
      mayApprove: true,
    });
    expect(await the.house.asking('chair', (tx) => the.house.get(Agreements).approvalsOpen(tx))).toHaveLength(
      1,
    );
    await expect(approve('chair', false)).rejects.toMatchObject({ errors: [{ path: 'reason' }] });
    expect(await approve('chair')).toMatch(/^SP-/);
    expect(await the.house.needState(the.need)).toBe('matched');
    await expect(approve('chair')).rejects.toMatchObject({ code: 'NOTHING_WAITS' });
    // The brief closes with the act.
    await expect(
      the.house.asking('chair', (tx) => the.house.get(Agreements).brief(tx, made.reference)),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lets nobody with an interest in either school see it or decide it (I-4), in raw SQL neither (R05)', async () => {
    await the.both();
    await the.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'governor', '${MARLOWE}', '2026-01-01' from identity.person where name = 'The broker'`,
    );
    await expect(the.seen()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const asked = { proposal: the.proposed, version: 5, outcome: 'agreed' };
    await expect(
      the.house.get(DecideProposal).execute(await the.house.as('broker'), NORTH, asked),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shows an officer everything once they say why', async () => {
    await the.both();
    await expect(the.seen(the.proposed, 'officer')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    const whole: ProposalCase = await the.seen(the.proposed, 'officer', 'Yearly audit of pairings');
    expect(whole).toMatchObject({ points: expect.any(Number) as number, can: { decide: false } });
  });

  it('has one effect of a yes that is sent twice, and refuses one that saw an older state (I-20, I-21) (B01, J25)', async () => {
    const named = await the.soundOut();
    const repeat = { route: 'POST /requests', key: 'one', body: 'same' };
    const send = async () =>
      the.house
        .get(AnswerSounding)
        .execute(
          await the.house.as('head', MARLOWE),
          NORTH,
          { request: named, version: 1, answer: 'yes' },
          repeat,
        );
    await Promise.all([send(), send()]);
    expect(await the.bookedBy()).toEqual([4, 4]);
    await expect(
      the.house.get(DecideProposal).execute(await the.house.as('broker'), NORTH, {
        ...{ proposal: the.proposed, version: 1, outcome: 'agreed' },
      }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });
});
