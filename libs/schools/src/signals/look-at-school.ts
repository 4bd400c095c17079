import { localDateOf, type LocalDate, type SchoolUrn } from '@app/kernel';
import { lookForSignal, type SignalLook, type YearFigure } from '@app/measurement';
import type { Tx } from '@app/platform';
import { asMeasured } from '../measures/as-measured.js';
import { COMPARED_MEASURES, type ComparedMeasure } from '../measures/definitions.js';
import type { PublishedFigure, PublishedMeasures } from '../measures/published-measures.query.js';
import type { SimilarSchools } from '../similarity/similar-schools.query.js';

export interface LookedAt {
  readonly urn: SchoolUrn;
  readonly measure: ComparedMeasure;
  /** The latest school year that is published of it. */
  readonly period: string;
  readonly loadedOn: Date;
  readonly look: SignalLook;
}

/** Absence is of every pupil: its publication says of how many no more than the register does. */
const OF_ALL_PUPILS: readonly ComparedMeasure[] = ['absence.overall', 'absence.persistent'];

/** A step of the look: each published measure of one school beside similar schools. */
export class LookAtSchool {
  constructor(
    private readonly measures: PublishedMeasures,
    private readonly similar: SimilarSchools,
  ) {}

  async at(tx: Tx, urn: SchoolUrn, now: Date, smallestCohort: number): Promise<LookedAt[]> {
    const nearest = await this.similar.of(tx, urn);
    const others = nearest?.schools.map((each) => each.urn) ?? [];
    const figures = await this.measures.of(tx, { urns: [urn, ...others], measures: COMPARED_MEASURES });
    const roll = await rollOf(tx, urn);
    const of = (school: SchoolUrn, measure: ComparedMeasure): PublishedFigure[] =>
      figures.filter((each) => each.urn === school && each.measure === measure);
    return COMPARED_MEASURES.flatMap((measure): LookedAt[] => {
      const own = of(urn, measure);
      const latest = own.at(-1);
      if (!latest) return [];
      const look = lookForSignal({
        ...{ runOn: localDateOf(now), years: own.flatMap(yearOf), smallestCohort },
        pupils: OF_ALL_PUPILS.includes(measure) ? roll : null,
        similar: nearest === null ? null : others.map((each) => of(each, measure).flatMap(yearOf)),
      });
      return [{ urn, measure, period: latest.period, loadedOn: latest.loadedOn, look }];
    });
  }
}

function yearOf(figure: PublishedFigure): YearFigure[] {
  const measured = asMeasured(figure);
  const endedOn = `20${figure.period.slice(5)}-08-31` as LocalDate;
  return measured === null ? [] : [{ period: figure.period, endedOn, measured }];
}

async function rollOf(tx: Tx, urn: SchoolUrn): Promise<number | null> {
  const [school] = await tx.query<{ roll: number | null }>(`select roll from schools.school where urn = $1`, [
    urn,
  ]);
  return school?.roll ?? null;
}
