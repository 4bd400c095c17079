import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { SchoolPage, SchoolsOfArea } from '@app/schools';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { readQuery } from '../door/read-query.js';
import { schoolInArea, schoolOfRegister, type ListedSchool, type RegisteredSchool } from './school.view.js';

/** Schools of the register. */
@Allow('school.read')
@Controller('api/v1/schools')
export class SchoolsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(SchoolPage) private readonly school: SchoolPage,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Schools of the area by name. */
  @Get()
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<ListedSchool>> {
    const query = readQuery(request, ['limit', 'cursor', 'text', 'phase', 'district']);
    const page = this.pages.asked(request, query, actor);
    const found = await this.work.run(actor, area, (tx) => this.schools.page(tx, query, page));
    const items = found.schools.map(schoolInArea);
    return this.pages.answer(request, response, query, actor, {
      offset: page.offset,
      items,
      total: found.total,
    });
  }

  /** One school of the register, of this area or any other. */
  @Get(':urn')
  async one(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Param('urn') urn: string,
  ): Promise<RegisteredSchool> {
    readQuery(request, []);
    return schoolOfRegister(await this.work.run(actor, area, (tx) => this.school.one(tx, urn)));
  }
}
