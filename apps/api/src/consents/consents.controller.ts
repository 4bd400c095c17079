import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { BodyConsents, Consents, type ConsentInHand } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { maybe, readBody, text, yesOrNo } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { pairingForBody, type PairingForBody } from './consent.view.js';

interface AskedConsent {
  readonly give: boolean;
  /** Who funds the days; needed where consent is given. */
  readonly funder?: string | null;
  /** Consent is given once cover is arranged, or none is needed. */
  readonly coverArranged?: boolean;
}

/** Trusts, dioceses and boards: their schools' pairings by dates and days, and their consent before work starts. */
@Controller('api/v1/consents')
export class ConsentsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Consents) private readonly consents: Consents,
    @Inject(BodyConsents) private readonly answers: BodyConsents,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Pairings of the caller’s schools; those that wait for a consent first. */
  @Get()
  @Allow('body.consent.give')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<PairingForBody>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, actor);
    const found = await this.work.run(actor, area, (tx) => this.consents.list(tx));
    const items = found.slice(offset, offset + limit).map(pairingForBody);
    return this.pages.answer(request, response, query, actor, { offset, items, total: found.length });
  }

  /** One of them. */
  @Get(':pairing')
  @Allow('body.consent.give')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
  ): Promise<PairingForBody> {
    readQuery(request, []);
    return this.show(who, named);
  }

  /** Gives the consent, or refuses it. */
  @Post(':pairing/answer')
  @HttpCode(200)
  @Allow('body.consent.give')
  async answer(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PairingForBody> {
    readQuery(request, []);
    const shape = { give: yesOrNo, funder: maybe(text), coverArranged: maybe(yesOrNo) };
    const read = readBody<AskedConsent>(body, shape);
    const asked = { ...read, ...(await this.inHand(who, named, ifMatch)) };
    const repeat = repeatOf('POST /consents/{pairing}/answer', key, asked);
    await this.answers.answer(who.actor, who.area, asked, repeat);
    return this.show(who, named);
  }

  /** Takes back a consent that was given: the work rests, and its broker is told. */
  @Post(':pairing/withdraw')
  @HttpCode(200)
  @Allow('body.consent.withdraw')
  async withdraw(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PairingForBody> {
    readQuery(request, []);
    readBody(body, {});
    const asked = await this.inHand(who, named, ifMatch);
    const repeat = repeatOf('POST /consents/{pairing}/withdraw', key, asked);
    await this.answers.withdraw(who.actor, who.area, asked, repeat);
    return this.show(who, named);
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private async inHand(
    { actor, area }: SignedIn,
    named: string,
    ifMatch: string | undefined,
  ): Promise<ConsentInHand> {
    const { reference, consent } = await this.work.run(actor, area, (tx) =>
      this.consents.one(tx, referenceOf(named)),
    );
    if (consent === null) throw new NotFound();
    return { pairing: reference, version: versionSeen(ifMatch, 'consent', consent.id) };
  }

  private async show({ actor, area }: SignedIn, named: string): Promise<PairingForBody> {
    return pairingForBody(
      await this.work.run(actor, area, (tx) => this.consents.one(tx, referenceOf(named))),
    );
  }
}
