import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Caseloads, ReassignCase, Reassignments } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { EndAppointment } from '@app/identity';
import type { PersonId } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import {
  formPage,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { EndPostForm, FindCaseForm, POST, ReassignForm } from './reassign.form.js';
import { casesList, listPage, reassignHref, reassignPage } from './reassign.view.js';

/** A change of people: what needs somebody else, and the page on which one case changes hands. */
@Controller()
export class ReassignController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Reassignments) private readonly reassignments: Reassignments,
    @Inject(ReassignCase) private readonly reassigns: ReassignCase,
    @Inject(Caseloads) private readonly caseloads: Caseloads,
    @Inject(EndAppointment) private readonly ends: EndAppointment,
  ) {}

  /** Where a reference was typed, to its page. */
  @Allow('case.reassign')
  @Get('reassign')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(FindCaseForm, query);
    const named = read.ok ? (read.form.named ?? '') : '';
    if (named !== '') return seeOther(reassignHref(named));
    return this.showList(me, read.ok ? null : read.errors, read.values);
  }

  @Allow('case.reassign')
  @Get('reassign.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () =>
      casesList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.reassignments.needing(tx))),
    );
  }

  /** When a broker's post ends: from then on nothing new comes to them. */
  @Allow('role.revoke')
  @Post('reassign/ends')
  @HttpCode(303)
  async end(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(EndPostForm, body);
    if (!read.ok) return this.showList(me, read.errors, read.values);
    const [, appointment = '', version = ''] = POST.exec(read.form.post ?? '') ?? [];
    try {
      const asked = { appointment, version: Number(version), to: read.form.ends ?? '' };
      await this.ends.execute(me.actor, me.area, asked);
      return seeOther('/reassign');
    } catch (error) {
      return this.showList(me, refusedOrStale(error, { to: 'ends' }), read.values);
    }
  }

  @Allow('case.reassign')
  @Get(['needs/:reference/reassign', 'pairings/:reference/reassign'])
  page(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('case.reassign')
  @Post(['needs/:reference/reassign', 'pairings/:reference/reassign'])
  @HttpCode(303)
  async give(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(ReassignForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const { to = '', reason = '' } = read.form;
      const asked = { named, version: read.version ?? 0, to: to as PersonId, reason };
      await this.reassigns.execute(me.actor, me.area, asked, repeatOf(read, `POST ${reassignHref(named)}`));
      return seeOther('/reassign');
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  private async showList(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const endsPosts = me.actor.posts.some(({ role }) => role === 'chair');
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      listPage(
        await this.reassignments.needing(tx),
        endsPosts ? await this.caseloads.posted(tx) : null,
        await this.reassignments.askedFor(tx),
      ),
    );
    return formPage('journeys/reassign/cases.njk', view, errors, values);
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const found = await this.work.run(me.actor, me.area, (tx) => this.reassignments.one(tx, named));
    return formPage('journeys/reassign/reassign.njk', reassignPage(found, values['to']), errors, values);
  }
}
