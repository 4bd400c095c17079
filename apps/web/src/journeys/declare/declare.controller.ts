import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { repeatOf } from '../needs/repeat-of.js';
import { DeclareJourney, type Seat } from './declare-journey.js';
import { QUESTIONS } from './declare.steps.js';

/** A school's yearly word: whether it can support others, with what, when and how. For its head and delegated staff. */
@Controller('declare/:year')
export class DeclareController {
  constructor(@Inject(DeclareJourney) private readonly journey: DeclareJourney) {}

  @Allow('declaration.submit')
  @Get()
  async start(
    @Param('year') year: string,
    @Query('school') school: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return this.journey.start(seatOf(me, year), typeof school === 'string' ? school : undefined);
  }

  /** An address without answers: the questions begin anew. */
  @Allow('declaration.submit')
  @Get(':step')
  again(@Param('year') year: string, @Param('step') step: string): SeeOther {
    if (QUESTIONS.find(step) === null || !/^[0-9]{4}-[0-9]{2}$/.test(year)) throw new NotFound();
    return seeOther(`/declare/${year}`);
  }

  @Allow('declaration.submit')
  @Post(':step')
  @HttpCode(303)
  async answer(
    @Param('year') year: string,
    @Param('step') at: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    return this.journey.answer(seatOf(me, year), at, body);
  }

  @Allow('declaration.submit')
  @Post(':step/change')
  @HttpCode(200)
  async change(
    @Param('year') year: string,
    @Param('step') at: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return this.journey.change(seatOf(me, year), at, body);
  }
}

function seatOf({ actor, area }: SignedIn, year: string): Seat {
  return {
    ...{ actor, area, year, byLink: null },
    sentTo: ({ urn }) => `/my-school?school=${urn}&done=sent`,
    repeat: (read, { path }) => repeatOf(read, `POST /declare/${path}`),
  };
}
