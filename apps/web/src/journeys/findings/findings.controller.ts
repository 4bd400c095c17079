import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  AnswerFinding,
  CloseFinding,
  Findings,
  GiveOpinion,
  OpenFinding,
  WithdrawFinding,
  type FindingInHand,
} from '@app/assurance';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork, type Repeatable } from '@app/platform';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { AnswerFindingForm, OpenFindingForm, OpinionForm, WithdrawFindingForm } from './findings.form.js';
import { findingPage, findingsPage, mayAskAbout } from './findings.view.js';

/** What officers asked, who has the word, and how it ended. */
@Controller('findings')
export class FindingsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Findings) private readonly findings: Findings,
    @Inject(OpenFinding) private readonly opens: OpenFinding,
    @Inject(AnswerFinding) private readonly answers: AnswerFinding,
    @Inject(GiveOpinion) private readonly opinions: GiveOpinion,
    @Inject(CloseFinding) private readonly closes: CloseFinding,
    @Inject(WithdrawFinding) private readonly withdraws: WithdrawFinding,
  ) {}

  @Allow('finding.read')
  @Get()
  async list(@Query('over') asked: unknown, @Me() me: SignedIn): Promise<Page> {
    const over = asked === 'yes';
    const lines = await this.work.run(me.actor, me.area, (tx) => this.findings.list(tx, { over }));
    return page('journeys/findings/findings.njk', findingsPage(lines, over, mayAskAbout(me.actor, [])));
  }

  /** @param sample what was looked at, where an officer came from its page. */
  @Allow('finding.open')
  @Get('new')
  begin(@Query('sample') sample: unknown): Page {
    return this.ask(null, typeof sample === 'string' ? { sample } : {});
  }

  @Allow('finding.open')
  @Post('new')
  @HttpCode(303)
  async open(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(OpenFindingForm, body);
    if (!read.ok) return this.ask(read.errors, read.values);
    const { sample = '', question = '' } = read.form;
    try {
      const repeat = repeatOf(read, 'POST /findings/new');
      return seeOther(
        `/findings/${await this.opens.execute(me.actor, me.area, { sample, question }, repeat)}`,
      );
    } catch (error) {
      return this.ask(refusedOrStale(error), read.values);
    }
  }

  @Allow('finding.read')
  @Get(':reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('finding.answer')
  @Post(':reference/answer')
  @HttpCode(303)
  answer(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, AnswerFindingForm, ({ form }, held, repeat) =>
      this.answers.execute(me.actor, me.area, { ...held, answer: form.answer ?? '' }, repeat),
    );
  }

  @Allow('finding.opinion')
  @Post(':reference/opinion')
  @HttpCode(303)
  opinion(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, OpinionForm, ({ form }, held, repeat) =>
      this.opinions.execute(me.actor, me.area, { ...held, opinion: form.opinion ?? '' }, repeat),
    );
  }

  @Allow('finding.close')
  @Post(':reference/close')
  @HttpCode(303)
  close(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, NoForm, (_, held, repeat) =>
      this.closes.execute(me.actor, me.area, held, repeat),
    );
  }

  @Allow('finding.withdraw')
  @Post(':reference/withdraw')
  @HttpCode(303)
  withdraw(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, WithdrawFindingForm, ({ form }, held, repeat) =>
      this.withdraws.execute(me.actor, me.area, { ...held, because: form.because ?? '' }, repeat),
    );
  }

  private ask(errors: FormErrors | null, values: FormValues): Page {
    return formPage(
      'journeys/findings/new.njk',
      { title: 'Ask about a request or a pairing' },
      errors,
      values,
    );
  }

  private async act<Form extends object>(
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: FindingInHand, repeat: Repeatable | undefined) => Promise<void>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const held = { finding: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST /findings/${named}/${form.name}`));
      return seeOther(`/findings/${named}`);
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
    const finding = await this.work.run(me.actor, me.area, (tx) => this.findings.one(tx, named));
    // A head has no page of a run, and of a proposal one of their own: they need no way there to answer.
    const follows = ['officer', 'broker', 'adviser'];
    const mayFollow = me.actor.posts.some(({ role }) => follows.includes(role));
    return formPage('journeys/findings/finding.njk', findingPage(finding, mayFollow), errors, values);
  }
}
