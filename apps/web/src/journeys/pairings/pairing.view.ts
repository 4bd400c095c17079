import {
  CLOSING_OUTCOMES,
  STANDINGS,
  type LightView,
  type ListedPairing,
  type PairingLine,
  type PairingView,
  type ProjectLine,
} from '@app/brokerage';
import { COMPARED_MEASURES, MEASURES } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { halfDaysInWords } from '../../layout/words.js';
import { daysInWords, lowerTheme } from '../agreement/agreement-words.js';
import { coachingPart } from '../coaching/coaching.view.js';
import { lightTag, lightTitle } from '../light-pairings/light-words.js';
import { MODE_WORDS } from '../needs/need-words.js';
import { followedLink, type NeedWorld } from '../needs/need.view.js';
import { projectLine } from '../projects/project.view.js';
import { agendaParts, agreementsOf, boxesOfAgenda, objectiveInWords } from './agenda-change.view.js';
import {
  CLOCK_WORDS,
  CONSENT_TAGS,
  OUTCOME_WORDS,
  PAIRING_KINDS,
  PAIRING_TAGS,
  quietBecause,
  SIDE_WORDS,
  STANDING_WORDS,
  TENDING_WORDS,
  VISIT_TAGS,
  withoutHead,
} from './pairing-words.js';

export function pairingsPage(
  lines: readonly ListedPairing[],
  world: NeedWorld,
  over: boolean,
  {
    light,
    projects,
    ...may
  }: {
    readonly light: readonly LightView[];
    readonly projects: readonly ProjectLine[];
    readonly mayAsk: boolean;
    readonly mayMake: boolean;
  },
): object {
  return {
    title: 'Pairings',
    downloads: downloadsOf('/pairings', over ? { over: 'yes' } : {}),
    over,
    ...may,
    projects: projects.map((each) => projectLine(each, world)),
    light: light.map((each) => ({ ...each, title: lightTitle(each), tag: lightTag(each) })),
    lines: lines.map((line) => ({
      ...line,
      theme: world.themes.nameOf(line.theme),
      kindWords: kindOf(line),
      tag: PAIRING_TAGS[line.state],
      after: followedLink(line.followed),
    })),
  };
}

export function pairingPage(pairing: PairingView, world: NeedWorld): object {
  const { agenda } = pairing;
  return {
    ...pairing,
    agenda: agenda && { ...agenda, objectives: agenda.objectives.map(objectiveInWords) },
    publishedMeasures: [
      { value: '', text: 'No, we count it ourselves' },
      ...COMPARED_MEASURES.map((measure) => ({ value: measure, text: MEASURES[measure].says })),
    ],
    title: `${pairing.supporter.name} supporting ${pairing.asker.name}`,
    theme: world.themes.nameOf(pairing.theme),
    themeInside: lowerTheme(world.themes.nameOf(pairing.theme)),
    kindWords: kindOf(pairing),
    tag: PAIRING_TAGS[pairing.state],
    used: `${halfDaysInWords(pairing.given)} of ${halfDaysInWords(pairing.promised)} used`,
    planned: daysInWords(pairing.halfDays),
    clocks: pairing.clocks.map(({ clock, dueOn }) => ({ text: CLOCK_WORDS[clock] ?? clock, dueOn })),
    visits: pairing.visits.map((visit) => ({
      ...visit,
      mode: MODE_WORDS[visit.mode],
      days: halfDaysInWords(visit.halfDays),
      tag: VISIT_TAGS[visit.state],
    })),
    coaching: coachingPart(pairing.reference, pairing.coaching),
    consents: pairing.consents.map((each) => ({ ...each, tag: CONSENT_TAGS[each.state] })),
    ...reviewsOf(pairing),
    noHeads: pairing.withoutHead.map(withoutHead),
    quiet: pairing.stalls.map(({ rule, since }) => ({ text: quietBecause(rule), since })),
    tendings: pairing.tendings.map((each) => ({ ...each, text: TENDING_WORDS[each.act] })),
    ...agendaParts(pairing),
    agreements: agenda && agreementsOf(agenda),
    agreeFor: pairing.can.agreeAs && SIDE_WORDS[pairing.can.agreeAs],
    outcomeWords: pairing.outcome && OUTCOME_WORDS[pairing.outcome],
    outcomes: CLOSING_OUTCOMES.map((value) => ({ value, text: OUTCOME_WORDS[value] })),
    modes: Object.entries(MODE_WORDS).map(([value, text]) => ({ value, text })),
    begun: pairing.state === 'active' || pairing.state === 'paused',
  };
}

/** Support is what a pairing is unless it says otherwise. */
function kindOf({ kind }: PairingLine): string | null {
  return kind === 'support' ? null : PAIRING_KINDS[kind];
}

/** Review points that were held, and the one that waits. */
function reviewsOf({ reviews, agenda, earlierAgendas }: PairingView): object {
  const aims = agenda?.objectives.map(({ aim }) => aim) ?? [];
  const agreed = [...earlierAgendas, ...(agenda ? [agenda] : [])].filter(({ inForceFrom }) => inForceFrom);
  const aimsThen = (number: number): string[] =>
    agreed.find((each) => each.number === number)?.objectives.map(({ aim }) => aim) ?? [];
  return {
    aims,
    standings: STANDINGS.map((value) => ({ value, text: STANDING_WORDS[value] })),
    reviewWaits: reviews.find(({ state }) => state !== 'held') ?? null,
    reviewsHeld: reviews
      .filter(({ state }) => state === 'held')
      .map((each) => ({
        ...each,
        standings: (each.standings ?? []).map((word, at) => ({
          aim: aimsThen(each.agendaNumber)[at] ?? '',
          text: STANDING_WORDS[word],
        })),
      })),
  };
}

/** The agenda's boxes as they stand, for a form that changes it. */
export function agendaValues({ agenda }: PairingView): Record<string, string> {
  return agenda ? boxesOfAgenda(agenda) : { cadence: '10' };
}
