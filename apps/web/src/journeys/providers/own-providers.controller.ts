import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { Allow, AnyoneSignedIn, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import { BeginAtProvider, OwnProviders, ProviderClient } from '@app/identity';
import { NotFound, parseUuid } from '@app/kernel';
import type { Request } from 'express';
import { Elsewhere, seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { readForm } from '../../layout/read-form.js';
import { holderOf } from '../factors/holder-of.js';
import { NoForm } from '../me/me.form.js';
import { orTheirFault, requireOffered } from './at-the-provider.js';

/** Somebody links an account of theirs elsewhere, or takes it away; both need a fresh sign-in, and are told to them. */
@Controller('me/sign-in')
export class OwnProvidersController {
  constructor(
    @Inject(ProviderClient) private readonly client: ProviderClient,
    @Inject(BeginAtProvider) private readonly begin: BeginAtProvider,
    @Inject(OwnProviders) private readonly links: OwnProviders,
  ) {}

  @AnyoneSignedIn()
  @Get('with/:provider')
  async link(
    @Param('provider') provider: string,
    @Me() me: SignedIn,
    @CurrentVisitor() { sessionId, requestId }: Visitor,
    @Req() { ip = 'unknown' }: Request,
  ): Promise<Page | Elsewhere> {
    const name = requireOffered(this.client, provider);
    if (sessionId === null) throw new NotFound();
    const asked = { provider, browser: sessionId, holder: holderOf(me), next: '/me/sign-in' };
    return orTheirFault(
      name,
      async () => new Elsewhere(await this.begin.toLink({ ...asked, address: ip, requestId })),
    );
  }

  @Allow('signin.revoke')
  @Post('providers/:id/remove')
  @HttpCode(303)
  async remove(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    readForm(NoForm, body);
    const link = parseUuid(id);
    if (link === null) throw new NotFound();
    await this.links.remove(holderOf(me), link);
    return seeOther('/me/sign-in');
  }
}
