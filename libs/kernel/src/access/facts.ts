import type { AreaId, PersonId, SchoolUrn } from '../ids.js';

/**
 * What a decision may know about a record: facts only. Leave out what does not apply; a grant that needs a fact which
 * is missing is refused. A new scope adds its fact here.
 */
export interface Resource {
  /** The area the record belongs to; null or left out for national and installation records. */
  readonly area?: AreaId | null;
  /** True for rows of the national register and published figures, which belong to no area. */
  readonly register?: boolean;
  /** The school whose record it is. */
  readonly school?: SchoolUrn;
  /** Every school of the case, both sides of a proposal included: an interest in any of them refuses (`*`). */
  readonly schools?: readonly SchoolUrn[];
  /** Schools that an entry of the log touches. */
  readonly touches?: readonly SchoolUrn[];
  /**
   * The two sides of a proposal. Give a side only from the stage that opens it to that side (the supporter from sounding
   * out, the asking school once the supporter said yes); in lists the column is null until then.
   */
  readonly supported?: SchoolUrn;
  readonly supporting?: SchoolUrn;
  /** The asking school has accepted or wants to meet: both names are open to both sides. */
  readonly namesOpen?: boolean;
  /** Trusts, dioceses and governing boards that answer for the schools of the case. */
  readonly bodies?: readonly string[];
  /** An act on this case takes a second person and waits for one. */
  readonly pending?: boolean;
  /** People to whom the case or school is assigned by name, cover and duty included. */
  readonly assigned?: readonly string[];
  /** The coach and the person coached. */
  readonly parties?: readonly string[];
  /** The person the record is about. */
  readonly person?: PersonId;
  /** The schools at which that person holds a post today. */
  readonly personSchools?: readonly SchoolUrn[];
  /** Whose act it was, as the log writes it: `person:<id>`. */
  readonly actor?: string;
  /** Schools named by a consent that stands for this need. */
  readonly consentedTo?: readonly SchoolUrn[];
  /** People with an approved, unexpired break-glass grant for this school and kind of record. */
  readonly openedTo?: readonly string[];
  /** Schools in the data room: given for the room, and for a school only while it is in there itself. */
  readonly optedIn?: readonly SchoolUrn[];
  /** People whom an unexpired release names for this section of a review. */
  readonly releasedTo?: readonly string[];
  /** The hub whose own record it is. */
  readonly hub?: string;
  /** Hubs the school belongs to. */
  readonly hubs?: readonly string[];
  /** Who did earlier acts on this record, by action: nobody does both halves of what takes two people. */
  readonly actsBy?: Readonly<Record<string, readonly string[]>>;
}

/** Facts of one record that conditions speak about, and, for lists, the columns they stand in. */
export type FactName = Exclude<keyof Resource, 'actsBy'>;

/** For lists: the SQL expression of each fact; `actsBy` by action gives an array of person ids. */
export type FactColumns = Readonly<Partial<Record<FactName, string>>> & {
  readonly actsBy?: Readonly<Record<string, string>>;
};

/** The name under which a condition speaks of who did an earlier act. */
export const doersOf = (action: string): string => `actsBy:${action}`;
