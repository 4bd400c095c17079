import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { AnyoneSignedIn, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import { PasswordRefused, SignInAgain } from '@app/identity';
import { NotFound } from '@app/kernel';
import type { Request } from 'express';
import { seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { carryOnPage, readInterrupted, signInAgainPage } from '../../layout/sign-in-again.js';
import { DEMO } from '../../layout/tokens.js';
import { PasswordAgainForm, PersonaAgainForm } from './sign-in.form.js';

/** Showing once more that it is you, for what wants a sign-in of the last ten minutes. */
@Controller('sign-in/again')
export class SignInAgainController {
  constructor(
    @Inject(SignInAgain) private readonly signInAgain: SignInAgain,
    @Inject(DEMO) private readonly demo: boolean,
  ) {}

  @AnyoneSignedIn()
  @Get()
  ask(@Query('next') next: unknown): Page {
    return signInAgainPage(readInterrupted(typeof next === 'string' ? next : undefined, undefined), null);
  }

  @AnyoneSignedIn()
  @Post()
  @HttpCode(303)
  async confirm(
    @Body() body: unknown,
    @Me() me: SignedIn,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const read = readForm(PasswordAgainForm, body);
    const { then, kept } = read.ok ? read.form : (read.values as Partial<PasswordAgainForm>);
    const interrupted = readInterrupted(then, kept);
    if (!read.ok) return signInAgainPage(interrupted, read.errors);
    try {
      const session = await this.renew(me, visitor, request, read.form.password ?? '');
      return interrupted.fields ? carryOnPage(interrupted, session) : seeOther(interrupted.then, session);
    } catch (error) {
      if (!(error instanceof PasswordRefused)) throw error;
      return signInAgainPage(interrupted, new FormErrors([{ path: 'password', message: error.message }]));
    }
  }

  /** Only in a demonstration, whose people have no passwords. */
  @AnyoneSignedIn()
  @Post('persona')
  @HttpCode(303)
  async persona(
    @Body() body: unknown,
    @Me() me: SignedIn,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const read = readForm(PersonaAgainForm, body);
    if (!this.demo || !read.ok) throw new NotFound();
    const interrupted = readInterrupted(read.form.then, read.form.kept);
    const session = await this.renew(me, visitor, request, null);
    return interrupted.fields ? carryOnPage(interrupted, session) : seeOther(interrupted.then, session);
  }

  private renew(
    { actor, area, account }: SignedIn,
    { sessionId }: Visitor,
    request: Request,
    password: string | null,
  ): Promise<string> {
    if (sessionId === null || account === null) throw new NotFound();
    const address = request.ip ?? 'unknown';
    return this.signInAgain.execute(actor, { session: sessionId, account, area, password, address });
  }
}
