import { Controller, Get, Inject, Param } from '@nestjs/common';
import { VisitDates, type VisitDate } from '@app/brokerage';
import { Allow, CurrentVisitor, Me, Public, type SignedIn, type Visitor } from '@app/http';
import { CalendarFeeds } from '@app/identity';
import { NotFound, type Clock } from '@app/kernel';
import { CLOCK, UnitOfWork } from '@app/platform';
import type { Download } from '../../layout/answers.js';
import { calendarFile } from './calendar-file.js';

/** Dates as calendars take them: one visit, a pairing's, or all of one's own at a secret address. */
@Controller()
export class CalendarController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(VisitDates) private readonly dates: VisitDates,
    @Inject(CalendarFeeds) private readonly feeds: CalendarFeeds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow('pairing.read')
  @Get('pairings/:reference/dates.ics')
  async ofPairing(@Param('reference') named: string, @Me() me: SignedIn): Promise<Download> {
    const visits = await this.work.run(me.actor, me.area, (tx) => this.dates.ofPairing(tx, named));
    return calendarFile(named, visits, this.clock.now());
  }

  @Allow('pairing.read')
  @Get('pairings/:reference/plan/:number/visit.ics')
  async one(
    @Param('reference') named: string,
    @Param('number') number: string,
    @Me() me: SignedIn,
  ): Promise<Download> {
    const visits = await this.work.run(me.actor, me.area, (tx) => this.dates.ofPairing(tx, named));
    const planned = visits.filter(({ kind }) => kind === 'visit');
    return numbered(planned, `${named}-visit-`, number, this.clock.now());
  }

  @Allow('pairing.read')
  @Get('pairings/projects/:reference/dates.ics')
  async ofProject(@Param('reference') named: string, @Me() me: SignedIn): Promise<Download> {
    const dates = await this.work.run(me.actor, me.area, (tx) => this.dates.ofProject(tx, named));
    return calendarFile(named, dates, this.clock.now());
  }

  @Allow('pairing.read')
  @Get('pairings/projects/:reference/plan/:number/visit.ics')
  async session(
    @Param('reference') named: string,
    @Param('number') number: string,
    @Me() me: SignedIn,
  ): Promise<Download> {
    const dates = await this.work.run(me.actor, me.area, (tx) => this.dates.ofProject(tx, named));
    return numbered(dates, `${named}-session-`, number, this.clock.now());
  }

  /** Whoever has the address reads it: it is its person's, and ends with them (bad-inputs K07). */
  @Public()
  @Get('calendar/:secret.ics')
  async feed(@Param('secret') secret: string, @CurrentVisitor() visitor: Visitor): Promise<Download> {
    const { actor, area } = await this.feeds.open(secret, visitor.requestId);
    const visits = await this.work.run(actor, area, (tx) => this.dates.ofPerson(tx));
    return calendarFile('visits', visits, this.clock.now());
  }
}

/** @throws NotFound where none has this number. */
function numbered(dates: readonly VisitDate[], name: string, number: string, now: Date): Download {
  const wanted = dates.filter((date) => String(date.number) === number);
  if (wanted.length === 0) throw new NotFound();
  return calendarFile(name + number, wanted, now);
}
