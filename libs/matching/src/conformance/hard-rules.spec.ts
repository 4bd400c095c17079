import { aSchool, day, needId, offerId, theme, urn } from '../a-county.fixture.js';
import { BOARD_POLICY } from '../board-policy.fixture.js';
import { buildProblem } from '../problem.js';
import { REFUSAL_CODES, type Refusal, type RefusalCode } from '../refusal.js';
import { scorePair } from '../score-pair.js';
import type { Need, Offer, School, Snapshot } from '../snapshot/snapshot.js';
import { aMarket } from './planning.fixture.js';

// School 1 asks, school 2 offers, and nothing is in the way.
const market = aMarket([{}], [{}]);
const need = (change: Partial<Need>): Snapshot => ({
  ...market,
  needs: market.needs.map((each) => ({ ...each, ...change })),
});
const offer = (change: Partial<Offer>): Snapshot => ({
  ...market,
  offers: market.offers.map((each) => ({ ...each, ...change })),
});
const supporter = (change: Partial<School>): Snapshot => ({
  ...market,
  schools: market.schools.map((each) => (each.urn === urn(2) ? { ...each, ...change } : each)),
});
const both = (change: Partial<School>): Snapshot => ({
  ...market,
  schools: market.schools.map((each) => ({ ...each, ...change })),
});
const conflict = (state: Snapshot['conflicts'][number]['state']): Snapshot => ({
  ...market,
  conflicts: [{ school: urn(2), other: urn(1), kind: 'governance', state }],
});
const pair = { need: needId(1), supporter: urn(2) };

const scoreOf = (snapshot: Snapshot) => scorePair(buildProblem(snapshot), 0, 0);
const refusalsOf = (snapshot: Snapshot): readonly Refusal[] => {
  const score = scoreOf(snapshot);
  return score.kind === 'refused' ? score.because : [];
};
const held = (snapshot: Snapshot): readonly string[] => {
  const score = scoreOf(snapshot);
  return score.kind === 'scored' ? [...score.holds, ...score.conditions] : ['refused'];
};

/** One change each, by which just this rule is broken. */
const BROKEN: Readonly<Record<RefusalCode, Snapshot>> = {
  OWN_SCHOOL: {
    ...offer({ school: urn(1) }),
    days: market.days.map((each) => ({ ...each, school: urn(1) })),
  },
  BARRED_CONFLICT: conflict('barred'),
  SAME_RESPONSIBLE_BODY: both({ trust: 'Tidewater Trust' }),
  CONFLICT_UNRESOLVED: conflict('suspected'),
  DECLINED_THIS_NEED: { ...market, declines: [pair] },
  NOT_APPROACHABLE: need({ approach: { kind: 'anyone_but', schools: [urn(2)] } }),
  NOT_WITH: offer({ notWith: [urn(1)] }),
  KEY_STAGE_NOT_SERVED: offer({ keyStages: ['KS1', 'KS2'] }),
  THEME_FIT_BELOW_FLOOR: need({ primaryTheme: theme('sub.maths') }),
  TOO_FAR_AND_NO_REMOTE: supporter({ northing: 170_000 }),
  NO_DAYS_IN_WINDOW: { ...market, days: market.days.map((each) => ({ ...each, free: 0 })) },
  NO_PARTNER_SLOT: offer({ mostPartners: 0 }),
  SUPPORTER_RESTING: offer({ resting: true }),
  SCHOOL_CLOSED: supporter({ status: 'closed' }),
  VETOED_BY_BROKER: { ...market, vetoes: [pair] },
};

describe('the hard rules (I-16)', () => {
  it('let a pair pass that breaks none', () => {
    expect(scoreOf(market)).toMatchObject({ kind: 'scored', holds: [], conditions: [] });
  });

  it.each(REFUSAL_CODES)('8: %s refuses a pair by its name and by no other', (code) => {
    expect(refusalsOf(BROKEN[code]).map((refusal) => refusal.code)).toEqual([code]);
  });

  it('name every rule that is broken, not the first', () => {
    const all = {
      ...conflict('barred'),
      offers: [{ ...market.offers[0]!, resting: true, notWith: [urn(1)] }],
      vetoes: [pair],
    };
    expect(refusalsOf(all).map((refusal) => refusal.code)).toEqual([
      'BARRED_CONFLICT',
      'NOT_WITH',
      'SUPPORTER_RESTING',
      'VETOED_BY_BROKER',
    ]);
  });

  it('say how far it is and how far is allowed, and how little fits and how much must', () => {
    expect(refusalsOf(BROKEN.TOO_FAR_AND_NO_REMOTE)).toEqual([
      { code: 'TOO_FAR_AND_NO_REMOTE', metres: 60_000, limitMetres: 40_000 },
    ]);
    expect(refusalsOf(BROKEN.THEME_FIT_BELOW_FLOOR)).toEqual([
      { code: 'THEME_FIT_BELOW_FLOOR', points: 0, floor: 120 },
    ]);
  });

  it('let remote help pass at any distance, and days to be asked for without any that are free', () => {
    const far = supporter({ northing: 900_000 });
    const remote = {
      ...far,
      needs: far.needs.map((each) => ({ ...each, modes: ['remote'] as const })),
      offers: far.offers.map((each) => ({ ...each, modes: ['remote'] as const })),
    };
    expect(refusalsOf(remote)).toEqual([]);
    const askMe = { ...market, days: market.days.map((each) => ({ ...each, free: 0, askMe: true })) };
    expect(refusalsOf(askMe)).toEqual([]);
  });

  it('do not take a place that is not on record for one that is too far, nor for one that is near (M05)', () => {
    const score = scoreOf(supporter({ easting: null, northing: null }));
    const reach = score.kind === 'scored' ? score.parts.find(({ part }) => part === 'reach') : null;
    expect(reach).toMatchObject({ points: null, of: 100 });
  });

  it('hold back academies of a trust not on record, and never a school that is no academy (M12)', () => {
    expect(held(both({ trustKnown: false }))).toEqual(['BODY_UNKNOWN']);
    expect(held(supporter({ trustKnown: false }))).toEqual([]);
    const oneKnown = both({ trust: 'Tidewater Trust' });
    const otherBlank = oneKnown.schools.map((each) =>
      each.urn === urn(2) ? { ...each, trust: null, trustKnown: false } : each,
    );
    expect(held({ ...oneKnown, schools: otherBlank })).toEqual(['BODY_UNKNOWN']);
  });

  it('treat a shared body as the policy says, and a managed conflict as a condition', () => {
    const shared = both({ federation: 'Saltern Federation' });
    const under = (same_body: 'bar' | 'manage' | 'allow'): Snapshot => ({
      ...shared,
      policy: { ...BOARD_POLICY, same_body },
    });
    expect(held(under('bar'))).toEqual(['refused']);
    expect(held(under('manage'))).toEqual(['SAME_BODY_MANAGED']);
    expect(held(under('allow'))).toEqual([]);
    expect(held(conflict('managed'))).toEqual(['CONFLICT_MANAGED']);
    expect(held(conflict('none'))).toEqual([]);
  });

  it('let key stages decide, not the kind of setting: a special school may help and be helped', () => {
    expect(refusalsOf(supporter({ setting: 'special' }))).toEqual([]);
    expect(refusalsOf(supporter({ setting: 'alternative_provision' }))).toEqual([]);
  });

  it('give one answer for a pause, a missing head and pairings at the limit', () => {
    const live = [1, 2, 3].map((at) => ({
      id: `pairing-${String(at)}`,
      supporter: urn(2),
      asker: aSchool(9).urn,
      offer: null,
      state: 'live' as const,
      halfDays: 2,
    }));
    const resting = [
      offer({ resting: true }),
      supporter({ headVacancy: true }),
      { ...market, commitments: live },
    ];
    for (const snapshot of resting) expect(refusalsOf(snapshot)).toEqual([{ code: 'SUPPORTER_RESTING' }]);
  });

  it('free a place when a pairing ends; one held or live keeps it', () => {
    const committed = (state: Snapshot['commitments'][number]['state']): Snapshot => ({
      ...market,
      commitments: [
        { id: 'pairing-1', supporter: urn(2), asker: urn(9), offer: offerId(1), state, halfDays: 4 },
      ],
    });
    expect(refusalsOf(committed('held'))).toEqual([{ code: 'NO_PARTNER_SLOT' }]);
    expect(refusalsOf(committed('live'))).toEqual([{ code: 'NO_PARTNER_SLOT' }]);
    expect(refusalsOf(committed('ended'))).toEqual([]);
  });

  it('count no days before the earliest start or after the window', () => {
    const only = (halfTerm: string): Snapshot['days'] =>
      market.days.map((each) => ({ ...each, free: each.halfTerm === halfTerm ? each.free : 0 }));
    expect(refusalsOf({ ...market, days: only('2026/27-2') })).toEqual([{ code: 'NO_DAYS_IN_WINDOW' }]);
    expect(refusalsOf({ ...market, days: only('2026/27-3') })).toEqual([]);
    const late = need({ earliestStart: day('2027-02-15') });
    expect(refusalsOf({ ...late, days: only('2026/27-3') })).toEqual([{ code: 'NO_DAYS_IN_WINDOW' }]);
    expect(refusalsOf({ ...late, days: only('2026/27-4') })).toEqual([]);
  });
});
