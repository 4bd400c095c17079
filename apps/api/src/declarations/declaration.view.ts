import type { AcademicYearId, SchoolUrn } from '@app/kernel';
import type { CapacityView, OwnDeclaration } from '@app/profiles';
import { daysOfSchool, type DaysAnswer } from './days.view.js';

/** A school's whole word of one year. */
export interface DeclarationAnswer extends OwnDeclaration {
  readonly urn: SchoolUrn;
  /** Of that year; null for who may know only whether the school is available. */
  readonly capacity: readonly DaysAnswer[] | null;
}

export function declarationAnswer(
  urn: SchoolUrn,
  shown: OwnDeclaration,
  offered: CapacityView,
): DeclarationAnswer {
  const { id, year, appetite, strengths, needs, state, quietUntil, submittedAt, check, version } = shown;
  const { days } = daysOfSchool(urn, offered);
  const capacity = days?.filter(({ halfTerm }) => halfTerm.startsWith(`${year}-`)) ?? null;
  return {
    ...{ id, urn, year, appetite, strengths, needs, capacity },
    ...{ state, quietUntil, submittedAt, check, version },
  };
}

/** In an address a year is written `2026-27`: a stroke would be another step. @returns '' for what is none. */
export function yearOf(named: string): AcademicYearId {
  return (/^20[0-9]{2}-[0-9]{2}$/.test(named) ? named.replace('-', '/') : '') as AcademicYearId;
}
