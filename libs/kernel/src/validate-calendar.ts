import type { FieldError } from './domain-error.js';
import { addDays, weekday, type LocalDate } from './local-date.js';
import {
  academicYearFrom,
  parseHalfTerm,
  spanOfYear,
  yearOfHalfTerm,
  type AcademicYear,
  type Calendar,
  type Span,
} from './school-year.js';

/** @returns every fault of a calendar by the name of its field; empty for one that may come into force. */
export function validateCalendar(calendar: Calendar): FieldError[] {
  const faults: FieldError[] = [];
  const say = (path: string, message: string): void => void faults.push({ path, message });
  if (calendar.version.trim() === '') say('version', 'Name the version of this calendar');
  if (calendar.years.length === 0) say('years', 'Give at least one academic year');
  checkOrder(calendar, say);
  for (const year of calendar.years) checkYear(year, say);
  for (const [urn, school] of Object.entries(calendar.schools)) {
    for (const [id, span] of Object.entries(school.halfTerms ?? {})) {
      const path = `schools.${urn}.half_terms.${id}`;
      const halfTerm = parseHalfTerm(id);
      const year = calendar.years.find((each) => halfTerm !== null && each.id === yearOfHalfTerm(halfTerm));
      if (!year) say(path, `${id} is no half-term of this calendar`);
      else checkSpan(span, path, `Half-term ${id} of school ${urn}`, say);
    }
    checkSchoolOverlaps(calendar, urn, say);
  }
  return faults;
}

type Say = (path: string, message: string) => void;

function checkOrder(calendar: Calendar, say: Say): void {
  for (const [at, year] of calendar.years.entries()) {
    const before = calendar.years[at - 1];
    if (!before) continue;
    const next = academicYearFrom(Number(before.id.slice(0, 4)) + 1);
    if (year.id <= before.id) say(`years.${year.id}`, `${year.id} stands twice or after a later year`);
    else if (year.id !== next) say(`years.${next}`, `${next} is missing between ${before.id} and ${year.id}`);
  }
}

function checkYear(year: AcademicYear, say: Say): void {
  const path = `years.${year.id}`;
  const whole = spanOfYear(year.id);
  for (let number = 1; number <= 6; number += 1) {
    const span = year.halfTerms[number - 1];
    const at = `${path}.half_terms.${number}`;
    if (!span) {
      say(at, `Half-term ${year.id}-${number} is missing`);
      continue;
    }
    checkSpan(span, at, `Half-term ${year.id}-${number}`, say);
    if (span.from < whole.from || span.to > whole.to) {
      say(at, `Half-term ${year.id}-${number} is not inside ${whole.from} to ${whole.to}`);
    }
    const before = year.halfTerms[number - 2];
    if (before) checkNeighbours(before, span, at, `Half-term ${year.id}-${number}`, say);
  }
  checkDays(year, 'bank_holidays', year.bankHolidays, say);
  checkDays(year, 'inset_days', year.insetDays, say);
  checkDays(year, 'office_closures', year.officeClosures, say);
  if (year.bankHolidays.length === 0)
    say(`${path}.bank_holidays`, `The bank holidays of ${year.id} are missing`);
  for (const day of year.insetDays) {
    if (!year.halfTerms.some((span) => day >= span.from && day <= span.to)) {
      say(`${path}.inset_days`, `${day} is outside every half-term: staff are not in school`);
    }
  }
}

function checkSpan(span: Span, path: string, name: string, say: Say): void {
  if (span.to < span.from) say(path, `${name} ends on ${span.to}, before it begins on ${span.from}`);
  for (const day of [span.from, span.to]) {
    if (weekday(day) > 5) say(path, `${name} begins or ends on ${day}, which is a weekend`);
  }
}

/** The half-term before must be over, with a break between: a weekend at least. */
function checkNeighbours(before: Span, span: Span, path: string, name: string, say: Say): void {
  if (span.from <= before.to) say(path, `${name} overlaps the half-term before, which ends on ${before.to}`);
  else if (span.from === addDays(before.to, 1)) say(path, `${name} follows with no break on ${before.to}`);
}

function checkSchoolOverlaps(calendar: Calendar, urn: string, say: Say): void {
  const own = calendar.schools[urn as keyof typeof calendar.schools]?.halfTerms ?? {};
  for (const year of calendar.years) {
    const spans = year.halfTerms.map((span, at) => own[`${year.id}-${at + 1}`] ?? span);
    for (const [at, span] of spans.entries()) {
      const before = spans[at - 1];
      const id = `${year.id}-${at + 1}`;
      if (before && (own[id] ?? own[`${year.id}-${at}`]) && span.from <= before.to) {
        say(`schools.${urn}.half_terms.${id}`, `Half-term ${id} of school ${urn} overlaps the one before`);
      }
    }
  }
}

function checkDays(year: AcademicYear, name: string, days: readonly LocalDate[], say: Say): void {
  const whole = spanOfYear(year.id);
  for (const [at, day] of days.entries()) {
    const path = `years.${year.id}.${name}`;
    if (day < whole.from || day > whole.to) say(path, `${day} is not in the academic year ${year.id}`);
    if (weekday(day) > 5) say(path, `${day} is a weekend`);
    if (days.indexOf(day) !== at) say(path, `${day} stands twice`);
  }
}
