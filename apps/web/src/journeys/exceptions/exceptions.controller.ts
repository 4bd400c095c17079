import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { BreakGlasses, InformationRequests } from '@app/assurance';
import { Exceptions } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { Questions } from '@app/network';
import { UnitOfWork } from '@app/platform';
import { formPage, type Download, type Page } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { ExceptionsForm } from './exceptions.form.js';
import { exceptionsList, exceptionsView, ofKind, type ShownLine } from './exceptions.view.js';

const TEMPLATE = 'journeys/exceptions/exceptions.njk';

@Controller()
export class ExceptionsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Exceptions) private readonly exceptions: Exceptions,
    @Inject(BreakGlasses) private readonly openings: BreakGlasses,
    @Inject(Questions) private readonly questions: Questions,
    @Inject(InformationRequests) private readonly information: InformationRequests,
  ) {}

  @Allow('exception.read')
  @Get('exceptions')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(ExceptionsForm, query);
    const { lines, checkedAt } = await this.all(me);
    const { kind, page = '1' } = read.ok ? read.form : {};
    const view = exceptionsView(lines, checkedAt, kind, Number(page));
    return formPage(TEMPLATE, view, read.ok ? null : read.errors, read.values);
  }

  @Allow('exception.read')
  @Get('exceptions.:ending')
  async file(
    @Param('ending') ending: string,
    @Query() query: Record<string, unknown>,
    @Me() me: SignedIn,
  ): Promise<Download | Page> {
    const read = readForm(ExceptionsForm, query);
    if (!read.ok) return this.list(query, me);
    const { kind } = read.form;
    return listFile(ending, async () => {
      const { lines } = await this.all(me);
      return exceptionsList(ofKind(lines, kind));
    });
  }

  private all(me: SignedIn): Promise<{ readonly checkedAt: Date; readonly lines: readonly ShownLine[] }> {
    return this.work.atOneMoment(me.actor, me.area, async (tx) => {
      const { checkedAt, lines } = await this.exceptions.list(tx);
      const late = await this.openings.unreviewed(tx);
      const unanswered = await this.questions.late(tx);
      const unreleased = await this.information.late(tx);
      return {
        checkedAt,
        lines: [
          ...lines,
          ...late.map((each) => ({ ...each, kind: 'unreviewed' as const })),
          ...unanswered.map((each) => ({ ...each, kind: 'question_late' as const })),
          ...unreleased.map((each) => ({ ...each, kind: 'information_late' as const })),
        ],
      };
    });
  }
}
