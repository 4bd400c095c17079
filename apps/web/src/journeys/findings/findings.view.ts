import type { FindingLine, FindingState, FindingView, SampleKind } from '@app/assurance';
import { localDateOf, type Actor, type SchoolUrn } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';

const STATE_WORDS: Readonly<Record<FindingState, string>> = {
  opened: 'Waits for an answer',
  answered: 'Answered',
  opinion_given: 'Opinion given',
  closed: 'Closed',
  withdrawn: 'Taken back',
};

const KIND_WORDS: Readonly<Record<SampleKind, string>> = {
  need: 'Request',
  proposal: 'Proposal',
  pairing: 'Pairing',
  run: 'Match run',
  intervention: 'Formal support',
};

const PATHS: Readonly<Record<SampleKind, string>> = {
  need: '/needs',
  proposal: '/proposals',
  pairing: '/pairings',
  run: '/runs',
  intervention: '/interventions',
};

const WAITS_WORDS = {
  case: 'The school that asked, or who has it in hand',
  officer: 'An officer of the council',
};

/** For an officer who is free of both schools: a link that leads to a form they may send. */
export function mayAskAbout(actor: Actor, schools: readonly SchoolUrn[]): boolean {
  const free = !schools.some((urn) => actor.interests.includes(urn));
  return free && actor.posts.some(({ role }) => role === 'officer');
}

function shown(line: FindingLine) {
  const { kind, reference } = line.sample;
  return {
    ...line,
    tag: STATE_WORDS[line.state],
    about: `${KIND_WORDS[kind]} ${reference}`,
    aboutHref: `${PATHS[kind]}/${reference}`,
    waitsForWords: line.waitsFor === null ? 'Nobody' : WAITS_WORDS[line.waitsFor],
  };
}

export function findingsPage(lines: readonly FindingLine[], over: boolean, mayOpen: boolean): object {
  const downloads = downloadsOf('/findings', over ? { over: 'yes' } : {});
  return { title: 'Findings', over, mayOpen, lines: lines.map(shown), downloads };
}

export function findingsList(lines: readonly FindingLine[]): SheetToWrite {
  return {
    name: 'Findings',
    headings: ['Reference', 'State', 'About', 'URN', 'School', 'Opened', 'Next', 'By'],
    rows: lines
      .map(shown)
      .map((line) => [
        ...[line.reference, line.tag, line.about, line.school?.urn ?? '', line.school?.name ?? ''],
        ...[localDateOf(line.openedAt), line.waitsForWords, line.dueOn ?? ''],
      ]),
  };
}

export function findingPage(finding: FindingView, mayFollow: boolean): object {
  return { ...finding, ...shown(finding), title: `Finding ${finding.reference}`, mayFollow };
}
