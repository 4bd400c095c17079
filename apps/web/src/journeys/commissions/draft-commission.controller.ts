import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ChangeCommission, Commissions, DraftCommission } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotAllowed, NotFound } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { CommissionForm, DraftCommissionForm } from './commissions.form.js';
import { changeForm, draftForm, saidIn, typedOf, type DraftFor } from './commissions.view.js';

const AT = '/commissions';
/** What a verb calls a field whose box is called otherwise. */
const BOXES = { pence: 'pounds', halfDays: 'days' };

/** What is wanted from outside is written from what the run says of a request that nobody in the area can answer. */
@Controller()
export class DraftCommissionController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(Commissions) private readonly commissions: Commissions,
    @Inject(DraftCommission) private readonly drafts: DraftCommission,
    @Inject(ChangeCommission) private readonly changes: ChangeCommission,
  ) {}

  /** @param need the request, by its reference. */
  @Allow('commission.draft')
  @Get('commissions/new')
  async begin(@Query('need') need: unknown, @Me() me: SignedIn): Promise<Page> {
    return this.ask(me, typeof need === 'string' ? need : '', null, {});
  }

  @Allow('commission.draft')
  @Post('commissions/new')
  @HttpCode(303)
  async draft(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(DraftCommissionForm, body);
    const need = String(read.values['need'] ?? '');
    if (!read.ok) return this.ask(me, need, read.errors, read.values);
    try {
      const asked = { ...saidIn(read.form), need };
      const repeat = repeatOf(read, `POST ${AT}/new`);
      return seeOther(`${AT}/${await this.drafts.execute(me.actor, me.area, asked, repeat)}`);
    } catch (error) {
      return this.ask(me, need, refusedOrStale(error, BOXES), read.values);
    }
  }

  @Allow('commission.draft')
  @Get('commissions/:reference/change')
  asItStands(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.askAgain(named, me, null, null);
  }

  @Allow('commission.draft')
  @Post('commissions/:reference/change')
  @HttpCode(303)
  async change(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(CommissionForm, body);
    if (!read.ok) return this.askAgain(named, me, read.errors, read.values);
    try {
      const asked = { ...saidIn(read.form), commission: named, version: read.version ?? 0 };
      const repeat = repeatOf(read, `POST ${AT}/${named}/change`);
      await this.changes.execute(me.actor, me.area, asked, repeat);
      return seeOther(`${AT}/${named}`);
    } catch (error) {
      return this.askAgain(named, me, refusedOrStale(error, BOXES), read.values);
    }
  }

  private async ask(
    me: SignedIn,
    need: string,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const asked = await this.work.run(me.actor, me.area, async (tx): Promise<DraftFor> => {
      const { id } = await this.needs.summary(tx, need);
      return { need, ...(await this.commissions.certificateOf(tx, id)) };
    });
    if (!asked.open) throw new NotFound();
    return formPage('journeys/commissions/draft.njk', draftForm(asked), errors, { ...values, need });
  }

  private async askAgain(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const one = await this.work.run(me.actor, me.area, (tx) => this.commissions.one(tx, named));
    if (!one.can.change) throw new NotAllowed('NOT_GRANTED', 'This is no longer open to changes by you.');
    return formPage('journeys/commissions/draft.njk', changeForm(one), errors, values ?? typedOf(one));
  }
}
