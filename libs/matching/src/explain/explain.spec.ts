import type { HalfTermId, SchoolUrn } from '@app/kernel';
import { day, needId, offerId, theme, urn } from '../a-county.fixture.js';
import type { PartFact, ThemeAnswer } from '../pair-score.js';
import { PARTS } from '../policy.js';
import type { Contradiction, UnmetReason } from '../plan/plan.js';
import { CONDITION_CODES, REFUSAL_CODES, type Refusal, type RefusalCode } from '../refusal.js';
import type { Names } from './names.js';
import { sayPart } from './say-part.js';
import { sayCondition, sayHold, sayRefusal } from './say-refusal.js';
import { sayContradiction, sayUnmet } from './say-unmet.js';

const SCHOOLS: Readonly<Record<string, string>> = {
  [urn(1)]: 'Eastmarsh Academy',
  [urn(2)]: 'Harbour School',
  [urn(3)]: 'Marlowe School',
};
const THEME_NAMES: Readonly<Record<string, string>> = {
  'att.persistent': 'persistent absence',
  'att.strategy': 'attendance systems',
};
const names: Names = {
  theme: (id) => THEME_NAMES[id] ?? id,
  school: (each: SchoolUrn) => SCHOOLS[each] ?? each,
  runDate: day('2026-11-25'),
};
const between = { supporter: urn(2), asker: urn(1) };

const answer = (but: Partial<ThemeAnswer> = {}): ThemeAnswer => ({
  asked: theme('att.strategy'),
  offered: theme('att.strategy'),
  nearness: 'same',
  depth: 'can_work_alongside',
  evidence: 'adviser_visit',
  howKnown: false,
  on: day('2026-03-10'),
  ...but,
});
const fit = (primary: ThemeAnswer | null, secondary: readonly ThemeAnswer[] = []): PartFact => ({
  part: 'theme_fit',
  primary,
  secondary,
});
const context = (published: number, nearer: number | null): PartFact => ({
  part: 'similar_context',
  measures: Array.from({ length: published }, () => ({
    measure: 'eal' as const,
    year: '2023/24',
    source: 'School information',
  })),
  nearer,
  compared: nearer === null ? null : 25,
  least: 5,
});
const stages = (but: Partial<Extract<PartFact, { part: 'key_stage_and_setting' }>>): PartFact => ({
  part: 'key_stage_and_setting',
  served: ['KS3', 'KS4'],
  asked: ['KS3', 'KS4'],
  setting: 'mainstream',
  supporterSetting: 'mainstream',
  ...but,
});
const capacity = (declared: number, free: number, wanted: number, askMe = false): PartFact => ({
  part: 'free_capacity',
  halfTerms: ['2026/27-3' as HalfTermId],
  declared,
  free,
  wanted,
  left: Math.max(0, free - wanted),
  askMe,
});
const reach = (metres: number | null, remote: boolean): PartFact => ({
  part: 'reach',
  metres,
  limitMetres: 40_000,
  remote,
});
const share = (asked: number, given: number): PartFact => ({
  part: 'fair_share',
  asked,
  askedMost: 6,
  given,
  givenMost: 40,
});
const record = (evaluated: number, met: number, pooled: number): PartFact => ({
  part: 'track_record',
  evaluated,
  met,
  pooled,
  leastPooled: 5,
});

const PHRASES: readonly (readonly [PartFact, string])[] = [
  [fit(answer()), 'attendance systems, adviser visit last year'],
  [fit(answer({ evidence: 'data', on: day('2026-10-01') })), 'attendance systems, data this year'],
  [
    fit(answer({ evidence: 'inspection', on: day('2024-01-10') })),
    'attendance systems, inspection in 2023/24',
  ],
  [
    fit(answer({ evidence: 'declared', howKnown: true, depth: 'can_host' })),
    'attendance systems, declared by the school with how it knows last year, hosts visits',
  ],
  [
    fit(answer({ offered: theme('att.persistent'), nearness: 'sibling', depth: 'can_talk' })),
    'persistent absence, close to attendance systems, adviser visit last year, talks about it',
  ],
  [
    fit(answer({ offered: theme('att'), nearness: 'area', evidence: 'released_review' }), [
      answer({ asked: theme('att.persistent') }),
    ]),
    'att, in the same area as attendance systems, released review last year; also persistent absence',
  ],
  [fit(null), 'nothing offered in the area of the theme'],
  [context(7, 4), '5th nearest of 25 schools on 7 published measures'],
  [context(7, 0), 'nearest of 25 schools on 7 published measures'],
  [context(7, 11), '12th nearest of 25 schools on 7 published measures'],
  [context(7, 21), '22nd nearest of 25 schools on 7 published measures'],
  [context(3, null), 'not known: 3 of 5 measures published for both'],
  [context(6, null), 'not known: not among the open schools compared'],
  [stages({}), 'serves key stages 3 and 4'],
  [stages({ served: ['KS3'] }), 'serves key stage 3, not key stage 4'],
  [stages({ served: [] }), 'serves none of the key stages'],
  [stages({ served: ['EY'], asked: ['EY'] }), 'serves early years'],
  [stages({ served: ['EY', 'KS1'], asked: ['EY', 'KS1'] }), 'serves early years and key stage 1'],
  [stages({ setting: 'special' }), 'serves key stages 3 and 4, a mainstream school'],
  [
    stages({ setting: 'special', supporterSetting: 'special' }),
    'serves key stages 3 and 4, also a special school',
  ],
  [capacity(24, 16, 11), '8 of 12 days free, 2.5 would be left'],
  [capacity(24, 8, 8), '4 of 12 days free, none would be left'],
  [capacity(24, 4, 9), '2 of 12 days free, fewer than the 4.5 wanted'],
  [capacity(0, 0, 9, true), 'not known: the school asks to be asked for days'],
  [capacity(0, 0, 9), 'no days declared'],
  [reach(11_430, false), '11.4 km in a straight line'],
  [reach(950, true), '1.0 km in a straight line, or remotely'],
  [reach(61_000, true), '61.0 km in a straight line, so remotely'],
  [reach(null, true), 'remotely'],
  [reach(null, false), 'not known: a place is not on record'],
  [{ part: 'mode', answer: 'wanted', asked: ['in_person'], offered: ['in_person'] }, 'in person as asked'],
  [
    { part: 'mode', answer: 'hybrid', asked: ['in_person'], offered: ['hybrid'] },
    'partly in person, partly remote, asked for in person',
  ],
  [
    { part: 'mode', answer: 'other', asked: ['in_person'], offered: ['remote'] },
    'remote, asked for in person',
  ],
  [share(0, 0), 'not asked and nothing given this year'],
  [share(1, 4), 'asked once, 2 days given this year'],
  [share(2, 1), 'asked twice, half a day given this year'],
  [share(3, 0), 'asked 3 times, nothing given this year'],
  [record(1, 1, 2), 'too few evaluated yet (2 of 5)'],
  [record(0, 0, 9), 'none of its own evaluated yet, so the average stands'],
  [record(4, 3, 9), '3 of 4 evaluated met what was agreed'],
];

const SENTENCES: Readonly<Record<RefusalCode, string>> = {
  OWN_SCHOOL: 'Harbour School is the school that asks',
  BARRED_CONFLICT:
    'Harbour School has a conflict of interest with Eastmarsh Academy, so it cannot be proposed',
  SAME_RESPONSIBLE_BODY:
    'Harbour School shares a trust or federation with Eastmarsh Academy, so it cannot be proposed',
  CONFLICT_UNRESOLVED:
    'A possible conflict of interest between Harbour School and Eastmarsh Academy is not resolved yet',
  DECLINED_THIS_NEED: 'Harbour School has already said no to this need',
  NOT_APPROACHABLE: 'Harbour School is not among the schools that Eastmarsh Academy lets us approach',
  NOT_WITH: 'Harbour School has chosen not to work with Eastmarsh Academy',
  KEY_STAGE_NOT_SERVED: 'Harbour School offers none of the key stages asked for',
  THEME_FIT_BELOW_FLOOR: 'Harbour School offers too little on the theme asked for',
  TOO_FAR_AND_NO_REMOTE: 'Harbour School is too far away, and remote help is not open to both',
  NO_DAYS_IN_WINDOW: 'Harbour School has no free days in the time asked for',
  NO_PARTNER_SLOT: 'Harbour School has as many partners as it can take',
  SUPPORTER_RESTING: 'Harbour School is not available this term',
  SCHOOL_CLOSED: 'Harbour School or Eastmarsh Academy is not an open school on the register',
  VETOED_BY_BROKER: 'A broker has ruled out Harbour School for this need',
};

describe('a part of a score', () => {
  it.each(PHRASES)('is said with the fact behind it: %#', (fact, phrase) => {
    expect(sayPart(fact, names)).toBe(phrase);
  });

  it('has a phrase for each of the eight', () => {
    expect([...new Set(PHRASES.map(([fact]) => fact.part))]).toEqual([...PARTS]);
  });

  it('names the year of evidence where the day of the run is not told', () => {
    const { theme: themeName, school } = names;
    expect(sayPart(fit(answer()), { theme: themeName, school })).toBe(
      'attendance systems, adviser visit in 2025/26',
    );
  });
});

describe('a refusal', () => {
  it.each(REFUSAL_CODES)('%s is said in a neutral sentence', (code) => {
    expect(sayRefusal(code, names, between)).toBe(SENTENCES[code]);
  });

  it('gives its figures where they are known', () => {
    const fitTooLow: Refusal = { code: 'THEME_FIT_BELOW_FLOOR', points: 84, floor: 120 };
    expect(sayRefusal(fitTooLow, names, between)).toBe(
      'Harbour School offers too little on the theme asked for (8.4 where at least 12.0 is needed)',
    );
    const tooFar: Refusal = { code: 'TOO_FAR_AND_NO_REMOTE', metres: 45_260, limitMetres: 40_000 };
    expect(sayRefusal(tooFar, names, between)).toBe(
      'Harbour School is too far away (45.3 km, travel is limited to 40.0 km), and remote help is not open to both',
    );
  });

  it('can be said without naming the schools', () => {
    expect(sayRefusal('SUPPORTER_RESTING', names)).toBe('This school is not available this term');
    expect(sayRefusal({ code: 'NOT_WITH' }, names)).toBe(
      'This school has chosen not to work with the school that asks',
    );
  });
});

describe('a hold and a condition', () => {
  it('say what must be recorded or known first', () => {
    expect(sayHold('BODY_UNKNOWN')).toBe('Trust not known: record it before proposing');
    expect(CONDITION_CODES.map((code) => sayCondition(code, names, between))).toEqual([
      'Harbour School and Eastmarsh Academy have a conflict of interest that is managed: both must know its terms',
      'Harbour School shares a trust or federation with Eastmarsh Academy: allowed, and both must know it',
    ]);
  });
});

describe('a need that the plan leaves open', () => {
  const REASONS: readonly (readonly [UnmetReason, string])[] = [
    [
      { kind: 'no_candidate', rules: ['TOO_FAR_AND_NO_REMOTE', 'NO_DAYS_IN_WINDOW'], opens: 2 },
      'No school could be listed. The least that stands in the way is distance without remote help and no free days in the time asked for; without it 2 offers could answer',
    ],
    [{ kind: 'no_candidate', rules: [], opens: 0 }, 'Nobody has made an offer'],
    [
      { kind: 'held_back', supporters: [urn(2), urn(3)] },
      'Something must be recorded before Harbour School and Marlowe School may be proposed',
    ],
    [
      { kind: 'competing', needs: [needId(1), needId(2), needId(3)], supporters: [urn(2), urn(3)] },
      '3 needs together want more than Harbour School and Marlowe School have room for',
    ],
    [
      { kind: 'competing', needs: [needId(1)], supporters: [urn(2)] },
      'Harbour School has no more room for it',
    ],
    [
      { kind: 'fewest', offers: [offerId(1)], supporters: [urn(2)] },
      'Harbour School only starts for more partners than the plan can give',
    ],
    [
      { kind: 'competing', needs: [needId(1)], supporters: [] },
      'Every school that could answer is already its partner or has no room',
    ],
  ];
  it.each(REASONS)('is told why: %#', (because, sentence) => {
    expect(sayUnmet(because, names)).toBe(sentence);
  });

  it.each(REFUSAL_CODES)('has words for %s', (code) => {
    expect(sayUnmet({ kind: 'no_candidate', rules: [code], opens: 1 }, names)).toMatch(
      /^No school could be listed\. The least that stands in the way is .{5,}; without it 1 offer could answer$/,
    );
  });
});

describe('a lock that cannot stand', () => {
  const lock = (code: Contradiction['code'], rules: readonly RefusalCode[] = []): string =>
    sayContradiction({ code, need: needId(1), offer: offerId(2), rules });
  it('is told why', () => {
    expect(lock('LOCK_BREAKS_RULE', ['BARRED_CONFLICT'])).toBe(
      'This lock cannot stand because of a conflict of interest',
    );
    expect(lock('LOCK_HELD_BACK')).toBe(
      'This lock cannot stand until what must be known of both schools is on record',
    );
    expect(lock('LOCKS_EXCEED_NEED')).toBe('More schools are locked to this need than it wants partners');
    expect(lock('LOCKS_EXCEED_SUPPORTER')).toBe(
      'More needs are locked to this supporter than it has room or days for',
    );
  });
});
