import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { CurrentVisitor, Public, type Visitor } from '@app/http';
import { EnrolFirst, EnterByPasskey, FactorRefused, HalfSessions, type PasskeyOptions } from '@app/identity';
import { BadInput, NotFound } from '@app/kernel';
import type { Request } from 'express';
import { formPage, seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { nextPage } from '../sign-in/start-page.js';
import { NewPasskeyForm, PasskeyForm } from './factors.form.js';
import { onward } from './onward.js';

const REFUSED = 'journeys/factors/refused.njk';

/** Signing in with a passkey, alone or after the password; and taking the first one before anything else opens. */
@Controller('sign-in')
export class EnterByPasskeyController {
  constructor(
    @Inject(EnterByPasskey) private readonly entering: EnterByPasskey,
    @Inject(HalfSessions) private readonly halves: HalfSessions,
    @Inject(EnrolFirst) private readonly first: EnrolFirst,
  ) {}

  /** The question to the browser, for the script alone. It says nothing of who has a passkey. */
  @Public()
  @Post('passkey/options')
  @HttpCode(200)
  async options(
    @Body() body: unknown,
    @CurrentVisitor() { sessionId }: Visitor,
    @Req() request: Request,
  ): Promise<PasskeyOptions> {
    readForm(NoForm, body);
    return this.entering.ask(sessionId ?? '', request.ip ?? 'unknown');
  }

  @Public()
  @Post('passkey')
  @HttpCode(303)
  async enter(@Body() body: unknown, @CurrentVisitor() visitor: Visitor): Promise<Page | SeeOther> {
    const read = readForm(PasskeyForm, body);
    const half = await this.halves.find(visitor.sessionId);
    const again = half?.owes === 'factor' ? '/sign-in/factor' : '/sign-in';
    if (!read.ok) return refusedPage(read.errors, again);
    const { answer = '', next } = read.form;
    try {
      const asked = { session: visitor.sessionId ?? '', answer, requestId: visitor.requestId };
      return onward(await this.entering.execute(asked), nextPage(next));
    } catch (error) {
      if (error instanceof FactorRefused)
        return refusedPage(new FormErrors([{ path: '', message: error.message }]), again);
      if (error instanceof BadInput) return refusedPage(refusedForm(error), again);
      if (error instanceof NotFound) return seeOther('/sign-in');
      throw error;
    }
  }

  @Public()
  @Post('enrol/passkey/options')
  @HttpCode(200)
  async enrolOptions(
    @Body() body: unknown,
    @CurrentVisitor() { sessionId, requestId }: Visitor,
  ): Promise<PasskeyOptions> {
    readForm(NoForm, body);
    return this.first.askForPasskey(sessionId ?? '', requestId);
  }

  @Public()
  @Post('enrol/passkey')
  @HttpCode(303)
  async enrol(
    @Body() body: unknown,
    @CurrentVisitor() { sessionId, requestId }: Visitor,
  ): Promise<Page | SeeOther> {
    const read = readForm(NewPasskeyForm, body);
    if (!read.ok) return refusedPage(read.errors, '/sign-in/enrol');
    const { answer = '', label = '', next } = read.form;
    try {
      return onward(await this.first.byPasskey(sessionId ?? '', answer, label, requestId), nextPage(next));
    } catch (error) {
      if (error instanceof BadInput) return refusedPage(refusedForm(error), '/sign-in/enrol');
      if (error instanceof NotFound) return seeOther('/sign-in');
      throw error;
    }
  }
}

/** What went wrong, and both ways on. @param again where the same can be tried once more. */
function refusedPage(errors: FormErrors, again: string): Page {
  return formPage(REFUSED, { title: 'That passkey was not taken', again }, errors);
}
