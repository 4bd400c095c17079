/** Whose days count. `asked` is the supporter sounded out; `both` needs both schools of a pairing open. */
export const COUNTED_ON = [
  'office',
  'broker',
  'asked',
  'supporter',
  'supported',
  'both',
  'author',
  'school',
] as const;
export type CountedOn = (typeof COUNTED_ON)[number];

export type Limit =
  | { readonly kind: 'working_days'; readonly days: number }
  /** Counted back from the trigger, like a handover before an appointment ends. */
  | { readonly kind: 'working_days_before'; readonly days: number }
  /** Dates, rolled forward to a working day. */
  | { readonly kind: 'calendar_days'; readonly days: number }
  /** All 24 hours of a working day, none of others. */
  | { readonly kind: 'working_hours'; readonly hours: number }
  /** The first broker day after day 0, or that many calendar days rolled forward, if sooner. */
  | { readonly kind: 'next_broker_day'; readonly atMostDays: number }
  /** So many tenths of the pairing's own rhythm, in working days, rounded up. */
  | { readonly kind: 'cadence'; readonly tenths: number }
  /** The last school day of the half-term after the one that holds the trigger. */
  | { readonly kind: 'next_half_term' }
  /** The last school day of the term so many after the one that holds the trigger. */
  | { readonly kind: 'terms'; readonly terms: number }
  /** The first school day after the May break. */
  | { readonly kind: 'after_may_break' }
  /** The first school day of the second week of the term that holds the trigger. */
  | { readonly kind: 'week_two' }
  /** The last school day of the academic year. */
  | { readonly kind: 'summer_end' };

export interface ClockRow {
  readonly from: string;
  readonly to: string;
  readonly limit: Limit;
  readonly countedOn: CountedOn;
  readonly whenMissed: string;
  /** E: the practice of East Sussex; D: our default. */
  readonly source: 'E' | 'D';
  /** Pausing a pairing stops it; every other clock runs on. */
  readonly pauses?: true;
  /** A light pairing (a day or less in all) passes it by. */
  readonly passesLight?: true;
}

const wd = (days: number): Limit => ({ kind: 'working_days', days });

/** The service's clocks, C-1 to C-22, with their limits before an area's settings. One row a deadline. */
export const CLOCKS = {
  'C-1': {
    from: 'need raised',
    to: 'triaged',
    limit: wd(3),
    countedOn: 'office',
    whenMissed: 'today',
    source: 'D',
  },
  'C-2': {
    from: 'need open',
    to: 'supporter sounded out, or certificate',
    limit: { kind: 'next_broker_day', atMostDays: 7 },
    countedOn: 'broker',
    whenMissed: 'cover broker, exceptions',
    source: 'D',
  },
  'C-3': {
    from: 'decided',
    to: "supporter's first contact",
    limit: { kind: 'calendar_days', days: 7 },
    countedOn: 'supporter',
    whenMissed: 'nudge both, broker',
    source: 'E',
  },
  'C-4': {
    from: 'sounding out',
    to: 'answer',
    limit: wd(5),
    countedOn: 'asked',
    whenMissed: 'lapses; next candidate',
    source: 'D',
  },
  'C-5': {
    from: 'hold',
    to: 'committed',
    limit: wd(10),
    countedOn: 'supporter',
    whenMissed: 'days return',
    source: 'D',
  },
  'C-6': {
    from: 'agreed in principle',
    to: 'agenda agreed',
    limit: wd(15),
    countedOn: 'both',
    whenMissed: 'today',
    source: 'D',
    passesLight: true,
  },
  'C-7': {
    from: 'agenda agreed',
    to: 'first visit',
    limit: wd(20),
    countedOn: 'both',
    whenMissed: 'stall alert',
    source: 'D',
    pauses: true,
    passesLight: true,
  },
  'C-8': {
    from: 'visit',
    to: 'record',
    limit: wd(5),
    countedOn: 'author',
    whenMissed: 'exceptions',
    source: 'E',
  },
  'C-9': {
    from: 'record',
    to: 'accuracy reply',
    limit: wd(10),
    countedOn: 'supported',
    whenMissed: 'no_reply',
    source: 'D',
  },
  'C-10': {
    from: 'review point',
    to: 'next review point',
    limit: { kind: 'next_half_term' },
    countedOn: 'both',
    whenMissed: 'stall alert',
    source: 'D',
    pauses: true,
    passesLight: true,
  },
  'C-11': {
    from: 'contact',
    to: 'next contact',
    limit: { kind: 'cadence', tenths: 15 },
    countedOn: 'both',
    whenMissed: "gardener's four acts",
    source: 'D',
    pauses: true,
  },
  'C-12.approved': {
    from: 'certificate',
    to: 'commission approved',
    limit: wd(10),
    countedOn: 'office',
    whenMissed: 'exceptions',
    source: 'D',
  },
  'C-12.awarded': {
    from: 'commission approved',
    to: 'awarded',
    limit: wd(30),
    countedOn: 'office',
    whenMissed: 'exceptions',
    source: 'D',
  },
  'C-13.opens': {
    from: 'academic year',
    to: 'declaration opens',
    limit: { kind: 'after_may_break' },
    countedOn: 'school',
    whenMissed: 'stale; evidence fades',
    source: 'D',
  },
  'C-13.unchanged': {
    from: 'term',
    to: 'one tap: nothing has changed',
    limit: { kind: 'week_two' },
    countedOn: 'school',
    whenMissed: 'stale; evidence fades',
    source: 'D',
  },
  'C-13.stale': {
    from: 'declaration opens',
    to: 'stale',
    limit: { kind: 'summer_end' },
    countedOn: 'school',
    whenMissed: 'stale; evidence fades',
    source: 'D',
  },
  'C-14': {
    from: 'close',
    to: 'evaluated by both sides',
    limit: wd(15),
    countedOn: 'both',
    whenMissed: 'exceptions',
    source: 'D',
    passesLight: true,
  },
  'C-15.first': {
    from: 'close',
    to: 'first sustain check',
    limit: { kind: 'terms', terms: 2 },
    countedOn: 'supported',
    whenMissed: 'exceptions',
    source: 'D',
    passesLight: true,
  },
  'C-15.second': {
    from: 'close',
    to: 'second sustain check',
    limit: { kind: 'terms', terms: 3 },
    countedOn: 'supported',
    whenMissed: 'exceptions',
    source: 'D',
    passesLight: true,
  },
  'C-16': {
    from: 'question',
    to: 'answer',
    limit: wd(5),
    countedOn: 'office',
    whenMissed: 'routed to a person',
    source: 'D',
  },
  'C-17': {
    from: 'appointment ends',
    to: 'handover before it',
    limit: { kind: 'working_days_before', days: 30 },
    countedOn: 'office',
    whenMissed: 'chair',
    source: 'D',
  },
  'C-18': {
    from: 'break-glass',
    to: 'review',
    limit: wd(5),
    countedOn: 'office',
    whenMissed: 'chair',
    source: 'D',
  },
  'C-19': {
    from: 'concern raised',
    to: 'head makes it a need',
    limit: wd(10),
    countedOn: 'school',
    whenMissed: 'lapses',
    source: 'D',
  },
  'C-20': {
    from: 'signal to head',
    to: 'reply',
    limit: wd(10),
    countedOn: 'school',
    whenMissed: 'assigned adviser',
    source: 'D',
  },
  'C-21': {
    from: '`now` need raised',
    to: 'duty broker',
    limit: wd(0),
    countedOn: 'office',
    whenMissed: 'adviser',
    source: 'D',
  },
  // Twenty working days: section 10 of the Freedom of Information Act 2000, to check.
  'C-22': {
    from: 'information request came',
    to: 'released or refused',
    limit: wd(20),
    countedOn: 'office',
    whenMissed: 'exceptions',
    source: 'D',
  },
} as const satisfies Record<string, ClockRow>;

export type ClockId = keyof typeof CLOCKS;

export const CLOCK_IDS = Object.keys(CLOCKS) as readonly ClockId[];

/** What an area's settings change: the limit and whose days count. */
export type ClockSettings = Readonly<Partial<Record<ClockId, Pick<ClockRow, 'limit' | 'countedOn'>>>>;

export function clockOf(id: ClockId, settings: ClockSettings = {}): ClockRow {
  return { ...CLOCKS[id], ...settings[id] };
}
