import { SettingReader } from './setting-reader.js';

/** The smallest counts that are shown, below which a figure is hidden, and how far a broker chooses alone. 1 to 1,000. */
export interface Thresholds {
  readonly smallestPupilCount: number;
  readonly smallestSchoolGroup: number;
  readonly smallestSignalCohort: number;
  readonly smallestVerdictPool: number;
  /** The last place of a run's list that a broker chooses alone; further down, the chair approves as well. */
  readonly overridePlace: number;
  /** False where the area wants a head signed in who accepts an offer of support; meeting and declining stay one press. */
  readonly acceptByLink: boolean;
  /** Whose consent work waits for at agenda stage: nobody's, or that of each school's trust. */
  readonly bodyConsent: 'none' | 'trusts';
}

const NAMES = {
  smallest_pupil_count: 'smallestPupilCount',
  smallest_school_group: 'smallestSchoolGroup',
  smallest_signal_cohort: 'smallestSignalCohort',
  smallest_verdict_pool: 'smallestVerdictPool',
  override_place: 'overridePlace',
} as const;

/** An area that says nothing keeps this. */
const OVERRIDE_PLACE = 3;

/** A pool of fewer pairings than this bears no verdict, whatever an area would like (I-28). */
const LEAST_VERDICT_POOL = 5;

/** @throws BadInput naming every fault by its field. */
export function readThresholds(value: unknown): Thresholds {
  const reader = new SettingReader();
  const given = reader.keys(value, '', [...Object.keys(NAMES), 'accept_by_link', 'body_consent']);
  const acceptByLink = given['accept_by_link'] ?? true;
  if (typeof acceptByLink !== 'boolean') reader.say('accept_by_link', 'Enter true or false');
  const bodyConsent = given['body_consent'] ?? 'none';
  if (bodyConsent !== 'none' && bodyConsent !== 'trusts') reader.say('body_consent', 'Enter none or trusts');
  const read = Object.entries(NAMES).map(([written, name]) => {
    const count = name === 'overridePlace' ? (given[written] ?? OVERRIDE_PLACE) : given[written];
    const least = name === 'smallestVerdictPool' ? LEAST_VERDICT_POOL : 1;
    const fits = typeof count === 'number' && Number.isInteger(count) && count >= least && count <= 1_000;
    if (!fits) reader.say(written, `Enter a whole number from ${String(least)} to 1,000`);
    return [name, count];
  });
  const all = { ...Object.fromEntries(read), acceptByLink, bodyConsent } as unknown as Thresholds;
  return reader.finish(all, 'These thresholds cannot come into force.');
}
