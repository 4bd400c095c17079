import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { Pairings, type PairingLine } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf } from '../door/preconditions.js';
import { oneOfQuery, readQuery, schoolQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { pairingAnswer, pairingLine, type PairingAnswer } from './pairing.view.js';

/** Agreed work between two schools. */
@Allow('pairing.read')
@Controller('api/v1/pairings')
export class PairingsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Those that go on, the next date first; `over=true` adds those that ended. */
  @Get()
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<PairingLine>> {
    const query = readQuery(request, ['limit', 'cursor', 'school', 'over']);
    const school = schoolQuery(query.school);
    const over = oneOfQuery('over', query.over, ['true', 'false']) === 'true';
    const { limit, offset } = this.pages.asked(request, query, actor);
    const asked = { ...(school === undefined ? {} : { school }), over };
    const found = await this.work.run(actor, area, (tx) => this.pairings.list(tx, asked));
    const items = found.slice(offset, offset + limit).map(pairingLine);
    return this.pages.answer(request, response, query, actor, { offset, items, total: found.length });
  }

  /** All of it, with as many of its visits as the caller may read. */
  @Get(':pairing')
  async one(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<PairingAnswer> {
    readQuery(request, []);
    const shown = await this.work.run(actor, area, (tx) => this.pairings.one(tx, referenceOf(named)));
    response.setHeader('ETag', etagOf('pairing', shown.id, shown.version));
    return pairingAnswer(shown);
  }
}
