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
import { AgreeAgenda, DraftAgenda, Pairings } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { countedFromZero } from '../door/counted-from-zero.js';
import { readBody } from '../door/fields.js';
import { etagOf, IdempotencyKey, versionOrNone, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { insideFigure, readAgenda } from './agenda.shape.js';
import { agendaAnswer, type AgendaAnswer } from './agenda.view.js';

/** One agenda a pairing: written by either school or the broker, agreed by all three from one version. */
@Controller('api/v1/pairings/:pairing/agenda')
export class AgendaController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(DraftAgenda) private readonly drafts: DraftAgenda,
    @Inject(AgreeAgenda) private readonly agrees: AgreeAgenda,
  ) {}

  /** The agenda of a pairing, as it stands. */
  @Get()
  @Allow('pairing.read')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<AgendaAnswer> {
    readQuery(request, []);
    return this.show(who, response, referenceOf(named));
  }

  /** The whole of it. Whoever agreed the version before agrees this one anew. */
  @Put()
  @Allow('agenda.draft')
  async write(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<AgendaAnswer> {
    readQuery(request, []);
    const read = readAgenda(body);
    const { id, reference: pairing } = await this.known(who, named);
    const version = versionOrNone({ ifMatch, ifNoneMatch }, 'agenda', id);
    await countedFromZero(
      /^objectives[.]/,
      () => this.drafts.execute(who.actor, who.area, { ...read, pairing, version }),
      insideFigure,
    );
    response.status(version === null ? HttpStatus.CREATED : HttpStatus.OK);
    return this.show(who, response, pairing);
  }

  /** For the caller's own side: supporter, school or broker. With the third of them it stands. */
  @Post('agree')
  @HttpCode(200)
  @Allow('agenda.agree')
  async agree(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<AgendaAnswer> {
    readQuery(request, []);
    readBody(body, {});
    const { id, reference: pairing } = await this.known(who, named);
    const asked = { pairing, version: versionSeen(ifMatch, 'agenda', id) };
    const repeat = repeatOf('POST /pairings/{pairing}/agenda/agree', key, asked);
    await this.agrees.execute(who.actor, who.area, asked, repeat);
    return this.show(who, response, pairing);
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private known({ actor, area }: SignedIn, named: string): Promise<{ id: string; reference: string }> {
    return this.work.run(actor, area, (tx) => this.pairings.known(tx, referenceOf(named)));
  }

  private async show({ actor, area }: SignedIn, response: Response, named: string): Promise<AgendaAnswer> {
    const shown = await this.work.run(actor, area, (tx) => this.pairings.agenda(tx, named));
    if (shown.agenda === null) throw new NotFound();
    response.setHeader('ETag', etagOf('agenda', shown.id, shown.agenda.version));
    return agendaAnswer(shown, shown.agenda);
  }
}
