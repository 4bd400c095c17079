import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound, parseUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { DataRoom, JoinDataRoom, LeaveDataRoom } from '@app/schools';
import { page, seeOther, type Download, type Page, type SeeOther } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { figuresList, figuresPage } from './figures.view.js';

/** The data room: heads who opted in see each other's published figures, by name and in no other order. */
@Controller()
export class FiguresController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(DataRoom) private readonly room: DataRoom,
    @Inject(JoinDataRoom) private readonly joins: JoinDataRoom,
    @Inject(LeaveDataRoom) private readonly leaves: LeaveDataRoom,
  ) {}

  /** Who is not in sees what it is and how to join, and no figure. */
  @Allow('dataroom.read')
  @Get('figures')
  async one(@Me() me: SignedIn): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) => {
      const places = await this.room.ownPlaces(tx);
      return figuresPage(places, places.some(({ isIn }) => isIn) ? await this.room.inside(tx) : null);
    });
    return page('journeys/figures/figures.njk', view);
  }

  @Allow('dataroom.read')
  @Get('figures.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      figuresList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.room.inside(tx))),
    );
  }

  @Allow('dataroom.join')
  @Post('figures/:urn/join')
  @HttpCode(303)
  join(@Param('urn') urn: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    return this.move(urn, body, me, this.joins);
  }

  @Allow('dataroom.join')
  @Post('figures/:urn/leave')
  @HttpCode(303)
  leave(@Param('urn') urn: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    return this.move(urn, body, me, this.leaves);
  }

  private async move(
    typed: string,
    body: unknown,
    me: SignedIn,
    verb: JoinDataRoom | LeaveDataRoom,
  ): Promise<SeeOther> {
    const urn = parseUrn(typed);
    if (urn === null || !readForm(NoForm, body).ok) throw new NotFound();
    await verb.execute(me.actor, me.area, urn);
    return seeOther('/figures');
  }
}
