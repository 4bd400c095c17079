import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { DeclareInterest, DeclarePaidWork, type InterestKind } from '@app/identity';
import type { SchoolUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { InterestForm, PaidWorkForm } from './interests.form.js';
import { interestsPage } from './interests.view.js';

/** Whoever has an interest in a school decides nothing about it; here they say so, and once a year that it is all. */
@Controller('me/interests')
export class InterestsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(DeclareInterest) private readonly declares: DeclareInterest,
    @Inject(DeclarePaidWork) private readonly paidWork: DeclarePaidWork,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('interest.read')
  @Get()
  page(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, null, {});
  }

  @Allow('interest.declare')
  @Post()
  @HttpCode(303)
  async declare(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(InterestForm, body);
    if (!read.ok) return this.show(me, read.errors, read.values);
    const { school = '', kind = '' } = read.form;
    try {
      const asked = { urn: school as SchoolUrn, kind: kind as InterestKind };
      await this.declares.execute(me.actor, me.area, asked);
      return seeOther('/me/interests');
    } catch (error) {
      return this.show(me, refusedForm(error, { urn: 'school' }), read.values);
    }
  }

  @Allow('interest.declare')
  @Post('paid-work')
  @HttpCode(303)
  async paidBy(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(PaidWorkForm, body);
    if (!read.ok) return this.show(me, read.errors, read.values);
    try {
      await this.paidWork.execute(me.actor, me.area, read.form.supplier ?? '');
      return seeOther('/me/interests');
    } catch (error) {
      return this.show(me, refusedForm(error, {}), read.values);
    }
  }

  @Allow('interest.declare')
  @Post('confirm')
  @HttpCode(303)
  async confirm(@Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    readForm(NoForm, body);
    await this.declares.confirm(me.actor, me.area);
    return seeOther('/me/interests');
  }

  private async show(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) => ({
      ...interestsPage(me.actor, await this.schools.names(tx), values),
      paidBy: await this.paidWork.own(tx),
    }));
    return formPage('journeys/interests/interests.njk', view, errors, values);
  }
}
