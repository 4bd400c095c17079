import { createHash } from 'node:crypto';
import {
  NotFound,
  RuleBroken,
  StaleVersion,
  type AcademicYearId,
  type Actor,
  type AreaId,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { ComposePage } from '../report/compose-page.js';
import { BoardReportEntity } from './report.entity.js';
import { moveReport, PUBLISHED, type ReportState } from './report.lifecycle.js';
import { reportResource } from './report.policy.js';

export interface ReportInHand {
  readonly report: string;
  /** As the person saw it. */
  readonly version: number;
}

export type ReportAct = 'board.report.draft' | 'board.report.issue';
export type ReportChange = Partial<Omit<BoardReportEntity, 'id' | 'areaId' | 'version' | 'state'>>;

/** Steps shared by every verb that moves a report. */
export class ReportSteps {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly compose: ComposePage,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken BOARD_REPORT_CANNOT_MOVE; what `changed` throws */
  async move(
    actor: Actor,
    area: AreaId,
    asked: ReportInHand,
    action: ReportAct,
    to: ReportState,
    changed: (tx: Tx, report: BoardReportEntity) => ReportChange | Promise<ReportChange>,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        await oneAtATime(tx);
        const report = await tx.manager
          .createQueryBuilder(BoardReportEntity, 'r')
          .setLock('pessimistic_write')
          .where('r.reference = :named', { named: asked.report })
          .andWhere(inArea(tx, 'r'))
          .getOne();
        await this.rights.require(tx, action, report ? reportResource(report) : null);
        if (!report) throw new NotFound();
        if (report.version !== asked.version) throw new StaleVersion();
        const state = moveReport(report.state, to);
        const change = await changed(tx, report);
        const { id } = report;
        const version = await updateIfVersion(tx, BoardReportEntity, id, asked.version, { ...change, state });
        await this.record(tx, action, id, version, state);
      }),
    );
  }

  async record(tx: Tx, act: ReportAct, id: string, version: number, state: ReportState): Promise<void> {
    const entity = `board_report.report:${id}:${String(version)}`;
    await this.audit.record(tx, { act, entity, schools: [], details: { state } });
  }

  /** Counts the year as it stands: nothing of it may be shown before it is checked. */
  async count(tx: Tx, year: AcademicYearId): Promise<string> {
    const counted = await this.compose.counted(tx, year);
    return JSON.stringify(
      counted.map(({ figure, schools, rows }) => ({ figure, schools: [...schools], rows })),
    );
  }
}

/** Two reports checked or issued at once would not have been held against each other. */
export async function oneAtATime(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.area}/board-report`]);
}

/** Every report that readers may hold, the oldest first. */
export async function issuedReports(tx: Tx): Promise<BoardReportEntity[]> {
  return tx.manager
    .createQueryBuilder(BoardReportEntity, 'r')
    .where('r.state in (:...states)', { states: PUBLISHED })
    .andWhere(inArea(tx, 'r'))
    .orderBy('r.issued_at')
    .addOrderBy('r.id')
    .getMany();
}

/** @throws RuleBroken where another was issued since: the two may differ by few schools. */
export async function requireStillChecked(tx: Tx, report: BoardReportEntity): Promise<void> {
  const issued = (await issuedReports(tx)).map(({ id }) => id);
  if (issued.every((id) => report.checkedBeside.includes(id))) return;
  throw new RuleBroken(
    'BOARD_REPORT_CHECK_AGAIN',
    'Another report was issued since this one was checked. Count and check it again first.',
  );
}

export const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
