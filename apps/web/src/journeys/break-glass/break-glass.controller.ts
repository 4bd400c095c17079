import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  AnswerBreakGlass,
  AskBreakGlass,
  BreakGlasses,
  EndBreakGlass,
  OpenedRecords,
  ReviewBreakGlass,
  type OpeningInHand,
  type OpeningLine,
} from '@app/assurance';
import { Allow, Me, type SignedIn } from '@app/http';
import { mightEver, type Matrix } from '@app/kernel';
import { MATRIX, UnitOfWork, type Repeatable } from '@app/platform';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
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
import { listFile } from '../../layout/list-file.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { AnswerOpeningForm, AskOpeningForm, OpeningsForm, ReviewOpeningForm } from './break-glass.form.js';
import { askPage, openingPage, openingsList, openingsPage, recordsPage } from './break-glass.view.js';

/** Emergency access to one kind of record of one school: asked for, answered, read, ended, reviewed. */
@Controller()
export class BreakGlassController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(BreakGlasses) private readonly openings: BreakGlasses,
    @Inject(OpenedRecords) private readonly opened: OpenedRecords,
    @Inject(AskBreakGlass) private readonly asks: AskBreakGlass,
    @Inject(AnswerBreakGlass) private readonly answers: AnswerBreakGlass,
    @Inject(EndBreakGlass) private readonly ends: EndBreakGlass,
    @Inject(ReviewBreakGlass) private readonly reviews: ReviewBreakGlass,
  ) {}

  @Allow('breakglass.read')
  @Get('break-glass')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(OpeningsForm, query);
    const at = Number((read.ok ? read.form.page : undefined) ?? '1');
    const view = openingsPage(await this.all(me), at, mightEver(this.matrix, me.actor, 'breakglass.request'));
    return formPage('journeys/break-glass/openings.njk', view, read.ok ? null : read.errors, read.values);
  }

  @Allow('breakglass.read')
  @Get('break-glass.:ending')
  file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () => openingsList(await this.all(me)));
  }

  @Allow('breakglass.request')
  @Get('break-glass/new')
  begin(@Me() me: SignedIn): Promise<Page> {
    return this.ask(me, null, {});
  }

  @Allow('breakglass.request')
  @Post('break-glass/new')
  @HttpCode(303)
  async request(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(AskOpeningForm, body);
    if (!read.ok) return this.ask(me, read.errors, read.values);
    const { school = '', kind = '', purpose = '', words = '', minutes } = read.form;
    try {
      const asked = { school, kind, purpose, words, minutes: Number(minutes) };
      const repeat = repeatOf(read, 'POST /break-glass/new');
      return seeOther(`/break-glass/${await this.asks.execute(me.actor, me.area, asked, repeat)}`);
    } catch (error) {
      return this.ask(me, refusedOrStale(error), read.values);
    }
  }

  @Allow('breakglass.read')
  @Get('break-glass/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('breakglass.open')
  @Get('break-glass/:reference/records')
  async read(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      recordsPage(await this.opened.read(tx, named), await this.settings.themes(tx)),
    );
    return page('journeys/break-glass/records.njk', view);
  }

  @Allow('breakglass.approve')
  @Post('break-glass/:reference/answer')
  @HttpCode(303)
  answer(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, 'answer', body, me, AnswerOpeningForm, ({ form }, held, repeat) =>
      this.answers.execute(me.actor, me.area, { ...held, approve: form.answer === 'approve' }, repeat),
    );
  }

  @Allow('breakglass.end')
  @Post('break-glass/:reference/end')
  @HttpCode(303)
  end(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, 'end', body, me, NoForm, (_, held, repeat) =>
      this.ends.execute(me.actor, me.area, held, repeat),
    );
  }

  @Allow('breakglass.review')
  @Post('break-glass/:reference/review')
  @HttpCode(303)
  review(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, 'review', body, me, ReviewOpeningForm, ({ form }, held, repeat) => {
      const { verdict = '', words = '' } = form;
      return this.reviews.execute(me.actor, me.area, { ...held, verdict, words }, repeat);
    });
  }

  private all(me: SignedIn): Promise<OpeningLine[]> {
    return this.work.atOneMoment(me.actor, me.area, (tx) => this.openings.list(tx));
  }

  private async ask(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const schools = await this.work.run(me.actor, me.area, (tx) => this.schools.names(tx));
    return formPage('journeys/break-glass/new.njk', askPage(schools), errors, values);
  }

  private async act<Form extends object>(
    named: string,
    step: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: OpeningInHand, repeat: Repeatable | undefined) => Promise<void>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const held = { opening: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST /break-glass/${named}/${step}`));
      return seeOther(`/break-glass/${named}`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const opening = await this.work.run(me.actor, me.area, (tx) => this.openings.one(tx, named));
    return formPage('journeys/break-glass/opening.njk', openingPage(opening), errors, values);
  }
}
