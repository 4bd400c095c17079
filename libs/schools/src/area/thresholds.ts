import { SettingReader } from './setting-reader.js';

/** The smallest counts that are shown; below them a figure is hidden. Counts, 1 to 1,000. */
export interface Thresholds {
  readonly smallestPupilCount: number;
  readonly smallestSchoolGroup: number;
  readonly smallestSignalCohort: number;
  readonly smallestVerdictPool: number;
}

const NAMES = {
  smallest_pupil_count: 'smallestPupilCount',
  smallest_school_group: 'smallestSchoolGroup',
  smallest_signal_cohort: 'smallestSignalCohort',
  smallest_verdict_pool: 'smallestVerdictPool',
} as const;

/** A pool of fewer pairings than this bears no verdict, whatever an area would like (I-28). */
const LEAST_VERDICT_POOL = 5;

/** @throws BadInput naming every fault by its field. */
export function readThresholds(value: unknown): Thresholds {
  const reader = new SettingReader();
  const given = reader.keys(value, '', Object.keys(NAMES));
  const read = Object.entries(NAMES).map(([written, name]) => {
    const count = given[written];
    const least = name === 'smallestVerdictPool' ? LEAST_VERDICT_POOL : 1;
    const fits = typeof count === 'number' && Number.isInteger(count) && count >= least && count <= 1_000;
    if (!fits) reader.say(written, `Enter a whole number from ${String(least)} to 1,000`);
    return [name, count];
  });
  return reader.finish(Object.fromEntries(read) as Thresholds, 'These thresholds cannot come into force.');
}
