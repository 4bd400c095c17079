import { BadInput, parseAcademicYear, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { BoardReportEntity } from './report.entity.js';
import { oneAtATime, type ReportSteps } from './report-steps.js';

/** Counts a year for the Board. Its numbers are in no view until it is checked. */
export class DraftBoardReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly steps: ReportSteps,
  ) {}

  /** @returns its reference. @throws NotFound, NotAllowed, BadInput */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: { readonly year: string },
    repeat?: Repeatable,
  ): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked.year)));
  }

  private async inside(tx: Tx, asked: string): Promise<string> {
    await this.rights.require(tx, 'board.report.draft', {});
    const year = parseAcademicYear(asked);
    if (year === null)
      throw new BadInput([{ path: 'year', message: 'Choose an academic year from the list, like 2026/27' }]);
    await oneAtATime(tx);
    const [last] = await tx.query<{ n: number }>(
      `select count(*)::int as n from board_report.report where ${inArea(tx)} and year = $1`,
      [year],
    );
    const reference = `B-${year.slice(0, 4)}-${String((last?.n ?? 0) + 1).padStart(3, '0')}`;
    const id = this.ids.next();
    await tx.manager.insert(BoardReportEntity, {
      ...{ id, areaId: tx.area, reference, year, draftedBy: tx.actor.id, countedAt: this.clock.now() },
      ...{ basis: await this.steps.count(tx, year), checkedBeside: [], state: 'draft', version: 1 },
    });
    await this.steps.record(tx, 'board.report.draft', id, 1, 'draft');
    return reference;
  }
}
