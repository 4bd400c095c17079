import { readMeasured } from '../csv/measured.js';
import type { RowReader } from '../csv/row-reader.js';

/** The British National Grid in metres, Shetland to Scilly. */
const GRID = { east: 700_000, north: 1_300_000 } as const;

export interface GridPlace {
  readonly easting: number | null;
  readonly northing: number | null;
}

const UNKNOWN: GridPlace = { easting: null, northing: null };

/** Where a school is. Half a place, 0/0 and places outside Great Britain are unknown: a wrong distance would be worse. */
export function readPlace(row: RowReader): GridPlace {
  const easting = metres(row, 'Easting');
  const northing = metres(row, 'Northing');
  if (easting === null || northing === null || (easting === 0 && northing === 0)) return UNKNOWN;
  if (easting <= 0 || easting >= GRID.east || northing <= 0 || northing >= GRID.north) {
    row.note('Easting', `${easting}, ${northing} is outside Great Britain. The place is read as unknown.`);
    return UNKNOWN;
  }
  return { easting, northing };
}

function metres(row: RowReader, heading: string): number | null {
  const read = row.read(heading, (cell) => readMeasured(cell, -10_000_000, 10_000_000), null);
  return read?.number === undefined || read.number === null ? null : Math.round(read.number);
}
