import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { EVALUATION_STATES, Evaluations } from '@app/impact';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { oneOfQuery, readQuery } from '../door/read-query.js';
import { evaluationAmongAll, type EvaluationAmongAll } from './evaluation.view.js';

/** What is measured over all pairings that the caller may read of. One pairing alone has no verdict. */
@Controller('api/v1/evaluations')
export class AllEvaluationsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Evaluations) private readonly evaluations: Evaluations,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** The newest fixed first; of one state, of one theme or of all themes of an area. */
  @Get()
  @Allow('impact.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<EvaluationAmongAll>> {
    const query = readQuery(request, ['limit', 'cursor', 'state', 'theme']);
    const { limit, offset } = this.pages.asked(request, query, actor);
    const state = oneOfQuery('state', query.state, EVALUATION_STATES);
    const asked = { state, theme: query.theme, limit, offset };
    const found = await this.work.run(actor, area, (tx) => this.evaluations.list(tx, asked));
    const items = found.items.map(evaluationAmongAll);
    return this.pages.answer(request, response, query, actor, { offset, items, total: found.total });
  }
}
