/** Ids are plain strings at run time; the brand keeps a school's number from being passed where a person's is meant. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Six digits, as published in Get Information about Schools. Always text: never compared or stored as a number. */
export type SchoolUrn = Branded<'SchoolUrn'>;
export type AreaId = Branded<'AreaId'>;
export type PersonId = Branded<'PersonId'>;
export type AccountId = Branded<'AccountId'>;
export type NeedId = Branded<'NeedId'>;
export type OfferId = Branded<'OfferId'>;
export type MatchRunId = Branded<'MatchRunId'>;
export type ProposalId = Branded<'ProposalId'>;
/** A node of the theme taxonomy, like `att.strategy`. Ids are never reused or reworded. */
export type ThemeId = Branded<'ThemeId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @returns the id in lower case, or null where the text is no uuid (so that a door answers 404, never 500). */
export function parseUuid<Id extends string>(text: string): Id | null {
  const lower = text.toLowerCase();
  return UUID.test(lower) ? (lower as Id) : null;
}

/** @returns the URN, or null unless the text is exactly six digits not starting with 0. Nothing is trimmed or coerced. */
export function parseUrn(text: string): SchoolUrn | null {
  return /^[1-9][0-9]{5}$/.test(text) ? (text as SchoolUrn) : null;
}
