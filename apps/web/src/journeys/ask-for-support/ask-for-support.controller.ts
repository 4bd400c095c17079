import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, localDateOf, NotFound, RuleBroken, type Clock, type FieldError } from '@app/kernel';
import { CLOCK, UnitOfWork } from '@app/platform';
import { Concerns, RaiseNeed } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { readForm, type BadForm, type GoodForm } from '../../layout/read-form.js';
import { asStored } from '../needs/as-stored.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { repeatOf } from '../needs/repeat-of.js';
import { AskForm } from './ask.form.js';
import { QUESTIONS, type Step } from './ask.steps.js';
import { askView } from './ask.view.js';
import { asNeed, askWorld, FIELD_NAMES, hasChanged, worldFaults, type AskWorld } from './ask.world.js';

/** A head asks for support. Answers travel with the pages and are read again at each; nothing is stored before it is sent. */
@Controller('needs/new')
export class AskForSupportController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RaiseNeed) private readonly raise: RaiseNeed,
    @Inject(Concerns) private readonly concerns: Concerns,
  ) {}

  @Allow('need.raise')
  @Get()
  async start(
    @Me() me: SignedIn,
    @Query('word') word?: unknown,
    @Query('theme') theme?: unknown,
  ): Promise<Page> {
    const world = await this.world(me);
    const known = typeof theme === 'string' && world.themes.has(theme);
    const begun = typeof word === 'string' ? await this.begunWith(me, word) : known ? { theme } : {};
    return show('what', world, null, withOwnSchool(begun, world));
  }

  /** An address without answers: the questions begin anew. */
  @Allow('need.raise')
  @Get(':step')
  again(@Param('step') step: string): SeeOther {
    if (QUESTIONS.find(step) === null) throw new NotFound();
    return seeOther('/needs/new');
  }

  @Allow('need.raise')
  @Post(':step')
  @HttpCode(303)
  async answer(
    @Param('step') at: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const step = stepOf(at);
    const world = await this.world(me);
    const read = readForm(AskForm, asStored(body));
    const values = withOwnSchool(read.values, world);
    const next = QUESTIONS.next(step, faultsIn(read, values, world));
    const status = step === 'check' && hasChanged(values, world) ? 409 : 422;
    if (next.faults.length > 0) return show(next.step, world, new FormErrors(next.faults, status), values);
    if (step !== 'check' || next.step !== 'check' || !read.ok) return show(next.step, world, null, values);
    return this.send(read, world, values, me);
  }

  /** Back to a question with every answer so far. */
  @Allow('need.raise')
  @Post(':step/change')
  @HttpCode(200)
  async change(@Param('step') at: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    const world = await this.world(me);
    return show(stepOf(at), world, null, withOwnSchool(readForm(AskForm, asStored(body)).values, world));
  }

  private async send(
    read: GoodForm<AskForm>,
    world: AskWorld,
    values: FormValues,
    me: SignedIn,
  ): Promise<Page | SeeOther> {
    try {
      const asked = asNeed(read.form, read.form.school ?? world.own[0]?.value ?? '');
      const { reference } = await this.raise.execute(
        me.actor,
        me.area,
        asked,
        repeatOf(read, 'POST /needs/new'),
        read.form.word ?? null,
      );
      return seeOther(`/needs/${reference}`);
    } catch (error) {
      if (!(error instanceof BadInput || error instanceof RuleBroken)) throw error;
      const errors = refusedForm(error, FIELD_NAMES);
      const { step, faults } = QUESTIONS.next('check', errors.list);
      return show(step, world, faults.length > 0 ? new FormErrors(faults, errors.status) : errors, values);
    }
  }

  /** The words that a colleague left this head, for the head to change and to send. @throws NotFound for all others. */
  private async begunWith(me: SignedIn, word: string): Promise<FormValues> {
    const { id, urn, words, can } = await this.work.run(me.actor, me.area, (tx) =>
      this.concerns.one(tx, word),
    );
    if (!can.answer) throw new NotFound();
    return { school: urn, outcome: words, word: id };
  }

  private async world(me: SignedIn): Promise<AskWorld> {
    return this.work.run(me.actor, me.area, async (tx) => {
      const { calendar } = await this.settings.clocks(tx);
      const today = localDateOf(this.clock.now());
      const names = await this.schools.names(tx);
      return askWorld(await this.settings.themes(tx), calendar, today, names, schoolsOfPosts(me.actor));
    });
  }
}

function show(step: Step, world: AskWorld, errors: FormErrors | null, values: FormValues): Page {
  return formPage(`journeys/ask-for-support/${step}.njk`, askView(step, world, values), errors, values);
}

function stepOf(text: string): Step {
  const step = QUESTIONS.find(text);
  if (step === null) throw new NotFound();
  return step;
}

/** Who leads one school is not asked which. */
function withOwnSchool(values: FormValues, { own }: AskWorld): FormValues {
  return own.length === 1 ? { ...values, school: values['school'] ?? own[0]?.value } : values;
}

function faultsIn(read: GoodForm<AskForm> | BadForm, values: FormValues, world: AskWorld): FieldError[] {
  const typed = read.ok ? [] : read.errors.list;
  const open = typed.filter(({ path }) => path !== 'school' || values['school'] === undefined);
  const known = new Set(open.map(({ path }) => path));
  return [...open, ...worldFaults(values, world).filter(({ path }) => !known.has(path))];
}
