import type { SchoolUrn } from '@app/kernel';
import type { IsoDate } from '../csv/read-words.js';

/** `other` is kept but is no history: sixth form centres, expansions. */
export type LinkKind = 'successor' | 'merger' | 'split' | 'other';

/** One event between two schools, told once however many rows of the file tell it. */
export interface SchoolLink {
  readonly fromUrn: SchoolUrn;
  readonly toUrn: SchoolUrn;
  readonly kind: LinkKind;
  /** As the later school's own row has it, else the earlier one's; null where neither has a date. */
  readonly linkedOn: IsoDate | null;
}

/** Whether a school is open by the register; false for one that the register does not hold. */
export type IsOpen = (urn: SchoolUrn) => boolean;
