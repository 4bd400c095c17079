import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApproveBoardReport,
  BoardReports,
  CheckBoardReport,
  CorrectBoardReport,
  DraftBoardReport,
  IssueBoardReport,
  RecountBoardReport,
  type ReportInHand,
} from '@app/board-report';
import { Allow, Me, type SignedIn } from '@app/http';
import type { Clock } from '@app/kernel';
import { CLOCK, UnitOfWork, type Repeatable } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import {
  formPage,
  page,
  printed,
  seeOther,
  type FormValues,
  type Page,
  type Printed,
  type SeeOther,
} from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { DraftReportForm, ErratumForm } from './board-reports.form.js';
import { reportPage, reportsPage } from './board-reports.view.js';
import { recordsView } from './board.view.js';

/** Reports for the Board: counted, checked, issued by somebody else, and from then on as they were issued. */
@Controller('board/reports')
export class BoardReportsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BoardReports) private readonly reports: BoardReports,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(DraftBoardReport) private readonly drafts: DraftBoardReport,
    @Inject(CheckBoardReport) private readonly checks: CheckBoardReport,
    @Inject(RecountBoardReport) private readonly recounts: RecountBoardReport,
    @Inject(ApproveBoardReport) private readonly approves: ApproveBoardReport,
    @Inject(IssueBoardReport) private readonly issues: IssueBoardReport,
    @Inject(CorrectBoardReport) private readonly corrects: CorrectBoardReport,
  ) {}

  @Allow('board.report.read')
  @Get()
  list(@Me() me: SignedIn): Promise<Page> {
    return this.showAll(me, null, {});
  }

  @Allow('board.report.draft')
  @Post()
  @HttpCode(303)
  async draft(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(DraftReportForm, body);
    if (!read.ok) return this.showAll(me, read.errors, read.values);
    try {
      const { year = '' } = read.form;
      const repeat = repeatOf(read, 'POST /board/reports');
      return seeOther(`/board/reports/${await this.drafts.execute(me.actor, me.area, { year }, repeat)}`);
    } catch (error) {
      return this.showAll(me, refusedOrStale(error), read.values);
    }
  }

  @Allow('board.report.read')
  @Get(':reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  /** Of the stored words alone: what was issued prints the same for good. */
  @Allow('board.report.read')
  @Get(':reference/report.pdf')
  async onPaper(@Param('reference') named: string, @Me() me: SignedIn): Promise<Printed> {
    return printed(`${named}.pdf`, await this.show(named, me, null, {}), `/board/reports/${named}`);
  }

  @Allow('board.report.read')
  @Get(':reference/records/:figure')
  async records(
    @Param('reference') named: string,
    @Param('figure') figure: string,
    @Me() me: SignedIn,
  ): Promise<Page> {
    const [found, report, names] = await this.work.run(me.actor, me.area, async (tx) => [
      await this.reports.records(tx, named, figure),
      await this.reports.one(tx, named),
      await this.schools.names(tx),
    ]);
    const back = { href: `/board/reports/${named}`, text: `Report of ${report.year}` };
    return page('journeys/board/records.njk', recordsView(found, report.year, names, back));
  }

  @Allow('board.report.draft')
  @Post(':reference/check')
  @HttpCode(303)
  check(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, 'check', body, me, NoForm, (_, held, repeat) =>
      this.checks.execute(me.actor, me.area, held, repeat),
    );
  }

  @Allow('board.report.draft')
  @Post(':reference/recount')
  @HttpCode(303)
  recount(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, 'recount', body, me, NoForm, (_, held, repeat) =>
      this.recounts.execute(me.actor, me.area, held, repeat),
    );
  }

  @Allow('board.report.issue')
  @Post(':reference/approve')
  @HttpCode(303)
  approve(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, 'approve', body, me, NoForm, (_, held, repeat) =>
      this.approves.execute(me.actor, me.area, held, repeat),
    );
  }

  @Allow('board.report.issue')
  @Post(':reference/issue')
  @HttpCode(303)
  issue(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, 'issue', body, me, NoForm, (_, held, repeat) =>
      this.issues.execute(me.actor, me.area, held, repeat),
    );
  }

  @Allow('board.report.issue')
  @Post(':reference/correct')
  @HttpCode(303)
  correct(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, 'correct', body, me, ErratumForm, ({ form }, held, repeat) =>
      this.corrects.execute(me.actor, me.area, { ...held, erratum: form.erratum ?? '' }, repeat),
    );
  }

  private async act<Form extends object>(
    named: string,
    step: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: ReportInHand, repeat: Repeatable | undefined) => Promise<void>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const held = { report: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST /board/reports/${named}/${step}`));
      return seeOther(`/board/reports/${named}`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  private async showAll(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      reportsPage(await this.reports.list(tx), this.reports.mayDraft(tx), this.clock.now()),
    );
    return formPage('journeys/board/reports.njk', view, errors, values);
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const report = await this.work.run(me.actor, me.area, (tx) => this.reports.one(tx, named));
    return formPage('journeys/board/report.njk', reportPage(report), errors, values);
  }
}
