import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { AskForAnotherBroker } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { NeedPages } from './need-pages.js';
import { isOwn, standing } from './need.view.js';
import { repeatOf } from './repeat-of.js';

/** A head wants another broker for a request: one press, and no reason. */
@Controller('needs/:reference/broker')
export class AnotherBrokerController {
  constructor(
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(AskForAnotherBroker) private readonly asks: AskForAnotherBroker,
  ) {}

  @Allow('broker.change.request')
  @Get()
  ask(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('broker.change.request')
  @Post()
  @HttpCode(303)
  async change(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(NoForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const asked = { need: named, version: read.version ?? 0 };
      await this.asks.execute(me.actor, me.area, asked, repeatOf(read, `POST /needs/${named}/broker`));
      return seeOther(`/needs/${encodeURIComponent(named)}`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const { need, world, mayChangeBroker } = await this.pages.find(me, named);
    const view = {
      title: 'Ask for another broker',
      need: standing(need, world, me.actor),
      ...{ may: mayChangeBroker, own: isOwn(need, me.actor), version: need.version },
    };
    return formPage('journeys/needs/another-broker.njk', view, errors, values);
  }
}
