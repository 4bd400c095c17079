import { BadInput, type FieldError } from './domain-error.js';
import { parseUrn, type SchoolUrn } from './ids.js';
import { isLocalDate, parseLocalDate, type LocalDate } from './local-date.js';
import {
  parseAcademicYear,
  type AcademicYear,
  type AcademicYearId,
  type Calendar,
  type SchoolDays,
  type Span,
} from './school-year.js';
import { validateCalendar } from './validate-calendar.js';

/**
 * A calendar as an area's settings and `config/calendars/` write it: half-terms as `2026-09-01 to 2026-10-23`, years by
 * their name. Unknown keys are refused, so that a misspelt one is not silently a missing one.
 *
 * @throws BadInput naming every fault by its field.
 */
export function readCalendar(value: unknown): Calendar {
  const faults: FieldError[] = [];
  const reader = new Reader((path, message) => void faults.push({ path, message }));
  const calendar = reader.calendar(value);
  const found = faults.length > 0 ? faults : validateCalendar(calendar);
  if (found.length > 0) throw new BadInput(found, 'This calendar cannot come into force.');
  return calendar;
}

type Keys = Readonly<Record<string, unknown>>;

/** Reads on after a fault, so that one reading names them all; its result counts only where there was none. */
class Reader {
  constructor(private readonly say: (path: string, message: string) => void) {}

  calendar(value: unknown): Calendar {
    const top = this.keys(value, '', ['version', 'inset_counts', 'years', 'schools']);
    const insetCounts = top['inset_counts'] ?? true;
    if (typeof insetCounts !== 'boolean') this.say('inset_counts', 'Say true or false');
    if (typeof top['version'] !== 'string') this.say('version', 'Name the version of this calendar');
    const years = Object.entries(this.keys(top['years'], 'years'));
    const schools = Object.entries(this.keys(top['schools'] ?? {}, 'schools'));
    return {
      version: String(top['version']),
      insetCounts: insetCounts === true,
      years: years.map(([id, year]) => this.year(id, year)),
      schools: Object.fromEntries(schools.map(([urn, days]) => [this.urn(urn), this.school(urn, days)])),
    };
  }

  private year(id: string, value: unknown): AcademicYear {
    const path = `years.${id}`;
    if (parseAcademicYear(id) === null) this.say(path, `${id} is no academic year like 2026/27`);
    const year = this.keys(value, path, ['half_terms', 'bank_holidays', 'inset_days', 'office_closures']);
    const halfTerms = this.keys(year['half_terms'], `${path}.half_terms`, ['1', '2', '3', '4', '5', '6']);
    const span = (number: number): Span => this.span(halfTerms[number], `${path}.half_terms.${number}`);
    return {
      id: id as AcademicYearId,
      halfTerms: [span(1), span(2), span(3), span(4), span(5), span(6)],
      bankHolidays: this.days(year['bank_holidays'], `${path}.bank_holidays`),
      insetDays: this.days(year['inset_days'] ?? [], `${path}.inset_days`),
      officeClosures: this.days(year['office_closures'] ?? [], `${path}.office_closures`),
    };
  }

  private school(urn: string, value: unknown): SchoolDays {
    const path = `schools.${urn}`;
    const days = this.keys(value, path, ['half_terms', 'inset_days']);
    const spans = Object.entries(this.keys(days['half_terms'] ?? {}, `${path}.half_terms`));
    return {
      halfTerms: Object.fromEntries(
        spans.map(([id, span]) => [id, this.span(span, `${path}.half_terms.${id}`)]),
      ),
      ...(days['inset_days'] === undefined
        ? {}
        : { insetDays: this.days(days['inset_days'], `${path}.inset_days`) }),
    };
  }

  private urn(text: string): SchoolUrn {
    if (parseUrn(text) === null) this.say(`schools.${text}`, `${text} is no URN of six digits`);
    return text as SchoolUrn;
  }

  private span(value: unknown, path: string): Span {
    const [from, to, more] = typeof value === 'string' ? value.split(' to ') : [];
    const span = { from: parseLocalDate(from ?? ''), to: parseLocalDate(to ?? '') };
    if (span.from === null || span.to === null || more !== undefined) {
      this.say(path, 'Give the first and the last day, like 2026-09-01 to 2026-10-23');
    }
    return span as Span;
  }

  private days(value: unknown, path: string): LocalDate[] {
    if (Array.isArray(value) && value.every(isLocalDate)) return value;
    this.say(path, 'Give a list of days like 2026-12-25');
    return [];
  }

  private keys(value: unknown, path: string, known?: readonly string[]): Keys {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.say(path, 'Give names with values here');
      return {};
    }
    for (const key of Object.keys(value)) {
      if (known && !known.includes(key))
        this.say(path === '' ? key : `${path}.${key}`, `${key} is not known here`);
    }
    return value as Keys;
  }
}
