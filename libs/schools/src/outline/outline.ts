/** Easting and northing in metres of the British National Grid, as schools have them. */
export type GridPoint = readonly [easting: number, northing: number];

/** A closed line: its last point is its first. */
export type Ring = readonly GridPoint[];

/** One district's area: parts, each an outer ring and the holes in it. */
export interface DistrictOutline {
  readonly code: string;
  readonly name: string;
  readonly parts: readonly (readonly Ring[])[];
}
