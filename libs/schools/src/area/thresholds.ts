import { SettingReader } from './setting-reader.js';

/** The smallest counts that are shown, below which a figure is hidden, and how far a broker chooses alone. 1 to 1,000. */
export interface Thresholds {
  readonly smallestPupilCount: number;
  readonly smallestSchoolGroup: number;
  readonly smallestSignalCohort: number;
  readonly smallestVerdictPool: number;
  /** The last place of a run's list that a broker chooses alone; further down, the chair approves as well. */
  readonly overridePlace: number;
  /** The most that a broker spends alone by one decision, in pounds; above it, the chair approves as well. 0 to 1,000. */
  readonly spendLimitPounds: number;
  /** False where the area wants a head signed in who accepts an offer of support; meeting and declining stay one press. */
  readonly acceptByLink: boolean;
  /** Whose consent work waits for at agenda stage: nobody's, or that of each school's trust. */
  readonly bodyConsent: 'none' | 'trusts';
  /** Whom somebody turns to who fears for a child: shown in place of a note, which is not kept then (I-23). */
  readonly safeguardingRoute: string;
}

const NAMES = {
  smallest_pupil_count: 'smallestPupilCount',
  smallest_school_group: 'smallestSchoolGroup',
  smallest_signal_cohort: 'smallestSignalCohort',
  smallest_verdict_pool: 'smallestVerdictPool',
  override_place: 'overridePlace',
  spend_limit_pounds: 'spendLimitPounds',
} as const;

/** An area that says nothing keeps these: it spends nothing by one person's word alone. */
const SILENT = { override_place: 3, spend_limit_pounds: 0 };

/** Where the area says nothing of its own. */
export const SAFEGUARDING_ROUTE =
  'Tell the designated safeguarding lead of the school now, as its own policy says. Where you cannot reach them, ring the children’s services of the local authority; where a child is in danger, ring 999.';
const LONGEST_ROUTE = 500;

/** No pool of fewer than five pairings bears a verdict, whatever an area would like (I-28). */
const LEAST: Readonly<Record<string, number>> = { smallestVerdictPool: 5, spendLimitPounds: 0 };

/** @throws BadInput naming every fault by its field. */
export function readThresholds(value: unknown): Thresholds {
  const reader = new SettingReader();
  const given = reader.keys(value, '', [
    ...Object.keys(NAMES),
    'accept_by_link',
    'body_consent',
    'safeguarding_route',
  ]);
  const acceptByLink = given['accept_by_link'] ?? true;
  if (typeof acceptByLink !== 'boolean') reader.say('accept_by_link', 'Enter true or false');
  const bodyConsent = given['body_consent'] ?? 'none';
  if (bodyConsent !== 'none' && bodyConsent !== 'trusts') reader.say('body_consent', 'Enter none or trusts');
  const route = given['safeguarding_route'] ?? SAFEGUARDING_ROUTE;
  if (typeof route !== 'string' || route.trim() === '' || [...route].length > LONGEST_ROUTE)
    reader.say('safeguarding_route', `Enter up to ${String(LONGEST_ROUTE)} characters`);
  const read = Object.entries(NAMES).map(([written, name]) => {
    const count = given[written] ?? (SILENT as Record<string, number>)[written];
    const least = LEAST[name] ?? 1;
    const fits = typeof count === 'number' && Number.isInteger(count) && count >= least && count <= 1_000;
    if (!fits) reader.say(written, `Enter a whole number from ${String(least)} to 1,000`);
    return [name, count];
  });
  const all = {
    ...Object.fromEntries(read),
    acceptByLink,
    bodyConsent,
    safeguardingRoute: route,
  } as unknown as Thresholds;
  return reader.finish(all, 'These thresholds cannot come into force.');
}
