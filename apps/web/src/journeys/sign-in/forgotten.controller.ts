import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CurrentVisitor, Public, type Visitor } from '@app/http';
import { AskReset, ResetPassword } from '@app/identity';
import { BadInput, NotFound } from '@app/kernel';
import type { Request } from 'express';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { ForgottenForm, ResetForm } from './sign-in.form.js';
import { whence } from './whence.js';

/** Who forgot their password asks for a link and chooses another by it. Nothing here says whether an address is anybody's. */
@Controller()
export class ForgottenController {
  constructor(
    @Inject(AskReset) private readonly asking: AskReset,
    @Inject(ResetPassword) private readonly resetting: ResetPassword,
  ) {}

  @Public()
  @Get('sign-in/forgotten')
  ask(): Page {
    return forgottenPage(null);
  }

  @Public()
  @Post('sign-in/forgotten')
  @HttpCode(303)
  async send(
    @Body() body: unknown,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const read = readForm(ForgottenForm, body);
    if (!read.ok) return forgottenPage(read.errors, read.values);
    try {
      await this.asking.execute({ email: read.form.email ?? '', ...whence(request, visitor) });
      return seeOther('/sign-in/forgotten/sent');
    } catch (error) {
      if (error instanceof BadInput) return forgottenPage(refusedForm(error), read.values);
      throw error;
    }
  }

  @Public()
  @Get('sign-in/forgotten/sent')
  sent(): Page {
    return page('journeys/sign-in/forgotten-sent.njk', { title: 'Check your e-mail' });
  }

  /** Looking changes nothing: mail programs open links before people do (K01). */
  @Public()
  @Get('reset/:secret')
  async open(
    @Param('secret') secret: string,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page> {
    try {
      await this.resetting.requireOpen({ secret, ...whence(request, visitor) });
    } catch (error) {
      if (error instanceof NotFound) return endedPage();
      throw error;
    }
    return choosePage(secret, null);
  }

  @Public()
  @Post('reset/:secret')
  @HttpCode(303)
  async choose(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const read = readForm(ResetForm, body);
    if (!read.ok) return choosePage(secret, read.errors);
    try {
      const { password = '' } = read.form;
      await this.resetting.execute({ secret, password, ...whence(request, visitor) });
      return seeOther('/sign-in?changed=password');
    } catch (error) {
      if (error instanceof NotFound) return endedPage();
      if (error instanceof BadInput) return choosePage(secret, refusedForm(error));
      throw error;
    }
  }
}

function forgottenPage(errors: FormErrors | null, values: FormValues = {}): Page {
  return formPage('journeys/sign-in/forgotten.njk', { title: 'Forgotten password' }, errors, values);
}

function choosePage(secret: string, errors: FormErrors | null): Page {
  return formPage('journeys/sign-in/reset.njk', { title: 'Choose a new password', secret }, errors);
}

/** Used, run out, replaced or never sent, alike. */
function endedPage(): Page {
  return page('journeys/sign-in/reset-ended.njk', { title: 'This link is not open' }, { status: 404 });
}
