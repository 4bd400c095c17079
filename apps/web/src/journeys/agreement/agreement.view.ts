import {
  DECIDED_KINDS,
  OUTCOMES,
  SOUNDING_ANSWERS,
  type CommissionLine,
  type DecisionBrief,
  type DecisionView,
  type OfferToSchool,
  type ProposalCase,
  type RequestView,
} from '@app/brokerage';
import { localDateOf } from '@app/kernel';
import type { HalfDays } from '@app/profiles';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { dateInWords, halfDaysInWords, pointsInWords, poundsInWords } from '../../layout/words.js';
import { isProposalState, PROPOSAL_TAGS } from '../candidates/candidate-words.js';
import { MODE_WORDS, SOON_WORDS, STAGE_WORDS } from '../needs/need-words.js';
import type { NeedWorld } from '../needs/need.view.js';
import {
  ANSWER_WORDS,
  daysInWords,
  inOrder,
  KIND_WORDS,
  lowerTheme,
  nameOf,
  OFFER_STATE,
  OUTCOME_WORDS,
  REQUEST_STATE,
  sumOf,
} from './agreement-words.js';
import { BOXES } from './agreement.form.js';

export interface DaysBox {
  readonly name: string;
  readonly label: string;
  readonly most: string;
}

/** A box for each half-term; none where there are more than the page has. */
function boxes(days: HalfDays): DaysBox[] {
  const asked = inOrder(days);
  if (asked.length > BOXES.length) return [];
  return asked.map(([halfTerm, halfDays], at) => ({
    name: BOXES[at] ?? '',
    label: nameOf(halfTerm),
    most: halfDaysInWords(halfDays),
  }));
}

export function requestPage(request: RequestView, world: NeedWorld): object {
  const { told, days } = request;
  const theme = world.themes.nameOf(told.theme);
  const answers = SOUNDING_ANSWERS.map((value) => ({ value, text: ANSWER_WORDS[value] }));
  const lacks = days.filter(({ askMe, free, asked }) => !askMe && (free ?? 0) < asked);
  return {
    ...request,
    title: request.asker
      ? `${request.asker.name} asks for your support`
      : `Could you help a school with ${lowerTheme(theme)}?`,
    theme,
    stateWords: REQUEST_STATE[request.state],
    facts: [
      told.keyStages.map((stage) => STAGE_WORDS[stage]).join(', '),
      ...(told.district === null ? [] : [told.district]),
      told.modes.map((mode) => MODE_WORDS[mode]).join(' or '),
      `How soon: ${SOON_WORDS[told.priority].toLowerCase()}`,
    ],
    wanted: daysInWords(request.halfDays),
    lines: days.map(({ halfTerm, asked, free, askMe }) => ({
      halfTerm: nameOf(halfTerm),
      asked: halfDaysInWords(asked),
      free: free === null ? 'None declared' : askMe ? 'You asked to be asked' : halfDaysInWords(free),
      left: askMe ? 'You say how many' : halfDaysInWords(Math.max(0, (free ?? 0) - asked)),
    })),
    lacks: lacks.length > 0,
    answers,
    boxes: boxes(request.halfDays),
    said: request.answer && {
      answer: ANSWER_WORDS[request.answer],
      days: request.answeredHalfDays && daysInWords(request.answeredHalfDays),
      person: request.person,
    },
  };
}

export function offerPage(offer: OfferToSchool, world: NeedWorld): object {
  const theme = world.themes.nameOf(offer.theme);
  return {
    ...offer,
    title: `${offer.supporter.name} could support ${world.schools.get(offer.urn) ?? 'your school'} with ${lowerTheme(theme)}`,
    stateWords: OFFER_STATE[offer.state],
    what: daysInWords(offer.halfDays),
    total: halfDaysInWords(sumOf(offer.halfDays)),
  };
}

export interface Step {
  readonly text: string;
  readonly done: boolean;
  readonly detail: string | null;
}

export function proposalPage(proposal: ProposalCase, world: NeedWorld): object {
  const { state, halfDays, request, offer } = proposal;
  const held = offer ? (request?.answeredHalfDays ?? halfDays) : halfDays;
  return {
    ...proposal,
    title: `${proposal.supporter.name} for ${proposal.asker.name}`,
    theme: world.themes.nameOf(proposal.theme),
    tag: isProposalState(state) ? PROPOSAL_TAGS[state] : state,
    pointsWords: pointsInWords(proposal.points),
    wanted: daysInWords(halfDays),
    steps: steps(proposal),
    decisions: proposal.decisions.map(decisionLine),
    outcomes: OUTCOMES.map((value) => ({ value, text: OUTCOME_WORDS[value] })),
    kinds: DECIDED_KINDS.map((value) => ({ value, text: KIND_WORDS[value] })),
    boxes: boxes(held),
    needsReason: proposal.place !== 1,
  };
}

function steps({ request, offer, heldUntil, state, decisions, pairing }: ProposalCase): Step[] {
  const answered = request?.answer;
  const asked = request
    ? `Request ${request.reference}, sent ${dateInWords(request.sentAt)}` +
      (request.dueOn === null ? '' : `. Answer by ${dateInWords(request.dueOn)}`)
    : null;
  const answer = answered
    ? ANSWER_WORDS[answered] +
      (request.answeredHalfDays ? `: ${daysInWords(request.answeredHalfDays)}` : '') +
      (request.person === null ? '' : `, led by ${request.person}`)
    : null;
  const met = offer?.meetingAskedAt ? `Asked to meet first, ${dateInWords(offer.meetingAskedAt)}` : null;
  const said = offer?.answer ? { accepted: 'Accepted', declined: 'Declined' }[offer.answer] : null;
  return [
    { text: 'Supporter sounded out', done: request !== null, detail: asked },
    { text: 'Supporter answered', done: Boolean(answered), detail: answer },
    {
      text: 'Asking school answered',
      done: Boolean(offer?.answer),
      detail: said ?? met ?? (heldUntil === null ? null : `Days are held until ${dateInWords(heldUntil)}`),
    },
    {
      text: 'Decided',
      done: state === 'decided',
      detail:
        pairing === null ? (decisions[0] ? OUTCOME_WORDS[decisions[0].outcome] : null) : `Pairing ${pairing}`,
    },
  ];
}

function decisionLine(decision: DecisionView): object {
  const { approval } = decision;
  return {
    ...decision,
    words: OUTCOME_WORDS[decision.outcome],
    kindWords: decision.kind === 'support' ? null : KIND_WORDS[decision.kind],
    days: daysInWords(decision.halfDays),
    cost: decision.overrideCost === null ? null : pointsInWords(decision.overrideCost),
    spends: decision.pence === 0 ? null : poundsInWords(decision.pence),
    waits: decision.needsSecond && approval === null,
  };
}

/** A decision that waits for a second person. */
interface DecisionLine {
  readonly reference: string;
  readonly by: string;
  readonly at: Date;
}

export interface DecisionsWaiting {
  readonly decisions: readonly DecisionLine[];
  /** Help from outside, which always waits for a second person. */
  readonly commissions: readonly CommissionLine[];
}

export function decisionsPage({ decisions, commissions }: DecisionsWaiting): object {
  return {
    title: 'Decisions that wait for you',
    decisions,
    commissions: commissions.map(({ reference, school, pence, draftedAt }) => ({
      ...{ reference, school: school.name, cost: poundsInWords(pence), draftedAt },
    })),
    downloads: downloadsOf('/board/decisions', {}),
  };
}

export function decisionsList({ decisions, commissions }: DecisionsWaiting): SheetToWrite {
  return {
    name: 'Decisions',
    headings: ['Decision', 'By', 'Day'],
    rows: [
      ...decisions.map(({ reference, by, at }) => [reference, by, localDateOf(at)]),
      ...commissions.map(({ reference, draftedAt }) => [reference, '', localDateOf(draftedAt)]),
    ],
  };
}

export function briefPage(brief: DecisionBrief, world: NeedWorld): object {
  return {
    ...brief,
    title: `Decision ${brief.decision.reference}`,
    theme: world.themes.nameOf(brief.theme),
    pointsWords: pointsInWords(brief.points),
    decision: decisionLine(brief.decision),
  };
}
