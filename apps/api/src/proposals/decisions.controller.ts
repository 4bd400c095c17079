import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Agreements, ApproveDecision } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { maybe, readBody, text, yesOrNo } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, recordSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { briefAnswer, type BriefAnswer } from './proposal.view.js';

interface AskedApproval {
  readonly approved: boolean;
  readonly reason?: string | null;
}

export interface ApprovalAnswer {
  readonly reference: string;
  readonly approved: boolean;
  /** That begins; null where it was not approved. */
  readonly pairing: string | null;
}

/** What waits for a second person: each with its brief, which opens and closes with the act. */
@Controller('api/v1/decisions')
export class DecisionsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(ApproveDecision) private readonly approves: ApproveDecision,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Decisions that wait for a second person. */
  @Get()
  @Allow('case.brief')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<{ reference: string; at: Date; by: string }>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, actor);
    const waiting = await this.work.run(actor, area, (tx) => this.agreements.approvalsOpen(tx));
    const items = waiting.slice(offset, offset + limit);
    return this.pages.answer(request, response, query, actor, { offset, items, total: waiting.length });
  }

  /** What there is to know before one of them is answered. */
  @Get(':decision')
  @Allow('case.brief')
  async one(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('decision') named: string,
  ): Promise<BriefAnswer> {
    readQuery(request, []);
    const brief = await this.work.run(actor, area, (tx) => this.agreements.brief(tx, referenceOf(named)));
    response.setHeader('ETag', etagOf('decision', brief.decision.id, 1));
    return briefAnswer(brief);
  }

  /**
   * The second person says yes or no. The brief is gone once it is answered, so what the caller saw is compared where the
   * answer is kept.
   */
  @Post(':decision/approve')
  @HttpCode(200)
  @Allow('decision.approve')
  async approve(
    @Me() { actor, area }: SignedIn,
    @Param('decision') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ApprovalAnswer> {
    const { approved, reason = null } = readBody<AskedApproval>(body, {
      approved: yesOrNo,
      reason: maybe(text),
    });
    const decision = referenceOf(named);
    const asked = { decision, approved, reason, seen: recordSeen(ifMatch, 'decision') };
    const repeat = repeatOf('POST /decisions/{decision}/approve', key, asked);
    return {
      reference: decision,
      approved,
      pairing: await this.approves.execute(actor, area, asked, repeat),
    };
  }
}
