import type { SchoolUrn } from '@app/kernel';

/** What one school promised another in one academic year. */
export interface PromisedHelp {
  readonly supporter: SchoolUrn;
  readonly asker: SchoolUrn;
  readonly halfDays: number;
}

/** Half-days that one school of a project gave to the others, or promised them. */
export interface HelpToSeveral {
  readonly supporter: SchoolUrn;
  readonly halfDays: number;
  /** Every school of the project that receives, by URN; it may be the giving one as well. */
  readonly receivers: readonly SchoolUrn[];
}

/**
 * What a school gives to several counts once, in whole half-days that each of the others received alike; what cannot be
 * shared alike goes to the first by URN, so that given and received stay one sum.
 */
export function shareOut({ supporter, halfDays, receivers }: HelpToSeveral): PromisedHelp[] {
  const others = receivers.filter((urn) => urn !== supporter);
  const each = Math.floor(halfDays / Math.max(1, others.length));
  return others
    .map((asker, at) => ({
      ...{ supporter, asker },
      halfDays: each + (at < halfDays - each * others.length ? 1 : 0),
    }))
    .filter((help) => help.halfDays > 0);
}
