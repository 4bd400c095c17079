import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  AgreeAgenda,
  ClosePairing,
  DraftAgenda,
  LightPairings,
  LogVisit,
  Pairings,
  PausePairing,
  ReplyToVisit,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { People } from '@app/identity';
import { MailBox, UnitOfWork, type Repeatable } from '@app/platform';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { lostMail } from '../by-link/lost-mail.js';
import { NoForm } from '../me/me.form.js';
import { NeedPages } from '../needs/need-pages.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { repeatOf } from '../needs/repeat-of.js';
import {
  AGENDA_BOXES,
  AgendaForm,
  CloseForm,
  objectivesOf,
  PauseForm,
  VisitForm,
  VisitReplyForm,
} from './pairing.form.js';
import { agendaValues, pairingPage, pairingsPage } from './pairing.view.js';

type Which = 'pairing' | 'agenda' | 'visit' | 'close';

/** The agreed work of two schools, from its agenda to its thanks. */
@Controller('pairings')
export class PairingsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(LightPairings) private readonly lights: LightPairings,
    @Inject(DraftAgenda) private readonly drafts: DraftAgenda,
    @Inject(AgreeAgenda) private readonly agrees: AgreeAgenda,
    @Inject(LogVisit) private readonly logs: LogVisit,
    @Inject(ReplyToVisit) private readonly replies: ReplyToVisit,
    @Inject(PausePairing) private readonly rests: PausePairing,
    @Inject(ClosePairing) private readonly closes: ClosePairing,
    @Inject(MailBox) readonly box: MailBox,
    @Inject(People) readonly people: People,
  ) {}

  @Allow('pairing.read')
  @Get()
  async list(@Query('over') asked: unknown, @Me() me: SignedIn): Promise<Page> {
    const over = asked === 'yes';
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      pairingsPage(await this.pairings.list(tx, { over }), await this.pages.world(tx), over, {
        light: await this.lights.list(tx, { over }),
        mayAsk: schoolsOfPosts(me.actor, ['head']).length > 0,
      }),
    );
    return page('journeys/pairings/pairings.njk', view);
  }

  @Allow('pairing.read')
  @Get(':reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show('pairing', named, me, null, {});
  }

  @Allow('agenda.draft')
  @Get(':reference/agenda')
  agenda(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show('agenda', named, me, null, null);
  }

  @Allow('visit.log')
  @Get(':reference/visit')
  visit(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show('visit', named, me, null, {});
  }

  @Allow('pairing.close')
  @Get(':reference/close')
  ending(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show('close', named, me, null, {});
  }

  @Allow('agenda.draft')
  @Post(':reference/agenda')
  @HttpCode(303)
  draft(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('agenda', named, body, me, AgendaForm, ({ form, version }, repeat) => {
      const asked = {
        ...{ pairing: named, version, purpose: form.purpose ?? '', inclusion: form.inclusion ?? '' },
        ...{ exitRule: form.exitRule ?? '', confidentiality: form.confidentiality ?? '' },
        ...{ cadenceDays: Number(form.cadence ?? '0'), objectives: objectivesOf(form) },
      };
      return this.drafts.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('agenda.agree')
  @Post(':reference/agree')
  @HttpCode(303)
  agree(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('pairing', named, body, me, NoForm, ({ version }, repeat) =>
      this.agrees.execute(me.actor, me.area, { pairing: named, version: version ?? 0 }, repeat),
    );
  }

  @Allow('visit.log')
  @Post(':reference/visit')
  @HttpCode(303)
  log(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('visit', named, body, me, VisitForm, ({ form }, repeat) => {
      const asked = {
        ...{ pairing: named, heldOn: form.heldOn ?? '', mode: form.mode ?? '' },
        ...{ halfDays: Math.round(Number(form.days) * 2), summary: form.summary ?? '' },
        actions: form.actions ?? null,
      };
      return this.logs.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('visit.reply')
  @Post(':reference/reply')
  @HttpCode(303)
  reply(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('pairing', named, body, me, VisitReplyForm, ({ form, version }, repeat) => {
      const asked = { visit: form.visit ?? '', version: version ?? 0, accurate: form.accurate === 'yes' };
      return this.replies.execute(me.actor, me.area, { ...asked, reply: form.reply ?? null }, repeat);
    });
  }

  @Allow('pairing.pause')
  @Post(':reference/pause')
  @HttpCode(303)
  pause(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('pairing', named, body, me, PauseForm, ({ form, version }, repeat) => {
      const asked = { pairing: named, version: version ?? 0, reason: form.reason ?? null };
      return this.rests.pause(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('pairing.pause')
  @Post(':reference/resume')
  @HttpCode(303)
  resume(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('pairing', named, body, me, NoForm, ({ version }, repeat) =>
      this.rests.resume(me.actor, me.area, { pairing: named, version: version ?? 0 }, repeat),
    );
  }

  @Allow('pairing.close')
  @Post(':reference/close')
  @HttpCode(303)
  close(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('close', named, body, me, CloseForm, ({ form, version }, repeat) => {
      const asked = {
        ...{ pairing: named, version: version ?? 0, outcome: form.outcome ?? '' },
        ...{ summary: form.summary ?? '', thanks: form.thanks ?? null },
      };
      return this.closes.execute(me.actor, me.area, asked, repeat);
    });
  }

  private async act<Form extends object>(
    which: Which,
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(which, named, me, read.errors, read.values);
    try {
      await run(read, repeatOf(read, `POST /pairings/${named}/${form.name}`));
      return seeOther(`/pairings/${encodeURIComponent(named)}`);
    } catch (error) {
      return this.show(which, named, me, refusedOrStale(error, AGENDA_BOXES), read.values);
    }
  }

  private async show(
    which: Which,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const { pairing, world, lost } = await this.work.run(me.actor, me.area, async (tx) => ({
      pairing: await this.pairings.one(tx, named),
      world: await this.pages.world(tx),
      lost: await lostMail(tx, this, me.actor, named),
    }));
    const view = { ...pairingPage(pairing, world), lostMail: lost };
    return formPage(`journeys/pairings/${which}.njk`, view, errors, values ?? agendaValues(pairing));
  }
}
