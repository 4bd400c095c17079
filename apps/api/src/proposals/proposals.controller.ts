import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { MakeProposal, NeedCandidates, type NeedCandidatesView, type ProposalView } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { maybe, readBody, text } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { IdempotencyKey } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { repeatOf } from '../door/repeat.js';
import { TypedReason } from '../door/typed-reason.js';
import { NamedNeed } from '../needs/named-need.js';
import { choiceOf } from './chosen-school.js';

interface AskedProposal {
  readonly need: string;
  readonly supporter: string;
  /** The run that the caller saw: refused where a later one has looked at the need. */
  readonly run?: string | null;
  readonly reason?: string | null;
}

@Controller('api/v1')
export class ProposalsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NamedNeed) private readonly named: NamedNeed,
    @Inject(NeedCandidates) private readonly candidates: NeedCandidates,
    @Inject(MakeProposal) private readonly makeProposal: MakeProposal,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Who could help and who could not, each with the reasons. */
  @Get('needs/:need/candidates')
  @Allow('run.read')
  async ofNeed(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('need') need: string,
    @TypedReason() reason: string | null,
  ): Promise<NeedCandidatesView> {
    readQuery(request, []);
    return (await this.read(who, need, reason)).view;
  }

  /** Those of one need. */
  @Get('proposals')
  @Allow('proposal.read')
  async list(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @TypedReason() reason: string | null,
  ): Promise<PageOf<ProposalView>> {
    const query = readQuery(request, ['limit', 'cursor', 'need']);
    if (query.need === undefined)
      throw new BadInput([{ path: 'need', message: 'Say of which need, like N-2026-031' }]);
    const { limit, offset } = this.pages.asked(request, query, who.actor);
    const { proposals } = (await this.read(who, query.need, reason)).view;
    const items = proposals.slice(offset, offset + limit);
    return this.pages.answer(request, response, query, who.actor, { offset, items, total: proposals.length });
  }

  @Post('proposals')
  @Allow('proposal.make')
  async make(
    @Me() who: SignedIn,
    @Req() request: Request,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ id: string; reference: string }> {
    readQuery(request, []);
    const asked = readBody<AskedProposal>(body, {
      need: text,
      supporter: text,
      run: maybe(text),
      reason: maybe(text),
    });
    const { id, urn, view } = await this.read(who, asked.need, null);
    const choice = {
      need: id,
      ...choiceOf(view, urn, asked.supporter, asked.run ?? null),
      reason: asked.reason,
    };
    return this.makeProposal.execute(who.actor, who.area, choice, repeatOf('POST /proposals', key, asked));
  }

  private async read(
    { actor, area }: SignedIn,
    named: string,
    reason: string | null,
  ): Promise<Pick<Awaited<ReturnType<NamedNeed['summary']>>, 'id' | 'urn'> & { view: NeedCandidatesView }> {
    return this.work.run(actor, area, async (tx) => {
      const { id, urn } = await this.named.summary(tx, named);
      return { id, urn, view: await this.candidates.ofNeed(tx, id, reason) };
    });
  }
}
