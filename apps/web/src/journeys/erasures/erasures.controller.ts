import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, RuleBroken } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { AnswerErasure, Erasures, ProposeErasure } from '@app/records';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { ErasureAnswerForm, ErasureForm } from './erasures.form.js';
import { erasuresPage } from './erasures.view.js';

const HERE = '/admin/erasures';

/** Somebody is erased: asked by one, looked at before it happens, agreed by another. */
@Controller('admin/erasures')
export class ErasuresController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Erasures) private readonly erasures: Erasures,
    @Inject(ProposeErasure) private readonly proposing: ProposeErasure,
    @Inject(AnswerErasure) private readonly answering: AnswerErasure,
  ) {}

  @Allow('retention.preview')
  @Get()
  page(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, null);
  }

  @Allow('erase.propose')
  @Post()
  @HttpCode(303)
  async propose(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(ErasureForm, body);
    if (!read.ok) return this.show(me, read.errors, read.values);
    const { email = '', why = '' } = read.form;
    try {
      await this.proposing.execute(me.actor, me.area, { email, why }, repeatOf(read, 'POST /admin/erasures'));
      return seeOther(HERE);
    } catch (error) {
      if (error instanceof BadInput || error instanceof RuleBroken)
        return this.show(me, refusedForm(error), read.values);
      throw error;
    }
  }

  @Allow('erase.approve')
  @Post(':id')
  @HttpCode(303)
  async answer(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(ErasureAnswerForm, body);
    if (!read.ok) return this.show(me, read.errors);
    const asked = { id, version: read.version ?? 0, agree: read.form.answer === 'yes' };
    await this.answering.execute(me.actor, me.area, asked);
    return seeOther(HERE);
  }

  private async show(me: SignedIn, errors: FormErrors | null, values: FormValues = {}): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      erasuresPage(await this.erasures.last(tx), me.actor),
    );
    return formPage('journeys/erasures/erasures.njk', view, errors, values);
  }
}
