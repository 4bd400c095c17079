import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CoachingNotes } from '@app/brokerage';
import { AnyoneSignedIn, Allow, Me, type SignedIn } from '@app/http';
import { CalendarFeeds, People, Tokens } from '@app/identity';
import { BadInput, localDateOf, NotFound, parseUuid, type Clock, type PersonId } from '@app/kernel';
import { CLOCK, MailBox, UnitOfWork } from '@app/platform';
import { Concerns } from '@app/profiles';
import { SchoolsOfArea } from '@app/schools';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { BASE_URL } from '../../layout/tokens.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { ownCoachings } from '../coaching/coaching.view.js';
import { ownWords } from '../concerns/concerns.view.js';
import { NoForm, TokenForm } from './me.form.js';
import { mailPart } from './mail-part.view.js';
import { mePage } from './me.view.js';

/** More is in nobody's mind. */
const MAILS = 20;

interface Shown {
  readonly errors: FormErrors | null;
  readonly values?: FormValues;
  readonly secret?: string;
  /** Of a calendar that was just made. */
  readonly calendarAddress?: string;
}

@Controller('me')
export class MeController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(People) private readonly people: People,
    @Inject(MailBox) private readonly box: MailBox,
    @Inject(CalendarFeeds) private readonly feeds: CalendarFeeds,
    @Inject(CoachingNotes) private readonly coaching: CoachingNotes,
    @Inject(Concerns) private readonly concerns: Concerns,
    @Inject(BASE_URL) private readonly baseUrl: string,
  ) {}

  @AnyoneSignedIn()
  @Get()
  async page(@Me() me: SignedIn): Promise<Page> {
    return this.show(me, { errors: null });
  }

  /** Answers with the page itself: its secret is in no address and cannot be asked for again. */
  @Allow('token.own')
  @Post('tokens')
  @HttpCode(200)
  async issue(@Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(TokenForm, body);
    if (!read.ok) return this.show(me, { errors: read.errors, values: read.values });
    if (me.account === null) throw new NotFound();
    const { label = '', days } = read.form;
    try {
      const asked = { label, days: Number(days) };
      return await this.show(me, {
        errors: null,
        secret: await this.tokens.issue(me.actor, me.area, me.account, asked),
      });
    } catch (error) {
      if (error instanceof BadInput)
        return this.show(me, { errors: refusedForm(error), values: read.values });
      throw error;
    }
  }

  @Allow('signin.revoke')
  @Post('tokens/:id/revoke')
  @HttpCode(303)
  async revoke(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    readForm(NoForm, body);
    const known = parseUuid(id);
    if (known === null) throw new NotFound();
    await this.tokens.revoke(me.actor, me.area, known);
    return seeOther('/me');
  }

  /** Like a token: its address is shown on this answer and nowhere else. */
  @Allow('calendar.feed')
  @Post('calendar')
  @HttpCode(200)
  async renewCalendar(@Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    readForm(NoForm, body);
    const secret = await this.feeds.renew(me.actor, me.area);
    const calendarAddress = new URL(`/calendar/${secret}.ics`, this.baseUrl).href;
    return this.show(me, { errors: null, calendarAddress });
  }

  @Allow('calendar.feed')
  @Post('calendar/end')
  @HttpCode(303)
  async endCalendar(@Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    readForm(NoForm, body);
    await this.feeds.end(me.actor, me.area);
    return seeOther('/me');
  }

  private async show(me: SignedIn, { errors, values = {}, secret, calendarAddress }: Shown): Promise<Page> {
    const person = me.actor.id as PersonId;
    const { names, mail, own, words, leavesWords } = await this.work.run(me.actor, me.area, async (tx) => ({
      names: await this.schools.names(tx),
      own: await this.coaching.own(tx),
      words: await this.concerns.own(tx),
      leavesWords: this.concerns.mayEverRaise(tx),
      mail: {
        weekday: await this.people.brokerWeekday(tx, person, localDateOf(this.clock.now())),
        last: await this.box.toPerson(tx, person, MAILS),
      },
    }));
    const tokens = await this.tokens.own(me.actor);
    const calendar = { madeAt: await this.feeds.madeAt(me.actor), address: calendarAddress ?? null };
    return formPage(
      'journeys/me/me.njk',
      {
        ...mePage(me.actor, names, tokens, secret ?? null),
        ...mailPart(me.actor, mail),
        ...{ calendar, coaching: ownCoachings(own), words: ownWords(words), leavesWords },
      },
      errors,
      values,
    );
  }
}
