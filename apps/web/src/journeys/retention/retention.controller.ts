import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, RuleBroken } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { LegalHolds, LiftHold, PlaceHold, RetentionPreview } from '@app/records';
import {
  formPage,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { HoldForm } from './retention.form.js';
import { retentionList, retentionPage } from './retention.view.js';

const HERE = '/admin/retention';

/** How long what is kept, what goes next, and what a legal hold keeps. */
@Controller()
export class RetentionController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(RetentionPreview) private readonly preview: RetentionPreview,
    @Inject(LegalHolds) private readonly holds: LegalHolds,
    @Inject(PlaceHold) private readonly placing: PlaceHold,
    @Inject(LiftHold) private readonly lifting: LiftHold,
  ) {}

  @Allow('retention.preview')
  @Get('admin/retention')
  page(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, null);
  }

  @Allow('retention.preview')
  @Get('admin/retention.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      retentionList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.preview.ofArea(tx))),
    );
  }

  @Allow('erase.propose')
  @Post('admin/retention')
  @HttpCode(303)
  async place(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(HoldForm, body);
    if (!read.ok) return this.show(me, read.errors, read.values);
    const { of = '', why = '' } = read.form;
    try {
      await this.placing.execute(me.actor, me.area, { of, why }, repeatOf(read, 'POST /admin/retention'));
      return seeOther(HERE);
    } catch (error) {
      if (error instanceof BadInput || error instanceof RuleBroken)
        return this.show(me, refusedForm(error), read.values);
      throw error;
    }
  }

  @Allow('erase.approve')
  @Post('admin/retention/:id/lift')
  @HttpCode(303)
  async lift(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(NoForm, body);
    if (!read.ok) return this.show(me, read.errors);
    await this.lifting.execute(me.actor, me.area, { id, version: read.version ?? 0 });
    return seeOther(HERE);
  }

  private async show(me: SignedIn, errors: FormErrors | null, values: FormValues = {}): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      retentionPage(await this.preview.ofArea(tx), await this.holds.standing(tx), me.actor),
    );
    return formPage('journeys/retention/retention.njk', view, errors, values);
  }
}
