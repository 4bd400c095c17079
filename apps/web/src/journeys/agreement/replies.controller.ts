import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Agreements, AnswerOffer, AnswerSounding } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedOrStale } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { boxesOf, daysTyped, OfferReplyForm, RequestReplyForm } from './agreement.form.js';
import { offerPage, requestPage } from './agreement.view.js';

/** Where heads answer: as the supporting school, not knowing who asks; as the asking school, knowing who and why. */
@Controller()
export class RepliesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(AnswerSounding) private readonly answersRequest: AnswerSounding,
    @Inject(AnswerOffer) private readonly answersOffer: AnswerOffer,
  ) {}

  @Allow('proposal.read')
  @Get('requests/:reference')
  request(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.showRequest(named, me, null, {});
  }

  @Allow('sounding.answer')
  @Post('requests/:reference')
  @HttpCode(303)
  async answerRequest(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(RequestReplyForm, body);
    if (!read.ok) return this.showRequest(named, me, read.errors, read.values);
    const asked = await this.asked(named, me);
    const { days, faults } = daysTyped(read.form, asked);
    const { answer = '', person = null } = read.form;
    if (answer === 'fewer_days' && faults.length > 0)
      return this.showRequest(named, me, new FormErrors(faults), read.values);
    try {
      const reply = { request: named, version: read.version ?? 0, answer, halfDays: days, person };
      await this.answersRequest.execute(me.actor, me.area, reply, repeatOf(read, `POST /requests/${named}`));
      return seeOther(`/requests/${encodeURIComponent(named)}`);
    } catch (error) {
      return this.showRequest(named, me, refusedOrStale(error, boxesOf(asked)), read.values);
    }
  }

  @Allow('proposal.read')
  @Get('offers/:reference')
  offer(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.showOffer(named, me, null, {});
  }

  @Allow('proposal.accept', 'proposal.decline')
  @Post('offers/:reference')
  @HttpCode(303)
  async answerOffer(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(OfferReplyForm, body);
    if (!read.ok) return this.showOffer(named, me, read.errors, read.values);
    try {
      const { answer = '', note = null } = read.form;
      const reply = { offer: named, version: read.version ?? 0, answer, note };
      await this.answersOffer.execute(me.actor, me.area, reply, repeatOf(read, `POST /offers/${named}`));
      return seeOther(`/offers/${encodeURIComponent(named)}`);
    } catch (error) {
      return this.showOffer(named, me, refusedOrStale(error), read.values);
    }
  }

  private async asked(named: string, me: SignedIn) {
    const { halfDays } = await this.work.run(me.actor, me.area, (tx) => this.agreements.request(tx, named));
    return halfDays;
  }

  private async showRequest(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      requestPage(await this.agreements.request(tx, named), await this.pages.world(tx)),
    );
    return formPage('journeys/agreement/request.njk', view, errors, values);
  }

  private async showOffer(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      offerPage(await this.agreements.offer(tx, named), await this.pages.world(tx)),
    );
    return formPage('journeys/agreement/offer.njk', view, errors, values);
  }
}
