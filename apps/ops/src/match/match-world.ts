import { halfTermOf, halfTermsFrom, readCalendar, spanOf, type LocalDate, type SchoolUrn } from '@app/kernel';
import { KEY_STAGES, type HalfTerm, type KeyStage, type Setting } from '@app/matching';
import { readThemes, type NewArea } from '@app/schools';
import type { NamedSchool } from './read-schools.js';

/** What the rows of needs and offers may name. */
export interface MatchWorld {
  readonly today: LocalDate;
  readonly schools: ReadonlySet<string>;
  readonly themes: ReadonlySet<string>;
  /** From the one that today belongs to. */
  readonly halfTerms: readonly HalfTerm[];
  /** Those that a school has by the schools file; all of them where it says none. */
  keyStagesOf(urn: SchoolUrn): readonly KeyStage[];
  schoolsOf(setting: Setting): readonly SchoolUrn[];
}

/** Half-terms that a match looks ahead. */
const AHEAD = 12;

export function matchWorld(
  schools: readonly NamedSchool[],
  settings: Pick<NewArea['settings'], 'themes' | 'calendar'>,
  today: LocalDate,
): MatchWorld {
  const calendar = readCalendar(settings.calendar);
  const years = new Set<string>(calendar.years.map(({ id }) => id));
  const ids = halfTermsFrom(halfTermOf(today, calendar), AHEAD).filter((id) => years.has(id.slice(0, 7)));
  const stages = new Map(schools.map(({ school }) => [school.urn, school.keyStages]));
  return {
    today,
    schools: new Set(schools.map(({ school }) => school.urn)),
    themes: new Set(readThemes(settings.themes).themes.map(({ id }) => id)),
    halfTerms: ids.map((id) => {
      const { from, to } = spanOf(id, calendar);
      return { id, from, to };
    }),
    schoolsOf: (setting) =>
      schools.filter(({ school }) => school.setting === setting).map(({ school }) => school.urn),
    keyStagesOf: (urn) => {
      const own = stages.get(urn) ?? [];
      return own.length > 0 ? own : KEY_STAGES;
    },
  };
}
