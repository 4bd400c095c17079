import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { AskLight, LightPairings, LightSteps, type LightInHand } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork, type Repeatable } from '@app/platform';
import type { Request, Response } from 'express';
import { readBody } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { oneOfQuery, readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { readLight, readLightAnswer, readThanks } from './light-pairing.shape.js';
import { lightPairingAnswer, type LightPairingAnswer } from './light-pairing.view.js';

/** A day or less, head to head: asked, answered, thanked. */
@Controller('api/v1/light-pairings')
export class LightPairingsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(LightPairings) private readonly lights: LightPairings,
    @Inject(AskLight) private readonly asks: AskLight,
    @Inject(LightSteps) private readonly steps: LightSteps,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Those that go on, the next day first; `over=true` adds those that ended. */
  @Get()
  @Allow('pairing.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<LightPairingAnswer>> {
    const query = readQuery(request, ['limit', 'cursor', 'over']);
    const over = oneOfQuery('over', query.over, ['true', 'false']) === 'true';
    const { limit, offset } = this.pages.asked(request, query, actor);
    const found = await this.work.run(actor, area, (tx) => this.lights.list(tx, { over }));
    const items = found.slice(offset, offset + limit).map(lightPairingAnswer);
    return this.pages.answer(request, response, query, actor, { offset, items, total: found.length });
  }

  /** A head asks another school directly for a day or less, or offers it. */
  @Post()
  @Allow('light.agree')
  async ask(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<LightPairingAnswer> {
    readQuery(request, []);
    const asked = readLight(body);
    const repeat = repeatOf('POST /light-pairings', key, asked);
    const reference = await this.asks.execute(who.actor, who.area, asked, repeat);
    response.setHeader('Location', `/api/v1/light-pairings/${reference}`);
    return this.show(who, response, reference);
  }

  /** One of them. */
  @Get(':pairing')
  @Allow('pairing.read')
  one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<LightPairingAnswer> {
    readQuery(request, []);
    return this.show(who, response, referenceOf(named));
  }

  /** The other side says yes or no. */
  @Post(':pairing/answer')
  @HttpCode(200)
  @Allow('light.agree')
  async answer(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<LightPairingAnswer> {
    const asked = { ...readLightAnswer(body), ...(await this.seen(who, named, ifMatch)) };
    await this.steps.answer(who.actor, who.area, asked, again('answer', key, asked));
    return this.show(who, response, asked.pairing);
  }

  /** Either school calls it off, without a fault. */
  @Post(':pairing/end')
  @HttpCode(200)
  @Allow('light.agree')
  async end(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<LightPairingAnswer> {
    readBody(body, {});
    const asked = await this.seen(who, named, ifMatch);
    await this.steps.end(who.actor, who.area, asked, again('end', key, asked));
    return this.show(who, response, asked.pairing);
  }

  /** It took place: the school that was helped says thanks. */
  @Post(':pairing/thanks')
  @HttpCode(200)
  @Allow('pairing.thank')
  async thank(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<LightPairingAnswer> {
    const asked = { ...readThanks(body), ...(await this.seen(who, named, ifMatch)) };
    await this.steps.thank(who.actor, who.area, asked, again('thanks', key, asked));
    return this.show(who, response, asked.pairing);
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private async seen(
    { actor, area }: SignedIn,
    named: string,
    ifMatch: string | undefined,
  ): Promise<LightInHand> {
    const { id, reference } = await this.work.run(actor, area, (tx) =>
      this.lights.one(tx, referenceOf(named)),
    );
    return { pairing: reference, version: versionSeen(ifMatch, 'light-pairing', id) };
  }

  private async show(
    { actor, area }: SignedIn,
    response: Response,
    named: string,
  ): Promise<LightPairingAnswer> {
    const shown = await this.work.run(actor, area, (tx) => this.lights.one(tx, named));
    response.setHeader('ETag', etagOf('light-pairing', shown.id, shown.version));
    return lightPairingAnswer(shown);
  }
}

const again = (step: string, key: string, asked: LightInHand): Repeatable =>
  repeatOf(`POST /light-pairings/{pairing}/${step}`, key, asked);
