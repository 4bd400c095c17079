import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  BeginIntervention,
  ChangeIntervention,
  EndIntervention,
  Interventions,
  RecordIntervention,
  WithdrawIntervention,
  type InterventionInHand,
} from '@app/assurance';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, NotAllowed } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import {
  formPage,
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
import { repeatOf } from '../needs/repeat-of.js';
import {
  BeginInterventionForm,
  EndInterventionForm,
  InterventionForm,
  InterventionsFilterForm,
  RecordInterventionForm,
  WithdrawInterventionForm,
} from './interventions.form.js';
import {
  filterOf,
  interventionForm,
  interventionPage,
  interventionsList,
  interventionsPage,
  looksAfterArea,
  saidIn,
  typedOf,
} from './interventions.view.js';
import { ownOne, ownPage } from './own.view.js';

const AT = '/interventions';
const PER_PAGE = 25;
/** More than any area has. */
const ALL = { limit: 20_000, offset: 0 };
const NONE = { total: 0, pence: 0, lines: [] };
/** What a verb calls a field whose box is called otherwise. */
const BOXES = { pence: 'pounds', halfDays: 'days' };

/** What was done by power or by agreement, what it rests on, and what came of it. */
@Controller()
export class InterventionsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Interventions) private readonly interventions: Interventions,
    @Inject(RecordIntervention) private readonly records: RecordIntervention,
    @Inject(ChangeIntervention) private readonly changes: ChangeIntervention,
    @Inject(BeginIntervention) private readonly begins: BeginIntervention,
    @Inject(EndIntervention) private readonly ends: EndIntervention,
    @Inject(WithdrawIntervention) private readonly withdraws: WithdrawIntervention,
  ) {}

  @Allow('intervention.read')
  @Get('interventions')
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(InterventionsFilterForm, query);
    const named = looksAfterArea(me.actor);
    const at = read.ok ? Number(read.form.page ?? '1') : 1;
    const part = { limit: PER_PAGE, offset: (at - 1) * PER_PAGE };
    const found = read.ok
      ? await this.work.run(me.actor, me.area, (tx) =>
          this.interventions.list(tx, named ? filterOf(read.form) : {}, part),
        )
      : NONE;
    const view = {
      ...(named ? interventionsPage(found, me.actor) : ownPage(found)),
      allHref: `${AT}?state=all`,
      downloads: downloadsOf(AT, read.values),
      pager: pager(AT, read.values, at, Math.ceil(found.total / PER_PAGE)),
    };
    const template = `journeys/interventions/${named ? 'interventions' : 'own'}.njk`;
    return formPage(template, view, read.ok ? null : read.errors, read.values);
  }

  @Allow('intervention.read')
  @Get('interventions.:ending')
  async file(@Param('ending') ending: string, @Query() query: object, @Me() me: SignedIn): Promise<Download> {
    const named = looksAfterArea(me.actor);
    return listFile(ending, async () => {
      const read = readForm(InterventionsFilterForm, query);
      if (!read.ok) throw new BadInput(read.errors.list);
      const filter = named ? filterOf(read.form) : {};
      const { lines } = await this.work.atOneMoment(me.actor, me.area, (tx) =>
        this.interventions.list(tx, filter, ALL),
      );
      return interventionsList(lines, named ? 'Interventions' : 'Support on record');
    });
  }

  /** @param about what it is about, where somebody came from its page. */
  @Allow('intervention.record')
  @Get('interventions/new')
  begin(@Query('about') about: unknown): Page {
    return this.ask(null, typeof about === 'string' ? { about } : {});
  }

  @Allow('intervention.record')
  @Post('interventions/new')
  @HttpCode(303)
  async record(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(RecordInterventionForm, body);
    if (!read.ok) return this.ask(read.errors, read.values);
    try {
      const said = { ...saidIn(read.form), about: read.form.about ?? '' };
      const repeat = repeatOf(read, `POST ${AT}/new`);
      return seeOther(`${AT}/${await this.records.execute(me.actor, me.area, said, repeat)}`);
    } catch (error) {
      return this.ask(refusedOrStale(error, BOXES), read.values);
    }
  }

  @Allow('intervention.read')
  @Get('interventions/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('intervention.record')
  @Get('interventions/:reference/change')
  asItStands(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.askAgain(named, me, null, null);
  }

  @Allow('intervention.record')
  @Post('interventions/:reference/change')
  @HttpCode(303)
  change(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(
      ...([named, body, me, InterventionForm] as const),
      ({ form }, held, repeat) =>
        this.changes.execute(me.actor, me.area, { ...held, ...saidIn(form) }, repeat),
      (errors, values) => this.askAgain(named, me, errors, values),
    );
  }

  @Allow('intervention.record')
  @Post('interventions/:reference/begin')
  @HttpCode(303)
  hasBegun(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, BeginInterventionForm, ({ form: { begunOn = '' } }, held, repeat) =>
      this.begins.execute(me.actor, me.area, { ...held, begunOn }, repeat),
    );
  }

  @Allow('intervention.end')
  @Post('interventions/:reference/end')
  @HttpCode(303)
  end(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, EndInterventionForm, ({ form }, held, repeat) => {
      const { endedOn = '', outcome = '', cameOfIt = '' } = form;
      return this.ends.execute(me.actor, me.area, { ...held, endedOn, outcome, cameOfIt }, repeat);
    });
  }

  @Allow('intervention.record')
  @Post('interventions/:reference/withdraw')
  @HttpCode(303)
  withdraw(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, WithdrawInterventionForm, ({ form: { because = '' } }, held, repeat) =>
      this.withdraws.execute(me.actor, me.area, { ...held, because }, repeat),
    );
  }

  private ask(errors: FormErrors | null, values: FormValues): Page {
    const view = interventionForm('Record an intervention', null);
    return formPage('journeys/interventions/record.njk', view, errors, values);
  }

  private async askAgain(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const one = await this.work.run(me.actor, me.area, (tx) => this.interventions.one(tx, named));
    if (!one.can.change) throw new NotAllowed('NOT_GRANTED', 'This is no longer open to changes by you.');
    const view = interventionForm(`Change intervention ${one.reference}`, one);
    return formPage('journeys/interventions/record.njk', view, errors, values ?? typedOf(one));
  }

  private async act<Form extends object>(
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, held: InterventionInHand, repeat: Repeatable | undefined) => Promise<void>,
    again = (errors: FormErrors, values: FormValues) => this.show(named, me, errors, values),
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return again(read.errors, read.values);
    try {
      const held = { intervention: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST ${AT}/${named}/${form.name}`));
      return seeOther(`${AT}/${named}`);
    } catch (error) {
      return again(refusedOrStale(error, BOXES), read.values);
    }
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const one = await this.work.run(me.actor, me.area, (tx) => this.interventions.one(tx, named));
    return looksAfterArea(me.actor)
      ? formPage('journeys/interventions/intervention.njk', interventionPage(one, me.actor), errors, values)
      : formPage('journeys/interventions/own-one.njk', ownOne(one), errors, values);
  }
}
