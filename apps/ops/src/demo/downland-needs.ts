import type { AskedApproach, NeedToRaise } from '@app/profiles';

/** Half-terms counted from the one that the seeding day belongs to: 0 is that one, 1 the next. */
export interface DemoNeed {
  readonly urn: string;
  readonly theme: string;
  readonly further?: readonly string[];
  readonly keyStages?: readonly string[];
  readonly priority: 'when_possible' | 'this_term' | 'now';
  readonly outcome: string;
  readonly send: string;
  readonly tried?: string;
  /** Half-days in each half-term. */
  readonly halfDays: number;
  readonly from: number;
  readonly to: number;
  readonly modes?: NeedToRaise['modes'];
  readonly wishes?: readonly string[];
  readonly approach?: AskedApproach;
  /** Key of the person who looks after it from triage on. Whose day it was when it was asked for moves with the seeding day. */
  readonly owner?: string;
  readonly adviser?: string;
  /** How far it has come. */
  readonly state: 'raised' | 'triaged' | 'diagnosed' | 'agreed' | 'open' | 'withdrawn';
  /** Days before the seeding day: when it was asked for, looked at, and agreed or taken back. */
  readonly days: readonly [raised: number, triaged?: number, ended?: number];
}

const ANYONE: AskedApproach = { kind: 'anyone', urns: [] };

/** Oldest first, so that their references are in the order in which they were asked for. */
export const DOWNLAND_NEEDS: readonly DemoNeed[] = [
  {
    ...{
      urn: '990015',
      theme: 'sub.technology',
      priority: 'when_possible',
      state: 'open',
      days: [34, 32, 27],
    },
    ...{ outcome: 'Computing is taught to the end of key stage 4 by people who know it.', halfDays: 4 },
    send: 'Pupils with an education, health and care plan need the same course, not another one.',
    ...{ from: 1, to: 2, approach: ANYONE },
    owner: 'marsh',
  },
  {
    ...{
      urn: '990026',
      theme: 'beh.suspension',
      priority: 'this_term',
      state: 'withdrawn',
      days: [30, 28, 20],
    },
    ...{ outcome: 'Fewer pupils are suspended for a second time.', halfDays: 4, from: 0, to: 1 },
    send: 'Half of the pupils suspended twice have SEN support.',
    owner: 'hale',
  },
  {
    ...{ urn: '990011', theme: 'inc.teaching', further: ['inc.leadership'], priority: 'this_term' },
    ...{ state: 'open', days: [27, 25, 19], halfDays: 6, from: 1, to: 2, approach: ANYONE, adviser: 'birch' },
    outcome: 'Teachers adapt lessons so that fewer pupils are taken out of them.',
    send: 'This is about pupils with SEND first of all.',
    tried: 'A training day in September; little of it is seen in lessons.',
    owner: 'marsh',
  },
  {
    ...{ urn: '990014', theme: 'beh.culture', further: ['beh.belonging'], priority: 'this_term' },
    ...{ state: 'open', days: [24, 22, 17], halfDays: 8, from: 1, to: 2, approach: ANYONE },
    outcome: 'Lessons begin calmly in every corridor, whoever teaches them.',
    send: 'Pupils with autism say that corridors are the hardest part of the day.',
    owner: 'marsh',
  },
  {
    ...{ urn: '990003', theme: 'tea.coaching', priority: 'when_possible', modes: ['remote', 'hybrid'] },
    ...{ state: 'open', days: [22, 20, 15], halfDays: 2, from: 1, to: 3, approach: ANYONE },
    outcome: 'Every teacher has a coach who has been trained to coach.',
    send: 'Teaching assistants are coached too.',
    owner: 'whitlock',
  },
  {
    ...{ urn: '990020', theme: 'sub.languages', priority: 'this_term', state: 'open', days: [20, 18, 12] },
    ...{ outcome: 'More pupils choose a language, and finish it.', halfDays: 6, from: 1, to: 1 },
    send: 'Few pupils with SEN support choose a language at all.',
    ...{ approach: ANYONE, wishes: ['990022'] },
    owner: 'marsh',
  },
  {
    ...{ urn: '990006', theme: 'pha.post16', keyStages: ['KS5'], priority: 'when_possible', state: 'agreed' },
    ...{ outcome: 'Pupils who start a course in the sixth form finish it.', days: [18, 16, 8], halfDays: 3 },
    send: 'Pupils with SEND leave courses early twice as often.',
    ...{ from: 1, to: 2 },
    owner: 'marsh',
  },
  {
    ...{
      urn: '990007',
      theme: 'cur.literacy',
      further: ['sub.english'],
      priority: 'this_term',
      state: 'open',
    },
    ...{ outcome: 'Pupils read to learn in every subject.', days: [17, 15, 9], halfDays: 4, from: 1, to: 2 },
    send: 'A third of pupils with SEN support read below the age of ten.',
    approach: { kind: 'anyone_but', urns: ['990013'] },
    owner: 'marsh',
  },
  {
    ...{ urn: '990017', theme: 'sub.maths', priority: 'now', state: 'open', days: [13, 12, 8] },
    ...{ outcome: 'Year 11 is taught by mathematicians until two posts are filled.', halfDays: 6 },
    send: 'The lowest sets have had cover since September.',
    ...{ from: 0, to: 1, approach: ANYONE, modes: ['in_person', 'hybrid'] },
    owner: 'marsh',
  },
  {
    ...{
      urn: '990024',
      theme: 'lea.wellbeing',
      priority: 'when_possible',
      state: 'diagnosed',
      days: [12, 6],
    },
    ...{ outcome: 'Staff say that marking and meetings fit into the week.', halfDays: 2, from: 1, to: 1 },
    send: 'Plans for pupils with SEND take most of the SENCo’s evenings.',
    owner: 'marsh',
  },
  {
    ...{ urn: '990008', theme: 'pdw.mental', priority: 'this_term', state: 'open', days: [11, 9, 5] },
    ...{ outcome: 'Pupils know whom to ask, and are seen within a week.', halfDays: 4, from: 1, to: 2 },
    send: 'Waiting is longest for pupils with speech and language needs.',
    approach: { kind: 'only', urns: ['990003', '990019'] },
    owner: 'marsh',
  },
  {
    ...{ urn: '990016', theme: 'att.persistent', priority: 'when_possible', state: 'open', days: [10, 8, 4] },
    ...{ outcome: 'Fewer pupils miss one session in ten in year 10.', halfDays: 3, from: 1, to: 2 },
    ...{ send: 'Pupils with an anxiety diagnosis miss most.', approach: ANYONE, owner: 'marsh' },
  },
  {
    ...{ urn: '990026', theme: 'att.persistent', priority: 'this_term', state: 'open', days: [10, 7, 3] },
    ...{ outcome: 'Fridays are attended as well as Tuesdays are.', halfDays: 2, from: 1, to: 2 },
    ...{ send: 'Part-time timetables are looked at one by one.', approach: ANYONE, owner: 'marsh' },
  },
  {
    ...{ urn: '990022', theme: 'lea.wellbeing', priority: 'when_possible', modes: ['remote', 'hybrid'] },
    ...{ state: 'open', days: [10, 7, 3], halfDays: 2, from: 1, to: 2, approach: ANYONE },
    outcome: 'Somebody to think aloud with, once a fortnight, about leading a team that is tired.',
    send: 'How the team that looks after pupils with SEND is looked after.',
    owner: 'marsh',
  },
  {
    ...{ urn: '990005', theme: 'cur.literacy', priority: 'when_possible', state: 'open', days: [10, 7, 3] },
    ...{ outcome: 'Every subject teaches the words that it needs.', halfDays: 2, from: 1, to: 2 },
    ...{ send: 'Pupils with speech and language needs gain first.', approach: ANYONE, owner: 'marsh' },
  },
  {
    ...{ urn: '990005', theme: 'att.strategy', further: ['att.persistent'], priority: 'this_term' },
    ...{ state: 'open', days: [9, 6, 2], halfDays: 12, from: 1, to: 2, approach: ANYONE },
    ...{ owner: 'marsh', adviser: 'osei', modes: ['in_person'] },
    outcome: 'One system for attendance that every tutor uses, and fewer pupils who miss one session in ten.',
    send: 'Pupils with SEN support miss twice as many sessions as their friends.',
    tried: 'Letters home and a breakfast club; both helped the pupils who came anyway.',
  },
  {
    ...{ urn: '990023', theme: 'att.persistent', priority: 'this_term', state: 'triaged', days: [8, 5] },
    ...{ outcome: 'Year 9 attends as well as year 7 does.', halfDays: 4, from: 1, to: 2 },
    send: 'Anxiety about school is named most by pupils with SEND.',
    owner: 'whitlock',
  },
  {
    ...{ urn: '990004', theme: 'inc.leadership', priority: 'this_term', state: 'triaged', days: [7, 4] },
    ...{ outcome: 'A new SENCo has somebody to ask.', halfDays: 3, from: 1, to: 2, adviser: 'birch' },
    send: 'The SENCo began in September and is alone.',
    owner: 'marsh',
  },
  {
    ...{ urn: '990010', theme: 'sub.science', priority: 'when_possible', state: 'raised', days: [3] },
    ...{ outcome: 'Practical work in every unit of key stage 3.', halfDays: 3, from: 1, to: 2 },
    send: 'Pupils with physical disabilities watch more than they do.',
  },
  {
    ...{ urn: '990019', theme: 'sub.english', priority: 'this_term', state: 'raised', days: [2] },
    ...{ outcome: 'Writing at length by the end of year 9.', halfDays: 4, from: 1, to: 2 },
    send: 'Pupils with dyslexia write less than they can say.',
  },
];
