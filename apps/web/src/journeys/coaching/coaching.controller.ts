import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  CoachingNotes,
  ForgetNotes,
  LogSession,
  NameParty,
  PLACES,
  WriteNote,
  type CoachingPlace,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedOrStale, type FormErrors } from '../../layout/form-errors.js';
import { readForm, type GoodForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { DeleteNotesForm, NoteForm, PartyForm, SessionForm } from './coaching.form.js';
import { notesPage, partyPage } from './coaching.view.js';

/** What two people keep of their coaching, for the two alone; and, for each head, who of their school it is. */
@Controller('pairings/:reference')
export class CoachingController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(CoachingNotes) private readonly notes: CoachingNotes,
    @Inject(LogSession) private readonly logs: LogSession,
    @Inject(WriteNote) private readonly writes: WriteNote,
    @Inject(ForgetNotes) private readonly forgets: ForgetNotes,
    @Inject(NameParty) private readonly names: NameParty,
  ) {}

  @Allow('coaching.note.read')
  @Get('notes')
  page(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show('notes', named, me, null, {});
  }

  @Allow('coaching.note.write')
  @Get('session')
  blank(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.show('session', named, me, null, {});
  }

  @Allow('coaching.note.write')
  @Post('session')
  @HttpCode(303)
  log(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('session', named, body, me, SessionForm, ({ form }, repeat) => {
      const asked = {
        ...{ pairing: named, heldOn: form.heldOn ?? '', mode: form.mode ?? '' },
        ...{ minutes: Number(form.minutes), halfDays: Math.round(Number(form.days) * 2) },
        note: form.note ?? null,
      };
      return this.logs.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('coaching.note.write')
  @Post('notes')
  @HttpCode(303)
  write(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('notes', named, body, me, NoteForm, ({ form }, repeat) => {
      const asked = { pairing: named, session: Number(form.session), text: form.note ?? '' };
      return this.writes.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('coaching.note.delete')
  @Post('notes/delete')
  @HttpCode(303)
  forget(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.act('notes', named, body, me, DeleteNotesForm, (_, repeat) =>
      this.forgets.execute(me.actor, me.area, named, repeat),
    );
  }

  @Allow('coaching.party.name')
  @Get('people/:place')
  people(
    @Param('reference') named: string,
    @Param('place') place: string,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return this.showPeople(named, placeNamed(place), me, null, null);
  }

  @Allow('coaching.party.name')
  @Post('people/:place')
  @HttpCode(303)
  async name(
    @Param('reference') named: string,
    @Param('place') asked: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const place = placeNamed(asked);
    const read = readForm(PartyForm, body);
    if (!read.ok) return this.showPeople(named, place, me, read.errors, read.values);
    try {
      const party = { pairing: named, version: read.version ?? 0, place, person: read.form.person ?? '' };
      const repeat = repeatOf(read, `POST /pairings/${named}/people/${place}`);
      await this.names.execute(me.actor, me.area, party, repeat);
      return seeOther(`/pairings/${encodeURIComponent(named)}`);
    } catch (error) {
      return this.showPeople(named, place, me, refusedOrStale(error), read.values);
    }
  }

  private async act<Form extends object>(
    which: 'notes' | 'session',
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>,
  ): Promise<Page | SeeOther> {
    const read = readForm(form, body);
    if (!read.ok) return this.show(which, named, me, read.errors, read.values);
    try {
      const repeat = repeatOf(read, `POST /pairings/${named}/${form.name}`);
      // Its key alone: even a hash would give a short note away to whoever tries the words.
      await run(read, repeat && { ...repeat, body: repeat.key });
      return seeOther(`/pairings/${encodeURIComponent(named)}/notes`);
    } catch (error) {
      return this.show(which, named, me, refusedOrStale(error, { halfDays: 'days' }), read.values);
    }
  }

  private async show(
    which: 'notes' | 'session',
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, (tx) => this.notes.one(tx, named));
    return formPage(`journeys/coaching/${which}.njk`, notesPage(view), errors, values);
  }

  private async showPeople(
    named: string,
    place: CoachingPlace,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues | null,
  ): Promise<Page> {
    const view = await this.work.run(me.actor, me.area, (tx) => this.notes.toName(tx, named, place));
    const shown = values ?? { person: view.now ?? undefined };
    return formPage('journeys/coaching/people.njk', partyPage(view), errors, shown);
  }
}

/** @throws NotFound */
function placeNamed(place: string): CoachingPlace {
  const known = PLACES.find((each) => each === place);
  if (known === undefined) throw new NotFound();
  return known;
}
