import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ClosePairing, Pairings, PausePairing, TendPairing } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork, type Repeatable } from '@app/platform';
import type { Request, Response } from 'express';
import { readBody } from '../door/fields.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { readClosing, readPause, readTending } from './pairing.shape.js';
import { pairingAnswer, type PairingAnswer } from './pairing.view.js';

interface Sent {
  readonly who: SignedIn;
  readonly request: Request;
  readonly response: Response;
  readonly named: string;
  readonly ifMatch: string | undefined;
  readonly key: string;
}

/** What happens to agreed work: each step from the version that the caller saw, answered with the work as it then stands. */
@Controller('api/v1/pairings/:pairing')
export class PairingStepsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(PausePairing) private readonly rests: PausePairing,
    @Inject(ClosePairing) private readonly closes: ClosePairing,
    @Inject(TendPairing) private readonly tends: TendPairing,
  ) {}

  /** Lets the work rest, with a reason. */
  @Post('pause')
  @HttpCode(200)
  @Allow('pairing.pause')
  pause(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PairingAnswer> {
    const read = readPause(body);
    const sent = { who, request, response, named, ifMatch, key };
    return this.step(sent, 'pause', read, (asked, repeat) =>
      this.rests.pause(who.actor, who.area, asked, repeat),
    );
  }

  /** Goes on with work that rested. */
  @Post('resume')
  @HttpCode(200)
  @Allow('pairing.pause')
  resume(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PairingAnswer> {
    readBody(body, {});
    const sent = { who, request, response, named, ifMatch, key };
    return this.step(sent, 'resume', {}, (asked, repeat) =>
      this.rests.resume(who.actor, who.area, asked, repeat),
    );
  }

  /** Ends the work, with what came of it and thanks. */
  @Post('close')
  @HttpCode(200)
  @Allow('pairing.close')
  close(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PairingAnswer> {
    const read = readClosing(body);
    const sent = { who, request, response, named, ifMatch, key };
    return this.step(sent, 'close', read, (asked, repeat) =>
      this.closes.execute(who.actor, who.area, asked, repeat),
    );
  }

  /** What its gardener does when it goes quiet; the next contact is counted from here. */
  @Post('tend')
  @HttpCode(200)
  @Allow('pairing.tend')
  tend(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PairingAnswer> {
    const read = readTending(body);
    const sent = { who, request, response, named, ifMatch, key };
    return this.step(sent, 'tend', read, (asked, repeat) =>
      this.tends.execute(who.actor, who.area, asked, repeat),
    );
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private async step<Read extends object>(
    { who, request, response, named, ifMatch, key }: Sent,
    step: string,
    read: Read,
    act: (asked: Read & { pairing: string; version: number }, repeat: Repeatable) => Promise<unknown>,
  ): Promise<PairingAnswer> {
    readQuery(request, []);
    const { id, reference } = await this.work.run(who.actor, who.area, (tx) =>
      this.pairings.known(tx, referenceOf(named)),
    );
    const asked = { ...read, pairing: reference, version: versionSeen(ifMatch, 'pairing', id) };
    await act(asked, repeatOf(`POST /pairings/{pairing}/${step}`, key, asked));
    const shown = await this.work.run(who.actor, who.area, (tx) => this.pairings.one(tx, reference));
    response.setHeader('ETag', etagOf('pairing', shown.id, shown.version));
    return pairingAnswer(shown);
  }
}
