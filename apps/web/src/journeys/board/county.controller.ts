import { Controller, Get, Inject, Query } from '@nestjs/common';
import { BoardFigures, BoardReports } from '@app/board-report';
import { Allow, Me, type SignedIn } from '@app/http';
import { academicYearOf, localDateOf, type AcademicYearId, type Clock } from '@app/kernel';
import { CLOCK, UnitOfWork, type Tx } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import { formPage, type Page } from '../../layout/answers.js';
import { yearOf } from './board.form.js';
import { liveRecords } from './board.view.js';
import { waysOfReport } from './board-reports.view.js';
import { countyPage } from './county.view.js';
import { issuedIn } from './issued-board.view.js';

/** The county by district: as it stands for who may know the records by name, as last issued for everybody else. */
@Controller('board')
export class CountyController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BoardFigures) private readonly figures: BoardFigures,
    @Inject(BoardReports) private readonly reports: BoardReports,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('board.report.read')
  @Get('county')
  async show(@Query() query: object, @Me() me: SignedIn): Promise<Page> {
    const { year, errors } = yearOf(query);
    const view = await this.work.run(me.actor, me.area, (tx) => this.viewOf(tx, year));
    return formPage('journeys/board/county.njk', view, errors, {});
  }

  private async viewOf(tx: Tx, asked: AcademicYearId | null): Promise<object> {
    const [now, places] = [this.clock.now(), await this.schools.places(tx)];
    const year = asked ?? academicYearOf(localDateOf(now));
    if (this.figures.readsLive(tx))
      return countyPage(await this.figures.county(tx, year), year, now, places, liveRecords(year));
    const found = await this.reports.county(tx, asked);
    if (found === null) return countyPage(null, year, now, places, () => null);
    const { report, county } = found;
    const page = countyPage(county, county.year, now, places, waysOfReport(report).records);
    return { ...page, issued: issuedIn(report) };
  }
}
