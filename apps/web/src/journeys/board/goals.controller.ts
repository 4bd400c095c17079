import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  AdoptBoardGoal,
  BoardGoals,
  CloseBoardGoal,
  DraftBoardGoal,
  ReviewBoardGoal,
  RewriteBoardGoal,
  type GoalInHand,
  type GoalsOfBoard,
} from '@app/board-report';
import { Allow, Me, type SignedIn } from '@app/http';
import { academicYearOf, localDateOf, NotFound, type Clock } from '@app/kernel';
import { CLOCK, UnitOfWork, type Repeatable } from '@app/platform';
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
import { repeatOf } from '../needs/repeat-of.js';
import { AdoptGoalForm, CloseGoalForm, GoalWordsForm, NewGoalForm, ReviewGoalForm } from './goals.form.js';
import {
  goalFormPage,
  goalPage,
  goalsList,
  goalsPage,
  valuesOf,
  valuesOfDraft,
  wordsOf,
} from './goals.view.js';

const LIST = { href: '/board/goals', text: 'The Board’s goals' };

/** The Board's goals: drafted by one, adopted by the Board on a day, reviewed, and closed or given another wording. */
@Controller('board')
export class GoalsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BoardGoals) private readonly goals: BoardGoals,
    @Inject(DraftBoardGoal) private readonly drafts: DraftBoardGoal,
    @Inject(RewriteBoardGoal) private readonly rewrites: RewriteBoardGoal,
    @Inject(AdoptBoardGoal) private readonly adopts: AdoptBoardGoal,
    @Inject(ReviewBoardGoal) private readonly reviews: ReviewBoardGoal,
    @Inject(CloseBoardGoal) private readonly closes: CloseBoardGoal,
  ) {}

  @Allow('policy.read')
  @Get('goals')
  async list(@Me() me: SignedIn): Promise<Page> {
    return page('journeys/board/goals.njk', goalsPage(await this.all(me)));
  }

  @Allow('policy.read')
  @Get('goals.:ending')
  async file(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, async () => goalsList(await this.all(me)));
  }

  @Allow('policy.draft')
  @Get('goals/new')
  async begin(@Query('goal') asked: unknown, @Me() me: SignedIn): Promise<Page> {
    const key = typeof asked === 'string' ? asked : '1';
    const goal = await this.work.run(me.actor, me.area, (tx) => this.goals.start(tx, key));
    return this.newForm(key, null, valuesOf(goal, academicYearOf(localDateOf(this.clock.now()))));
  }

  @Allow('policy.draft')
  @Post('goals/new')
  @HttpCode(303)
  async draft(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(NewGoalForm, body);
    const goal = String(read.values['goal'] ?? '');
    if (!read.ok) return this.newForm(goal, read.errors, read.values);
    try {
      const words = { ...wordsOf(read.form), goal };
      const repeat = repeatOf(read, 'POST /board/goals/new');
      return seeOther(`/board/goals/${await this.drafts.execute(me.actor, me.area, words, repeat)}`);
    } catch (error) {
      return this.newForm(goal, refusedOrStale(error), read.values);
    }
  }

  @Allow('policy.read')
  @Get('goals/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('policy.draft')
  @Get('goals/:reference/words')
  words(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.showWords(named, me, null, null);
  }

  @Allow('policy.draft')
  @Post('goals/:reference/words')
  @HttpCode(303)
  rewrite(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(
      ...([named, body, me, GoalWordsForm] as const),
      ({ form }, held, repeat) =>
        this.rewrites.execute(me.actor, me.area, { ...held, ...wordsOf(form) }, repeat),
      (errors, values) => this.showWords(named, me, errors, values),
    );
  }

  @Allow('policy.sign')
  @Post('goals/:reference/adopt')
  @HttpCode(303)
  adopt(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, AdoptGoalForm, ({ form: { meeting = '', on = '' } }, held, repeat) =>
      this.adopts.execute(me.actor, me.area, { ...held, meeting, on }, repeat),
    );
  }

  @Allow('policy.sign')
  @Post('goals/:reference/review')
  @HttpCode(303)
  review(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, ReviewGoalForm, ({ form: { note = '' } }, held, repeat) =>
      this.reviews.execute(me.actor, me.area, { ...held, note }, repeat),
    );
  }

  @Allow('policy.sign')
  @Post('goals/:reference/close')
  @HttpCode(303)
  close(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, CloseGoalForm, ({ form: { because = '' } }, held, repeat) =>
      this.closes.execute(me.actor, me.area, { ...held, because }, repeat),
    );
  }

  private all(me: SignedIn): Promise<GoalsOfBoard> {
    return this.work.atOneMoment(me.actor, me.area, (tx) => this.goals.all(tx));
  }

  private async act<Form extends object>(
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: GoalInHand, repeat: Repeatable | undefined) => Promise<void>,
    again: (errors: FormErrors, values: FormValues) => Promise<Page> = (errors, values) =>
      this.show(named, me, errors, values),
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return again(read.errors, read.values);
    try {
      const held = { goal: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST /board/goals/${named}/${form.name}`));
      return seeOther(`/board/goals/${named}`);
    } catch (error) {
      return again(refusedOrStale(error), read.values);
    }
  }

  private newForm(key: string, errors: FormErrors | null, values: FormValues): Page {
    const view = goalFormPage(`A wording of goal ${key}`, '/board/goals/new', LIST, this.clock.now());
    return formPage('journeys/board/goal-form.njk', view, errors, values);
  }

  private async show(named: string, me: SignedIn, errors: FormErrors | null, values: FormValues) {
    const goal = await this.work.run(me.actor, me.area, (tx) => this.goals.one(tx, named));
    return formPage('journeys/board/goal.njk', goalPage(goal, this.clock.now()), errors, values);
  }

  private async showWords(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const goal = await this.work.run(me.actor, me.area, (tx) => this.goals.one(tx, named));
    if (!goal.can.rewrite && errors === null) throw new NotFound();
    const here = `/board/goals/${named}`;
    const view = {
      ...goalFormPage(
        `Change ${named}`,
        `${here}/words`,
        { href: here, text: `Goal ${named}` },
        this.clock.now(),
      ),
      version: goal.version,
    };
    return formPage('journeys/board/goal-form.njk', view, errors, values ?? valuesOfDraft(goal));
  }
}
