import { RuleBroken, type ThemeId } from '@app/kernel';
import { readPolicy } from '../read-policy.js';
import { canonicalJson } from './canonical-json.js';
import {
  readCommitments,
  readConflicts,
  readGroups,
  readNeedsAndOffers,
  readNeedsAndSupporters,
  readSoundings,
  readTrackRecords,
} from './read-between.js';
import { readNeeds } from './read-needs.js';
import { readDays, readOffers } from './read-offers.js';
import { readHalfTerms, readSchools } from './read-schools.js';
import { requirePlaces } from './require-places.js';
import { RowReader } from './row-reader.js';
import { SNAPSHOT_SCHEMA, type Snapshot } from './snapshot.js';

const NAMES: readonly (keyof Snapshot)[] = [
  'schema',
  'runDate',
  'halfTerms',
  'themes',
  'policy',
  'schools',
  'needs',
  'offers',
  'days',
  'conflicts',
  'commitments',
  'soundings',
  'trackRecords',
  'declines',
  'vetoes',
  'locks',
  'groups',
  'currentPlan',
];
const MOST_THEMES = 2_000;

/**
 * A snapshot from plain values, in its canonical order: rows by their keys, sets in the order of their words.
 *
 * @throws BadInput naming row and field, like `needs.3.primaryTheme`, for anything that is not as `Snapshot` says: a
 *   number that is not whole (NaN and the infinities too), a name the snapshot does not hold, a row twice, an unknown key.
 * @throws RuleBroken NO_NEEDS or NO_OFFERS where there is nothing to match; DEMAND_OUTSIDE_PLACES where the policy wants it.
 */
export function readSnapshot(json: unknown): Snapshot {
  const reader = new RowReader();
  const row = reader.keys(json, '', NAMES);
  if (row['schema'] !== SNAPSHOT_SCHEMA) reader.say('schema', `This engine reads ${SNAPSHOT_SCHEMA}`);
  const runDate = reader.date(row['runDate'], 'runDate');
  const halfTerms = readHalfTerms(reader, row['halfTerms']);
  const themes = reader.rows(
    row['themes'],
    'themes',
    MOST_THEMES,
    (theme, path) => reader.name(theme, path) as ThemeId,
    (theme) => theme,
  );
  const policy = readPolicy(reader, row['policy'], 'policy');
  const schools = readSchools(reader, row['schools']);
  const known = {
    themes: new Set<string>(themes),
    schools: new Set<string>(schools.map(({ urn }) => urn)),
  };
  const needs = readNeeds(reader, row['needs'], known, runDate);
  const offers = readOffers(reader, row['offers'], known, runDate);
  const pairs = {
    ...known,
    needs: new Set<string>(needs.map(({ id }) => id)),
    offers: new Set<string>(offers.map(({ id }) => id)),
  };
  const groups = readGroups(reader, row['groups'] ?? [], pairs);
  const snapshot = reader.finish<Snapshot>(
    {
      schema: SNAPSHOT_SCHEMA,
      runDate,
      halfTerms,
      themes,
      policy,
      schools,
      needs,
      offers,
      days: readDays(reader, row['days'], known, halfTerms),
      conflicts: readConflicts(reader, row['conflicts'], known),
      commitments: readCommitments(reader, row['commitments'], pairs),
      soundings: readSoundings(reader, row['soundings'], known),
      trackRecords: readTrackRecords(reader, row['trackRecords'], known),
      declines: readNeedsAndSupporters(reader, row['declines'], 'declines', pairs),
      vetoes: readNeedsAndSupporters(reader, row['vetoes'], 'vetoes', pairs),
      locks: readNeedsAndOffers(reader, row['locks'], 'locks', pairs),
      ...(groups.length > 0 ? { groups } : {}),
      currentPlan: readNeedsAndOffers(reader, row['currentPlan'], 'currentPlan', pairs),
    },
    'This snapshot cannot be matched.',
  );
  if (needs.length === 0) throw new RuleBroken('NO_NEEDS', 'There is no open need to find support for.');
  if (offers.length === 0) throw new RuleBroken('NO_OFFERS', 'No school of the area offers support yet.');
  requirePlaces(snapshot);
  return snapshot;
}

/**
 * The one text of a snapshot: rows in canonical order, keys sorted, whole numbers only. Its UTF-8 bytes are what the
 * shell hashes and stores; the order in which rows were given changes nothing.
 *
 * @throws as `readSnapshot`: nothing is written that could not be read.
 */
export function canonicalSnapshot(snapshot: Snapshot): string {
  return canonicalJson(readSnapshot(snapshot));
}
