import type {
  MeetingLine,
  MeetingOutcome,
  MeetingTable,
  MeetingView,
  NeedCandidatesView,
  RunSummary,
  TurnView,
} from '@app/brokerage';
import { localDateOf } from '@app/kernel';
import type { NeedSummary } from '@app/profiles';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { SOON_WORDS } from '../needs/need-words.js';
import { schoolName, type NeedWorld } from '../needs/need.view.js';

/** Schools that the meeting sees at once; the whole list is one link away. */
const MOST_LISTED = 5;

export const OUTCOME_WORDS: Readonly<Record<MeetingOutcome, string>> = {
  propose: 'Propose',
  rule_out: 'Rule out',
  leave_open: 'Leave open',
};

export function turnInWords({ outcome, supporter }: TurnView): string {
  return supporter === null ? OUTCOME_WORDS[outcome] : `${OUTCOME_WORDS[outcome]} ${supporter.name}`;
}

export function meetingsPage(meetings: readonly MeetingLine[], runs: readonly RunSummary[]): object {
  const choices = runs
    .filter(({ kind, state }) => kind !== 'what_if' && (state === 'complete' || state === 'infeasible'))
    .map(({ reference, total }) => ({ value: reference, text: `${reference}, ${String(total)} needs` }));
  return { title: 'Meetings', meetings, runs: choices, downloads: downloadsOf('/meetings', {}) };
}

export function meetingsList(meetings: readonly MeetingLine[]): SheetToWrite {
  return {
    name: 'Meetings',
    headings: [
      'Meeting',
      'Run',
      'State',
      'Opened by',
      'Opened',
      'Closed',
      'Needs',
      'Talked about',
      'Next need',
    ],
    rows: meetings.map(({ reference, run, openedBy, openedAt, closedAt, needs, done, next }) => [
      ...[reference, run, closedAt === null ? 'Goes on' : 'Over', openedBy, localDateOf(openedAt)],
      ...[closedAt === null ? '' : localDateOf(closedAt), String(needs), String(done), next ?? ''],
    ]),
  };
}

export function meetingPage(meeting: MeetingView): object {
  return {
    ...meeting,
    title: `Meeting ${meeting.reference}`,
    all: meeting.all.map((each) => ({ ...each, turnWords: each.turn && turnInWords(each.turn) })),
    hidden: meeting.all.filter(({ reference }) => reference === null).length,
  };
}

export function tablePage(
  { meeting, table }: { readonly meeting: MeetingView; readonly table: MeetingTable },
  need: NeedSummary,
  seen: NeedCandidatesView,
  world: NeedWorld,
): object {
  const after = meeting.all.find(({ place, reference }) => place > table.place && reference !== null);
  return {
    ...table,
    title: `${schoolName(need.urn, world)}: ${world.themes.nameOf(need.primaryTheme)}`,
    meeting: meeting.reference,
    of: meeting.needs,
    shownBy: meeting.openedBy,
    over: meeting.closedAt !== null,
    priority: SOON_WORDS[need.priority],
    state: need.stateWords,
    owner: need.owner?.name ?? null,
    turns: table.turns.map((each) => ({ ...each, text: turnInWords(each) })),
    waitFor: table.stepOut.filter(({ away }) => away === null),
    gone: table.stepOut.filter(({ away }) => away !== null),
    candidates: seen.candidates.slice(0, MOST_LISTED).map((each) => ({
      ...each,
      points: (each.points / 10).toFixed(1),
      proposed: seen.proposals.find(({ urn }) => urn === each.urn)?.reference ?? null,
      because: each.parts.map(({ because }) => because).join('; '),
    })),
    schools: seen.candidates.map(({ urn, name, place }) => ({
      value: urn,
      text: `${String(place)}. ${name}`,
    })),
    refused: seen.refused.length,
    next: after?.reference ?? null,
  };
}
