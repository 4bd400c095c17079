import type { CaseFile, InterventionView } from '@app/assurance';
import type { CommissionView, PairingView, ProjectView, ProposalCase } from '@app/brokerage';
import type { ImpactView } from '@app/impact';
import { countInWords, dateInWords, poundsInWords } from '../../layout/words.js';
import { ANSWER_WORDS, daysInWords, OUTCOME_WORDS as DECIDED } from '../agreement/agreement-words.js';
import { STEP_WORDS } from '../commissions/commission-words.js';
import { KIND_WORDS } from '../interventions/own-words.js';
import { STATE_TAGS } from '../needs/need-words.js';
import { historySteps } from '../pairings/history.view.js';
import { OUTCOME_WORDS } from '../pairings/pairing-words.js';
import { stepsOfProject } from '../projects/project.view.js';
import { decidedUnder, pausesOf, type CaseLog, type DecidedUnder } from './case-log.js';

/** The four stages that area partnerships share. */
export const STAGES = ['Intelligence', 'Brokerage', 'Improvement work', 'Evaluation'] as const;
export type Stage = (typeof STAGES)[number];

/** From here on it is about who helps, and no longer about what is needed. */
const BROKERED: readonly string[] = [
  'proposed',
  'matched',
  'commissioned',
  'met',
  'escalated',
  'not_pursued',
];

export interface CaseStep {
  readonly stage: Stage;
  /** A moment; or a day, for what is kept by its day alone. */
  readonly at: Date | string;
  readonly text: string;
  /** Why, in the words of who did it. */
  readonly reason: string | null;
  /** Of a decision alone. */
  readonly under?: DecidedUnder;
}

/** Everything that happened, the first before the last. */
export function stepsOf(file: CaseFile, log: CaseLog): CaseStep[] {
  const steps = [
    ...file.need.moves.map(({ from, to, by, at, reason }) => ({
      ...{ stage: BROKERED.includes(to) ? ('Brokerage' as const) : ('Intelligence' as const), at, reason },
      text: from === null ? `Asked for by ${by}` : `${STATE_TAGS[to]}: ${by}`,
    })),
    ...runSteps(file),
    ...file.proposals.flatMap((proposal) => proposalSteps(proposal, log)),
    ...file.pairings.flatMap((pairing) => pairingSteps(pairing, log)),
    ...file.projects.flatMap(projectSteps),
    ...file.interventions.flatMap(interventionSteps),
    ...file.commissions.flatMap(commissionSteps),
    ...file.impacts.flatMap(impactSteps),
  ];
  return steps.sort((one, other) => momentOf(one.at) - momentOf(other.at));
}

/** Until it begins it is about who helps. */
const DELIVERED: readonly string[] = ['delivering', 'accepted', 'sent_back', 'paid'];

function commissionSteps({ reference, supplier, awardPence, steps }: CommissionView): CaseStep[] {
  return steps.map(({ to, by, at, note }) => {
    const cost = awardPence === null ? '' : `, ${poundsInWords(awardPence)}`;
    const whom = to === 'awarded' ? ` to ${supplier ?? 'a supplier'}${cost}` : '';
    return {
      ...{ at, reason: note, stage: DELIVERED.includes(to) ? 'Improvement work' : 'Brokerage' },
      text: `Help from outside ${reference}: ${STEP_WORDS[to].toLowerCase()}${whom}${by === '' ? '' : `, ${by}`}`,
    };
  });
}

function runSteps({ listed }: CaseFile): CaseStep[] {
  const { run, choices, candidates, refused } = listed;
  const ran = run?.finishedAt && {
    ...{ at: run.finishedAt, reason: null },
    text: `Match run ${run.reference} listed ${countInWords(candidates.length, 'school', 'schools')} and left out ${String(refused.length)}`,
  };
  const chosen = choices
    .filter(({ kind }) => kind !== 'propose')
    .map(({ kind, name, reason, until, by, at }) => ({
      ...{ at, reason },
      text:
        kind === 'veto'
          ? `${by} ruled ${name ?? 'a school'} out`
          : `${by} put it off${until === null ? '' : ` until ${dateInWords(until)}`}`,
    }));
  return [...(ran ? [ran] : []), ...chosen].map((step) => ({ ...step, stage: 'Brokerage' }));
}

function proposalSteps(proposal: ProposalCase, log: CaseLog): CaseStep[] {
  const { supporter, request, offer, decisions } = proposal;
  const steps: Omit<CaseStep, 'stage'>[] = [
    {
      ...{ at: proposal.madeAt, reason: proposal.reason },
      text: `${proposal.madeBy} proposed ${supporter.name} (place ${String(proposal.place)} of the run)`,
    },
  ];
  const add = (at: Date | null | undefined, text: string, reason: string | null = null): void => {
    if (at) steps.push({ at, text, reason });
  };
  add(request?.sentAt, `${supporter.name} was asked, without the name of the asking school`);
  if (request?.answer)
    add(
      request.answeredAt,
      `${supporter.name} answered: ${ANSWER_WORDS[request.answer].toLowerCase()}` +
        (request.answeredHalfDays ? `, ${daysInWords(request.answeredHalfDays)}` : ''),
    );
  add(offer?.meetingAskedAt, 'The asking school wanted to meet first');
  if (offer?.answer)
    add(offer.answeredAt, `The asking school ${offer.answer} the offer of ${supporter.name}`, offer.note);
  for (const decision of decisions) {
    steps.push({
      ...{ at: decision.at, reason: decision.reason, under: decidedUnder(log, proposal, decision) },
      text: `${decision.by} decided: ${DECIDED[decision.outcome].toLowerCase()}`,
    });
    const { approval } = decision;
    if (approval)
      add(
        approval.at,
        `${approval.by} ${approval.approved ? 'approved' : 'did not approve'} decision ${decision.reference}`,
        approval.reason,
      );
  }
  return steps.map((step) => ({ ...step, stage: 'Brokerage' }));
}

function pairingSteps(pairing: PairingView, log: CaseLog): CaseStep[] {
  const pauses = pausesOf(log, pairing.id);
  // Its record keeps the words of the pause that lasts, and no earlier ones.
  const lasting = pairing.state === 'paused' ? pauses.findLast(({ state }) => state === 'paused') : undefined;
  return historySteps(pairing, pauses).map((step) => {
    const why = step.at === lasting?.at ? pairing.pauseReason : null;
    return {
      ...{ ...step, stage: 'Improvement work' as const },
      reason: step.text.startsWith('Closed') ? pairing.closedSummary : (step.reason ?? why),
    };
  });
}

/** Until it begins it is about who takes part. */
function projectSteps(project: ProjectView): CaseStep[] {
  const { reference, beganAt, closedAt, closedSummary } = project;
  return stepsOfProject(project).map(({ at, text }) => ({
    ...{ at, text: `Project ${reference}: ${text}`, reason: at === closedAt ? closedSummary : null },
    stage: beganAt === null || at < beganAt ? ('Brokerage' as const) : ('Improvement work' as const),
  }));
}

/** When it is under way and when it is over have days of their own; what was planned or withdrawn has the moment it was written. */
function interventionSteps(one: InterventionView): CaseStep[] {
  const { reference, kind, restsOn, recorded, begun, startsOn, ended, endsOn, outcome, withdrawn } = one;
  const what = `${KIND_WORDS[kind]} (${reference})`;
  const steps = [
    { at: recorded.at, text: `${recorded.by} recorded: ${what}, resting on ${restsOn}`, reason: null },
    ...(begun ? [{ at: startsOn, text: `Began: ${what}`, reason: null }] : []),
    ...(ended && endsOn && outcome
      ? [{ at: endsOn, text: `Ended: ${what}. ${OUTCOME_WORDS[outcome]}`, reason: ended.cameOfIt }]
      : []),
    ...(withdrawn
      ? [{ at: withdrawn.at, text: `${withdrawn.by} withdrew: ${what}`, reason: withdrawn.because }]
      : []),
  ];
  return steps.map((step) => ({ ...step, stage: 'Improvement work' }));
}

function impactSteps({ evaluations, said, sustain }: ImpactView): CaseStep[] {
  const steps = [
    ...evaluations.map(({ lockedAt, measure }) => ({
      ...{ at: lockedAt, text: `Fixed for later comparison: ${measure}` },
    })),
    ...evaluations.flatMap(({ measure, later }) =>
      later.map(({ at, by, period }) => ({ at, text: `${by} recorded ${measure} of ${period}` })),
    ),
    ...said.map(({ at, school }) => ({ at, text: `${school} said what changed` })),
    ...sustain
      .filter(({ state }) => state !== 'due')
      .map(({ dueOn, state }) => ({
        at: dueOn,
        text: state === 'done' ? 'Looked back on' : 'Nobody looked back in time',
      })),
  ];
  return steps.map((step) => ({ ...step, stage: 'Evaluation', reason: null }));
}

/** What has a day alone stands at its noon. */
export function momentOf(at: Date | string): number {
  return typeof at === 'string' ? Date.parse(`${at}T12:00:00Z`) : at.getTime();
}
