import type { NewAppointment } from '@app/identity';
import { TRUSTS } from './downland-schools.js';

type DemoPost = Pick<NewAppointment, 'role' | 'brokerWeekday' | 'flags' | 'body'> & { readonly urn?: string };

export interface DemoPerson {
  readonly key: string;
  readonly name: string;
  /** The line under which the sign-in page offers them; null for those who are only there. */
  readonly line: string | null;
  readonly posts: readonly DemoPost[];
}

/** Who a visitor can be. The brokers stay heads of their own schools, and so have interests. */
const PERSONAS: readonly DemoPerson[] = [
  {
    key: 'asker',
    name: 'Grace Okoro',
    line: 'Head asking for support, Eastmarsh Academy',
    posts: [{ role: 'head', urn: '990005' }],
  },
  {
    key: 'helper',
    name: 'Daniel Fry',
    line: 'Head supporting other schools, Marlowe School',
    posts: [{ role: 'head', urn: '990013' }],
  },
  {
    key: 'marsh',
    name: 'Jo Marsh',
    line: 'Broker on Tuesdays, head of Ashdene School',
    posts: [
      { role: 'broker', brokerWeekday: 2 },
      { role: 'head', urn: '990001' },
    ],
  },
  {
    key: 'hale',
    name: 'Ruth Hale',
    line: 'Broker on Wednesdays, head of Uplands School',
    posts: [
      { role: 'broker', brokerWeekday: 3 },
      { role: 'head', urn: '990022' },
    ],
  },
  {
    key: 'whitlock',
    name: 'Sam Whitlock',
    line: 'Broker on Thursdays, head of Longmead Academy',
    posts: [
      { role: 'broker', brokerWeekday: 4 },
      { role: 'head', urn: '990012' },
    ],
  },
  { key: 'osei', name: 'Ama Osei', line: 'Adviser, secondary schools', posts: [{ role: 'adviser' }] },
  { key: 'birch', name: 'Tom Birch', line: 'Adviser, inclusion', posts: [{ role: 'adviser' }] },
  {
    key: 'officer',
    name: 'Priya Nair',
    line: 'Officer of the council, answers for data protection',
    posts: [{ role: 'officer', flags: ['dpo'] }],
  },
  { key: 'chair', name: 'Helen Croft', line: 'Chair of the Board', posts: [{ role: 'chair' }] },
  {
    key: 'coast',
    name: 'Nadia Brook',
    line: 'Speaks for the Coastal Schools Trust',
    posts: [{ role: 'body', body: TRUSTS.coast.code }],
  },
  {
    key: 'administrator',
    name: 'Dan Wells',
    line: 'System administrator',
    posts: [{ role: 'sysadmin', flags: ['inst'] }],
  },
];

/** The heads of the other secondary schools: they ask and offer, and nobody signs in as them. */
const OTHER_HEADS: Readonly<Record<string, string>> = {
  '990002': 'Alan Pryce',
  '990003': 'Bola Adeyemi',
  '990004': 'Carys Lund',
  '990006': 'David Mount',
  '990007': 'Elena Rossi',
  '990008': 'Farid Aziz',
  '990009': 'Gwen Talbot',
  '990010': 'Harry Lomax',
  '990011': 'Isla Munro',
  '990014': 'Janet Okafor',
  '990015': 'Kieran Doyle',
  '990016': 'Laura Finch',
  '990017': 'Mina Patel',
  '990018': 'Noel Baptiste',
  '990019': 'Olive Carrick',
  '990020': 'Peter Szabo',
  '990021': 'Rana Haddad',
  '990023': 'Simon Tranter',
  '990024': 'Tess Weaver',
  '990025': 'Umar Siddiqui',
  '990026': 'Vera Lindqvist',
};

/** Who speaks for the other trusts. */
const OTHER_BODIES: readonly DemoPerson[] = [
  { key: 'weald', name: 'Owen Hart', line: null, posts: [{ role: 'body', body: TRUSTS.weald.code }] },
  { key: 'ridge', name: 'Zoe Calder', line: null, posts: [{ role: 'body', body: TRUSTS.ridge.code }] },
];

export const DOWNLAND_PEOPLE: readonly DemoPerson[] = [
  ...PERSONAS,
  ...OTHER_BODIES,
  ...Object.entries(OTHER_HEADS).map(([urn, name]) => ({
    key: urn,
    name,
    line: null,
    posts: [{ role: 'head' as const, urn }],
  })),
];
