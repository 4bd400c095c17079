import type { IsoDate } from '../csv/read-words.js';

/** What is known of when a register was drawn. */
export interface RegisterEdition {
  readonly extractDate: IsoDate | null;
  readonly latestOpening: IsoDate | null;
}

/** `may_be_older` rests on openings alone: an extract of other types of school can look so, and a person decides. */
export type RegisterAge = 'older' | 'may_be_older' | 'same' | 'newer' | 'unknown';

/**
 * Whether a file is an earlier edition than the register in force. Dates of extract decide; where one is missing, a file
 * whose latest opening lies before what the register already knows may be older.
 */
export function ageOf(file: RegisterEdition, inForce: RegisterEdition): RegisterAge {
  if (file.extractDate !== null && inForce.extractDate !== null) {
    if (file.extractDate === inForce.extractDate) return 'same';
    return file.extractDate < inForce.extractDate ? 'older' : 'newer';
  }
  if (file.latestOpening === null || inForce.latestOpening === null) return 'unknown';
  return file.latestOpening < inForce.latestOpening ? 'may_be_older' : 'unknown';
}
