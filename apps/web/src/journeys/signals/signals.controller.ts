import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { assignedToSchool } from '@app/profiles';
import { ReplyToSignal, Signals } from '@app/schools';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { SignalReplyForm } from './signals.form.js';
import { shownSignal } from './signals.view.js';

/** What a published figure shows about one school: its head reads and answers it here, and nobody comes by a list. */
@Controller('my-school/signals')
export class SignalsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Signals) private readonly signals: Signals,
    @Inject(ReplyToSignal) private readonly replies: ReplyToSignal,
  ) {}

  @Allow('signal.read')
  @Get(':id')
  one(@Param('id') id: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(id, me, null, {});
  }

  @Allow('signal.reply')
  @Post(':id')
  @HttpCode(303)
  async reply(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(SignalReplyForm, body);
    if (!read.ok) return this.show(id, me, read.errors, read.values);
    try {
      const asked = { signal: id, version: read.version ?? 0, reply: read.form.reply ?? '' };
      await this.replies.execute(me.actor, me.area, asked, repeatOf(read, `POST /my-school/signals/${id}`));
      return seeOther(`/my-school/signals/${encodeURIComponent(id)}`);
    } catch (error) {
      return this.show(id, me, refusedOrStale(error), read.values);
    }
  }

  private async show(id: string, me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const signal = await this.work.run(me.actor, me.area, (tx) =>
      this.signals.one(tx, id, (urn) => assignedToSchool(tx, urn)),
    );
    const { mayReply, version, school, urn, passedOnAt } = signal;
    const isOwn = me.actor.posts.some((post) => post.school === urn);
    const back = isOwn
      ? { href: `/my-school?school=${urn}`, text: 'Back to my school' }
      : { href: `/schools/${urn}`, text: `Back to ${school}` };
    const view = { ...shownSignal(signal), mayReply, version, school, back, isOwn, passedOnAt };
    return formPage('journeys/signals/signal.njk', view, errors, values);
  }
}
