import type { AreaId, Resource, SchoolUrn } from '@app/kernel';

/** Who has a school in hand by name: known a room higher, asked for only where somebody of another school reads. */
export type AdvisersOf = (urn: SchoolUrn) => Promise<readonly string[]>;

/** Of the looks at a school's figures, and of a signal its head alone has: nobody is assigned to them. */
export const ofTheHead = (area: AreaId, urn: SchoolUrn): Resource => ({
  ...{ area, school: urn, schools: [urn], assigned: [] },
});

/**
 * What a decision may know of a signal (I-38): its own head first. An adviser is named only once it was passed on; one that
 * the head answered in time never is.
 */
export function signalResource(
  area: AreaId,
  signal: { readonly urn: SchoolUrn; readonly passedOnAt: Date | null },
  advisers: readonly string[],
): Resource {
  return { ...ofTheHead(area, signal.urn), assigned: signal.passedOnAt === null ? [] : advisers };
}
