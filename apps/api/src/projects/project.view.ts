import type { ProjectLine, ProjectSchoolView, ProjectSessionView, ProjectView } from '@app/brokerage';
import { dateAnswer } from '../visits/visit.view.js';

/** One school's place, with the version that its own acts ask for. */
export type ProjectSchoolAnswer = Omit<ProjectSchoolView, 'can' | 'mine'>;

/** A project as far as its reader may see it. */
export type ProjectAnswer = Omit<ProjectView, 'can' | 'schools' | 'withoutHead'> & {
  readonly schools: readonly ProjectSchoolAnswer[];
};

// Each is picked name by name: what a query carries beyond its view never leaves with it.

export function projectAnswer(shown: ProjectView): ProjectAnswer {
  const { id, reference, theme, purpose, state, nextDate, gardener, inclusion, exitRule } = shown;
  const { confidentiality, cadenceDays, objectives, madeBy, madeAt, beganBy, beganAt, pauseReason } = shown;
  const { outcome, closedSummary, thanks, closedAt, wordsBy, version, unnamed, lacks, consents } = shown;
  return {
    ...{ id, reference, theme, purpose, state, nextDate, gardener, inclusion, exitRule, confidentiality },
    ...{ cadenceDays, objectives, madeBy, madeAt, beganBy, beganAt, pauseReason, outcome, closedSummary },
    ...{ thanks, closedAt, wordsBy, version, unnamed, lacks },
    schools: shown.schools.map(projectSchoolAnswer),
    consents: consents.map(({ school, state: is, funder, askedAt, answeredAt }) => ({
      ...{ school: { urn: school.urn, name: school.name }, state: is, funder, askedAt, answeredAt },
    })),
    sessions: shown.sessions.map(sessionAnswer),
    planned: shown.planned.map(dateAnswer),
  };
}

export function projectSchoolAnswer(shown: ProjectSchoolView): ProjectSchoolAnswer {
  const { id, urn, name, part, state, halfDays, given, promised, askedAt, answerBy, answeredAt } = shown;
  const { leftAt, leftNote, outcome, words, wordsAt, version } = shown;
  return {
    ...{ id, urn, name, part, state, halfDays, given, promised, askedAt, answerBy, answeredAt },
    ...{ leftAt, leftNote, outcome, words, wordsAt, version },
  };
}

function sessionAnswer(shown: ProjectSessionView): ProjectSessionView {
  const { number, heldOn, mode, summary, given, by, loggedAt } = shown;
  return { number, heldOn, mode, summary, given, by, loggedAt };
}

export function projectLineAnswer(shown: ProjectLine): ProjectLine {
  const { reference, theme, purpose, state, nextDate, gardener } = shown;
  const schools = shown.schools.map(({ urn, name, part, state: takes }) => ({
    ...{ urn, name, part, state: takes },
  }));
  return { reference, theme, purpose, state, nextDate, gardener, schools };
}
