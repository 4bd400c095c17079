import {
  academicYearOf,
  decide,
  localDateOf,
  NotFound,
  requireAllowed,
  type AcademicYearId,
  type Clock,
  type Matrix,
} from '@app/kernel';
import type { Pairings } from '@app/brokerage';
import type { Tx } from '@app/platform';
import type { Needs } from '@app/profiles';
import { MEASURES, type AreaSettings, type MeasureId, type MiddleOfMeasure } from '@app/schools';
import type { Goal, Goals } from '../goals/goals.js';
import { countFigures } from './count-figures.js';
import { isHidden, type Figure, type FigureOrHidden } from './figure.js';
import { hideSmallFigures } from './hide-small-figures.js';
import type { ReadYear } from './read-year.js';
import { sayHelp, sayTakingPart, type Sentence } from './say-figures.js';

/** A published figure of a goal: the middle school here beside the middle school of all that was imported. */
export interface MeasureLine {
  readonly says: string;
  readonly unit: 'percent' | 'points' | 'pupils';
  readonly source: string;
  readonly caveat: string;
  /** Null where nothing was imported, or too few schools of the area have a number. */
  readonly here: { readonly period: string; readonly median: number; readonly schools: number } | null;
  readonly everywhere: { readonly median: number; readonly schools: number } | null;
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

/** Those records of a figure that its reader may open, by name; null for who reads totals alone. */
export interface FigureRecords {
  readonly figure: Figure;
  readonly open: readonly string[] | null;
}

/** More than any area has. */
const ALL = { limit: 20_000, offset: 0 };

/** The four goals: what was done for each, and what is not known. */
export class BoardFigures {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly settings: AreaSettings,
    private readonly read: ReadYear,
    private readonly middle: MiddleOfMeasure,
    private readonly needs: Needs,
    private readonly pairings: Pairings,
    private readonly template: Goals,
  ) {}

  /** @param year this academic year where none is given. @throws NotFound for who reads issued reports alone. */
  async ofYear(tx: Tx, year: AcademicYearId | null = null): Promise<BoardPage> {
    const checkedAt = this.mayRead(tx);
    const of = year ?? academicYearOf(localDateOf(checkedAt));
    const smallest = await this.smallest(tx);
    const figures = await this.figures(tx, of, smallest);
    const goals = [];
    const lines = await this.measures(tx, smallest);
    for (const goal of this.template.goals)
      goals.push({
        goal,
        measures: goal.measures.map(({ measure, caveat }) => lineOf(measure, caveat, lines.get(measure))),
        said: sayHelp(figures, goal.key),
      });
    return {
      ...{ year: of, checkedAt, smallest, goals },
      ...{ none: sayHelp(figures, 'none'), all: sayHelp(figures, 'all'), takingPart: sayTakingPart(figures) },
      somethingHidden: [...figures.values()].some(isHidden),
    };
  }

  /** @throws NotFound for a figure that there is not or that is hidden, alike. */
  async records(tx: Tx, year: AcademicYearId, id: string): Promise<FigureRecords> {
    this.mayRead(tx);
    const figure = (await this.figures(tx, year, await this.smallest(tx))).get(id);
    if (figure === undefined || isHidden(figure)) throw new NotFound();
    const seen = await this.openTo(tx, figure);
    return { figure, open: seen && figure.records.filter((record) => seen.has(record)) };
  }

  private mayRead(tx: Tx): Date {
    const now = this.clock.now();
    requireAllowed(decide(this.matrix, tx.actor, 'board.report.read', { area: tx.area }, { now }));
    return now;
  }

  private async smallest(tx: Tx): Promise<number> {
    return (await this.settings.inForce(tx, 'thresholds')).body.smallestSchoolGroup;
  }

  private async figures(
    tx: Tx,
    year: AcademicYearId,
    smallest: number,
  ): Promise<ReadonlyMap<string, FigureOrHidden>> {
    const keys = this.template.goals.map(({ key }) => key);
    return hideSmallFigures(countFigures(await this.read.records(tx, year, keys), keys), keys, smallest);
  }

  /** Each record by its own rule, as its own list has it: one of a school that the reader has an interest in is absent (I-4). */
  private async openTo(tx: Tx, { of, records }: Figure): Promise<ReadonlySet<string> | null> {
    if (of === 'school') return new Set(records);
    const action = of === 'need' ? 'need.read.summary' : 'pairing.read';
    const asked = { now: this.clock.now(), list: true };
    const may = decide(this.matrix, tx.actor, action, { area: tx.area }, asked);
    if (!may.allowed || may.view !== null) return null;
    const rows =
      of === 'need'
        ? (await this.needs.list(tx, {}, ALL)).needs
        : await this.pairings.list(tx, { over: true });
    return new Set(rows.map(({ reference }) => reference));
  }

  private async measures(
    tx: Tx,
    smallest: number,
  ): Promise<ReadonlyMap<MeasureId, Pick<MeasureLine, 'here' | 'everywhere'>>> {
    const asked = this.template.goals.flatMap(({ measures }) => measures.map(({ measure }) => measure));
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
    ...{ says, unit, source, caveat },
    here: found?.here ?? null,
    everywhere: found?.everywhere ?? null,
  };
}
