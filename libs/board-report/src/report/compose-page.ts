import { localDateOf, spanOfYear, type AcademicYearId, type LocalDate } from '@app/kernel';
import type { Tx } from '@app/platform';
import { MEASURES, type AreaSettings, type MeasureId, type MiddleOfMeasure } from '@app/schools';
import type { GoalsInForce } from '../goals/goals-in-force.js';
import type { Goal } from '../goals/goals.js';
import { countFigures } from './count-figures.js';
import type { CountedFigure } from './counted-figure.js';
import { isHidden, type FigureOrHidden } from './figure.js';
import type { ReadYear } from './read-year.js';
import { sayHelp, sayTakingPart, type Sentence } from './say-figures.js';

/** A published figure of a goal: the middle school here beside the middle school of all that was imported. */
export interface MeasureLine {
  readonly measure: MeasureId;
  readonly says: string;
  readonly unit: 'percent' | 'points' | 'pupils';
  readonly source: string;
  readonly caveat: string;
  /** Null where nothing was imported, or too few schools of the area have a number. */
  readonly here: { readonly period: string; readonly median: number; readonly schools: number } | null;
  readonly everywhere: { readonly median: number; readonly schools: number } | null;
}

/** The published figures that a middle is the middle of. */
export interface MeasureRecords {
  readonly line: MeasureLine;
  readonly period: string;
  readonly schools: readonly { readonly urn: string; readonly value: number }[];
}

export interface BoardPage {
  readonly year: AcademicYearId;
  readonly checkedAt: Date;
  /** Figures of fewer schools than this are not shown. */
  readonly smallest: number;
  readonly goals: readonly {
    readonly goal: Goal;
    readonly measures: readonly MeasureLine[];
    readonly said: readonly Sentence[];
  }[];
  /** What belongs to no goal. */
  readonly none: readonly Sentence[];
  readonly all: readonly Sentence[];
  readonly takingPart: Sentence;
  readonly somethingHidden: boolean;
}

/** A step of queries and verbs that decide for themselves: counts a year, and says what may be shown of it. */
export class ComposePage {
  constructor(
    private readonly settings: AreaSettings,
    private readonly read: ReadYear,
    private readonly middle: MiddleOfMeasure,
    private readonly inForce: GoalsInForce,
  ) {}

  /** Keys, in their order. */
  get goals(): readonly string[] {
    return this.inForce.keys;
  }

  async counted(tx: Tx, year: AcademicYearId): Promise<CountedFigure[]> {
    return countFigures(await this.read.records(tx, year, this.goals), this.goals);
  }

  /** Figures of fewer schools than this are not shown. */
  async smallest(tx: Tx): Promise<number> {
    return (await this.settings.inForce(tx, 'thresholds')).body.smallestSchoolGroup;
  }

  /**
   * @param figures what may be shown, and what may not. @param checkedAt when they were counted; the goals are those that the
   *   Board had on that day, or on the last of a year that is over.
   */
  async page(
    tx: Tx,
    year: AcademicYearId,
    figures: ReadonlyMap<string, FigureOrHidden>,
    checkedAt: Date,
  ): Promise<BoardPage> {
    const smallest = await this.smallest(tx);
    const [day, { to }] = [localDateOf(checkedAt), spanOfYear(year)];
    const asked = await this.inForce.on(tx, day < to ? day : to);
    const lines = await this.measures(tx, asked, smallest);
    const goals = asked.map((goal) => ({
      goal,
      measures: goal.measures.map(({ measure, caveat }) => lineOf(measure, caveat, lines.get(measure))),
      said: sayHelp(figures, goal.key),
    }));
    return {
      ...{ year, checkedAt, smallest, goals },
      ...{ none: sayHelp(figures, 'none'), all: sayHelp(figures, 'all'), takingPart: sayTakingPart(figures) },
      somethingHidden: [...figures.values()].some(isHidden),
    };
  }

  /** @param day whose goals. @returns null where no such middle is shown. */
  async behindMiddle(tx: Tx, named: string, day: LocalDate): Promise<MeasureRecords | null> {
    const goals = await this.inForce.on(tx, day);
    const found = goals.flatMap(({ measures }) => measures).find((each) => each.measure === named);
    if (found === undefined) return null;
    const { measure, caveat } = found;
    const lines = await this.measures(tx, goals, await this.smallest(tx));
    const line = lineOf(measure, caveat, lines.get(measure));
    if (line.here === null) return null;
    const { period } = line.here;
    const schools = await this.middle.behind(tx, measure, period, await this.read.schools(tx));
    return { line, period, schools };
  }

  private async measures(
    tx: Tx,
    goals: readonly Goal[],
    smallest: number,
  ): Promise<ReadonlyMap<MeasureId, Pick<MeasureLine, 'here' | 'everywhere'>>> {
    const asked = [...new Set(goals.flatMap(({ measures }) => measures.map(({ measure }) => measure)))];
    const found = await this.middle.newest(tx, asked, await this.read.schools(tx));
    const lines = new Map<MeasureId, Pick<MeasureLine, 'here' | 'everywhere'>>();
    for (const { measure, period, median, schools } of found) {
      if (schools.length < smallest) continue;
      const everywhere = await this.middle.everywhere(tx, measure, period);
      lines.set(measure, { here: { period, median, schools: schools.length }, everywhere });
    }
    return lines;
  }
}

function lineOf(
  measure: MeasureId,
  caveat: string,
  found: Pick<MeasureLine, 'here' | 'everywhere'> | undefined,
): MeasureLine {
  const { says, unit, source } = MEASURES[measure];
  return {
    ...{ measure, says, unit, source, caveat },
    here: found?.here ?? null,
    everywhere: found?.everywhere ?? null,
  };
}
