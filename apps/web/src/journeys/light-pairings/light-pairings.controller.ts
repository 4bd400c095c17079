import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { AskLight, LightPairings, LightSteps } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { People } from '@app/identity';
import { MailBox, UnitOfWork, type Repeatable } from '@app/platform';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { lostMail } from '../by-link/lost-mail.js';
import { NoForm } from '../me/me.form.js';
import { NeedPages } from '../needs/need-pages.js';
import { schoolsOfPosts } from '../needs/own-schools.js';
import { repeatOf } from '../needs/repeat-of.js';
import { LightAnswerForm, LightForm, ThanksForm } from './light.form.js';
import { bookedInWords, lightDays, lightTag, lightTitle } from './light-words.js';

const WAYS = [
  { value: 'asks', text: 'We would like their help' },
  { value: 'offers', text: 'We offer them ours' },
];
const HOW_LONG = ['0', '1', '2'].map((value) => ({ value, text: lightDays(Number(value)) }));

/** A day or less between two schools, on one page: asked, answered, thanked. */
@Controller('pairings')
export class LightPairingsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(LightPairings) private readonly lights: LightPairings,
    @Inject(AskLight) private readonly asks: AskLight,
    @Inject(LightSteps) private readonly steps: LightSteps,
    @Inject(MailBox) readonly box: MailBox,
    @Inject(People) readonly people: People,
  ) {}

  /** @param school the other school, where somebody came from its page. */
  @Allow('light.agree')
  @Get('new')
  begin(@Query('school') school: unknown, @Me() me: SignedIn): Promise<Page> {
    return this.ask(me, null, typeof school === 'string' ? { other: school } : {});
  }

  @Allow('light.agree')
  @Post('new')
  @HttpCode(303)
  async make(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(LightForm, body);
    if (!read.ok) return this.ask(me, read.errors, read.values);
    const { own, other = '', way = '', purpose = '', contact = '', onDay = '', halfDays } = read.form;
    try {
      const asked = { other, way, purpose, contact, onDay, halfDays: Number(halfDays) };
      const from = { own: own ?? this.own(me)[0] ?? '' };
      const repeat = repeatOf(read, 'POST /pairings/new');
      const reference = await this.asks.execute(me.actor, me.area, { ...asked, ...from }, repeat);
      return seeOther(`/pairings/light/${reference}`);
    } catch (error) {
      return this.ask(me, refusedOrStale(error), read.values);
    }
  }

  @Allow('pairing.read')
  @Get('light/:reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show(named, me, null, {});
  }

  @Allow('light.agree')
  @Post('light/:reference/answer')
  @HttpCode(303)
  answer(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, LightAnswerForm, ({ form }, held, repeat) =>
      this.steps.answer(me.actor, me.area, { ...held, yes: form.answer === 'yes' }, repeat),
    );
  }

  @Allow('light.agree')
  @Post('light/:reference/end')
  @HttpCode(303)
  end(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, NoForm, (_, held, repeat) =>
      this.steps.end(me.actor, me.area, held, repeat),
    );
  }

  @Allow('pairing.thank')
  @Post('light/:reference/thank')
  @HttpCode(303)
  thank(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act(named, body, me, ThanksForm, ({ form }, held, repeat) =>
      this.steps.thank(me.actor, me.area, { ...held, thanks: form.thanks ?? null }, repeat),
    );
  }

  private own(me: SignedIn): string[] {
    return schoolsOfPosts(me.actor, ['head', 'staff']);
  }

  private async ask(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const own = this.own(me);
    if (own.length === 0) throw new NotFound();
    const { schools } = await this.work.run(me.actor, me.area, (tx) => this.pages.world(tx));
    const named = [...schools].map(([value, text]) => ({ value: String(value), text }));
    named.sort((a, b) => a.text.localeCompare(b.text, 'en-GB'));
    const view = {
      ...{ title: 'A day or less', ways: WAYS, howLong: HOW_LONG },
      owns: own.length > 1 ? named.filter(({ value }) => own.includes(value)) : null,
      schools: named.filter(({ value }) => own.length > 1 || value !== own[0]),
    };
    return formPage('journeys/light-pairings/new.njk', view, errors, values);
  }

  private async act<Form extends object>(
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (
      read: GoodForm<Form>,
      held: { pairing: string; version: number },
      repeat: Repeatable | undefined,
    ) => Promise<void>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(named, me, read.errors, read.values);
    try {
      const held = { pairing: named, version: read.version ?? 0 };
      await run(read, held, repeatOf(read, `POST /pairings/light/${named}/${form.name}`));
      return seeOther(`/pairings/light/${encodeURIComponent(named)}`);
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
    const { light, lost } = await this.work.run(me.actor, me.area, async (tx) => {
      const found = await this.lights.one(tx, named);
      return { light: found, lost: await lostMail(tx, this, me.actor, found.reference) };
    });
    const view = {
      ...{ ...light, title: lightTitle(light), tag: lightTag(light), booked: bookedInWords(light) },
      ...{ howLong: lightDays(light.halfDays), asks: light.askedSide === 'school', lostMail: lost },
    };
    return formPage('journeys/light-pairings/light.njk', view, errors, values);
  }
}
