import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { AgreeChange, VaryAgenda } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import type { Page } from '../../layout/answers.js';
import { NoForm } from '../me/me.form.js';
import { agendaOf, ChangeForm, DeclineForm } from './pairing.form.js';
import { PairingPages } from './pairing-pages.js';

/** What was agreed is changed: proposed, read beside what stands, and agreed, declined or taken back. */
@Controller('pairings')
export class AgendaChangeController {
  constructor(
    @Inject(VaryAgenda) private readonly varies: VaryAgenda,
    @Inject(AgreeChange) private readonly answers: AgreeChange,
    @Inject(PairingPages) private readonly shown: PairingPages,
  ) {}

  @Allow('agenda.draft')
  @Get(':reference/change')
  form(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('change', named, me, null, null);
  }

  @Allow('agenda.draft')
  @Post(':reference/change')
  @HttpCode(303)
  propose(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('change', named, body, me, ChangeForm, ({ form, version }, repeat) => {
      const asked = { pairing: named, version: version ?? 0, reason: form.reason ?? '', ...agendaOf(form) };
      return this.varies.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('pairing.read')
  @Get(':reference/proposed')
  proposed(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('proposed', named, me, null, {});
  }

  @Allow('agenda.agree')
  @Post(':reference/proposed/agree')
  @HttpCode(303)
  agree(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('proposed', named, body, me, NoForm, ({ version }, repeat) =>
      this.answers.agree(me.actor, me.area, { pairing: named, version: version ?? 0 }, repeat),
    );
  }

  @Allow('agenda.agree')
  @Post(':reference/proposed/decline')
  @HttpCode(303)
  decline(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('proposed', named, body, me, DeclineForm, ({ form, version }, repeat) => {
      const asked = { pairing: named, version: version ?? 0, words: form.words ?? null };
      return this.answers.decline(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('agenda.draft')
  @Post(':reference/proposed/take-back')
  @HttpCode(303)
  takeBack(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    // A name of its own: what is repeated is kept by form and page.
    return this.shown.act('proposed', named, body, me, TakeBackForm, ({ version }, repeat) =>
      this.answers.takeBack(me.actor, me.area, { pairing: named, version: version ?? 0 }, repeat),
    );
  }
}

class TakeBackForm {}
