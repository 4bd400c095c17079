import type { Appetite, AskedPause } from '@app/profiles';

/** How it is known: `said` alone, said with how it is known, or what is named in `how`. */
type Evidence = 'declared' | 'data' | 'adviser_visit' | 'released_review' | 'inspection' | 'impact';

export interface DemoStrength {
  readonly theme: string;
  readonly depth: 'can_talk' | 'can_host' | 'can_work_alongside';
  readonly evidence: Evidence;
  readonly how: string | null;
  /** Evidence of this school year or of the one before: last year's weighs less. */
  readonly lastYear: boolean;
}

export interface DemoOffer {
  readonly urn: string;
  readonly strengths: readonly DemoStrength[];
  readonly people: string;
  readonly keyStages?: readonly string[];
  readonly modes?: readonly string[];
  readonly travelKm?: number;
  readonly partners?: number;
  readonly notWith?: readonly string[];
  readonly conditions?: string;
}

export interface DemoDeclaration extends DemoOffer {
  readonly appetite: Appetite;
  /** Half-days in the half-term of the seeding day, the next and the one after; null is "ask me". */
  readonly halfDays: readonly [now: number | null, next: number | null, after: number | null];
  readonly pause?: AskedPause;
  /** Days before the seeding day. */
  readonly sent: number;
}

type Row = [theme: string, depth: 'talk' | 'host' | 'work', evidence: Evidence, how?: string, year?: 'last'];

const DEPTH = { talk: 'can_talk', host: 'can_host', work: 'can_work_alongside' } as const;

const strengths = (...rows: readonly Row[]): DemoStrength[] =>
  rows.map(([theme, depth, evidence, how, year]) => {
    return { theme, depth: DEPTH[depth], evidence, how: how ?? null, lastYear: year === 'last' };
  });

const VISIT = 'Adviser’s visit; the note was agreed with the school.';
const REVIEW = 'Peer review, released by the school.';
const DATA = 'Published figures of the last three years.';

/** The yearly declarations; each one with strengths and terms stands as an offer. */
export const DOWNLAND_DECLARATIONS: readonly DemoDeclaration[] = [
  {
    ...{ urn: '990013', appetite: 'actively_offering', sent: 44, halfDays: [6, 14, 14], partners: 2 },
    strengths: strengths(
      ['att.strategy', 'work', 'adviser_visit', VISIT, 'last'],
      ['att.persistent', 'work', 'data', DATA, 'last'],
      ['inc.leadership', 'talk', 'declared'],
    ),
    people: 'Deputy head, attendance lead',
    modes: ['in_person', 'hybrid'],
    travelKm: 40,
  },
  {
    ...{ urn: '990018', appetite: 'actively_offering', sent: 43, halfDays: [4, 10, 12] },
    strengths: strengths(
      ['att.strategy', 'work', 'released_review', REVIEW, 'last'],
      ['att.anxiety', 'host', 'declared', 'Our own pupils’ answers, each term.'],
    ),
    people: 'Assistant head for pastoral care',
  },
  {
    ...{ urn: '990022', appetite: 'open_to_approach', sent: 42, halfDays: [2, 12, 8] },
    strengths: strengths(
      ['att.strategy', 'host', 'data', DATA],
      ['sub.languages', 'work', 'impact', 'What changed at a school we worked with.', 'last'],
    ),
    people: 'Head of languages, attendance officer',
  },
  {
    ...{ urn: '990006', appetite: 'actively_offering', sent: 41, halfDays: [4, 12, 12] },
    strengths: strengths(['att.strategy', 'work', 'data', DATA, 'last'], ['lea.people', 'talk', 'declared']),
    people: 'Deputy head',
  },
  {
    ...{ urn: '990008', appetite: 'open_to_approach', sent: 40, halfDays: [2, 6, 6] },
    strengths: strengths(['att.persistent', 'work', 'adviser_visit', VISIT]),
    people: 'Attendance lead',
  },
  {
    ...{ urn: '990011', appetite: 'open_to_approach', sent: 40, halfDays: [0, 0, 0] },
    strengths: strengths(['att.strategy', 'host', 'data', DATA], ['pha.post16', 'work', 'data', DATA]),
    people: 'Head of sixth form',
    keyStages: ['KS3', 'KS4', 'KS5'],
  },
  {
    ...{ urn: '990007', appetite: 'open_to_approach', sent: 39, halfDays: [2, 4, 4] },
    strengths: strengths(['att.strategy', 'talk', 'declared'], ['sub.arts', 'host', 'declared']),
    people: 'Head of year',
  },
  {
    ...{ urn: '990014', appetite: 'actively_offering', sent: 38, halfDays: [4, 8, 8] },
    strengths: strengths(['sub.maths', 'work', 'data', DATA], ['cur.assessment', 'host', 'declared']),
    people: 'Head of mathematics',
  },
  {
    ...{ urn: '990016', appetite: 'actively_offering', sent: 37, halfDays: [6, 10, 10], partners: 2 },
    strengths: strengths(
      ['sub.maths', 'work', 'released_review', REVIEW],
      ['tea.middle', 'work', 'data', DATA],
    ),
    people: 'Two lead teachers of mathematics',
    modes: ['in_person', 'remote', 'hybrid'],
  },
  {
    ...{ urn: '990002', appetite: 'actively_offering', sent: 36, halfDays: [2, 6, 6] },
    strengths: strengths(
      ['sub.science', 'work', 'data', DATA],
      ['tea.coaching', 'work', 'released_review', REVIEW],
    ),
    people: 'Lead coach',
    modes: ['in_person', 'remote', 'hybrid'],
  },
  {
    ...{ urn: '990009', appetite: 'actively_offering', sent: 35, halfDays: [4, 8, 12], partners: 2 },
    strengths: strengths(
      ['sub.english', 'work', 'data', DATA],
      ['cur.literacy', 'work', 'adviser_visit', VISIT, 'last'],
    ),
    people: 'Director of English',
  },
  {
    ...{ urn: '990021', appetite: 'actively_offering', sent: 34, halfDays: [4, 10, 10] },
    strengths: strengths(
      ['beh.culture', 'work', 'adviser_visit', VISIT],
      ['beh.suspension', 'host', 'data', DATA, 'last'],
    ),
    people: 'Deputy head, heads of year',
  },
  {
    ...{ urn: '990004', appetite: 'open_to_approach', sent: 33, halfDays: [0, 12, 8] },
    strengths: strengths(['beh.culture', 'work', 'inspection', 'Inspection report of last year.', 'last']),
    people: 'Head of school',
  },
  {
    ...{ urn: '990019', appetite: 'actively_offering', sent: 32, halfDays: [4, 8, 8] },
    strengths: strengths(
      ['inc.teaching', 'work', 'released_review', REVIEW],
      ['inc.leadership', 'work', 'adviser_visit', VISIT, 'last'],
      ['pdw.mental', 'host', 'declared', 'A pupil survey each term.'],
    ),
    people: 'SENCo, two specialist teachers',
    travelKm: 60,
  },
  {
    ...{ urn: '990017', appetite: 'open_to_approach', sent: 31, halfDays: [2, 4, 4] },
    strengths: strengths(
      ['inc.disadvantage', 'work', 'impact', 'What changed at a school we worked with.'],
      ['att.persistent', 'host', 'data', DATA],
    ),
    people: 'Assistant head for disadvantaged pupils',
  },
  {
    ...{ urn: '990025', appetite: 'open_to_approach', sent: 30, halfDays: [null, null, null] },
    strengths: strengths(['sub.technology', 'work', 'data', DATA]),
    people: 'Head of computing',
    conditions: 'Not in the weeks of mock examinations.',
  },
  {
    ...{ urn: '990003', appetite: 'actively_offering', sent: 29, halfDays: [2, 6, 6] },
    strengths: strengths(
      ['pdw.mental', 'work', 'adviser_visit', VISIT],
      ['pdw.careers', 'host', 'data', DATA],
    ),
    people: 'Pastoral lead, counsellor',
    modes: ['in_person', 'remote', 'hybrid'],
    travelKm: 70,
  },
  {
    ...{ urn: '990001', appetite: 'open_to_approach', sent: 28, halfDays: [2, 4, 4] },
    strengths: strengths(['sub.humanities', 'work', 'data', DATA], ['tea.research', 'talk', 'declared']),
    people: 'Head of history',
  },
  {
    ...{ urn: '990012', appetite: 'actively_offering', sent: 27, halfDays: [4, 8, 8] },
    strengths: strengths(
      ['cur.design', 'work', 'released_review', REVIEW],
      ['tea.coaching', 'host', 'data', DATA],
    ),
    people: 'Trust curriculum lead',
    notWith: ['990016'],
  },
  {
    ...{ urn: '990023', appetite: 'open_to_approach', sent: 26, halfDays: [0, 4, 4] },
    strengths: strengths(['inc.arrivals', 'work', 'adviser_visit', VISIT]),
    people: 'Lead for pupils new to English',
  },
  {
    ...{ urn: '990026', appetite: 'not_this_term', sent: 10, halfDays: [0, 0, 6] },
    strengths: strengths(['att.severe', 'work', 'adviser_visit', VISIT, 'last']),
    people: 'Family worker',
    pause: { kind: 'staffing', words: 'Two long absences in a small team. We will be glad to help again.' },
  },
];

/** Offers beside the standing ones: another team, other terms. */
export const DOWNLAND_OFFERS: readonly DemoOffer[] = [
  {
    urn: '990009',
    strengths: strengths(['pha.post16', 'work', 'data', DATA]),
    people: 'Head of sixth form',
    keyStages: ['KS5'],
    modes: ['remote', 'hybrid'],
  },
  {
    urn: '990013',
    strengths: strengths(['lea.governance', 'host', 'released_review', REVIEW]),
    people: 'Chair of governors, head',
  },
  {
    urn: '990022',
    strengths: strengths(['sub.arts', 'work', 'data', DATA]),
    people: 'Head of art and music',
    modes: ['in_person'],
  },
  {
    urn: '990016',
    strengths: strengths(['lea.wellbeing', 'work', 'data', 'Staff survey, three years.']),
    people: 'Deputy head',
  },
];
