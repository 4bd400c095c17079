import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { SignOffEvaluation, SignOffs, type SignOffState } from '@app/impact';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, recordSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { readSignOff } from './evaluation.shape.js';
import { signOffToRead, waitingSignOff, type SignOffToRead, type WaitingSignOff } from './evaluation.view.js';

export interface SignedOff {
  readonly pairing: string;
  /** How it stands now: `signed`, `waits_for_second` or `sent_back`. */
  readonly state: SignOffState;
}

/** What a pairing changed, for who had no part in it: both heads' words, then the figures, then their answer. */
@Controller('api/v1/sign-offs')
export class SignOffsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SignOffs) private readonly signOffs: SignOffs,
    @Inject(SignOffEvaluation) private readonly signs: SignOffEvaluation,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Those that the caller may sign off, the longest waiting first. */
  @Get()
  @Allow('impact.signoff')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<WaitingSignOff>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, actor);
    const waiting = await this.work.run(actor, area, (tx) => this.signOffs.waiting(tx));
    const items = waiting.slice(offset, offset + limit).map(waitingSignOff);
    return this.pages.answer(request, response, query, actor, { offset, items, total: waiting.length });
  }

  /** What there is to read before it is answered. It opens with the waiting and closes with the answer. */
  @Get(':pairing')
  @Allow('impact.signoff')
  async one(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<SignOffToRead> {
    readQuery(request, []);
    const found = await this.work.run(actor, area, (tx) => this.signOffs.one(tx, referenceOf(named)));
    response.setHeader('ETag', etagOf('sign-off', found.id, found.version));
    return signOffToRead(found);
  }

  /**
   * Signs it off, also noting what is seen differently, or sends it back with a reason. It closes with the answer, so what
   * the caller saw is compared where the answer is kept.
   */
  @Post(':pairing/answer')
  @HttpCode(200)
  @Allow('impact.signoff')
  async answer(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<SignedOff> {
    readQuery(request, []);
    const { answer, words = null } = readSignOff(body);
    const { id: seen, version } = recordSeen(ifMatch, 'sign-off');
    const asked = { pairing: referenceOf(named), answer, words, seen, version };
    const repeat = repeatOf('POST /sign-offs/{pairing}/answer', key, asked);
    return { pairing: asked.pairing, state: await this.signs.execute(actor, area, asked, repeat) };
  }
}
