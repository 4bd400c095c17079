import { MEASURES } from '@app/matching';
import { UPLOAD_LIMITS, type TableKind } from '@app/schools';

const kind = (says: string, required: readonly string[], optional: readonly string[]): TableKind => ({
  says,
  required,
  optional,
  windows1252: false,
  damagedCells: 'refuse',
  ...UPLOAD_LIMITS,
});

/** The columns of the four files; README.md of this folder tells what stands in them. */
export const SCHOOLS = kind(
  'schools file',
  ['urn', 'name', 'key_stages'],
  [
    ...['setting', 'status', 'easting', 'northing', 'trust', 'federation', 'head_vacancy', 'context_year'],
    ...MEASURES,
  ],
);
export const NEEDS = kind(
  'needs file',
  ['need', 'urn', 'theme', 'half_days', 'from', 'to'],
  [
    ...['secondary_themes', 'key_stages', 'priority', 'partners', 'modes', 'travel_km', 'may_be_asked'],
    ...['wishes', 'earliest_start', 'waiting_since', 'one_of'],
  ],
);
export const OFFERS = kind(
  'offers file',
  ['offer', 'urn', 'themes', 'half_days'],
  ['key_stages', 'partners', 'fewest_partners', 'modes', 'travel_km', 'not_with', 'resting'],
);
export const CONFLICTS = kind('conflicts file', ['urn', 'other', 'state'], ['kind']);
