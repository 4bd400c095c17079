import { createHash } from 'node:crypto';
import { BadInput, readCalendar, readClocks, type Calendar, type ClockSettings } from '@app/kernel';
import type { Outline } from '../outline/parse-outline.js';
import { readThemes } from './read-themes.js';
import type { Taxonomy } from './themes.js';
import { readRetention, type Retention } from './retention.js';
import { readThresholds, type Thresholds } from './thresholds.js';

/** What each kind of setting is once it has been read. `policy` is validated by those who know matching. */
export interface SettingBodies {
  readonly policy: unknown;
  readonly calendar: Calendar;
  readonly clocks: ClockSettings;
  readonly thresholds: Thresholds;
  readonly themes: Taxonomy;
  readonly outline: Outline;
  readonly retention: Retention;
}
export type SettingKind = keyof SettingBodies;

/**
 * What is stored is the value that was read, not the text it was written in, so that reading it back needs no parser.
 *
 * @throws BadInput naming every fault by its field. A policy and an outline come already read.
 */
export function readSetting<Kind extends SettingKind>(kind: Kind, value: unknown): SettingBodies[Kind] {
  const readers: Readonly<Record<SettingKind, (given: unknown) => unknown>> = {
    policy: anObject,
    outline: anObject,
    calendar: readCalendar,
    clocks: readClocks,
    thresholds: readThresholds,
    themes: readThemes,
    retention: readRetention,
  };
  return readers[kind](value) as SettingBodies[Kind];
}

function anObject(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new BadInput([{ path: '', message: 'Give names with values here' }]);
}

/** SHA-256 over the value with its names in order: the database keeps no order of its own. */
export function hashOfBody(body: unknown): string {
  return createHash('sha256').update(inOrder(body)).digest('hex');
}

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const rows = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${rows.map(([key, each]) => `${JSON.stringify(key)}:${inOrder(each)}`).join(',')}}`;
}
