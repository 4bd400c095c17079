import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { SignOffEvaluation, SignOffs } from '@app/impact';
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
import { repeatOf } from '../needs/repeat-of.js';
import { SignOffForm } from './impact.form.js';
import { signOffPage, signOffsList, signOffsPage } from './sign-off.view.js';

/** What waits for somebody who had no part in it: both heads' words first, then the figure, then their answer. */
@Controller()
export class SignOffController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SignOffs) private readonly signOffs: SignOffs,
    @Inject(SignOffEvaluation) private readonly signs: SignOffEvaluation,
  ) {}

  @Allow('impact.signoff')
  @Get('sign-offs')
  async list(@Me() me: SignedIn): Promise<Page> {
    const lines = await this.work.run(me.actor, me.area, (tx) => this.signOffs.waiting(tx));
    return page('journeys/impact/sign-offs.njk', signOffsPage(lines));
  }

  @Allow('impact.signoff')
  @Get('sign-offs.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      signOffsList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.signOffs.waiting(tx))),
    );
  }

  @Allow('impact.signoff')
  @Get('pairings/:reference/sign-off')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('impact.signoff')
  @Post('pairings/:reference/sign-off')
  @HttpCode(303)
  async answer(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(SignOffForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const { answer = '', words = null } = read.form;
      const asked = { pairing: named, version: read.version ?? 0, answer, words };
      await this.signs.execute(me.actor, me.area, asked, repeatOf(read, `POST /pairings/${named}/sign-off`));
      return seeOther('/sign-offs');
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
    const found = await this.work.run(me.actor, me.area, (tx) => this.signOffs.one(tx, named));
    return formPage('journeys/impact/sign-off.njk', signOffPage(found), errors, values);
  }
}
