import {
  KEY_STAGES,
  MEASURES,
  SCHOOL_STATUSES,
  SETTINGS,
  type ContextValue,
  type School,
} from '@app/matching';
import type { RowReader } from '@app/schools';
import { figure, listed, one, school, whole, yes } from '../cells.js';
import { readRows } from './read-rows.js';
import { SCHOOLS } from './tables.js';

export interface NamedSchool {
  readonly name: string;
  readonly school: School;
}

const [EAST, NORTH] = [700_000, 1_300_000];

/** @throws FileRefused naming line and column of every cell that must be mended. */
export function readSchools(bytes: Uint8Array): Promise<NamedSchool[]> {
  return readRows(bytes, SCHOOLS, readOne, ({ school: { urn } }) => ['urn', urn]);
}

function readOne(row: RowReader): NamedSchool {
  const urn = school(row, 'urn', null);
  const trust = row.text('trust');
  const isPlaced = row.text('easting') !== null;
  if (isPlaced !== (row.text('northing') !== null))
    row.refuse(isPlaced ? 'northing' : 'easting', 'Give both easting and northing, or neither.');
  return {
    name: row.text('name') ?? urn,
    school: {
      urn,
      status: one(row, 'status', SCHOOL_STATUSES, 'open'),
      keyStages: listed(row, 'key_stages', KEY_STAGES, []),
      setting: one(row, 'setting', SETTINGS, 'mainstream'),
      easting: isPlaced ? whole(row, 'easting', 0, EAST, 0) : null,
      northing: isPlaced ? whole(row, 'northing', 0, NORTH, 0) : null,
      trust: trust === 'unknown' ? null : trust,
      trustKnown: trust !== 'unknown',
      federation: row.text('federation'),
      headVacancy: yes(row, 'head_vacancy'),
      context: MEASURES.flatMap((measure): ContextValue[] => {
        const found = figure(row, measure);
        const year = row.text('context_year') ?? 'not said';
        return found ? [{ measure, ...found, year, source: 'The schools file' }] : [];
      }),
    },
  };
}
