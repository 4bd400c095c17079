import type { VisitDate } from '@app/brokerage';
import { instantOf, listed } from '@app/kernel';
import { ICalCalendar, ICalEventStatus } from 'ical-generator';
import { download, type Download } from '../../layout/answers.js';
import { MODE_WORDS } from '../needs/need-words.js';
import { linkOf } from '../pairings/visit-plan.view.js';

/** Whoever holds the file, or its address, sees no more than this; and no search engine keeps it. */
const HEADERS = { 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' };

/**
 * Visits as a calendar file (RFC 5545). Moments are in UTC, so that no time zone table is needed and a calendar shows them
 * by the wall clock. A visit keeps its UID; SEQUENCE rises with every change, and one that is off says so.
 */
export function calendarFile(name: string, visits: readonly VisitDate[], now: Date): Download {
  const calendar = new ICalCalendar({
    prodId: { company: 'Trellis', product: 'School-to-school support', language: 'EN' },
    name: 'School-to-school support',
  });
  for (const visit of visits) {
    const link = linkOf(visit.place);
    calendar.createEvent({
      ...{ id: `${visit.id}@trellis`, sequence: visit.version - 1, stamp: now, ...spanOf(visit) },
      summary: `${KIND_WORDS[visit.kind]} (${MODE_WORDS[visit.mode].toLowerCase()}): ${listed(visit.schools)}`,
      location: visit.place,
      ...(link === null ? {} : { url: link }),
      status: STATUS[visit.state],
    });
  }
  const bytes = Buffer.from(`${calendar.toString()}\r\n`, 'utf8');
  return download(`${name}.ics`, 'text/calendar; charset=utf-8', bytes, HEADERS);
}

const KIND_WORDS: Readonly<Record<VisitDate['kind'], string>> = {
  ...{ visit: 'Visit', session: 'Coaching', project: 'Project session' },
};

/** A day alone is a day of the calendar, whatever its time zone: midnight UTC, of which the date is written. */
function spanOf({ heldOn, startsAt, minutes }: VisitDate): { start: Date; end?: Date; allDay?: boolean } {
  if (startsAt === null || minutes === null) return { start: new Date(`${heldOn}T00:00:00Z`), allDay: true };
  const [hour, minute] = startsAt.split(':').map(Number);
  const start = instantOf(heldOn, { hour: hour ?? 0, minute: minute ?? 0 });
  return { start, end: new Date(start.getTime() + minutes * 60_000) };
}

const STATUS: Readonly<Record<VisitDate['state'], ICalEventStatus>> = {
  planned: ICalEventStatus.CONFIRMED,
  done: ICalEventStatus.CONFIRMED,
  missed: ICalEventStatus.CANCELLED,
  cancelled: ICalEventStatus.CANCELLED,
};
