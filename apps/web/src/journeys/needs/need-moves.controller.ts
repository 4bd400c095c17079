import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, NotFound, RuleBroken, StaleVersion } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { AgreeNeed, CloseNeed, SetApproach, TriageNeed, WithdrawNeed } from '@app/profiles';
import type { Request } from 'express';
import { formPage, page, Page, seeOther, type FormValues, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { asMove, MOVES, type Move } from './moves.js';
import { cannotMovePage, mayMove, MOVE_FIELDS, movePage, valuesNow } from './need-move.view.js';
import { NeedPages } from './need-pages.js';
import { AgreeForm, ApproachForm, CloseForm, TriageForm, WithdrawForm } from './needs.form.js';
import { repeatOf } from './repeat-of.js';

/** Which request, and the version of it that the page showed. */
interface Asked {
  readonly need: string;
  readonly version: number;
}

type Act<Form> = (form: Form, asked: Asked, repeat: Repeatable | undefined) => Promise<unknown>;

/** What a head or a broker decides about one request: a page each, with how things stand above the question. */
@Controller('needs/:reference')
export class NeedMovesController {
  constructor(
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(TriageNeed) private readonly triages: TriageNeed,
    @Inject(AgreeNeed) private readonly agrees: AgreeNeed,
    @Inject(SetApproach) private readonly approaches: SetApproach,
    @Inject(WithdrawNeed) private readonly withdraws: WithdrawNeed,
    @Inject(CloseNeed) private readonly closes: CloseNeed,
  ) {}

  @Allow('need.triage', 'need.agree', 'need.approach.set', 'need.withdraw', 'need.close')
  @Get([...MOVES])
  async ask(
    @Param('reference') reference: string,
    @Req() request: Request,
    @Me() me: SignedIn,
  ): Promise<Page> {
    const move = asMove(request.path.split('/').at(-1) ?? '');
    if (move === null) throw new NotFound();
    return this.show(move, reference, me, null, null);
  }

  @Allow('need.triage')
  @Post('triage')
  @HttpCode(303)
  triage(@Param('reference') reference: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('triage', reference, body, me, TriageForm, (form, asked, repeat) =>
      this.triages.execute(
        me.actor,
        me.area,
        {
          ...asked,
          priority: form.soon ?? '',
          nextDate: form.nextDate ?? '',
          diagnosed: form.clear === 'yes',
          note: form.note ?? null,
        },
        repeat,
      ),
    );
  }

  @Allow('need.agree')
  @Post('agree')
  @HttpCode(303)
  agree(@Param('reference') reference: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('agree', reference, body, me, AgreeForm, (_, asked, repeat) =>
      this.agrees.execute(me.actor, me.area, asked, repeat),
    );
  }

  @Allow('need.approach.set')
  @Post('approach')
  @HttpCode(303)
  approach(@Param('reference') reference: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('approach', reference, body, me, ApproachForm, (form, asked, repeat) => {
      const approach = { kind: form.approach ?? '', urns: form.schools };
      return this.approaches.execute(me.actor, me.area, { ...asked, approach }, repeat);
    });
  }

  @Allow('need.withdraw')
  @Post('withdraw')
  @HttpCode(303)
  withdraw(@Param('reference') reference: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('withdraw', reference, body, me, WithdrawForm, (form, asked, repeat) =>
      this.withdraws.execute(me.actor, me.area, { ...asked, reason: form.reason ?? null }, repeat),
    );
  }

  @Allow('need.close')
  @Post('close')
  @HttpCode(303)
  close(@Param('reference') reference: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('close', reference, body, me, CloseForm, (form, asked, repeat) => {
      const said = { outcome: form.outcome ?? '', reason: form.reason ?? '' };
      return this.closes.execute(me.actor, me.area, { ...asked, ...said }, repeat);
    });
  }

  private async act<Form extends object>(
    move: Move,
    reference: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: Act<Form>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(move, reference, me, read.errors, read.values);
    try {
      const asked = { need: reference, version: read.version ?? 0 };
      await run(read.form, asked, repeatOf(read, `POST /needs/${reference}/${move}`));
      return seeOther(`/needs/${reference}`);
    } catch (error) {
      if (error instanceof StaleVersion) return this.stale(move, reference, me, read.values);
      if (!(error instanceof BadInput || error instanceof RuleBroken)) throw error;
      return this.show(move, reference, me, refusedForm(error, MOVE_FIELDS), read.values);
    }
  }

  /** Who may not do this now is told why, and what they can do. */
  private async show(
    move: Move,
    reference: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const found = await this.pages.find(me, reference);
    const { need, detail, world } = found;
    if (!mayMove(need, move) && errors?.status !== 409) {
      const view = cannotMovePage(found, move, me.actor);
      return page('journeys/needs/cannot-move.njk', view, errors ? { status: 409 } : {});
    }
    const view = movePage(move, detail ?? need, world, me.actor, false);
    return formPage('journeys/needs/move.njk', view, errors, values ?? valuesNow(move, detail ?? need));
  }

  private async stale(move: Move, reference: string, me: SignedIn, values: FormValues): Promise<Page> {
    const { need, detail, world } = await this.pages.find(me, reference);
    const view = movePage(move, detail ?? need, world, me.actor, true);
    return new Page('journeys/needs/move.njk', view, { status: 412 }, { errors: null, values });
  }
}
