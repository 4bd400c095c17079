import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import { AgreeChange, Pairings, VaryAgenda, type ChangeToAnswer } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import type { Request, Response } from 'express';
import { countedFromZero } from '../door/counted-from-zero.js';
import { readBody } from '../door/fields.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { DECLINE_SHAPE, insideFigure, readChange } from './agenda.shape.js';
import { changeAnswer, type ChangeAnswer } from './agenda.view.js';

type Answer = (asked: ChangeToAnswer, repeat: Repeatable) => Promise<unknown>;

/** What was agreed is to change: proposed beside the agenda in force, and in force once all three have agreed it. */
@Controller('api/v1/pairings/:pairing/agenda/change')
export class AgendaChangeController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(VaryAgenda) private readonly varies: VaryAgenda,
    @Inject(AgreeChange) private readonly answers: AgreeChange,
  ) {}

  /** The change that waits, if one does. */
  @Get()
  @Allow('pairing.read')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<ChangeAnswer> {
    readQuery(request, []);
    return this.show(who, response, referenceOf(named), null);
  }

  /** The whole of it, from the version of the agenda in force; or anew by its proposer, from the version of the change. */
  @Put()
  @Allow('agenda.draft')
  async propose(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<ChangeAnswer> {
    readQuery(request, []);
    const read = readChange(body);
    const { id, reference: pairing } = await this.known(who, named);
    const version = versionSeen(ifMatch, 'agenda', id);
    const waited = (await this.agendas(who, pairing)).change !== null;
    await countedFromZero(
      /^objectives[.]/,
      () => this.varies.execute(who.actor, who.area, { ...read, pairing, version }),
      insideFigure,
    );
    response.status(waited ? HttpStatus.OK : HttpStatus.CREATED);
    return this.show(who, response, pairing, null);
  }

  /** For the caller's own side. With the third of them it is in force, and what stood before is kept. */
  @Post('agree')
  @HttpCode(200)
  @Allow('agenda.agree')
  agree(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ChangeAnswer> {
    readQuery(request, []);
    readBody(body, {});
    const run: Answer = (asked, repeat) => this.answers.agree(who.actor, who.area, asked, repeat);
    return this.answer(who, response, { named, ifMatch, key, does: 'agree' }, run);
  }

  /** With a word, by any of those who are to agree it. What was agreed goes on. */
  @Post('decline')
  @HttpCode(200)
  @Allow('agenda.agree')
  decline(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ChangeAnswer> {
    readQuery(request, []);
    const { words } = readBody<{ readonly words: string }>(body, DECLINE_SHAPE);
    const run: Answer = (asked, repeat) =>
      this.answers.decline(who.actor, who.area, { ...asked, words }, repeat);
    return this.answer(who, response, { named, ifMatch, key, does: 'decline', words }, run);
  }

  /** By whoever proposed it. What was agreed goes on. */
  @Post('take-back')
  @HttpCode(200)
  @Allow('agenda.draft')
  takeBack(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ChangeAnswer> {
    readQuery(request, []);
    readBody(body, {});
    const run: Answer = (asked, repeat) => this.answers.takeBack(who.actor, who.area, asked, repeat);
    return this.answer(who, response, { named, ifMatch, key, does: 'take-back' }, run);
  }

  private async answer(
    who: SignedIn,
    response: Response,
    {
      named,
      ifMatch,
      key,
      does,
      words,
    }: { named: string; ifMatch: string | undefined; key: string; does: string; words?: string },
    run: Answer,
  ): Promise<ChangeAnswer> {
    const { id, reference: pairing } = await this.known(who, named);
    const asked = { pairing, version: versionSeen(ifMatch, 'agenda', id) };
    const said = words === undefined ? asked : { ...asked, words };
    await run(asked, repeatOf(`POST /pairings/{pairing}/agenda/change/${does}`, key, said));
    return this.show(who, response, pairing, asked.version);
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private known({ actor, area }: SignedIn, named: string): Promise<{ id: string; reference: string }> {
    return this.work.run(actor, area, (tx) => this.pairings.known(tx, referenceOf(named)));
  }

  private agendas({ actor, area }: SignedIn, named: string) {
    return this.work.run(actor, area, (tx) => this.pairings.agenda(tx, named));
  }

  /** @param answered the version that was answered: versions go on from agenda to agenda, so the next is what became of it. */
  private async show(
    who: SignedIn,
    response: Response,
    named: string,
    answered: number | null,
  ): Promise<ChangeAnswer> {
    const shown = await this.agendas(who, named);
    const all = [...shown.earlier, shown.agenda, shown.change].flatMap((each) => each ?? []);
    const change =
      answered === null
        ? shown.change
        : all.toSorted((a, b) => a.version - b.version).find(({ version }) => version > answered);
    if (!change) throw new NotFound();
    response.setHeader('ETag', etagOf('agenda', shown.id, change.version));
    return changeAnswer(shown, change);
  }
}
