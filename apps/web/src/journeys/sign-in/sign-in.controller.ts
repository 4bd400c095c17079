import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { BadInput, NotAllowed, NotFound, parseUuid, Unavailable, type PersonId } from '@app/kernel';
import { AnyoneSignedIn, CurrentVisitor, Public, type Visitor } from '@app/http';
import { AcceptInvitation, Personas, ProviderClient, Sessions, SignIn } from '@app/identity';
import type { Request } from 'express';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { waysOf } from '../../layout/provider-words.js';
import { readForm } from '../../layout/read-form.js';
import { DEMO } from '../../layout/tokens.js';
import { onward } from '../factors/onward.js';
import { InvitationForm, PersonaForm, SignInForm } from './sign-in.form.js';
import { nextPage, startPageOf } from './start-page.js';
import { whence } from './whence.js';

const TEMPLATE = 'journeys/sign-in/sign-in.njk';

@Controller()
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AcceptInvitation) private readonly invitations: AcceptInvitation,
    @Inject(Personas) private readonly personas: Personas,
    @Inject(ProviderClient) private readonly providers: ProviderClient,
    @Inject(DEMO) private readonly demo: boolean,
  ) {}

  @Public()
  @Get()
  start(@CurrentVisitor() visitor: Visitor): SeeOther {
    return seeOther(visitor.actor ? startPageOf(visitor.actor) : '/sign-in');
  }

  @Public()
  @Get('sign-in')
  async ask(@Query('next') next: unknown, @Query('changed') changed: unknown): Promise<Page> {
    const values = { next: typeof next === 'string' ? nextPage(next) : '/' };
    return this.form(null, values, changed === 'password');
  }

  @Public()
  @Post('sign-in')
  @HttpCode(303)
  async enter(
    @Body() body: unknown,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const read = readForm(SignInForm, body);
    const values = { ...read.values, password: undefined };
    if (!read.ok) return this.form(read.errors, values);
    try {
      const { email = '', password = '', next } = read.form;
      const asked = { email, password, device: visitor.sessionId, ...whence(request, visitor) };
      const entered = await this.signIn.execute(asked);
      return onward(entered, nextPage(next));
    } catch (error) {
      if (error instanceof NotAllowed)
        return this.form(new FormErrors([{ path: 'email', message: error.message }]), values);
      if (error instanceof Unavailable) throw error;
      if (error instanceof BadInput) return this.form(refusedForm(error), values);
      throw error;
    }
  }

  /** Only in a demonstration: everywhere else there is nothing here. */
  @Public()
  @Post('sign-in/persona')
  @HttpCode(303)
  async become(@Body() body: unknown, @CurrentVisitor() visitor: Visitor): Promise<Page | SeeOther> {
    if (!this.demo) throw new NotFound();
    const read = readForm(PersonaForm, body);
    if (!read.ok) return this.form(read.errors, read.values);
    const person = parseUuid<PersonId>(read.form.person ?? '');
    if (!person) throw new NotFound();
    const session = await this.personas.signInAs(person, visitor.requestId, visitor.sessionId);
    return seeOther(nextPage(read.form.next), session.id);
  }

  @AnyoneSignedIn()
  @Post('sign-out')
  @HttpCode(303)
  async leave(@CurrentVisitor() visitor: Visitor): Promise<SeeOther> {
    if (visitor.sessionId !== null) await this.sessions.end(visitor.sessionId);
    return seeOther('/sign-in');
  }

  @Public()
  @Get('invitation/:secret')
  async invited(
    @Param('secret') secret: string,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page> {
    try {
      await this.invitations.requireOpen({ secret, ...whence(request, visitor) });
    } catch (error) {
      if (error instanceof NotFound) return notOpen();
      throw error;
    }
    return formPage('journeys/sign-in/invitation.njk', this.invitation(secret), null);
  }

  @Public()
  @Post('invitation/:secret')
  @HttpCode(303)
  async accept(
    @Param('secret') secret: string,
    @Body() body: unknown,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const view = this.invitation(secret);
    const read = readForm(InvitationForm, body);
    if (!read.ok) return formPage('journeys/sign-in/invitation.njk', view, read.errors);
    try {
      const { sessionId: device } = visitor;
      const asked = { secret, password: read.form.password ?? '', device, ...whence(request, visitor) };
      return onward(await this.invitations.execute(asked), '/');
    } catch (error) {
      if (error instanceof NotFound) return notOpen();
      if (error instanceof BadInput)
        return formPage('journeys/sign-in/invitation.njk', view, refusedForm(error));
      throw error;
    }
  }

  private async form(errors: FormErrors | null, values: FormValues, passwordChanged = false): Promise<Page> {
    const personas = this.demo ? await this.personas.list() : [];
    const next = typeof values['next'] === 'string' && values['next'] !== '/' ? values['next'] : null;
    const onwards = next === null ? '' : `?next=${encodeURIComponent(next)}`;
    const ways = waysOf(this.providers.offered, (name) => `/sign-in/with/${name}${onwards}`);
    return formPage(TEMPLATE, { title: 'Sign in', personas, ways, passwordChanged }, errors, values);
  }

  private invitation(secret: string): object {
    const ways = waysOf(this.providers.offered, (name) => `/invitation/${secret}/with/${name}`);
    return { title: 'Choose a password', secret, ways };
  }
}

/** Used, run out or never sent, alike: the page says what to do next. */
function notOpen(): Page {
  const view = { title: 'This invitation is not open' };
  return page('journeys/sign-in/not-open.njk', view, { status: 404 });
}
