import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  AgreeAgenda,
  ClosePairing,
  DraftAgenda,
  LightPairings,
  LogVisit,
  Pairings,
  Projects,
  PausePairing,
  ReplyToVisit,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { page, type Page } from '../../layout/answers.js';
import { NoForm } from '../me/me.form.js';
import { NeedPages } from '../needs/need-pages.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { AgendaForm, agendaOf, CloseForm, PauseForm, VisitForm, VisitReplyForm } from './pairing.form.js';
import { PairingPages } from './pairing-pages.js';
import { pairingsPage } from './pairing.view.js';
import { recordValues } from './visit-plan.view.js';

/** The agreed work of two schools, from its agenda to its thanks. */
@Controller('pairings')
export class PairingsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(LightPairings) private readonly lights: LightPairings,
    @Inject(Projects) private readonly projects: Projects,
    @Inject(DraftAgenda) private readonly drafts: DraftAgenda,
    @Inject(AgreeAgenda) private readonly agrees: AgreeAgenda,
    @Inject(LogVisit) private readonly logs: LogVisit,
    @Inject(ReplyToVisit) private readonly replies: ReplyToVisit,
    @Inject(PausePairing) private readonly rests: PausePairing,
    @Inject(ClosePairing) private readonly closes: ClosePairing,
    @Inject(PairingPages) private readonly shown: PairingPages,
  ) {}

  @Allow('pairing.read')
  @Get()
  async list(@Query('over') asked: unknown, @Me() me: SignedIn): Promise<Page> {
    const over = asked === 'yes';
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      pairingsPage(await this.pairings.list(tx, { over }), await this.pages.world(tx), over, {
        light: await this.lights.list(tx, { over }),
        projects: await this.projects.list(tx, { over }),
        mayAsk: schoolsOfPosts(me.actor, ['head']).length > 0,
        mayMake: me.actor.posts.some(({ role }) => role === 'broker'),
      }),
    );
    return page('journeys/pairings/pairings.njk', view);
  }

  @Allow('pairing.read')
  @Get(':reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('pairing', named, me, null, {});
  }

  @Allow('agenda.draft')
  @Get(':reference/agenda')
  agenda(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('agenda', named, me, null, null);
  }

  @Allow('visit.log')
  @Get(':reference/visit')
  visit(
    @Param('reference') named: string,
    @Query('planned') planned: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return typeof planned === 'string'
      ? this.shown.showPlan('visit', named, planned, me, null, recordValues)
      : this.shown.show('visit', named, me, null, {});
  }

  @Allow('pairing.close')
  @Get(':reference/close')
  ending(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('close', named, me, null, {});
  }

  @Allow('agenda.draft')
  @Post(':reference/agenda')
  @HttpCode(303)
  draft(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('agenda', named, body, me, AgendaForm, ({ form, version }, repeat) => {
      const asked = { pairing: named, version, ...agendaOf(form) };
      return this.drafts.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('agenda.agree')
  @Post(':reference/agree')
  @HttpCode(303)
  agree(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('pairing', named, body, me, NoForm, ({ version }, repeat) =>
      this.agrees.execute(me.actor, me.area, { pairing: named, version: version ?? 0 }, repeat),
    );
  }

  @Allow('visit.log')
  @Post(':reference/visit')
  @HttpCode(303)
  log(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('visit', named, body, me, VisitForm, ({ form }, repeat) => {
      const asked = {
        ...{ pairing: named, heldOn: form.heldOn ?? '', mode: form.mode ?? '' },
        ...{ halfDays: Math.round(Number(form.days) * 2), summary: form.summary ?? '' },
        ...{ actions: form.actions ?? null, planned: form.planned ? Number(form.planned) : null },
      };
      return this.logs.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('visit.reply')
  @Post(':reference/reply')
  @HttpCode(303)
  reply(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('pairing', named, body, me, VisitReplyForm, ({ form, version }, repeat) => {
      const asked = { visit: form.visit ?? '', version: version ?? 0, accurate: form.accurate === 'yes' };
      return this.replies.execute(me.actor, me.area, { ...asked, reply: form.reply ?? null }, repeat);
    });
  }

  @Allow('pairing.pause')
  @Post(':reference/pause')
  @HttpCode(303)
  pause(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('pairing', named, body, me, PauseForm, ({ form, version }, repeat) => {
      const { reason = null, nextDate = '' } = form;
      const asked = { pairing: named, version: version ?? 0, reason, nextDate };
      return this.rests.pause(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('pairing.pause')
  @Post(':reference/resume')
  @HttpCode(303)
  resume(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('pairing', named, body, me, NoForm, ({ version }, repeat) =>
      this.rests.resume(me.actor, me.area, { pairing: named, version: version ?? 0 }, repeat),
    );
  }

  @Allow('pairing.close')
  @Post(':reference/close')
  @HttpCode(303)
  close(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('close', named, body, me, CloseForm, ({ form, version }, repeat) => {
      const asked = {
        ...{ pairing: named, version: version ?? 0, outcome: form.outcome ?? '' },
        ...{ summary: form.summary ?? '', thanks: form.thanks ?? null },
      };
      return this.closes.execute(me.actor, me.area, asked, repeat);
    });
  }
}
