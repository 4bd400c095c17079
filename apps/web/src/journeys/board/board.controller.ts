import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { BoardFigures, BoardReports } from '@app/board-report';
import { Allow, Me, type SignedIn } from '@app/http';
import { academicYearOf, BadInput, localDateOf, type AcademicYearId, type Clock } from '@app/kernel';
import { CLOCK, UnitOfWork } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import { formPage, page, printed, type Page, type Printed } from '../../layout/answers.js';
import { YEAR_MISSING, yearOf } from './board.form.js';
import { boardView, publishedView, recordsView } from './board.view.js';
import { issuedBoardView } from './issued-board.view.js';

/** The Board's four goals on one page: as they stand for officers, brokers and advisers, as last issued for everybody else. */
@Controller()
export class BoardController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BoardFigures) private readonly figures: BoardFigures,
    @Inject(BoardReports) private readonly reports: BoardReports,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('board.report.read')
  @Get('board')
  async show(@Query() query: object, @Me() me: SignedIn): Promise<Page> {
    const { year, errors } = yearOf(query);
    return formPage('journeys/board/board.njk', (await this.sheet(me, year)).view, errors, {});
  }

  @Allow('board.report.read')
  @Get('board.pdf')
  async onPaper(@Query() query: object, @Me() me: SignedIn): Promise<Printed> {
    const { year, errors } = yearOf(query);
    if (errors) throw new BadInput(errors.list);
    const sheet = await this.sheet(me, year);
    const name = `board-${sheet.year.replace('/', '-')}.pdf`;
    return printed(name, page('journeys/board/board.njk', sheet.view), `/board?year=${sheet.year}`);
  }

  @Allow('board.report.read')
  @Get('board/measures/:measure')
  async published(@Param('measure') measure: string, @Me() me: SignedIn): Promise<Page> {
    const [found, names] = await this.work.run(me.actor, me.area, async (tx) => [
      await this.figures.published(tx, measure),
      await this.schools.names(tx),
    ]);
    return page('journeys/board/published.njk', publishedView(found, names));
  }

  @Allow('board.report.read')
  @Get('board/records/:figure')
  async records(@Param('figure') id: string, @Query() query: object, @Me() me: SignedIn): Promise<Page> {
    const { year, errors } = yearOf(query);
    if (errors || year === null) throw new BadInput(errors?.list ?? YEAR_MISSING);
    const [found, names] = await this.work.run(me.actor, me.area, async (tx) => [
      await this.figures.records(tx, year, id),
      await this.schools.names(tx),
    ]);
    return page('journeys/board/records.njk', recordsView(found, year, names));
  }

  private sheet(
    me: SignedIn,
    asked: AcademicYearId | null,
  ): Promise<{ readonly year: AcademicYearId; readonly view: object }> {
    return this.work.atOneMoment(me.actor, me.area, async (tx) => {
      if (this.figures.readsLive(tx)) {
        const found = await this.figures.ofYear(tx, asked);
        return { year: found.year, view: boardView(found) };
      }
      const [report, now] = [await this.reports.newest(tx, asked), this.clock.now()];
      const year = report?.year ?? asked ?? academicYearOf(localDateOf(now));
      return { year, view: issuedBoardView(report, year, now) };
    });
  }
}
