import type { SchoolUrn } from '@app/kernel';
import type { CapacityView, WindowView } from '@app/profiles';

/** One half-term of the days that a school offers. Its `version` is what declaring them again asks for. */
export type DaysAnswer = Omit<WindowView, 'urn'>;

export interface DaysOfSchool {
  readonly urn: SchoolUrn;
  /** For other heads, who may know no more; null for who reads the days themselves. */
  readonly available: boolean | null;
  readonly days: readonly DaysAnswer[] | null;
}

export function daysOfSchool(urn: SchoolUrn, shown: CapacityView): DaysOfSchool {
  if (shown.kind === 'flag') return { urn, available: shown.available, days: null };
  return { urn, available: null, days: shown.windows.map(daysAnswer) };
}

function daysAnswer({
  halfTerm,
  band,
  exact,
  declared,
  booked,
  free,
  state,
  version,
}: WindowView): DaysAnswer {
  return { halfTerm, band, exact, declared, booked, free, state, version };
}
