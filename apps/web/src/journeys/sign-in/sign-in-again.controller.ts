import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { AnyoneSignedIn, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import {
  FactorRefused,
  PasskeyChallenges,
  PasswordRefused,
  SignInAgain,
  type PasskeyOptions,
  type Proof,
} from '@app/identity';
import { BadInput, NotFound } from '@app/kernel';
import type { Request } from 'express';
import { seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { carryOnPage, readInterrupted, signInAgainPage } from '../../layout/sign-in-again.js';
import { DEMO } from '../../layout/tokens.js';
import { NoForm } from '../me/me.form.js';
import { PasskeyAgainForm, PasswordAgainForm, PersonaAgainForm } from './sign-in.form.js';

/** Showing once more that it is you, for what wants a sign-in of the last ten minutes. */
@Controller('sign-in/again')
export class SignInAgainController {
  constructor(
    @Inject(SignInAgain) private readonly signInAgain: SignInAgain,
    @Inject(PasskeyChallenges) private readonly challenges: PasskeyChallenges,
    @Inject(DEMO) private readonly demo: boolean,
  ) {}

  @AnyoneSignedIn()
  @Get()
  ask(@Query('next') next: unknown, @CurrentVisitor() visitor: Visitor): Page {
    const interrupted = readInterrupted(typeof next === 'string' ? next : undefined, undefined);
    return signInAgainPage(interrupted, null, visitor);
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
    if (!read.ok) return signInAgainPage(interrupted, read.errors, visitor);
    try {
      const { password = '', code = null } = read.form;
      const proof = { kind: 'password', password, code } as const;
      const session = await this.renew(me, visitor, request, proof);
      return interrupted.fields ? carryOnPage(interrupted, session) : seeOther(interrupted.then, session);
    } catch (error) {
      if (!(error instanceof PasswordRefused || error instanceof FactorRefused)) throw error;
      const path = error instanceof PasswordRefused ? 'password' : 'code';
      const refused = new FormErrors([{ path, message: error.message }]);
      return signInAgainPage(interrupted, refused, visitor);
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
    const session = await this.renew(me, visitor, request, { kind: 'persona' });
    return interrupted.fields ? carryOnPage(interrupted, session) : seeOther(interrupted.then, session);
  }

  /** The question to the browser, for the script alone. */
  @AnyoneSignedIn()
  @Post('passkey/options')
  @HttpCode(200)
  async options(
    @Body() body: unknown,
    @CurrentVisitor() { sessionId, account }: Visitor,
    @Req() request: Request,
  ): Promise<PasskeyOptions> {
    readForm(NoForm, body);
    return this.challenges.toShow(sessionId ?? '', 'again', account, request.ip ?? 'unknown');
  }

  @AnyoneSignedIn()
  @Post('passkey')
  @HttpCode(303)
  async passkey(
    @Body() body: unknown,
    @Me() me: SignedIn,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const read = readForm(PasskeyAgainForm, body);
    const { then, kept } = read.ok ? read.form : (read.values as Partial<PasskeyAgainForm>);
    const interrupted = readInterrupted(then, kept);
    if (!read.ok) return signInAgainPage(interrupted, read.errors, visitor);
    try {
      const proof = { kind: 'passkey', answer: read.form.answer ?? '' } as const;
      const session = await this.renew(me, visitor, request, proof);
      return interrupted.fields ? carryOnPage(interrupted, session) : seeOther(interrupted.then, session);
    } catch (error) {
      if (error instanceof BadInput) return signInAgainPage(interrupted, refusedForm(error), visitor);
      if (!(error instanceof FactorRefused)) throw error;
      const refused = new FormErrors([{ path: '', message: error.message }]);
      return signInAgainPage(interrupted, refused, visitor);
    }
  }

  private renew(
    { actor, area, account }: SignedIn,
    { sessionId }: Visitor,
    request: Request,
    proof: Proof,
  ): Promise<string> {
    if (sessionId === null || account === null) throw new NotFound();
    const address = request.ip ?? 'unknown';
    return this.signInAgain.execute(actor, { session: sessionId, account, area, address, proof });
  }
}
