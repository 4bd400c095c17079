import type { SchoolUrn } from '@app/kernel';
import type { Measured } from '../csv/measured.js';
import type { IsoDate } from '../csv/read-words.js';
import type { SchoolStatus } from './establishment-codes.js';
import type { KeyStage, Setting } from './key-stages.js';

/**
 * A school as the national register has it: one row of the file, whatever its form. Texts that are null were blank;
 * "Not applicable", "Not recorded", "Does not apply" and "None" stay as they are, since they are four other things.
 */
export interface RegisterSchool {
  readonly urn: SchoolUrn;
  /** Three digits, text. */
  readonly laCode: string;
  /** Seven digits: the authority's three, then the establishment's four. Null where the number was not given. */
  readonly laestab: string | null;
  readonly ukprn: string | null;
  /** Exactly as given, double spaces too. Repeats nationally: never a key. */
  readonly name: string;
  readonly typeCode: string | null;
  readonly typeName: string | null;
  readonly typeGroup: string | null;
  readonly status: SchoolStatus;
  readonly phaseCode: string | null;
  readonly phase: string | null;
  readonly lowAge: number | null;
  readonly highAge: number | null;
  readonly keyStages: readonly KeyStage[];
  readonly setting: Setting;
  readonly boarders: string | null;
  readonly gender: string | null;
  readonly sixthForm: string | null;
  readonly trustFlag: string | null;
  readonly trustCode: string | null;
  readonly trustName: string | null;
  /** False where a blank may hide a trust: an academy without one in the file has one that we do not know. */
  readonly trustKnown: boolean;
  readonly federationCode: string | null;
  readonly federationName: string | null;
  readonly diocese: string | null;
  readonly postcode: string | null;
  readonly town: string | null;
  readonly districtCode: string | null;
  readonly districtName: string | null;
  /** Metres of the British National Grid, both or neither. */
  readonly easting: number | null;
  readonly northing: number | null;
  readonly capacity: number | null;
  readonly roll: number | null;
  /** Percent of pupils eligible for free school meals, 0 to 100; null where the file has no such column. */
  readonly fsmPercent: Measured | null;
  readonly openedOn: IsoDate | null;
  readonly closedOn: IsoDate | null;
  /** Only where it is an http or https address that may become a link; anything else stays text in `published`. */
  readonly website: string | null;
  /** Further columns that were not blank, as published. Never names of persons or their telephones. */
  readonly published: Readonly<Record<string, string>>;
}
