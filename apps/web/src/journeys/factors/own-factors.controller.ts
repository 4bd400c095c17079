import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Allow, AnyoneSignedIn, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import { ChangePassword, EnrolApp, Factors, OwnPasskeys, OwnProviders, OwnSessions } from '@app/identity';
import { BadInput } from '@app/kernel';
import { SIGN_IN_RULES, type SignInRules } from '@app/platform';
import { formPage, page, seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { holderOf } from './holder-of.js';
import { CodeForm } from './factors.form.js';
import { appView, ownFactorsPage, ownLinks } from './factors.view.js';

/** What somebody shows besides their password; changing it needs a fresh sign-in, and is told to them. */
@Controller('me/sign-in')
export class OwnFactorsController {
  constructor(
    @Inject(EnrolApp) private readonly app: EnrolApp,
    @Inject(OwnPasskeys) private readonly passkeys: OwnPasskeys,
    @Inject(Factors) private readonly factors: Factors,
    @Inject(OwnSessions) private readonly sessions: OwnSessions,
    @Inject(ChangePassword) private readonly passwords: ChangePassword,
    @Inject(OwnProviders) private readonly links: OwnProviders,
    @Inject(SIGN_IN_RULES) private readonly rules: SignInRules,
  ) {}

  @AnyoneSignedIn()
  @Get()
  async own(
    @Me() me: SignedIn,
    @CurrentVisitor() { sessionId }: Visitor,
    @Query('changed') changed: unknown,
  ): Promise<Page> {
    const holder = holderOf(me);
    const { account } = holder;
    const [has, passkeys] = [await this.factors.of(account), await this.passkeys.of(account)];
    const offered = this.rules.providers.map(({ name }) => name);
    const view = {
      ...ownFactorsPage(has, passkeys, this.rules.secondFactor === 'everyone'),
      ...ownLinks(await this.links.of(account), offered),
      hasPassword: await this.passwords.hasOne(holder),
      passwordChanged: changed === 'password',
      sessions: await this.sessions.of(holder, sessionId ?? ''),
    };
    return page('journeys/factors/own-factors.njk', view);
  }

  @AnyoneSignedIn()
  @Get('app')
  async offer(@Me() me: SignedIn): Promise<Page> {
    return this.appPage(me, null);
  }

  /** Answers with the page itself: the codes on it are in no address and cannot be asked for again. */
  @AnyoneSignedIn()
  @Post('app')
  @HttpCode(200)
  async take(@Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(CodeForm, body);
    if (!read.ok) return this.appPage(me, read.errors);
    try {
      return codesPage(await this.app.confirm(holderOf(me), read.form.code ?? ''));
    } catch (error) {
      if (error instanceof BadInput) return this.appPage(me, refusedForm(error));
      throw error;
    }
  }

  @AnyoneSignedIn()
  @Post('codes')
  @HttpCode(200)
  async renewCodes(@Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    readForm(NoForm, body);
    return codesPage(await this.app.renewCodes(holderOf(me)));
  }

  @Allow('signin.revoke')
  @Post('app/remove')
  @HttpCode(303)
  async remove(@Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    readForm(NoForm, body);
    await this.app.remove(holderOf(me));
    return seeOther('/me/sign-in');
  }

  private async appPage(me: SignedIn, errors: FormErrors | null): Promise<Page> {
    const app = appView(await this.app.offer(holderOf(me)));
    return formPage('journeys/factors/app.njk', { title: 'Use an app that shows codes', app }, errors);
  }
}

function codesPage(codes: readonly string[]): Page {
  return page('journeys/factors/codes.njk', {
    title: 'Keep your recovery codes',
    codes,
    next: '/me/sign-in',
  });
}
