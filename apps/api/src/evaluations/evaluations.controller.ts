import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { Impacts, RecordLaterValue, type ImpactView } from '@app/impact';
import { BadInput, NotFound } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { IdempotencyKey } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { figureAsWritten } from '../pairings/agenda.shape.js';
import { readLaterValue } from './evaluation.shape.js';
import { evaluationAnswer, type EvaluationAnswer } from './evaluation.view.js';

/** What was fixed with the agenda, and what came later beside it. Nothing of it is ever overwritten. */
@Controller('api/v1/pairings/:pairing/evaluations')
export class EvaluationsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Impacts) private readonly impacts: Impacts,
    @Inject(RecordLaterValue) private readonly values: RecordLaterValue,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** One an objective, the newest agenda first. */
  @Get()
  @Allow('impact.read')
  async list(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<PageOf<EvaluationAnswer>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, who.actor);
    const impact = await this.read(who, named);
    const { length: total } = impact.evaluations;
    const items = impact.evaluations
      .slice(offset, offset + limit)
      .map((each) => evaluationAnswer(impact, each));
    return this.pages.answer(request, response, query, who.actor, { offset, items, total });
  }

  /** One evaluation. */
  @Get(':evaluation')
  @Allow('impact.read')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
    @Param('evaluation') id: string,
  ): Promise<EvaluationAnswer> {
    readQuery(request, []);
    return found(await this.read(who, named), id);
  }

  /** A later figure: number or symbol, of how many, for when, from where. */
  @Post(':evaluation/values')
  @Allow('impact.record')
  async record(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('pairing') named: string,
    @Param('evaluation') id: string,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<EvaluationAnswer> {
    readQuery(request, []);
    const read = readLaterValue(body);
    const before = await this.read(who, named);
    const evaluation = found(before, id).id;
    const asked = { pairing: before.reference, evaluation, ...figureAsWritten(read) };
    const repeat = repeatOf('POST /pairings/{pairing}/evaluations/{evaluation}/values', key, asked);
    try {
      await this.values.execute(who.actor, who.area, asked, repeat);
    } catch (error) {
      throw error instanceof BadInput ? ofTheBody(error) : error;
    }
    return found(await this.read(who, named), evaluation);
  }

  private read({ actor, area }: SignedIn, named: string): Promise<ImpactView> {
    return this.work.run(actor, area, (tx) => this.impacts.one(tx, referenceOf(named)));
  }
}

/** @throws NotFound */
function found(impact: ImpactView, id: string): EvaluationAnswer {
  const shown = impact.evaluations.find((each) => each.id === id.toLowerCase());
  if (!shown) throw new NotFound();
  return evaluationAnswer(impact, shown);
}

/** A page has one box for number and symbol; here the number has a name of its own. */
function ofTheBody({ errors, message }: BadInput): BadInput {
  const named = errors.map((each) => (each.path === 'figure' ? { ...each, path: 'value' } : each));
  return new BadInput(named, message);
}
