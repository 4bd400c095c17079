import { Body, Controller, Get, Headers, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { HoldReview, Pairings } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { countedFromZero } from '../door/counted-from-zero.js';
import { Pages, type PageOf } from '../door/pages.js';
import { IdempotencyKey, recordSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { readReview } from './review-point.shape.js';
import { reviewPointAnswer, type ReviewPointAnswer } from './review-point.view.js';

/** How the work stands, each half-term. */
@Controller('api/v1/pairings/:pairing/review-points')
export class ReviewPointsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(HoldReview) private readonly holds: HoldReview,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** The latest first: the first may still wait to be held. */
  @Get()
  @Allow('pairing.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<PageOf<ReviewPointAnswer>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, actor);
    const found = await this.work.run(actor, area, (tx) => this.pairings.reviews(tx, referenceOf(named)));
    const items = found.slice(offset, offset + limit).map(reviewPointAnswer);
    return this.pages.answer(request, response, query, actor, { offset, items, total: found.length });
  }

  /** Holds the one that waits: the caller says which they saw, as the next is set at once. */
  @Post()
  @Allow('reviewpoint.record')
  async hold(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ pairing: string; nextDueOn: string }> {
    readQuery(request, []);
    const read = readReview(body);
    const { reference: pairing } = await this.work.run(actor, area, (tx) =>
      this.pairings.known(tx, referenceOf(named)),
    );
    const { id: point, version } = recordSeen(ifMatch, 'review-point');
    const asked = { ...read, pairing, point, version };
    const repeat = repeatOf('POST /pairings/{pairing}/review-points', key, asked);
    const nextDueOn = await countedFromZero(/^standings[.]/, () =>
      this.holds.execute(actor, area, asked, repeat),
    );
    return { pairing, nextDueOn };
  }
}
