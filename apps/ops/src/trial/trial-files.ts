import type { SchoolUrn } from '@app/kernel';

/** One row of the operator's needs file. Half-days are integers; half-terms are written `2026/27-3`. */
export interface TrialNeed {
  readonly line: number;
  readonly id: string;
  readonly urn: SchoolUrn;
  readonly theme: string;
  readonly secondaryThemes: readonly string[];
  readonly keyStages: readonly string[];
  readonly priority: 'when_possible' | 'this_term' | 'now';
  /** Per half-term of the window. */
  readonly halfDays: number;
  readonly from: string;
  readonly to: string;
  readonly partners: number;
  readonly modes: readonly string[];
  readonly travelKm: number | null;
  readonly approach: { readonly kind: 'anyone' | 'anyone_but' | 'only'; readonly urns: readonly SchoolUrn[] };
}

export interface TrialTheme {
  readonly theme: string;
  readonly depth: 'can_talk' | 'can_host' | 'can_work_alongside';
  readonly evidence: string;
  /** `yyyy-mm-dd`; null where the file gives none. */
  readonly on: string | null;
}

/** One row of the operator's offers file. */
export interface TrialOffer {
  readonly line: number;
  readonly id: string;
  readonly urn: SchoolUrn;
  readonly themes: readonly TrialTheme[];
  readonly keyStages: readonly string[];
  /** Bookable half-days by half-term; null means "ask me". */
  readonly halfDays: Readonly<Record<string, number | null>>;
  readonly partners: number;
  readonly modes: readonly string[];
  readonly travelKm: number | null;
  readonly notWith: readonly SchoolUrn[];
}
