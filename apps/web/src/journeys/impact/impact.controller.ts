import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import {
  Impacts,
  LEVELS,
  RecordLaterValue,
  RecordSustainCheck,
  SayWhatChanged,
  type ImpactView,
} from '@app/impact';
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
import { listFile } from '../../layout/list-file.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { LaterValueForm, SustainForm, WordsForm } from './impact.form.js';
import { impactList, impactPage } from './impact.view.js';

/** What a pairing changed: both heads' words, then the figure, and that one pairing cannot tell. */
@Controller('pairings')
export class ImpactController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Impacts) private readonly impacts: Impacts,
    @Inject(SayWhatChanged) private readonly says: SayWhatChanged,
    @Inject(RecordLaterValue) private readonly values: RecordLaterValue,
    @Inject(RecordSustainCheck) private readonly checks: RecordSustainCheck,
  ) {}

  @Allow('impact.read')
  @Get(':reference/impact')
  async one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, null);
  }

  @Allow('impact.read')
  @Get(':reference/impact.:ending')
  async file(
    @Param('reference') named: string,
    @Param('ending') ending: string,
    @Me() me: SignedIn,
  ): Promise<Download> {
    return listFile(ending, async () => impactList(await this.read(named, me)));
  }

  @Allow('impact.record')
  @Post(':reference/impact/words')
  @HttpCode(303)
  say(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, WordsForm, ({ form, version }, repeat) => {
      const { pupils, people, schools, partnership } = form;
      const asked = { pairing: named, version, pupils, people, schools, partnership };
      return this.says.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('impact.record')
  @Post(':reference/impact/value')
  @HttpCode(303)
  record(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, LaterValueForm, ({ form }, repeat) => {
      const asked = {
        ...{
          pairing: named,
          evaluation: form.evaluation ?? '',
          figure: form.figure ?? '',
          of: form.of ?? null,
        },
        ...{ period: form.period ?? '', source: form.source ?? '' },
      };
      return this.values.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('impact.record')
  @Post(':reference/impact/look-back')
  @HttpCode(303)
  check(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, SustainForm, ({ form }, repeat) => {
      const asked = {
        ...{ pairing: named, which: form.which ?? '', stillInUse: form.stillInUse ?? '' },
        ...{ words: form.words ?? null, fadeOut: form.fadeOut ?? null },
      };
      return this.checks.execute(me.actor, me.area, asked, repeat);
    });
  }

  private async act<Form extends object>(
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      await run(read, repeatOf(read, `POST /pairings/${named}/${form.name}`));
      return seeOther(`/pairings/${encodeURIComponent(named)}/impact`);
    } catch (error) {
      return this.show(named, me, refusedOrStale(error, {}), read.values);
    }
  }

  private read(named: string, me: SignedIn): Promise<ImpactView> {
    return this.work.atOneMoment(me.actor, me.area, (tx) => this.impacts.one(tx, named));
  }

  private async show(
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    typed: FormValues | null,
  ): Promise<Page> {
    const impact = await this.read(named, me);
    const own = impact.said.find(({ side }) => side === impact.can.sayAs)?.words;
    const stored = Object.fromEntries(LEVELS.map((level) => [level, own?.[level] ?? undefined]));
    return formPage('journeys/impact/impact.njk', impactPage(impact), errors, typed ?? stored);
  }
}
