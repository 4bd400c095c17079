import {
  CLOSING_OUTCOMES,
  PROJECT_PARTS,
  SCHOOL_OUTCOMES,
  type ProjectLine,
  type ProjectSchoolView,
  type ProjectView,
} from '@app/brokerage';
import { halfTermsFrom, type HalfTermId } from '@app/kernel';
import { halfDaysInWords } from '../../layout/words.js';
import { daysInWords, lowerTheme } from '../agreement/agreement-words.js';
import { halfTermInWords, MODE_WORDS } from '../needs/need-words.js';
import type { NeedWorld } from '../needs/need.view.js';
import { CONSENT_TAGS, OUTCOME_WORDS, withoutHead } from '../pairings/pairing-words.js';
import { goalBoxes } from './project.form.js';
import {
  LACK_WORDS,
  PART_WORDS,
  PLACE_TAGS,
  PROJECT_TAGS,
  projectHref,
  projectTitle,
  REACHED_WORDS,
} from './project-words.js';

export function projectLine(line: ProjectLine, world: NeedWorld): object {
  return {
    ...{ ...line, href: projectHref(line.reference), title: projectTitle(line) },
    ...{ theme: world.themes.nameOf(line.theme), tag: PROJECT_TAGS[line.state] },
  };
}

/** @param first the half-term that today belongs to: days are asked for in it and in the next two. */
export function projectPage(project: ProjectView, world: NeedWorld, first: HalfTermId): object {
  const terms = halfTermsFrom(first, 3);
  const inIt = project.schools.filter(({ state }) => state === 'taking_part');
  const asked = new Set(
    project.schools
      .filter(({ state }) => state === 'asked' || state === 'taking_part')
      .map(({ urn }) => String(urn)),
  );
  return {
    ...project,
    ...{ title: projectTitle(project), tag: PROJECT_TAGS[project.state], themes: themesOf(world) },
    themeInside: lowerTheme(world.themes.nameOf(project.theme)),
    schools: project.schools.map((place) => placeInWords(place)),
    toAnswer: project.schools.filter(({ can }) => can.answer).map((place) => placeInWords(place)),
    toLeave: project.schools.filter(({ can, mine }) => can.leave && mine),
    toTakeOut: project.schools.filter(({ can, mine }) => can.leave && !mine),
    toSay: project.schools.filter(({ can }) => can.say),
    consents: project.consents.map((each) => ({ ...each, tag: CONSENT_TAGS[each.state] })),
    lacks: project.lacks.map((lack) => LACK_WORDS[lack]),
    terms: terms.map((term) => ({ value: term, text: halfTermInWords(term) })),
    toAsk: schoolsOf(world).filter(({ value }) => !asked.has(value)),
    parts: PROJECT_PARTS.map((value) => ({ value, text: PART_WORDS[value] })),
    givers: inIt.filter(({ part }) => part !== 'supported').map((place) => placeInWords(place)),
    sessions: project.sessions.map((session) => ({
      ...session,
      mode: MODE_WORDS[session.mode],
      gave: project.schools.flatMap(({ urn, name }) => {
        const halfDays = session.given[urn] ?? 0;
        return halfDays === 0 ? [] : [`${name} gave ${halfDaysInWords(halfDays)}`];
      }),
    })),
    noHeads: project.withoutHead.map(withoutHead),
    steps: stepsOfProject(project),
    reached: SCHOOL_OUTCOMES.map((value) => ({ value, text: REACHED_WORDS[value] })),
    outcomes: CLOSING_OUTCOMES.map((value) => ({ value, text: OUTCOME_WORDS[value] })),
    outcomeWords: project.outcome && OUTCOME_WORDS[project.outcome],
    modes: Object.entries(MODE_WORDS).map(([value, text]) => ({ value, text })),
    begun: project.beganAt !== null,
  };
}

function placeInWords(place: ProjectSchoolView): object {
  const { given, promised } = place;
  const halfTerms = Object.keys(place.halfDays).sort() as HalfTermId[];
  return {
    ...place,
    ...{ partWords: PART_WORDS[place.part], tag: PLACE_TAGS[place.state] },
    days: halfTerms.length === 0 ? null : daysInWords(place.halfDays),
    used: promised === 0 ? null : `Given so far: ${halfDaysInWords(given)} of ${halfDaysInWords(promised)}`,
    reachedWords: place.outcome && REACHED_WORDS[place.outcome],
    asked: halfTerms.map((term, at) => ({
      ...{ at: at + 1, term, text: halfTermInWords(term), most: halfDaysInWords(place.halfDays[term]) },
      days: String((place.halfDays[term] ?? 0) / 2),
    })),
  };
}

export interface ProjectStep {
  readonly at: Date;
  readonly text: string;
}

/** What happened, the first before the last: acts and days, as far as the reader knows of each school. */
export function stepsOfProject(project: ProjectView): ProjectStep[] {
  const of = (at: Date | null, text: string): ProjectStep[] => (at === null ? [] : [{ at, text }]);
  const steps = [
    ...of(project.madeAt, `${project.madeBy} decided to ask schools`),
    ...project.schools.flatMap((place) => [
      ...of(place.askedAt, `${place.name} was asked`),
      ...(place.state === 'taking_part' || place.state === 'left'
        ? of(place.answeredAt, `${place.name} said yes`)
        : place.state === 'declined'
          ? of(place.answeredAt, `${place.name} said not this term`)
          : []),
      ...of(place.leftAt, `${place.name} left`),
      ...of(place.wordsAt, `${place.name} said what changed`),
    ]),
    ...of(project.beganAt, `It began. ${project.beganBy ?? ''} decided`),
    ...project.sessions.flatMap(({ number, loggedAt, by }) =>
      of(loggedAt, `Session ${String(number)} was recorded by ${by}`),
    ),
    ...of(
      project.closedAt,
      project.beganAt === null ? 'It ended before it began' : 'It was closed with thanks',
    ),
  ];
  return steps.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** The boxes of its goals as they stand, for a form that changes them. */
export function goalValues(project: ProjectView): Record<string, string> {
  const { theme, purpose, inclusion, exitRule, confidentiality, cadenceDays, objectives } = project;
  return {
    ...{ theme, purpose, inclusion, exitRule, confidentiality, cadence: String(cadenceDays) },
    ...Object.fromEntries(objectives.flatMap((each, at) => goalBoxes(each, at + 1))),
  };
}

export function themesOf({ themes }: NeedWorld): { value: string; text: string }[] {
  return themes
    .byArea()
    .flatMap(({ area, themes: all }) =>
      all.map(({ id, name }) => ({ value: id, text: `${area.name}: ${name}` })),
    );
}

function schoolsOf({ schools }: NeedWorld): { value: string; text: string }[] {
  const named = [...schools].map(([value, text]) => ({ value: String(value), text }));
  return named.sort((a, b) => a.text.localeCompare(b.text, 'en-GB'));
}
