import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { AnswerFreshStart, AskFreshStart, FreshStarts } from '@app/identity';
import { BadInput, RuleBroken } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { FreshStartAnswerForm, FreshStartForm } from './sign-in-help.form.js';
import { signInHelpPage } from './sign-in-help.view.js';

const HERE = '/sign-in-help';

/** Who lost every way to sign in starts again: an administrator asks, a chair answers. */
@Controller('sign-in-help')
export class SignInHelpController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AskFreshStart) private readonly ask: AskFreshStart,
    @Inject(AnswerFreshStart) private readonly answering: AnswerFreshStart,
    @Inject(FreshStarts) private readonly starts: FreshStarts,
  ) {}

  @Allow('role.propose', 'role.approve')
  @Get()
  page(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, null);
  }

  @Allow('role.propose')
  @Post()
  @HttpCode(303)
  async askFor(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(FreshStartForm, body);
    if (!read.ok) return this.show(me, read.errors, read.values);
    const { email = '', sure = '' } = read.form;
    try {
      await this.ask.execute(me.actor, me.area, { email, sure });
      return seeOther(HERE);
    } catch (error) {
      if (error instanceof BadInput || error instanceof RuleBroken)
        return this.show(me, refusedForm(error), read.values);
      throw error;
    }
  }

  @Allow('role.approve')
  @Post(':id')
  @HttpCode(303)
  async answer(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(FreshStartAnswerForm, body);
    if (!read.ok) return this.show(me, read.errors);
    const asked = { id, version: read.version ?? 0, give: read.form.answer === 'yes' };
    await this.answering.execute(me.actor, me.area, asked);
    return seeOther(HERE);
  }

  private async show(me: SignedIn, errors: FormErrors | null, values: FormValues = {}): Promise<Page> {
    const starts = await this.work.run(me.actor, me.area, (tx) => this.starts.last(tx));
    const view = signInHelpPage(starts, me.actor);
    return formPage('journeys/sign-in-help/sign-in-help.njk', view, errors, values);
  }
}
