import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { Declarations, type ProfileView } from '@app/profiles';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { readQuery, schoolQuery } from '../door/read-query.js';

/** What is published of each school’s word. */
@Controller('api/v1/profiles')
export class ProfilesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Declarations) private readonly declarations: Declarations,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Themes in which each school is strong, and how deep; nothing of why, of days or of needs. */
  @Get()
  @Allow('profile.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<ProfileView>> {
    const query = readQuery(request, ['limit', 'cursor', 'school']);
    const school = schoolQuery(query.school) ?? null;
    const { limit, offset } = this.pages.asked(request, query, actor);
    const all = await this.work.run(actor, area, (tx) => this.declarations.profiles(tx, school));
    const items = all.slice(offset, offset + limit);
    return this.pages.answer(request, response, query, actor, { offset, items, total: all.length });
  }
}
