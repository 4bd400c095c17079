import { gzipSync } from 'node:zlib';
import type { CandidateView, NeedCandidatesView, RefusedView } from '@app/brokerage';
import type { MatchRunId, OfferId, SchoolUrn } from '@app/kernel';
import type { NeedSummary } from '@app/profiles';
import { candidatesPage, notListedPage, type CandidatesWorld } from './candidates.view.js';
import { choiceFaults, ChoiceForm, untilOf } from './choice.form.js';
import { choiceQuestion, doneInWords, pastChoices, proposalLines } from './choice.view.js';
import { TEMPLATE_FOLDERS } from '../../layout/a-page-server.fixture.js';
import { templates } from '../../layout/templates.js';
import { partsFigure } from './parts-figure.js';

const EASTMARSH = '990005' as SchoolUrn;
const MARLOWE = '990013' as SchoolUrn;
const ASKED_AT = new Date('2026-11-25T09:00:00Z');

function aCandidate(change: Partial<CandidateView> = {}): CandidateView {
  return {
    ...{ place: 1, offer: 'offer-1' as OfferId, urn: MARLOWE, name: 'Marlowe School', points: 786 },
    parts: [
      { part: 'theme_fit', points: 315, of: 350, because: 'attendance systems, adviser visit last year' },
      { part: 'track_record', points: 0, of: 50, because: 'too few evaluated yet (0 of 5)' },
    ],
    ...{
      freeHalfDays: 28,
      askMe: false,
      holds: [],
      conditions: [],
      wished: false,
      wordConfirmedAt: null,
      planned: false,
    },
    mayNotPropose: null,
    ...change,
  };
}

function aRefusal(name: string, ...codes: RefusedView['because'][number]['code'][]): RefusedView {
  const because = codes.map((code) => ({ code, sentence: `${name}: ${code}.` }));
  return { urn: '990099' as SchoolUrn, name, because };
}

function seenWith(change: Partial<NeedCandidatesView> = {}): NeedCandidatesView {
  return {
    run: {
      ...{ id: 'run-1' as MatchRunId, reference: 'R-0041', state: 'complete', kind: 'single_need' },
      ...{ done: 1, total: 1, cancelAsked: false, requestedAt: ASKED_AT, finishedAt: ASKED_AT },
      ...{ requestedBy: null, policyNumber: 4, snapshotHash: 'a1' },
    },
    ...{ candidates: [aCandidate()], refused: [], choices: [], proposals: [], halfTerms: [], nobody: null },
    ...change,
  };
}

function worldOf(change: Partial<NeedCandidatesView> = {}): CandidatesWorld {
  const need = {
    ...{ reference: 'N-2026-031', urn: EASTMARSH, primaryTheme: 'att', state: 'open' },
    ...{ priority: 'this_term', raisedAt: new Date('2026-11-18T10:00:00Z') },
  } as NeedSummary;
  const names = { theme: () => 'attendance', school: () => 'Eastmarsh Academy' };
  return { need, detail: null, seen: seenWith(change), names, meeting: null };
}

const SHOWN = { mayStart: true };
const ANYTHING = { propose: true, ruleOut: true, defer: true };

describe('who could help', () => {
  it('stands under the school and its theme, with the run and the policy', () => {
    expect(candidatesPage(worldOf(), SHOWN)).toMatchObject({
      ...{ title: 'Eastmarsh Academy: attendance', tags: ['Open', 'This term'], reference: 'N-2026-031' },
      run: { reference: 'R-0041', href: '/runs/R-0041', day: '25 November 2026', policy: 4 },
      facts: ['Asked for on 18 November'],
    });
  });

  it('has points of 100, free days and what was found of conflicts', () => {
    expect(candidatesPage(worldOf(), SHOWN).cards[0]).toMatchObject({
      ...{ place: 1, name: 'Marlowe School', points: '78.6 of 100', notes: [] },
      facts: ['14 days free', 'No conflict found on 25 November'],
    });
  });

  it('says what must be recorded before a school may be proposed, and gives it no place', () => {
    const held = aCandidate({
      ...{ holds: ['BODY_UNKNOWN'], mayNotPropose: 'Trust not known: record it before proposing.' },
    });
    const [card] = candidatesPage(worldOf({ candidates: [held] }), SHOWN).cards;
    expect(card).toMatchObject({ place: null, facts: ['14 days free'] });
    expect(card?.notes).toEqual(['Trust not known: record it before proposing.']);
  });

  it('says conditions, wishes, the plan and what else stands in the way', () => {
    const told = aCandidate({
      ...{ conditions: ['SAME_BODY_MANAGED'], wished: true, planned: true, askMe: true },
      mayNotPropose: 'Proposed already: P-2026-001.',
    });
    const [card] = candidatesPage(worldOf({ candidates: [told] }), SHOWN).cards;
    expect(card?.tags).toEqual(['In the plan of this run', 'The school would like to work with it']);
    expect(card?.facts).toEqual(['Asks to be asked for days']);
    expect(card?.notes).toEqual([
      expect.stringContaining('shares a trust or federation'),
      'Proposed already: P-2026-001.',
    ]);
  });

  it('says beside a candidate since when what it declares is confirmed, and of an unchecked one nothing', () => {
    const facts = (wordConfirmedAt: Date | null) =>
      candidatesPage(worldOf({ candidates: [aCandidate({ wordConfirmedAt })] }), SHOWN).cards[0]?.facts;
    expect(facts(ASKED_AT)).toContain('What it declares was confirmed on 25 November');
    expect(facts(null)?.join()).not.toContain('confirmed');
  });

  it('shows ten, folds the others away in the same page, and leads back to the need', () => {
    const candidates = Array.from({ length: 13 }, (_, at) => aCandidate({ place: at + 1 }));
    const page = candidatesPage(worldOf({ candidates }), SHOWN);
    expect([page.cards.length, page.more.map(({ place }) => place)]).toEqual([10, [11, 12, 13]]);
    expect(page.back).toEqual({ href: '/needs/N-2026-031', text: 'Back to the need' });
  });

  it('is at most 40 kB on its way where every school of a county of fifty could help', () => {
    const parts = Array.from({ length: 8 }, (_, at) => ({
      ...{ part: 'theme_fit' as const, points: 315 - at, of: 350 },
      because: `attendance systems, adviser visit last year, ${String(at)} of 8 shown to the school that asks`,
    }));
    const candidates = Array.from({ length: 49 }, (_, at) =>
      aCandidate({ ...{ place: at + 1, points: 900 - 7 * at, name: `School ${String(at)}`, parts } }),
    );
    const html = templates(TEMPLATE_FOLDERS)('journeys/candidates/candidates.njk', {
      ...candidatesPage(worldOf({ candidates }), SHOWN),
      frame: { navigation: [], assets: {} },
    });
    expect(html.match(/class="app-candidate"/g)).toHaveLength(49);
    expect(html.indexOf('<details')).toBeGreaterThan(html.indexOf('School 9<'));
    expect(gzipSync(html).length).toBeLessThanOrEqual(40_000);
  });

  it('counts each school that is not listed once, under its first reason, the commonest first', () => {
    const refused = [
      aRefusal('A', 'SAME_RESPONSIBLE_BODY', 'NO_DAYS_IN_WINDOW'),
      aRefusal('B', 'NO_DAYS_IN_WINDOW'),
      aRefusal('C', 'NO_DAYS_IN_WINDOW', 'SUPPORTER_RESTING'),
    ];
    const { count, groups } = candidatesPage(worldOf({ refused }), SHOWN).notListed;
    expect([count, groups.map(({ reason, schools }) => [reason, schools.map(({ name }) => name)])]).toEqual([
      '3 schools',
      [
        ['2 have no free days', ['B', 'C']],
        ['1 shares a trust or federation with the school that asks', ['A']],
      ],
    ]);
    expect(notListedPage(worldOf({ refused })).schools[2]?.reasons).toEqual([
      'C: NO_DAYS_IN_WINDOW.',
      'C: SUPPORTER_RESTING.',
    ]);
  });
});

describe('the drawing of the parts', () => {
  const { svg, table, sentence } = partsFigure(aCandidate().parts, 'Marlowe <School>', 'parts-1');

  it('stands with its numbers and its sentence', () => {
    expect(table[0]).toEqual({
      ...{ part: 'Theme fit', points: '31.5 of 35', because: 'attendance systems, adviser visit last year' },
    });
    expect(sentence).toBe('Theme fit brings Marlowe <School> the most, 31.5 of 35.');
  });

  it('is one image with a name, drawn to scale, without a style of its own', () => {
    const drawn = svg.toString();
    expect(drawn).toContain('role="img" aria-labelledby="parts-1-title parts-1-desc"');
    expect(drawn).toContain('Marlowe &lt;School&gt;');
    expect(drawn).toMatch(/class="offered"[^>]*width="130"[^>]*\/><rect class="booked"[^>]*width="117"/);
    expect(drawn).not.toContain('style=');
  });

  it('says what is not known instead of drawing nothing', () => {
    const unknown = { part: 'similar_context', points: null, of: 200, because: 'not known' } as const;
    const figure = partsFigure([...aCandidate().parts, unknown], 'Marlowe School', 'x');
    expect(figure.table[2]?.points).toBe('not known, of 20');
    expect(figure.sentence).toContain('1 of 3 parts is not known.');
    expect(partsFigure([unknown], 'Marlowe School', 'x').sentence).toContain('No part');
  });
});

describe('the question to a broker', () => {
  const first = aCandidate();
  const second = aCandidate({ ...{ place: 2, offer: 'offer-2' as OfferId, name: 'Uplands School' } });
  const barred = aCandidate({ place: 1, mayNotPropose: 'You have an interest in it.' });

  it('offers the first that may be proposed, the others, to rule out and to wait', () => {
    expect(choiceQuestion(seenWith({ candidates: [first, second] }), ANYTHING)).toMatchObject({
      first: { value: 'offer-1', text: 'Marlowe School', needsReason: false },
      others: [{ value: 'offer-2', text: 'Uplands School, 78.6 of 100' }],
      later: true,
    });
  });

  it('wants a reason for the first that may be proposed where another is listed before it', () => {
    const question = choiceQuestion(seenWith({ candidates: [barred, second] }), ANYTHING);
    expect(question?.first).toMatchObject({ value: 'offer-2', needsReason: true });
    expect(question?.others).toEqual([]);
  });

  it('is not asked of who may do none of it, nor before a run', () => {
    const nothing = { propose: false, ruleOut: false, defer: false };
    expect(choiceQuestion(seenWith(), nothing)).toBeNull();
    expect(choiceQuestion(seenWith({ run: null, candidates: [] }), ANYTHING)).toBeNull();
  });

  it('rules nobody out twice', () => {
    const veto = { kind: 'veto', urn: MARLOWE, name: 'Marlowe School', reason: 'x', until: null } as const;
    const choices = [{ ...veto, by: 'J. Marsh', at: ASKED_AT }];
    expect(choiceQuestion(seenWith({ choices }), ANYTHING)?.ruleOut).toEqual([]);
    expect(pastChoices(choices)[0]?.did).toBe('Ruled out Marlowe School');
    expect(doneInWords('ruled-out', seenWith({ choices }))).toBe(
      'Marlowe School is ruled out for this need.',
    );
    expect(doneInWords('proposed', seenWith({ choices }))).toBeNull();
  });

  it('is followed by what became of each proposal', () => {
    const made = { madeBy: 'J. Marsh', madeAt: ASKED_AT, reason: null, urn: MARLOWE, id: 'p' };
    const proposal = { ...made, reference: 'P-2026-001', name: 'Marlowe School', place: 1, points: 786 };
    expect(proposalLines([{ ...proposal, state: 'sounding_out' }])[0]).toMatchObject({
      ...{ tag: 'Being sounded out', points: '78.6 of 100', by: 'J. Marsh' },
    });
  });
});

describe('an answer', () => {
  const answer = (typed: Partial<ChoiceForm>): ChoiceForm => Object.assign(new ChoiceForm(), typed);
  const faults = (typed: Partial<ChoiceForm>): string[] =>
    choiceFaults(answer(typed)).map(({ path }) => path);

  it('needs a reason unless it is the first school', () => {
    expect(faults({ choice: 'first' })).toEqual([]);
    expect(faults({ choice: 'another', another: 'o' })).toEqual(['reason']);
    expect(faults({ choice: 'rule_out' })).toEqual(['ruled-out', 'reason']);
    expect(faults({ choice: 'later' })).toEqual(['until-day', 'reason']);
  });

  it('has one day, of three boxes', () => {
    expect(untilOf(answer({ 'until-day': '4', 'until-month': '12', 'until-year': '2026' }))).toBe(
      '2026-12-04',
    );
    expect(untilOf(answer({}))).toBe('');
    expect(untilOf(answer({ 'until-day': '4' }))).toBe('-00-04');
  });
});
