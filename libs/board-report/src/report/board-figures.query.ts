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
import type { BoardPage, ComposePage, MeasureRecords } from './compose-page.js';
import { isHidden, type Figure, type FigureOrHidden } from './figure.js';
import { hideSmallFigures } from './hide-small-figures.js';

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
    private readonly compose: ComposePage,
    private readonly needs: Needs,
    private readonly pairings: Pairings,
  ) {}

  /** @param year this academic year where none is given. @throws NotFound for who reads issued reports alone. */
  async ofYear(tx: Tx, year: AcademicYearId | null = null): Promise<BoardPage> {
    const at = this.mayRead(tx);
    const of = year ?? academicYearOf(localDateOf(at));
    return this.compose.page(tx, of, await this.figures(tx, of), at);
  }

  /** @throws NotFound for a figure that there is not or that is hidden, alike. */
  async records(tx: Tx, year: AcademicYearId, id: string): Promise<FigureRecords> {
    this.mayRead(tx);
    const figure = (await this.figures(tx, year)).get(id);
    if (figure === undefined || isHidden(figure)) throw new NotFound();
    return this.opened(tx, figure);
  }

  /** Which schools' published figures a middle was taken of. @throws NotFound for one that is not shown. */
  async published(tx: Tx, measure: string): Promise<MeasureRecords> {
    this.mayRead(tx);
    const found = await this.compose.behindMiddle(tx, measure);
    if (found === null) throw new NotFound();
    return found;
  }

  /** @param figure that its reader may read. */
  async opened(tx: Tx, figure: Figure): Promise<FigureRecords> {
    const seen = await this.openTo(tx, figure);
    return { figure, open: seen && figure.records.filter((record) => seen.has(record)) };
  }

  private mayRead(tx: Tx): Date {
    const now = this.clock.now();
    requireAllowed(decide(this.matrix, tx.actor, 'board.report.read', { area: tx.area }, { now }));
    return now;
  }

  private async figures(tx: Tx, year: AcademicYearId): Promise<ReadonlyMap<string, FigureOrHidden>> {
    const counted = await this.compose.counted(tx, year);
    return hideSmallFigures(counted, this.compose.goals, await this.compose.smallest(tx));
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
}
