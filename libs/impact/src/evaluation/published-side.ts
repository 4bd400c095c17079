import type { ObjectiveFigure, PairingFacts } from '@app/brokerage';
import type { LocalDate, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import {
  letterOf,
  ofHowMany,
  type ComparedMeasure,
  type PublishedMeasures,
  type SimilarSchools,
} from '@app/schools';

/**
 * The schools whose pupils are most like the supported school's, but those that are or were supported here: beside them
 * support would be held against support.
 */
export async function similarWithoutSupport(
  tx: Tx,
  similar: SimilarSchools,
  { askerUrn, supporterUrn }: PairingFacts,
): Promise<SchoolUrn[]> {
  const nearest = await similar.of(tx, askerUrn);
  if (!nearest) return [];
  const supported = await tx.query<{ urn: SchoolUrn }>(
    `select distinct asker_urn as urn from brokerage.pairing
     where ${inArea(tx)} and kind <> 'light' and state <> 'not_started'`,
  );
  const out = new Set([supporterUrn, ...supported.map(({ urn }) => urn)]);
  return nearest.schools.map(({ urn }) => urn).filter((urn) => !out.has(urn));
}

/** The newest figure that is published of a school, as it is fixed with an agenda that names none. */
export async function newestFigure(
  tx: Tx,
  measures: PublishedMeasures,
  urn: SchoolUrn,
  measure: ComparedMeasure,
): Promise<ObjectiveFigure | null> {
  const newest = (await measures.of(tx, { urns: [urn], measures: [measure] })).at(-1);
  if (!newest) return null;
  const { value, symbol, period, source } = newest;
  return { value, symbol: letterOf(symbol), of: ofHowMany(newest), period, source };
}

/** "2025/26", "2025-26" and "2025/2026" are the school year 2025/26. @returns null for any other time. */
export function schoolYearIn(text: string | null): string | null {
  const [, from, to] = /^(20\d\d)[/-](?:20)?(\d\d)$/.exec(text?.trim() ?? '') ?? [];
  return from !== undefined && (Number(from) + 1) % 100 === Number(to) ? `${from}/${to ?? ''}` : null;
}

/** A school year that was over before the work began tells nothing of it. */
export const isOfTheWork = (schoolYear: string, from: LocalDate): boolean =>
  `20${schoolYear.slice(5)}-08-31` > from;
