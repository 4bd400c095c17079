import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound, parseUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { Capacity } from '@app/profiles';
import type { Request } from 'express';
import { readQuery } from '../door/read-query.js';
import { daysOfSchool, type DaysOfSchool } from './days.view.js';

/** The days that a school offers, by half-term. */
@Controller('api/v1/schools/:urn/days')
export class DaysController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Capacity) private readonly capacity: Capacity,
  ) {}

  /** Declared, booked and free; for other heads available or not, and no more. */
  @Get()
  @Allow('capacity.read')
  async one(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Param('urn') named: string,
  ): Promise<DaysOfSchool> {
    readQuery(request, []);
    const urn = parseUrn(named);
    if (urn === null) throw new NotFound();
    return daysOfSchool(urn, await this.work.run(actor, area, (tx) => this.capacity.ofSchool(tx, urn)));
  }
}
