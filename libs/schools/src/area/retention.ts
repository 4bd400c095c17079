import { SettingReader } from './setting-reader.js';

/** What a period is of. Each is named in a schedule, and no other is stored. */
export const RETENTION_KINDS = [
  'session',
  'invitation',
  'limit_counter',
  'form_draft',
  'idempotency_key',
  'outbox',
  'concern',
  'need_not_taken_up',
  'declaration',
  'pairing',
  'coaching_note',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

export interface Period {
  readonly count: number;
  readonly unit: 'hours' | 'days' | 'years' | 'academic years';
}
export type Retention = Readonly<Record<RetentionKind, Period>>;

/** The most of each unit: a slip of the hand shall not keep for ever. */
const MOST: Readonly<Record<Period['unit'], number>> = {
  ...{ hours: 168, days: 730, years: 30, 'academic years': 30 },
};
const WRITTEN = /^([1-9][0-9]{0,3}) (hours?|days?|years?|academic years?)$/;

/** What holds where an area has put nothing in force: `config/retention/default.yaml`. */
export const DEFAULT_RETENTION: Retention = {
  session: { count: 30, unit: 'days' },
  invitation: { count: 30, unit: 'days' },
  limit_counter: { count: 24, unit: 'hours' },
  form_draft: { count: 30, unit: 'days' },
  idempotency_key: { count: 7, unit: 'days' },
  outbox: { count: 90, unit: 'days' },
  concern: { count: 30, unit: 'days' },
  need_not_taken_up: { count: 2, unit: 'academic years' },
  declaration: { count: 6, unit: 'academic years' },
  pairing: { count: 6, unit: 'years' },
  coaching_note: { count: 1, unit: 'years' },
};

/** @throws BadInput naming every fault by its field: a kind missing, one nobody stores, no period. */
export function readRetention(value: unknown): Retention {
  const reader = new SettingReader();
  const given = reader.keys(value, '', RETENTION_KINDS);
  const read = Object.fromEntries(
    RETENTION_KINDS.map((kind) => [kind, readPeriod(reader, kind, given[kind])]),
  ) as Retention;
  return reader.finish(read, 'This retention schedule cannot come into force.');
}

function readPeriod(reader: SettingReader, kind: string, given: unknown): Period {
  const written = typeof given === 'string' ? WRITTEN.exec(given) : null;
  const unit = written?.[2]?.replace(/s?$/, 's') as Period['unit'] | undefined;
  const count = Number(written?.[1] ?? 0);
  if (unit !== undefined && count <= MOST[unit]) return { count, unit };
  reader.say(kind, 'Enter a period, like 30 days, 24 hours, 6 years or 2 academic years');
  return { count: 0, unit: 'days' };
}

/** What ended at this moment or earlier is over. An academic year begins on 1 September. */
export function cutoffOf({ count, unit }: Period, now: Date): Date {
  if (unit === 'hours') return new Date(now.getTime() - count * 3_600_000);
  if (unit === 'days') return new Date(now.getTime() - count * 86_400_000);
  const back = new Date(now);
  if (unit === 'years') {
    back.setUTCFullYear(now.getUTCFullYear() - count);
    // 29 February, a year later, is 1 March by itself: a day later than a year ago, never earlier.
    return back;
  }
  const began = now.getUTCMonth() >= 8 ? now.getUTCFullYear() : now.getUTCFullYear() - 1;
  return new Date(Date.UTC(began - count, 8, 1));
}

/** As a person reads it: `2 academic years`. */
export function sayPeriod({ count, unit }: Period): string {
  return `${String(count)} ${count === 1 ? unit.replace(/s$/, '') : unit}`;
}
