import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  AcceptCommission,
  ApproveCommission,
  AwardCommission,
  Commissions,
  CommissionSteps,
  CommissionTotalsOfTerms,
  type CommissionInHand,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import {
  formPage,
  page,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { downloadsOf, listFile } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import {
  AcceptCommissionForm,
  ApproveCommissionForm,
  AwardCommissionForm,
  CancelCommissionForm,
  CommissionsFilterForm,
  PayCommissionForm,
} from './commissions.form.js';
import {
  commissionPage,
  commissionsList,
  commissionsPage,
  filterOf,
  ownCommissions,
  penceOf,
  readsForArea,
  readsTotalsAlone,
} from './commissions.view.js';
import { totalsList, totalsPage } from './totals.view.js';

const AT = '/commissions';
const PER_PAGE = 25;
/** More than any area has. */
const ALL = { limit: 20_000, offset: 0 };
const NONE = { total: 0, awardedPence: 0, lines: [] };
/** What a verb calls a field whose box is called otherwise. */
const BOXES = { awardPence: 'price', paidPence: 'paid' };

/** Help that is bought from outside: what for, for how much, who said yes, and what came of it. */
@Controller()
export class CommissionsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Commissions) private readonly commissions: Commissions,
    @Inject(ApproveCommission) private readonly approves: ApproveCommission,
    @Inject(AwardCommission) private readonly awards: AwardCommission,
    @Inject(CommissionSteps) private readonly steps: CommissionSteps,
    @Inject(AcceptCommission) private readonly accepts: AcceptCommission,
    @Inject(CommissionTotalsOfTerms) private readonly totals: CommissionTotalsOfTerms,
  ) {}

  @Allow('commission.read')
  @Get('commissions')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    if (readsTotalsAlone(me.actor)) return this.showTotals(me);
    const read = readForm(CommissionsFilterForm, query);
    const whole = readsForArea(me.actor);
    const at = read.ok ? Number(read.form.page ?? '1') : 1;
    const part = { limit: PER_PAGE, offset: (at - 1) * PER_PAGE };
    const view = await this.work.run(me.actor, me.area, async (tx) => {
      const filter = whole && read.ok ? filterOf(read.form) : {};
      const found = read.ok ? await this.commissions.list(tx, filter, part) : NONE;
      const world = await this.pages.world(tx);
      return {
        ...(whole
          ? commissionsPage(found, await this.commissions.wanted(tx), world)
          : ownCommissions(found, world)),
        downloads: downloadsOf(AT, read.values),
        pager: pager(AT, read.values, at, Math.ceil(found.total / PER_PAGE)),
      };
    });
    const template = `journeys/commissions/${whole ? 'commissions' : 'own'}.njk`;
    return formPage(template, view, read.ok ? null : read.errors, read.values);
  }

  @Allow('commission.read')
  @Get('commissions.:ending')
  async file(@Param('ending') ending: string, @Query() query: object, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () => {
      if (readsTotalsAlone(me.actor)) return totalsList(await this.totalsFor(me));
      const read = readForm(CommissionsFilterForm, query);
      if (!read.ok) throw new BadInput(read.errors.list);
      const filter = readsForArea(me.actor) ? filterOf(read.form) : {};
      const { lines } = await this.work.atOneMoment(me.actor, me.area, (tx) =>
        this.commissions.list(tx, filter, ALL),
      );
      return commissionsList(lines);
    });
  }

  @Allow('commission.read')
  @Get('commissions/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('commission.approve')
  @Post('commissions/:reference/approve')
  @HttpCode(303)
  approve(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, ApproveCommissionForm, ({ form }, held, repeat) => {
      const { approve, reason = null } = form;
      return this.approves.execute(
        ...([me.actor, me.area, { ...held, approved: approve === 'yes', reason }, repeat] as const),
      );
    });
  }

  @Allow('commission.draft')
  @Post('commissions/:reference/quote')
  @HttpCode(303)
  quote(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, NoForm, (_read, held, repeat) =>
      this.steps.quote(me.actor, me.area, held, repeat),
    );
  }

  @Allow('commission.draft')
  @Post('commissions/:reference/award')
  @HttpCode(303)
  award(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, AwardCommissionForm, ({ form }, held, repeat) => {
      const { supplier = '', quotes = '', deliverBy = '', price } = form;
      const asked = { ...held, supplier, quotes, deliverBy, awardPence: penceOf(price) };
      return this.awards.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('commission.draft')
  @Post('commissions/:reference/begin')
  @HttpCode(303)
  begin(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, NoForm, (_read, held, repeat) =>
      this.steps.begin(me.actor, me.area, held, repeat),
    );
  }

  @Allow('commission.accept')
  @Post('commissions/:reference/accept')
  @HttpCode(303)
  accept(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, AcceptCommissionForm, ({ form }, held, repeat) => {
      const { outcome, said = '' } = form;
      const found = { accepted: outcome !== 'sent_back', met: outcome === 'met', said };
      return this.accepts.execute(me.actor, me.area, { ...held, ...found }, repeat);
    });
  }

  @Allow('commission.draft')
  @Post('commissions/:reference/pay')
  @HttpCode(303)
  pay(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, PayCommissionForm, ({ form }, held, repeat) =>
      this.steps.pay(me.actor, me.area, { ...held, paidPence: penceOf(form.paid) }, repeat),
    );
  }

  @Allow('commission.draft')
  @Post('commissions/:reference/cancel')
  @HttpCode(303)
  cancel(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, CancelCommissionForm, ({ form: { because = '' } }, held, repeat) =>
      this.steps.cancel(me.actor, me.area, { ...held, because }, repeat),
    );
  }

  private totalsFor(me: SignedIn): ReturnType<CommissionTotalsOfTerms['read']> {
    return this.work.atOneMoment(me.actor, me.area, (tx) => this.totals.read(tx));
  }

  private async showTotals(me: SignedIn): Promise<Page> {
    return page('journeys/commissions/totals.njk', {
      ...totalsPage(await this.totalsFor(me)),
      downloads: downloadsOf(AT, {}),
    });
  }

  private async act<Form extends object>(
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: CommissionInHand, repeat: Repeatable | undefined) => Promise<void>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const held = { commission: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST ${AT}/${named}/${form.name}`));
      return seeOther(`${AT}/${named}`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error, BOXES), read.values);
    }
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      commissionPage(await this.commissions.one(tx, named), await this.pages.world(tx), me.actor),
    );
    return formPage('journeys/commissions/commission.njk', view, errors, values);
  }
}
