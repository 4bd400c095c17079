import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import {
  AnswerQuestion,
  AskQuestion,
  CloseQuestion,
  Questions,
  WithdrawQuestion,
  type QuestionFilter,
  type QuestionState,
} from '@app/network';
import { UnitOfWork, type Repeatable } from '@app/platform';
import { AreaSettings } from '@app/schools';
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
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import {
  AnswerQuestionForm,
  AskQuestionForm,
  CloseQuestionForm,
  PracticeFilterForm,
} from './practice.form.js';
import { askPage, PER_PAGE, practiceList, practicePage, questionPage } from './practice.view.js';

const LIST = 'journeys/practice/questions.njk';
/** Of one file; what is older is one filter away. */
const MOST_IN_FILE = 20_000;

/** What colleagues of the area ask each other about practice, and what they answer. */
@Controller()
export class PracticeController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(Questions) private readonly questions: Questions,
    @Inject(AskQuestion) private readonly asks: AskQuestion,
    @Inject(AnswerQuestion) private readonly answers: AnswerQuestion,
    @Inject(CloseQuestion) private readonly closes: CloseQuestion,
    @Inject(WithdrawQuestion) private readonly withdraws: WithdrawQuestion,
  ) {}

  @Allow('practice.read')
  @Get('practice')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(PracticeFilterForm, query);
    const at = read.ok ? Number(read.form.page ?? '1') : 1;
    return this.work.run(me.actor, me.area, async (tx) => {
      const themes = await this.settings.themes(tx);
      const page = { limit: PER_PAGE, offset: (at - 1) * PER_PAGE };
      const found = read.ok
        ? await this.questions.list(tx, filterOf(read.form), page)
        : { total: 0, questions: [] };
      const view = practicePage(found, themes, read.values, at, this.questions.mayAsk(tx));
      return formPage(LIST, view, read.ok ? null : read.errors, read.values);
    });
  }

  @Allow('practice.read')
  @Get('practice.:ending')
  async file(
    @Param('ending') ending: string,
    @Query() query: Record<string, unknown>,
    @Me() me: SignedIn,
  ): Promise<Download | Page> {
    const read = readForm(PracticeFilterForm, query);
    if (!read.ok) return this.list(query, me);
    return listFile(ending, () =>
      this.work.atOneMoment(me.actor, me.area, async (tx) => {
        const all = { limit: MOST_IN_FILE, offset: 0 };
        const { questions } = await this.questions.list(tx, filterOf(read.form), all);
        return practiceList(questions, await this.settings.themes(tx));
      }),
    );
  }

  @Allow('practice.ask')
  @Get('practice/new')
  blank(@Me() me: SignedIn): Promise<Page> {
    return this.ask(me, null, {});
  }

  @Allow('practice.ask')
  @Post('practice/new')
  @HttpCode(303)
  async send(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(AskQuestionForm, body);
    if (!read.ok) return this.ask(me, read.errors, read.values);
    try {
      const { theme = '', text = '' } = read.form;
      const repeat = repeatOf(read, 'POST /practice/new');
      const reference = await this.asks.execute(me.actor, me.area, { theme, text }, repeat);
      return seeOther(`/practice/${reference}`);
    } catch (error) {
      return this.ask(me, refusedOrStale(error), read.values);
    }
  }

  @Allow('practice.read')
  @Get('practice/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('practice.ask')
  @Post('practice/:reference/answer')
  @HttpCode(303)
  answer(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('answer', named, body, me, AnswerQuestionForm, ({ form }, repeat) => {
      const asked = { question: named, text: form.answer ?? '' };
      return this.answers.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('practice.ask')
  @Post('practice/:reference/close')
  @HttpCode(303)
  close(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('close', named, body, me, CloseQuestionForm, ({ form, version }, repeat) => {
      const helped = form.helped === 'none' ? null : Number(form.helped);
      return this.closes.execute(
        me.actor,
        me.area,
        { question: named, version: version ?? 0, helped },
        repeat,
      );
    });
  }

  @Allow('practice.ask')
  @Post('practice/:reference/withdraw')
  @HttpCode(303)
  withdraw(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('withdraw', named, body, me, NoForm, ({ version }, repeat) =>
      this.withdraws.execute(me.actor, me.area, { question: named, version: version ?? 0 }, repeat),
    );
  }

  private async act<Form extends object>(
    what: 'answer' | 'close' | 'withdraw',
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      await run(read, repeatOf(read, `POST /practice/${named}/${what}`));
      return seeOther(`/practice/${encodeURIComponent(named)}`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error), read.values);
    }
  }

  private async ask(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const themes = await this.work.run(me.actor, me.area, (tx) => this.settings.themes(tx));
    return formPage('journeys/practice/new.njk', askPage(themes), errors, values);
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      questionPage(
        await this.questions.one(tx, named),
        await this.settings.themes(tx),
        me.actor.posts.some(({ role }) => role === 'head'),
      ),
    );
    return formPage('journeys/practice/question.njk', view, errors, values);
  }
}

function filterOf({ theme, state }: PracticeFilterForm): QuestionFilter {
  return {
    ...(theme === undefined ? {} : { theme }),
    ...(state === undefined ? {} : { states: [state as QuestionState] }),
  };
}
