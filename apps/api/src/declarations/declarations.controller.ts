import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { Declarations, type StrengthsView } from '@app/profiles';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { readQuery, schoolQuery } from '../door/read-query.js';

/** What the whole area may know of each school's latest word: its strengths, and available or not. Never its needs. */
@Controller('api/v1/declarations')
export class DeclarationsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Declarations) private readonly declarations: Declarations,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Strengths and availability of the area’s schools. */
  @Get()
  @Allow('declaration.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<StrengthsView>> {
    const query = readQuery(request, ['limit', 'cursor', 'school']);
    const school = schoolQuery(query.school) ?? null;
    const { limit, offset } = this.pages.asked(request, query, actor);
    const all = await this.work.run(actor, area, (tx) => this.declarations.strengths(tx, school));
    const items = all.slice(offset, offset + limit);
    return this.pages.answer(request, response, query, actor, { offset, items, total: all.length });
  }
}
