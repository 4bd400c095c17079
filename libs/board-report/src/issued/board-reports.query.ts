import { decide, NotFound, type AcademicYearId, type Clock, type Matrix } from '@app/kernel';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { BoardFigures, FigureRecords } from '../report/board-figures.query.js';
import type { BoardPage } from '../report/compose-page.js';
import { countyPicture, type CountyPicture } from '../report/county-picture.js';
import { isHidden } from '../report/figure.js';
import { frozenOf } from './frozen-report.js';
import { BoardReportEntity } from './report.entity.js';
import { canMoveReport, PUBLISHED, REPORT_STATES, type ReportState } from './report.lifecycle.js';
import { reportResource } from './report.policy.js';
import type { ReportAct } from './report-steps.js';

export interface ReportLine {
  readonly reference: string;
  readonly year: AcademicYearId;
  readonly state: ReportState;
  readonly countedAt: Date;
  readonly issuedAt: Date | null;
}

export type ReportStep = 'check' | 'recount' | 'approve' | 'issue' | 'correct';

export interface ReportView extends ReportLine {
  /** Null until it is checked: nothing of it may be shown before. */
  readonly page: BoardPage | null;
  /** SHA-256 of the stored words. */
  readonly hash: string | null;
  readonly erratum: { readonly text: string; readonly at: Date } | null;
  readonly version: number;
  readonly can: Readonly<Record<ReportStep, boolean>>;
  /** Its records open one by one; those who read what is published alone get the numbers. */
  readonly opens: boolean;
}

export interface CountyOfReport {
  readonly report: ReportView;
  readonly county: CountyPicture;
}

const STEPS: Readonly<Record<ReportStep, readonly [ReportAct, ReportState]>> = {
  check: ['board.report.draft', 'disclosure_checked'],
  recount: ['board.report.draft', 'draft'],
  approve: ['board.report.issue', 'approved'],
  issue: ['board.report.issue', 'issued'],
  correct: ['board.report.issue', 'corrected'],
};

/** Reports for the Board: drafts for who counts or answers for them, issued ones for the Board, heads, hub leads and bodies. */
export class BoardReports {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly figures: BoardFigures,
  ) {}

  /** The newest first. */
  async list(tx: Tx): Promise<ReportLine[]> {
    await this.publishedAlone(tx);
    const rows = await this.rows(tx, null);
    return rows.map(lineOf);
  }

  /** The last that was issued, of a year where one is given. */
  async newest(tx: Tx, year: AcademicYearId | null): Promise<ReportView | null> {
    const publishedAlone = await this.publishedAlone(tx);
    const row = (await this.issued(tx)).find((each) => year === null || each.year === year);
    return row ? this.viewOf(tx, row, publishedAlone) : null;
  }

  /** What the newest report says by district; null where there is none, or none that counted by district. */
  async county(tx: Tx, year: AcademicYearId | null): Promise<CountyOfReport | null> {
    const report = await this.newest(tx, year);
    const row = (await this.issued(tx)).find(({ reference }) => reference === report?.reference);
    if (report === null || row === undefined || row.content === null) return null;
    const { page, figures } = frozenOf(row.content);
    const county = countyPicture(figures, page);
    return county && { report, county };
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<ReportView> {
    const publishedAlone = await this.publishedAlone(tx);
    const [row] = await this.rows(tx, named);
    if (!row) throw new NotFound();
    return this.viewOf(tx, row, publishedAlone);
  }

  private viewOf(tx: Tx, row: BoardReportEntity, publishedAlone: boolean): ReportView {
    const may = (step: ReportStep): boolean => this.may(tx, row, step);
    return {
      ...lineOf(row),
      ...{ page: row.content === null ? null : frozenOf(row.content).page, hash: row.contentHash },
      erratum:
        row.erratum !== null && row.correctedAt !== null ? { text: row.erratum, at: row.correctedAt } : null,
      ...{ version: row.version, opens: !publishedAlone },
      can: {
        ...{ check: may('check'), recount: may('recount'), approve: may('approve') },
        ...{ issue: may('issue'), correct: may('correct') },
      },
    };
  }

  /** What a number was counted from on its day. @throws NotFound for one that there is not or that is hidden, alike. */
  async records(tx: Tx, named: string, figure: string): Promise<FigureRecords> {
    if (await this.publishedAlone(tx)) throw new NotFound();
    const [row] = await this.rows(tx, named);
    const figures = row && row.content !== null ? frozenOf(row.content).figures : [];
    const found = figures.find(({ id }) => id === figure);
    if (found === undefined || isHidden(found)) throw new NotFound();
    return this.figures.opened(tx, found);
  }

  mayDraft(tx: Tx): boolean {
    return this.decides(tx, 'board.report.draft', {});
  }

  private async publishedAlone(tx: Tx): Promise<boolean> {
    const { view } = await this.rights.require(tx, 'board.report.read', {}, { views: ['published'] });
    return view === 'published';
  }

  /** Two checked drafts, one less the other, are no secret only to who may know the records, or answers for the report. */
  private async rows(tx: Tx, named: string | null): Promise<BoardReportEntity[]> {
    const drafts = this.figures.readsLive(tx) || this.decides(tx, 'board.report.issue', {}, true);
    const states = drafts ? REPORT_STATES : PUBLISHED;
    return tx.manager
      .createQueryBuilder(BoardReportEntity, 'r')
      .where('r.state in (:...states) and (:named::text is null or r.reference = :named)', { states, named })
      .andWhere(inArea(tx, 'r'))
      .orderBy('r.counted_at', 'DESC')
      .addOrderBy('r.reference', 'DESC')
      .getMany();
  }

  /** The last that was issued first. */
  private async issued(tx: Tx): Promise<BoardReportEntity[]> {
    const rows = await this.rows(tx, null);
    return rows
      .filter(({ issuedAt }) => issuedAt !== null)
      .toSorted((a, b) => Number(b.issuedAt) - Number(a.issuedAt));
  }

  private may(tx: Tx, row: BoardReportEntity, step: ReportStep): boolean {
    const [action, to] = STEPS[step];
    return canMoveReport(row.state, to) && this.decides(tx, action, reportResource(row));
  }

  /** @param list about reports at large and not about one. */
  private decides(
    tx: Tx,
    action: ReportAct,
    resource: ReturnType<typeof reportResource>,
    list = false,
  ): boolean {
    const about = { area: tx.area, ...resource };
    return decide(this.matrix, tx.actor, action, about, { now: this.clock.now(), list }).allowed;
  }
}

function lineOf(row: BoardReportEntity): ReportLine {
  const { reference, state, countedAt, issuedAt } = row;
  return { reference, year: row.year as AcademicYearId, state, countedAt, issuedAt };
}
