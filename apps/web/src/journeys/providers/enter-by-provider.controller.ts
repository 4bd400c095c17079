import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { CurrentVisitor, Public, type Visitor } from '@app/http';
import {
  BeginAtProvider,
  ComeBack,
  ConfirmProvider,
  ProviderClient,
  type AtTheQuestion,
  type CameBack,
  type ToProvider,
} from '@app/identity';
import { BadInput, NotFound } from '@app/kernel';
import type { Request } from 'express';
import { Elsewhere, formPage, page, seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { onward } from '../factors/onward.js';
import { nextPage } from '../sign-in/start-page.js';
import { holderIn, orTheirFault, requireOffered } from './at-the-provider.js';
import { ConfirmProviderForm } from './provider.form.js';
import { confirmView } from './provider.view.js';

const CONFIRM = 'journeys/providers/confirm.njk';

/** Signing in with an account of another service: out by a link, back with what it says, and a question before any link. */
@Controller()
export class EnterByProviderController {
  constructor(
    @Inject(ProviderClient) private readonly client: ProviderClient,
    @Inject(BeginAtProvider) private readonly begin: BeginAtProvider,
    @Inject(ComeBack) private readonly back: ComeBack,
    @Inject(ConfirmProvider) private readonly confirming: ConfirmProvider,
  ) {}

  @Public()
  @Get('sign-in/with/:provider')
  async leave(
    @Param('provider') provider: string,
    @Query('next') next: unknown,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | Elsewhere> {
    const name = requireOffered(this.client, provider);
    const asked = { ...outward(provider, visitor, request), next: nextOf(next) };
    return orTheirFault(name, async () => new Elsewhere(await this.begin.toEnter(asked)));
  }

  @Public()
  @Get('invitation/:secret/with/:provider')
  async accept(
    @Param('secret') secret: string,
    @Param('provider') provider: string,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | Elsewhere> {
    const name = requireOffered(this.client, provider);
    const asked = outward(provider, visitor, request);
    try {
      return await orTheirFault(name, async () => new Elsewhere(await this.begin.toAccept(asked, secret)));
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      return page('journeys/sign-in/not-open.njk', { title: 'This invitation is not open' }, { status: 404 });
    }
  }

  @Public()
  @Get('sign-in/with/:provider/back')
  async return(
    @Param('provider') provider: string,
    @CurrentVisitor() visitor: Visitor,
    @Req() request: Request,
  ): Promise<Page | SeeOther> {
    const name = requireOffered(this.client, provider);
    const came: CameBack = {
      ...outward(provider, visitor, request),
      query: new URL(request.originalUrl, 'http://localhost').searchParams,
    };
    return orTheirFault(name, async () => {
      const arrived = await this.back.execute(came);
      return arrived.kind === 'confirm'
        ? seeOther(`/sign-in/with/${name}/confirm`)
        : onward(arrived.entered, nextPage(arrived.next));
    });
  }

  @Public()
  @Get('sign-in/with/:provider/confirm')
  async question(
    @Param('provider') provider: string,
    @CurrentVisitor() visitor: Visitor,
  ): Promise<Page | SeeOther> {
    requireOffered(this.client, provider);
    return this.confirmPage(questioned(provider, visitor), null);
  }

  @Public()
  @Post('sign-in/with/:provider/confirm')
  @HttpCode(303)
  async confirm(
    @Param('provider') provider: string,
    @Body() body: unknown,
    @CurrentVisitor() visitor: Visitor,
  ): Promise<Page | SeeOther> {
    requireOffered(this.client, provider);
    const asked = questioned(provider, visitor);
    const read = readForm(ConfirmProviderForm, body);
    if (!read.ok) return this.confirmPage(asked, read.errors);
    try {
      const entered = await this.confirming.execute(asked, read.form.agreed === 'yes');
      return entered === null ? seeOther('/me/sign-in') : onward(entered, '/');
    } catch (error) {
      if (error instanceof BadInput) return this.confirmPage(asked, refusedForm(error));
      if (error instanceof NotFound) return seeOther('/sign-in');
      throw error;
    }
  }

  private async confirmPage(asked: AtTheQuestion, errors: FormErrors | null): Promise<Page | SeeOther> {
    try {
      return formPage(CONFIRM, confirmView(await this.confirming.question(asked)), errors);
    } catch (error) {
      if (error instanceof NotFound) return seeOther('/sign-in');
      throw error;
    }
  }
}

function outward(provider: string, visitor: Visitor, { ip = 'unknown' }: Request): ToProvider {
  const { sessionId, requestId } = visitor;
  if (sessionId === null) throw new NotFound();
  return {
    ...{ provider, browser: sessionId, holder: holderIn(visitor) },
    ...{ next: '/', address: ip, requestId },
  };
}

function questioned(provider: string, visitor: Visitor): AtTheQuestion {
  const { sessionId, requestId } = visitor;
  if (sessionId === null) throw new NotFound();
  return { provider, browser: sessionId, holder: holderIn(visitor), requestId };
}

const nextOf = (next: unknown): string => (typeof next === 'string' ? nextPage(next) : '/');
