import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { AskForAnotherBroker } from '@app/brokerage';
import { PRIORITIES } from '@app/kernel';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import {
  AgreeNeed,
  NEED_STATES,
  Needs,
  RaiseNeed,
  TriageNeed,
  WithdrawNeed,
  type NeedSummary,
} from '@app/profiles';
import type { Request, Response } from 'express';
import { readBody } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { oneOfQuery, readQuery, schoolQuery } from '../door/read-query.js';
import { repeatOf } from '../door/repeat.js';
import { TypedReason } from '../door/typed-reason.js';
import { NamedNeed } from './named-need.js';
import { readAgreement, readNeedToRaise, readTriage, readWithdrawal } from './need.shape.js';
import { needAnswer, type NeedAnswer } from './need.view.js';

/** What schools ask for, from the first word to its end. */
@Controller('api/v1/needs')
export class NeedsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(NamedNeed) private readonly named: NamedNeed,
    @Inject(RaiseNeed) private readonly raiseNeed: RaiseNeed,
    @Inject(TriageNeed) private readonly triageNeed: TriageNeed,
    @Inject(AgreeNeed) private readonly agreeNeed: AgreeNeed,
    @Inject(WithdrawNeed) private readonly withdrawNeed: WithdrawNeed,
    @Inject(AskForAnotherBroker) private readonly asksForAnother: AskForAnotherBroker,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Needs that the caller may know of. */
  @Get()
  @Allow('need.read.summary')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<NeedAnswer>> {
    const query = readQuery(request, ['limit', 'cursor', 'state', 'school', 'theme', 'priority', 'mine']);
    const state = oneOfQuery('state', query.state, NEED_STATES);
    const filter = {
      ...(state === undefined ? {} : { states: [state] }),
      school: schoolQuery(query.school),
      theme: query.theme,
      priority: oneOfQuery('priority', query.priority, PRIORITIES),
      mine: oneOfQuery('mine', query.mine, ['true', 'false']) === 'true',
    };
    const page = this.pages.asked(request, query, actor);
    const { total, needs } = await this.work.run(actor, area, (tx) => this.needs.list(tx, filter, page));
    const { offset } = page;
    return this.pages.answer(request, response, query, actor, {
      offset,
      items: needs.map(needAnswer),
      total,
    });
  }

  /** One need, with its wording for who may read that. */
  @Get(':need')
  @Allow('need.read.summary')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('need') named: string,
    @TypedReason() reason: string | null,
  ): Promise<NeedAnswer> {
    readQuery(request, []);
    return this.answer(who, response, named, reason);
  }

  /** A head asks for support. */
  @Post()
  @Allow('need.raise')
  async raise(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ id: string; reference: string }> {
    readQuery(request, []);
    const asked = readNeedToRaise(body);
    const made = await this.raiseNeed.execute(
      who.actor,
      who.area,
      asked,
      repeatOf('POST /needs', key, asked),
    );
    response.setHeader('Location', `/api/v1/needs/${made.reference}`);
    response.setHeader('ETag', etagOf('need', made.id, 1));
    return made;
  }

  /** How soon, and when somebody looks again; and that what would help is clear. */
  @Patch(':need')
  @Allow('need.triage')
  async triage(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('need') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<NeedAnswer> {
    const asked = readTriage(body);
    const need = await this.seen(who, named, ifMatch);
    await this.triageNeed.execute(who.actor, who.area, { ...asked, ...need });
    return this.answer(who, response, named);
  }

  /** The head agrees that the need goes out, and to whom. */
  @Post(':need/agree')
  @HttpCode(200)
  @Allow('need.agree')
  async agree(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('need') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<NeedAnswer> {
    const asked = { ...readAgreement(body), ...(await this.seen(who, named, ifMatch)) };
    await this.agreeNeed.execute(
      who.actor,
      who.area,
      asked,
      repeatOf('POST /needs/{need}/agree', key, asked),
    );
    return this.answer(who, response, named);
  }

  /** The head takes the need back. */
  @Post(':need/withdraw')
  @HttpCode(200)
  @Allow('need.withdraw')
  async withdraw(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('need') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<NeedAnswer> {
    const asked = { ...readWithdrawal(body), ...(await this.seen(who, named, ifMatch)) };
    const repeat = repeatOf('POST /needs/{need}/withdraw', key, asked);
    await this.withdrawNeed.execute(who.actor, who.area, asked, repeat);
    return this.answer(who, response, named);
  }

  /** The head wants another broker: at once, and no reason is asked. */
  @Post(':need/broker')
  @HttpCode(200)
  @Allow('broker.change.request')
  async anotherBroker(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('need') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<NeedAnswer> {
    readBody(body, {});
    const { id, reference } = await this.summary(who, named);
    const asked = { need: reference, version: versionSeen(ifMatch, 'need', id) };
    const repeat = repeatOf('POST /needs/{need}/broker', key, asked);
    await this.asksForAnother.execute(who.actor, who.area, asked, repeat);
    return this.answer(who, response, named);
  }

  private summary({ actor, area }: SignedIn, named: string): Promise<NeedSummary> {
    return this.work.run(actor, area, (tx) => this.named.summary(tx, named));
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private async seen(
    who: SignedIn,
    named: string,
    ifMatch: string | undefined,
  ): Promise<{ need: string; version: number }> {
    const { id } = await this.summary(who, named);
    return { need: id, version: versionSeen(ifMatch, 'need', id) };
  }

  private async answer(
    { actor, area }: SignedIn,
    response: Response,
    named: string,
    reason: string | null = null,
  ): Promise<NeedAnswer> {
    const need = await this.work.run(actor, area, (tx) => this.named.whole(tx, named, reason));
    response.setHeader('ETag', etagOf('need', need.id, need.version));
    return needAnswer(need);
  }
}
