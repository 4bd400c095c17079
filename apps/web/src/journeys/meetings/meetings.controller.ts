import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { HoldMeeting, MatchRuns, Meetings, NeedCandidates } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound, parseUuid, type NeedId, type PersonId } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import { Needs } from '@app/profiles';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { NeedPages } from '../needs/need-pages.js';
import { repeatOf } from '../needs/repeat-of.js';
import { AwayForm, OpenMeetingForm, TurnForm } from './meeting.form.js';
import { meetingPage, meetingsPage, tablePage } from './meeting.view.js';

/** The three heads and the advisers go through a run need by need; each broker decides their own afterwards. */
@Controller('meetings')
export class MeetingsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Meetings) private readonly meetings: Meetings,
    @Inject(HoldMeeting) private readonly hold: HoldMeeting,
    @Inject(MatchRuns) private readonly runs: MatchRuns,
    @Inject(NeedCandidates) private readonly candidates: NeedCandidates,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(NeedPages) private readonly pages: NeedPages,
  ) {}

  @Allow('meeting.record')
  @Get()
  list(@Me() me: SignedIn): Promise<Page> {
    return this.listPage(me, null, {});
  }

  @Allow('meeting.record')
  @Post()
  @HttpCode(303)
  async open(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(OpenMeetingForm, body);
    if (!read.ok) return this.listPage(me, read.errors, read.values);
    try {
      const repeat = repeatOf(read, 'POST /meetings');
      return seeOther(`/meetings/${await this.hold.open(me.actor, me.area, read.form.run ?? '', repeat)}`);
    } catch (error) {
      return this.listPage(me, refusedOrStale(error), read.values);
    }
  }

  @Allow('meeting.record')
  @Get(':reference')
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.meetingPage(named, me, null);
  }

  @Allow('meeting.record')
  @Post(':reference/close')
  @HttpCode(303)
  async close(@Param('reference') meeting: string, @Body() body: unknown, @Me() me: SignedIn) {
    const read = readForm(NoForm, body);
    if (!read.ok) return this.meetingPage(meeting, me, read.errors);
    try {
      const repeat = repeatOf(read, `POST /meetings/${meeting}/close`);
      await this.hold.close(me.actor, me.area, { meeting, version: read.version ?? 0 }, repeat);
      return seeOther(`/meetings/${meeting}`);
    } catch (error) {
      return this.meetingPage(meeting, me, refusedOrStale(error));
    }
  }

  @Allow('meeting.record')
  @Get(':reference/:need')
  table(@Param('reference') meeting: string, @Param('need') need: string, @Me() me: SignedIn): Promise<Page> {
    return this.tablePage(meeting, need, me, null, {});
  }

  @Allow('meeting.record')
  @Post(':reference/:need/away')
  @HttpCode(303)
  away(
    @Param('reference') meeting: string,
    @Param('need') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    return this.act(meeting, named, body, me, AwayForm, async (form, need, repeat) => {
      const person = parseUuid<PersonId>(form.person ?? '');
      if (!person) throw new NotFound();
      const asked = { meeting, need, person, kind: form.kind ?? '' };
      await this.hold.noteAway(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('meeting.record')
  @Post(':reference/:need/turn')
  @HttpCode(303)
  turn(
    @Param('reference') meeting: string,
    @Param('need') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    return this.act(meeting, named, body, me, TurnForm, async (form, need, repeat) => {
      const { supporter, said } = form;
      const asked = { meeting, need, outcome: form.outcome ?? '', supporter: supporter ?? null };
      await this.hold.noteTurn(me.actor, me.area, { ...asked, said: said ?? null }, repeat);
    });
  }

  private async act<Form extends object>(
    meeting: string,
    named: string,
    body: unknown,
    me: SignedIn,
    shape: new () => Form,
    run: (form: Form, need: NeedId, repeat: Repeatable | undefined) => Promise<void>,
  ): Promise<Page | SeeOther> {
    const read = readForm(shape, body);
    if (!read.ok) return this.tablePage(meeting, named, me, read.errors, read.values);
    try {
      const need = await this.work.run(me.actor, me.area, async (tx) => {
        const { table } = await this.meetings.table(tx, meeting, named);
        return table.id;
      });
      await run(read.form, need, repeatOf(read, `POST /meetings/${meeting}/${named}/${shape.name}`));
      return seeOther(`/meetings/${meeting}/${named}`);
    } catch (error) {
      return this.tablePage(meeting, named, me, refusedOrStale(error), read.values);
    }
  }

  private async listPage(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      meetingsPage(await this.meetings.list(tx), await this.runs.list(tx)),
    );
    return formPage('journeys/meetings/meetings.njk', view, errors, values);
  }

  private async meetingPage(named: string, me: SignedIn, errors: FormErrors | null): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) =>
      meetingPage(await this.meetings.one(tx, named)),
    );
    return errors
      ? formPage('journeys/meetings/meeting.njk', view, errors, {})
      : page('journeys/meetings/meeting.njk', view);
  }

  private async tablePage(
    meeting: string,
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, async (tx) => {
      const at = await this.meetings.table(tx, meeting, named);
      const need = await this.needs.summary(tx, named);
      const seen = await this.candidates.ofNeed(tx, need.id);
      return tablePage(at, need, seen, await this.pages.world(tx));
    });
    return formPage('journeys/meetings/table.njk', view, errors, values);
  }
}
