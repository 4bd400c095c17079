import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Agreements, ApproveDecision, Commissions } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import {
  formPage,
  page,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { ApprovalForm } from './agreement.form.js';
import { briefPage, decisionsList, decisionsPage, type DecisionsWaiting } from './agreement.view.js';

/** What waits for the chair: each decision with its brief, which opens and closes with the act. */
@Controller()
export class BoardDecisionsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(ApproveDecision) private readonly approves: ApproveDecision,
    @Inject(Commissions) private readonly commissions: Commissions,
  ) {}

  @Allow('case.brief')
  @Get('board/decisions')
  async list(@Me() me: SignedIn): Promise<Page> {
    return page('journeys/agreement/decisions.njk', decisionsPage(await this.waiting(me)));
  }

  @Allow('case.brief')
  @Get('board/decisions.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () => decisionsList(await this.waiting(me)));
  }

  @Allow('case.brief')
  @Get('board/decisions/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('decision.approve')
  @Post('board/decisions/:reference')
  @HttpCode(303)
  async answer(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(ApprovalForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const { approve, reason = null } = read.form;
      const asked = { decision: named, approved: approve === 'yes', reason };
      await this.approves.execute(me.actor, me.area, asked, repeatOf(read, `POST /board/decisions/${named}`));
      return seeOther('/board/decisions');
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  private waiting(me: SignedIn): Promise<DecisionsWaiting> {
    return this.work.atOneMoment(me.actor, me.area, async (tx) => ({
      decisions: await this.agreements.approvalsOpen(tx),
      commissions: await this.commissions.toApprove(tx),
    }));
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      briefPage(await this.agreements.brief(tx, named), await this.pages.world(tx)),
    );
    return formPage('journeys/agreement/brief.njk', view, errors, values);
  }
}
