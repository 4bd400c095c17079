import { Controller, Get, Inject, Query } from '@nestjs/common';
import { BoardFigures, BoardReports } from '@app/board-report';
import { Allow, Me, type SignedIn } from '@app/http';
import { academicYearOf, BadInput, localDateOf, type AcademicYearId, type Clock } from '@app/kernel';
import { CLOCK, UnitOfWork, type Tx } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import { formPage, page, printed, type Page, type Printed } from '../../layout/answers.js';
import { yearOf } from './board.form.js';
import { liveRecords } from './board.view.js';
import { waysOfReport } from './board-reports.view.js';
import { countyPage } from './county.view.js';
import { issuedIn } from './issued-board.view.js';

const TEMPLATE = 'journeys/board/county.njk';

interface Picture {
  readonly year: AcademicYearId;
  readonly view: object;
}

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
    return formPage(TEMPLATE, (await this.picture(me, year)).view, errors, {});
  }

  @Allow('board.report.read')
  @Get('county.pdf')
  async onPaper(@Query() query: object, @Me() me: SignedIn): Promise<Printed> {
    const { year, errors } = yearOf(query);
    if (errors) throw new BadInput(errors.list);
    const shown = await this.picture(me, year);
    const name = `county-${shown.year.replace('/', '-')}.pdf`;
    return printed(name, page(TEMPLATE, shown.view), `/board/county?year=${shown.year}`);
  }

  private picture(me: SignedIn, asked: AcademicYearId | null): Promise<Picture> {
    return this.work.run(me.actor, me.area, (tx) => this.inside(tx, asked));
  }

  private async inside(tx: Tx, asked: AcademicYearId | null): Promise<Picture> {
    const [now, places] = [this.clock.now(), await this.schools.places(tx)];
    const year = asked ?? academicYearOf(localDateOf(now));
    if (this.figures.readsLive(tx))
      return {
        year,
        view: countyPage(await this.figures.county(tx, year), year, now, places, liveRecords(year)),
      };
    const found = await this.reports.county(tx, asked);
    if (found === null) return { year, view: countyPage(null, year, now, places, () => null) };
    const { report, county } = found;
    const view = countyPage(county, county.year, now, places, waysOfReport(report).records);
    return { year: county.year, view: { ...view, issued: issuedIn(report) } };
  }
}
