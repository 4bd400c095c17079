import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Caseloads, HandOver } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import type { PersonId } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import {
  formPage,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { HandoverForm, TICKED } from './handover.form.js';
import { caseloadList, handoverPage } from './handover.view.js';

/** What a broker has in hand, and to whom it goes when their post ends: all of it with one press, or a part. */
@Controller('caseload')
export class HandoverController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Caseloads) private readonly caseloads: Caseloads,
    @Inject(HandOver) private readonly handsOver: HandOver,
  ) {}

  @Allow('case.reassign')
  @Get('handover')
  page(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, null, {});
  }

  @Allow('case.reassign')
  @Get('handover.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      caseloadList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.caseloads.own(tx))),
    );
  }

  @Allow('case.reassign')
  @Post('handover')
  @HttpCode(303)
  async handOver(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(HandoverForm, body);
    if (!read.ok) return this.show(me, read.errors, read.values);
    const { cases, to = '', reason = '' } = read.form;
    try {
      const asked = {
        cases: cases.map((each) => {
          const [, named = '', version = ''] = TICKED.exec(each) ?? [];
          return { named, version: Number(version) };
        }),
        ...{ to: to as PersonId, reason },
      };
      await this.handsOver.execute(me.actor, me.area, asked, repeatOf(read, 'POST /caseload/handover'));
      return seeOther('/caseload/handover');
    } catch (error) {
      return this.show(me, refusedOrStale(error), read.values);
    }
  }

  private async show(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const own = await this.work.run(me.actor, me.area, (tx) => this.caseloads.own(tx));
    return formPage('journeys/handover/handover.njk', handoverPage(own, values), errors, values);
  }
}
