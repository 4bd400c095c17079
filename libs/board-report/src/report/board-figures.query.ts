import {
  academicYearOf,
  decide,
  localDateOf,
  NotFound,
  requireAllowed,
  type AcademicYearId,
  type Clock,
  type Decision,
  type Matrix,
} from '@app/kernel';
import type { Pairings } from '@app/brokerage';
import type { Tx } from '@app/platform';
import type { Needs } from '@app/profiles';
import type { BoardPage, ComposePage, MeasureRecords } from './compose-page.js';
import { countyPicture, type CountyPicture } from './county-picture.js';
import { isHidden, type Figure, type FigureOrHidden } from './figure.js';
import { hideSmallFigures } from './hide-small-figures.js';

/** Those records of a figure that its reader may open, by name; null for who reads totals alone. */
export interface FigureRecords {
  readonly figure: Figure;
  readonly open: readonly string[] | null;
}

/** More than any area has. */
const ALL = { limit: 20_000, offset: 0 };

/**
 * The four goals as they stand now: for who may know the records one by one. Whoever reads totals alone reads issued reports
 * (`BoardReports`), for the page of one day taken from that of another, or from a report, names what changed (I-13).
 */
export class BoardFigures {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly compose: ComposePage,
    private readonly needs: Needs,
    private readonly pairings: Pairings,
  ) {}

  /** Whether what stands now is for this reader: requests and pairings, each by its name. */
  readsLive(tx: Tx): boolean {
    return this.may(tx, 'board.report.read') && this.lists(tx, 'need') && this.lists(tx, 'pairing');
  }

  /** @param year this academic year where none is given. @throws NotFound for who reads issued reports alone. */
  async ofYear(tx: Tx, year: AcademicYearId | null = null): Promise<BoardPage> {
    this.requireLive(tx);
    const at = this.clock.now();
    const of = year ?? academicYearOf(localDateOf(at));
    return this.compose.page(tx, of, await this.figures(tx, of), at);
  }

  /** By district. @throws NotFound for who reads issued reports alone. */
  async county(tx: Tx, year: AcademicYearId | null = null): Promise<CountyPicture | null> {
    this.requireLive(tx);
    const checkedAt = this.clock.now();
    const of = year ?? academicYearOf(localDateOf(checkedAt));
    const figures = await this.figures(tx, of);
    return countyPicture([...figures.values()], {
      ...{ year: of, checkedAt, smallest: await this.compose.smallest(tx) },
    });
  }

  /** @throws NotFound for a figure that there is not or that is hidden, alike; for who reads issued reports alone. */
  async records(tx: Tx, year: AcademicYearId, id: string): Promise<FigureRecords> {
    this.requireLive(tx);
    const figure = (await this.figures(tx, year)).get(id);
    if (figure === undefined || isHidden(figure)) throw new NotFound();
    return this.opened(tx, figure);
  }

  /** Which schools' published figures a middle was taken of. @throws NotFound for one that is not shown. */
  async published(tx: Tx, measure: string): Promise<MeasureRecords> {
    requireAllowed(this.decided(tx, 'board.report.read', false));
    const found = await this.compose.behindMiddle(tx, measure, localDateOf(this.clock.now()));
    if (found === null) throw new NotFound();
    return found;
  }

  /** @param figure that its reader may read. */
  async opened(tx: Tx, figure: Figure): Promise<FigureRecords> {
    const seen = await this.openTo(tx, figure);
    return { figure, open: seen && figure.records.filter((record) => seen.has(record)) };
  }

  private requireLive(tx: Tx): void {
    if (!this.readsLive(tx)) throw new NotFound();
  }

  private may(tx: Tx, action: string): boolean {
    const decided = this.decided(tx, action, false);
    return decided.allowed && decided.view === null;
  }

  private lists(tx: Tx, of: 'need' | 'pairing'): boolean {
    const decided = this.decided(tx, of === 'need' ? 'need.read.summary' : 'pairing.read', true);
    return decided.allowed && decided.view === null;
  }

  private decided(tx: Tx, action: string, list: boolean): Decision {
    return decide(this.matrix, tx.actor, action, { area: tx.area }, { now: this.clock.now(), list });
  }

  private async figures(tx: Tx, year: AcademicYearId): Promise<ReadonlyMap<string, FigureOrHidden>> {
    const counted = await this.compose.counted(tx, year);
    return hideSmallFigures(counted, this.compose.goals, await this.compose.smallest(tx));
  }

  /** Each record by its own rule, as its own list has it: one of a school that the reader has an interest in is absent (I-4). */
  private async openTo(tx: Tx, { of, records }: Figure): Promise<ReadonlySet<string> | null> {
    if (of === 'school') return new Set(records);
    if (!this.lists(tx, of)) return null;
    const rows =
      of === 'need'
        ? (await this.needs.list(tx, {}, ALL)).needs
        : await this.pairings.list(tx, { over: true });
    return new Set(rows.map(({ reference }) => reference));
  }
}
