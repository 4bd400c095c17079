import type { Happened } from '@app/audit';
import type { AgendaEnd, AgendaView, PairingView } from '@app/brokerage';
import { localDateOf } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { dayInWords, halfDaysInWords, timeInWords } from '../../layout/words.js';
import { MODE_WORDS } from '../needs/need-words.js';
import { CONSENT_TAGS, OUTCOME_WORDS, SIDE_WORDS, TENDING_WORDS, VISIT_TAGS } from './pairing-words.js';

/** What no record keeps a day of, and the log does. */
export const LOGGED_ACTS = ['pairing.pause'];

export interface Step {
  /** A moment; or a day, for what is kept by its day alone. */
  readonly at: Date | string;
  readonly text: string;
  /** In the words of who did it: for who may read everything that followed from a request, and not shown here. */
  readonly reason?: string | null;
}

/**
 * What happened, the first before the last. It begins where both schools know of each other: who was asked before is
 * nobody's to read here (I-35). Days, acts and sides; what somebody wrote stays on the page it was written for (I-34).
 */
export function historyPage(pairing: PairingView, logged: readonly Happened[]): object {
  const { reference, supporter, asker } = pairing;
  return {
    reference,
    title: 'History',
    pairingTitle: `${supporter.name} supporting ${asker.name}`,
    steps: historySteps(pairing, logged).map(({ at, text }) => ({ at, text })),
    downloads: downloadsOf(`/pairings/${reference}/history`, {}),
  };
}

/** The same as a file; what has a day alone has no time. */
export function historyList(pairing: PairingView, logged: readonly Happened[]): SheetToWrite {
  return {
    name: `History ${pairing.reference}`,
    headings: ['Day', 'Time', 'What happened'],
    rows: historySteps(pairing, logged).map(({ at, text }) =>
      at instanceof Date ? [localDateOf(at), timeInWords(at), text] : [at, '', text],
    ),
  };
}

/** @param logged what no record keeps a day of. */
export function historySteps(pairing: PairingView, logged: readonly Happened[]): Step[] {
  const steps = [
    { at: pairing.madeAt, text: `Agreed in principle. ${pairing.decidedBy} decided.` },
    ...logged.map(loggedStep),
    ...agendas(pairing),
    ...consents(pairing),
    ...plans(pairing),
    ...visits(pairing),
    ...sessions(pairing),
    ...looks(pairing),
    ...ending(pairing),
  ];
  return steps.sort((one, other) => momentOf(one.at) - momentOf(other.at));
}

function loggedStep({ at, state }: Happened): Step {
  return { at, text: state === 'paused' ? 'It was paused' : 'It went on' };
}

/** Each as it stands: what was written before it was agreed is agreed anew, so its last wording is the one that counts. */
function agendas({ agenda, change, earlierAgendas }: PairingView): Step[] {
  return [...earlierAgendas, agenda, change].flatMap((each) => (each ? agendaSteps(each) : []));
}

const ENDS: Readonly<Record<AgendaEnd, string | null>> = {
  // Said by the one that took its place.
  replaced: null,
  declined: 'The change of the agenda was declined',
  taken_back: 'The change of the agenda was taken back',
  work_over: 'The change of the agenda ended with the work',
};

function agendaSteps({ number, agreed, draftedAt, inForceFrom, reason, ended }: AgendaView): Step[] {
  const first = number === 1;
  const sides = (['supporter', 'school', 'broker'] as const).flatMap((side): Step[] => {
    const at = agreed[side];
    return at ? [{ at, text: `${first ? 'Agenda' : 'Change'} agreed by ${SIDE_WORDS[side]}` }] : [];
  });
  const end = ended && ENDS[ended.how];
  return [
    { at: draftedAt, reason, text: first ? 'The agenda was written' : 'A change of the agenda was proposed' },
    ...sides,
    ...(inForceFrom && !first ? [{ at: inForceFrom, text: `Agenda ${String(number)} is in force` }] : []),
    ...(end
      ? [{ at: ended.at, reason: ended.words, text: ended.by === null ? end : `${end}: ${ended.by}` }]
      : []),
  ];
}

function consents(pairing: PairingView): Step[] {
  return pairing.consents.flatMap(({ school, state, askedAt, answeredAt }) => {
    const whose = `the trust of ${school.name}`;
    const asked = { at: askedAt, text: `Consent asked of ${whose}` };
    const answer = `Consent of ${whose}: ${CONSENT_TAGS[state].toLowerCase()}`;
    return answeredAt ? [asked, { at: answeredAt, text: answer }] : [asked];
  });
}

function visits(pairing: PairingView): Step[] {
  return pairing.visits.flatMap(({ number, heldOn, mode, halfDays, loggedAt, repliedAt, state }) => {
    const visit = `Visit ${String(number)}`;
    const how = `${MODE_WORDS[mode].toLowerCase()}, ${halfDaysInWords(halfDays)}`;
    const held = { at: loggedAt, text: `${visit} recorded: ${dayInWords(heldOn)}, ${how}` };
    return repliedAt
      ? [held, { at: repliedAt, text: `${visit}: ${VISIT_TAGS[state].toLowerCase()}` }]
      : [held];
  });
}

/** Coaching: that they met, and for how long (I-34). */
function sessions({ coaching }: PairingView): Step[] {
  const held = (coaching?.sessions ?? []).map(({ number, heldOn, mode, minutes }) => ({
    at: heldOn,
    text: `Session ${String(number)} held: ${MODE_WORDS[mode].toLowerCase()}, ${String(minutes)} minutes`,
  }));
  // By its day alone: how and why it moved is between the two.
  const set = (coaching?.planned ?? []).flatMap(({ heldOn, plannedAt, endedAt, state }) => [
    { at: plannedAt, text: `A session was planned for ${dayInWords(heldOn)}` },
    ...(endedAt && state === 'cancelled'
      ? [{ at: endedAt, text: `The session of ${dayInWords(heldOn)} was called off` }]
      : []),
  ]);
  return [...held, ...set];
}

/** Days that were set, and what became of those on which nobody met. */
function plans(pairing: PairingView): Step[] {
  return pairing.planned.flatMap(({ heldOn, plannedAt, endedAt, state }) => {
    const set = { at: plannedAt, text: `A visit was planned for ${dayInWords(heldOn)}` };
    const off = state === 'missed' ? 'was missed' : 'was called off';
    return endedAt && state !== 'done'
      ? [set, { at: endedAt, text: `The visit of ${dayInWords(heldOn)} ${off}` }]
      : [set];
  });
}

/** Review points, and what its broker did where it went quiet. */
function looks(pairing: PairingView): Step[] {
  const held = pairing.reviews.flatMap(({ number, heldOn }) =>
    heldOn ? [{ at: heldOn, text: `Review point ${String(number)} held` }] : [],
  );
  const tended = pairing.tendings.map(({ act, by, doneAt }) => ({
    at: doneAt,
    text: `${TENDING_WORDS[act]}: ${by}`,
  }));
  return [...held, ...tended];
}

function ending({ closedAt, outcome }: PairingView): Step[] {
  return closedAt ? [{ at: closedAt, text: outcome ? `Closed. ${OUTCOME_WORDS[outcome]}` : 'Closed' }] : [];
}

/** What has a day alone stands at its noon. */
function momentOf(at: Date | string): number {
  return typeof at === 'string' ? Date.parse(`${at}T12:00:00Z`) : at.getTime();
}
