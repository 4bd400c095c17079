import {
  halfTermOf,
  halfTermsFrom,
  readCalendar,
  type HalfTermId,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { parseRegister, readThemes, Themes, type NewArea, type RegisterSchool } from '@app/schools';

/** What an operator's rows may name: open schools of the trial, themes and half-terms of the templates. */
export interface World {
  readonly today: LocalDate;
  readonly schools: ReadonlyMap<SchoolUrn, RegisterSchool>;
  readonly themes: Themes;
  /** From the one that today belongs to, as far as the calendar and a run look. */
  readonly halfTerms: readonly HalfTermId[];
}

/** Half-terms that a run looks ahead. */
const AHEAD = 12;

/**
 * The register is read here before anything is started, so that a slip of the pen costs seconds.
 *
 * @param laCode null for every authority of the register.
 * @throws FileRefused
 */
export async function worldOf(
  register: { readonly fileName: string; readonly bytes: Buffer },
  laCode: string | null,
  settings: NewArea['settings'],
  today: LocalDate,
): Promise<World> {
  const { schools } = await parseRegister(register.bytes, { fileName: register.fileName });
  const calendar = readCalendar(settings.calendar);
  const years = new Set<string>(calendar.years.map(({ id }) => id));
  return {
    today,
    schools: new Map(
      schools
        .filter((school) => (laCode === null || school.laCode === laCode) && isOpen(school))
        .map((school) => [school.urn, school]),
    ),
    themes: new Themes(readThemes(settings.themes)),
    halfTerms: halfTermsFrom(halfTermOf(today, calendar), AHEAD).filter((id) => years.has(id.slice(0, 7))),
  };
}

function isOpen({ status }: RegisterSchool): boolean {
  return status === 'open' || status === 'proposed_to_close';
}
