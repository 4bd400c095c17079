import { Body, Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { AnyoneSignedIn, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import { ChangePassword } from '@app/identity';
import { BadInput, NotAllowed } from '@app/kernel';
import type { Request } from 'express';
import { formPage, seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NewPasswordForm } from './factors.form.js';
import { holderOf } from './holder-of.js';

const TEMPLATE = 'journeys/factors/own-password.njk';
/** Passwords travel through no other page: whoever has to show that it is them does so before they type one. */
const FIRST = '/sign-in/again?next=%2Fme%2Fsign-in%2Fpassword';

/** Somebody chooses another password. */
@Controller('me/sign-in/password')
export class OwnPasswordController {
  constructor(@Inject(ChangePassword) private readonly changing: ChangePassword) {}

  @AnyoneSignedIn()
  @Get()
  async ask(@Me() me: SignedIn): Promise<Page | SeeOther> {
    return (await this.changing.mayBegin(holderOf(me))) ? this.page(me, null) : seeOther(FIRST);
  }

  @AnyoneSignedIn()
  @Post()
  @HttpCode(303)
  async change(
    @Body() body: unknown,
    @Me() me: SignedIn,
    @CurrentVisitor() { sessionId }: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const read = readForm(NewPasswordForm, body);
    if (!read.ok) return this.page(me, read.errors);
    const { currentPassword: current = '', password = '' } = read.form;
    const here = { session: sessionId ?? '', address: request.ip ?? 'unknown' };
    try {
      await this.changing.execute(holderOf(me), { current, password, ...here });
      return seeOther('/me/sign-in?changed=password');
    } catch (error) {
      if (error instanceof BadInput) return this.page(me, refusedForm(error));
      if (error instanceof NotAllowed && error.code === 'STEP_UP_REQUIRED') return seeOther(FIRST);
      throw error;
    }
  }

  private async page(me: SignedIn, errors: FormErrors | null): Promise<Page> {
    const has = await this.changing.hasOne(holderOf(me));
    return formPage(TEMPLATE, { title: 'Change your password', has }, errors);
  }
}
