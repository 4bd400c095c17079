/** Downland is fictional: no name, number or place here is a real school's. Its URNs lie outside those given out. */
export interface DemoSchool {
  readonly urn: string;
  readonly name: string;
  readonly kind: 'academy' | 'maintained' | 'special' | 'pupil_referral_unit';
  readonly phase: 'Primary' | 'Secondary' | 'All-through' | 'Not applicable';
  readonly ages: readonly [low: number, high: number];
  readonly sixthForm: boolean;
  /** Null for maintained schools; `unknown` for an academy whose trust the register leaves blank. */
  readonly trust: 'weald' | 'coast' | 'ridge' | 'unknown' | null;
  readonly district: 'Downland West' | 'Downland Mid' | 'Downland East';
  readonly town: string;
  /** Metres of the British National Grid, in the sea south of the land: nothing stands there. */
  readonly at: readonly [easting: number, northing: number];
  readonly capacity: number;
  readonly roll: number;
  /** Percent of pupils eligible for free school meals; null where suppressed. */
  readonly fsm: number | null;
  readonly status?: 'Open' | 'Open, but proposed to close' | 'Closed';
}

export const TRUSTS = {
  weald: { code: '99001', name: 'Weald Learning Trust' },
  coast: { code: '99002', name: 'Coastal Schools Trust' },
  ridge: { code: '99003', name: 'Ridgeway Partnership Trust' },
} as const;

type Row = [
  name: string,
  kind: 'A' | 'M',
  trust: DemoSchool['trust'],
  district: 'W' | 'M' | 'E',
  town: string,
  eastKm: number,
  northKm: number,
  roll: number,
  fsm: number | null,
  sixthForm?: 'sixth',
];

const DISTRICTS = { W: 'Downland West', M: 'Downland Mid', E: 'Downland East' } as const;
/** The county's south-west corner; places are kilometres from it. */
const ORIGIN = [560_000, 60_000] as const;

const SECONDARIES: readonly Row[] = [
  ['Ashdene School', 'M', null, 'W', 'Ashdene', 6.2, 22.4, 1042, 14.2, 'sixth'],
  ['Beacon Hill Academy', 'A', 'ridge', 'W', 'Beacon Hill', 12.8, 27.9, 1310, 17.8],
  ['Castlefield School', 'M', null, 'W', 'Castlefield', 15.1, 14.6, 894, 22.5],
  ['Dunmere Academy', 'A', 'coast', 'W', 'Dunmere', 8.4, 6.1, 1121, 31.4],
  ['Eastmarsh Academy', 'A', 'coast', 'E', 'Eastmarsh', 55.3, 12.2, 1086, 33.9],
  ['Fenwick Academy', 'A', 'unknown', 'M', 'Fenwick', 30.6, 21.7, 1204, 19.6, 'sixth'],
  ['Greenhythe School', 'M', null, 'M', 'Greenhythe', 27.4, 9.3, 978, 26.3],
  ['Harbour School', 'A', 'coast', 'E', 'Port Salter', 61.8, 7.5, 1015, 36.2],
  ['Highmoor School', 'M', null, 'M', 'Highmoor', 36.9, 31.0, 1433, 9.7, 'sixth'],
  ['Ivybridge Lane School', 'M', null, 'W', 'Ashdene', 8.1, 24.8, 762, 20.4],
  ['Kingsgate School', 'M', null, 'E', 'Kingsgate', 50.2, 24.6, 1150, 18.9, 'sixth'],
  ['Longmead Academy', 'A', 'weald', 'M', 'Longmead', 23.9, 25.5, 1266, 15.3],
  ['Marlowe School', 'M', null, 'E', 'Marlowe', 46.4, 19.3, 1188, 28.7, 'sixth'],
  ['Millbrook School', 'M', null, 'M', 'Millbrook', 33.3, 14.9, 905, 24.1],
  ['Northfield Academy', 'A', 'weald', 'M', 'Northfield', 29.2, 33.6, 843, 21.0],
  ['Oakridge Academy', 'A', 'ridge', 'W', 'Oakridge', 18.7, 31.4, 1377, 11.8, 'sixth'],
  ['Park View School', 'M', null, 'E', 'Kingsgate', 52.6, 26.0, 1012, 25.7],
  ['Quarry Lane School', 'M', null, 'M', 'Quarry Hill', 41.8, 25.2, 1093, 27.4, 'sixth'],
  ['Ravensbourne School', 'M', null, 'W', 'Ravensford', 4.4, 15.2, 986, 23.3],
  ['Saltern Academy', 'A', 'coast', 'E', 'Port Salter', 60.1, 9.8, 927, 34.8],
  ['Thornbury Hill School', 'M', null, 'M', 'Thornbury', 38.2, 8.0, 1117, 16.9],
  ['Uplands School', 'M', null, 'W', 'Uplands', 20.6, 20.1, 1249, 18.2, 'sixth'],
  ['Vale Academy', 'A', 'ridge', 'M', 'Vale Cross', 26.0, 17.2, 1058, 20.8],
  ['Westbrook Academy', 'A', 'weald', 'W', 'Westbrook', 11.2, 11.9, 1190, 22.2],
  ['Windmill Hill School', 'M', null, 'E', 'Windmill Hill', 48.0, 31.7, 874, 12.6],
  ['Yarrow School', 'M', null, 'E', 'Yarrow', 57.7, 20.4, 1001, 29.5],
];

const PRIMARIES: readonly Row[] = [
  ['Alder Road Primary School', 'M', null, 'W', 'Ashdene', 6.9, 22.0, 208, 12.1],
  ['Bay Street Primary School', 'M', null, 'E', 'Port Salter', 61.2, 8.4, 402, 41.0],
  ['Bluebell Infant School', 'M', null, 'M', 'Millbrook', 33.9, 15.4, 178, 18.4],
  ['Chalk Pit Primary School', 'M', null, 'M', 'Quarry Hill', 42.3, 24.7, 311, 25.6],
  ['Church Field CofE Primary School', 'M', null, 'E', 'Kingsgate', 50.9, 25.1, 214, 14.0],
  ['Coppice Primary Academy', 'A', 'weald', 'M', 'Longmead', 24.3, 25.0, 419, 19.2],
  ['Dunmere Primary Academy', 'A', 'coast', 'W', 'Dunmere', 8.8, 6.6, 387, 33.8],
  ['Eastmarsh Primary School', 'M', null, 'E', 'Eastmarsh', 55.0, 12.9, 296, 35.1],
  ['Ferry Lane Primary School', 'M', null, 'M', 'Greenhythe', 27.0, 9.9, 203, 27.7],
  ['Fenwick Green Primary School', 'M', null, 'M', 'Fenwick', 31.1, 22.2, 412, 15.9],
  ['Gorse Hill Primary School', 'M', null, 'W', 'Castlefield', 15.6, 14.1, 189, 20.2],
  ['Highmoor Primary School', 'M', null, 'M', 'Highmoor', 36.5, 30.4, 421, 7.8],
  ['Holly Bank Primary Academy', 'A', 'ridge', 'W', 'Beacon Hill', 13.2, 27.3, 398, 16.4],
  ['Little Yarrow Primary School', 'M', null, 'E', 'Yarrow', 58.2, 21.0, 62, null],
  ['Marlowe Junior School', 'M', null, 'E', 'Marlowe', 46.9, 18.9, 341, 26.9],
  ['Northfield Primary Academy', 'A', 'weald', 'M', 'Northfield', 29.6, 33.0, 205, 18.8],
  ['Oakridge Primary School', 'M', null, 'W', 'Oakridge', 18.2, 30.9, 416, 10.3],
  ['Sandpiper Primary School', 'M', null, 'E', 'Port Salter', 62.0, 6.8, 288, 38.6],
  ['Thornbury Village Primary School', 'M', null, 'M', 'Thornbury', 38.8, 8.6, 97, 9.2],
  ['Uplands Primary School', 'M', null, 'W', 'Uplands', 21.0, 20.7, 409, 17.1],
  ['Vale Cross Primary School', 'M', null, 'M', 'Vale Cross', 25.5, 17.8, 212, 19.9],
  ['Westbrook Primary Academy', 'A', 'weald', 'W', 'Westbrook', 11.7, 12.4, 405, 21.3],
];

const OTHERS: readonly Row[] = [
  ['Hollow Ash School', 'M', null, 'M', 'Vale Cross', 26.8, 16.1, 148, 39.4],
  ['Linden Bank School', 'M', null, 'E', 'Kingsgate', 51.4, 23.8, 122, 42.7],
  ['The Bridge Pupil Referral Unit', 'M', null, 'W', 'Castlefield', 14.7, 15.0, 54, 55.0],
];

export const DOWNLAND_SCHOOLS: readonly DemoSchool[] = [
  ...SECONDARIES.map((row, at) => school(990_001 + at, row, 'Secondary', [11, row[9] ? 18 : 16])),
  ...PRIMARIES.map((row, at) => school(990_101 + at, row, 'Primary', primaryAges(row[0]))),
  ...OTHERS.map((row, at) =>
    school(990_201 + at, row, 'Not applicable', [row[0].includes('Unit') ? 11 : 4, 16]),
  ),
];

function primaryAges(name: string): [number, number] {
  if (name.includes('Infant')) return [4, 7];
  return name.includes('Junior') ? [7, 11] : [4, 11];
}

function school(urn: number, row: Row, phase: DemoSchool['phase'], ages: [number, number]): DemoSchool {
  const [name, kind, trust, district, town, eastKm, northKm, roll, fsm, sixthForm] = row;
  const special =
    phase !== 'Not applicable' ? null : name.includes('Unit') ? 'pupil_referral_unit' : 'special';
  return {
    urn: String(urn),
    name,
    kind: special ?? (kind === 'A' ? 'academy' : 'maintained'),
    phase,
    ages,
    sixthForm: sixthForm !== undefined,
    trust,
    district: DISTRICTS[district],
    town,
    at: [ORIGIN[0] + Math.round(eastKm * 1000), ORIGIN[1] + Math.round(northKm * 1000)],
    capacity: Math.ceil((roll * 1.08) / 10) * 10,
    roll,
    fsm,
  };
}
