import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { parseUrn } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import { Concerns, DeclineConcern, RaiseConcern, WithdrawConcern } from '@app/profiles';
import { SchoolsOfArea } from '@app/schools';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { TakeBackForm, WordAnswerForm, WordForm } from './concerns.form.js';
import { newWordPage, wordPage } from './concerns.view.js';

/** A word to one head about their school: for who leaves it and for the head, and for nobody else. */
@Controller('concerns')
export class ConcernsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Concerns) private readonly concerns: Concerns,
    @Inject(RaiseConcern) private readonly raises: RaiseConcern,
    @Inject(DeclineConcern) private readonly declines: DeclineConcern,
    @Inject(WithdrawConcern) private readonly withdraws: WithdrawConcern,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('concern.raise')
  @Get('new')
  blank(@Query('school') school: unknown, @Me() me: SignedIn): Promise<Page> {
    const urn = typeof school === 'string' ? parseUrn(school) : null;
    return this.ask(me, null, urn === null ? {} : { school: urn });
  }

  @Allow('concern.raise')
  @Post('new')
  @HttpCode(303)
  async raise(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(WordForm, body);
    if (!read.ok) return this.ask(me, read.errors, read.values);
    try {
      const asked = { urn: read.form.school ?? '', words: read.form.words ?? '' };
      const repeat = keyAlone(repeatOf(read, 'POST /concerns/new'));
      const { id } = await this.raises.execute(me.actor, me.area, asked, repeat);
      return seeOther(`/concerns/${id}`);
    } catch (error) {
      return this.ask(me, refusedOrStale(error, { urn: 'school' }), read.values);
    }
  }

  @Allow('concern.read')
  @Get(':id')
  page(@Param('id') id: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(id, me, null, {});
  }

  @Allow('concern.answer')
  @Post(':id')
  @HttpCode(303)
  async answer(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(WordAnswerForm, body);
    if (!read.ok) return this.show(id, me, read.errors, read.values);
    // A yes is the request itself: it is written on its own pages, and sent by the head alone.
    if (read.form.answer === 'yes') return seeOther(`/needs/new?word=${encodeURIComponent(id)}`);
    try {
      const asked = { concern: id, version: read.version ?? 0 };
      await this.declines.execute(me.actor, me.area, asked, repeatOf(read, `POST /concerns/${id}`));
      return seeOther('/today');
    } catch (error) {
      return this.show(id, me, refusedOrStale(error), read.values);
    }
  }

  @Allow('concern.withdraw')
  @Post(':id/withdraw')
  @HttpCode(303)
  async withdraw(
    @Param('id') id: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(TakeBackForm, body);
    if (!read.ok) return this.show(id, me, read.errors, read.values);
    try {
      const asked = { concern: id, version: read.version ?? 0 };
      await this.withdraws.execute(me.actor, me.area, asked, repeatOf(read, `POST /concerns/${id}/withdraw`));
      return seeOther('/me');
    } catch (error) {
      return this.show(id, me, refusedOrStale(error), read.values);
    }
  }

  private async ask(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const choices = await this.work.run(me.actor, me.area, async (tx) =>
      [...(await this.schools.names(tx))]
        .filter(([urn]) => this.concerns.mayRaise(tx, urn))
        .map(([value, text]) => ({ value, text }))
        .sort((a, b) => (a.text < b.text ? -1 : 1)),
    );
    return formPage('journeys/concerns/new.njk', newWordPage(choices), errors, values);
  }

  private async show(id: string, me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, (tx) => this.concerns.one(tx, id));
    return formPage('journeys/concerns/word.njk', wordPage(view), errors, values);
  }
}

/** Even a hash would give a short word away to whoever tries the words. */
function keyAlone(repeat: Repeatable | undefined): Repeatable | undefined {
  return repeat && { ...repeat, body: repeat.key };
}
