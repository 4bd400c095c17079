import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CoachingNotes, PlanSession } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { NextSessionForm } from './coaching.form.js';
import { notesPage } from './coaching.view.js';

/** When the two of a coaching meet next: set, moved or called off by one of them. */
@Controller('pairings/:reference/next-session')
export class NextSessionController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CoachingNotes) private readonly notes: CoachingNotes,
    @Inject(PlanSession) private readonly plans: PlanSession,
  ) {}

  @Allow('coaching.note.write')
  @Get()
  page(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, null);
  }

  @Allow('coaching.note.write')
  @Post()
  @HttpCode(303)
  async plan(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(NextSessionForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const { heldOn = '', mode = '' } = read.form;
      const asked = { pairing: named, version: read.version ?? 0, heldOn, mode };
      const repeat = repeatOf(read, `POST /pairings/${named}/next-session`);
      await this.plans.plan(me.actor, me.area, asked, repeat);
      return seeOther(`/pairings/${encodeURIComponent(named)}/notes`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  @Allow('coaching.note.write')
  @Post('off')
  @HttpCode(303)
  async callOff(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(NoForm, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const asked = { pairing: named, version: read.version ?? 0 };
      const repeat = repeatOf(read, `POST /pairings/${named}/next-session/off`);
      await this.plans.callOff(me.actor, me.area, asked, repeat);
      return seeOther(`/pairings/${encodeURIComponent(named)}/notes`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, (tx) => this.notes.one(tx, named));
    const stands = view.next === null ? {} : { heldOn: view.next.heldOn, mode: view.next.mode };
    return formPage('journeys/coaching/next-session.njk', notesPage(view), errors, values ?? stands);
  }
}
