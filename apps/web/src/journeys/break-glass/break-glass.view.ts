import {
  OPENED_KINDS,
  OPENING_PURPOSES,
  OPENING_VERDICTS,
  type OpenedKind,
  type OpenedRecordsView,
  type OpeningLine,
  type OpeningNow,
  type OpeningPurpose,
  type OpeningVerdict,
  type OpeningView,
} from '@app/assurance';
import type { SchoolUrn } from '@app/kernel';
import { NEED_STATE_WORDS } from '@app/profiles';
import type { SheetToWrite, Themes } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';
import { momentInWords } from '../../layout/words.js';
import { PAIRING_TAGS } from '../pairings/pairing-words.js';

export const KIND_WORDS: Readonly<Record<OpenedKind, string>> = {
  need_detail: 'What the school asked for, in its own words',
  declaration_needs: 'What the school declared it needs, and why',
  pairing: 'Which schools it works with',
};
export const PURPOSE_WORDS: Readonly<Record<OpeningPurpose, string>> = {
  complaint: 'A complaint is looked into',
  legal_duty: 'The law requires it',
  serious_concern: 'A serious concern about the school or the service',
  wrong_record: 'A record is wrong or broken and must be put right',
  nobody_left: 'Nobody who may read it is there to act',
};
const VERDICT_WORDS: Readonly<Record<OpeningVerdict, string>> = {
  in_order: 'It was in order',
  not_in_order: 'It was not in order',
};
const NOW_WORDS: Readonly<Record<OpeningNow, string>> = {
  asked: 'Waits for a chair',
  open: 'Open now',
  refused: 'Refused',
  withdrawn: 'Taken back',
  over: 'Over',
};
const TAGS: Readonly<Record<OpeningNow, string>> = {
  asked: 'govuk-tag--yellow',
  open: 'govuk-tag--red',
  refused: 'govuk-tag--grey',
  withdrawn: 'govuk-tag--grey',
  over: 'govuk-tag--grey',
};
const PER_PAGE = 25;

const choices = <Word extends string>(words: readonly Word[], said: Readonly<Record<Word, string>>) =>
  words.map((value) => ({ value, text: said[value] }));

function shown(line: OpeningLine) {
  return {
    ...line,
    href: `/break-glass/${line.reference}`,
    kindWords: KIND_WORDS[line.kind],
    purposeWords: PURPOSE_WORDS[line.purpose],
    verdictWords: line.verdict === null ? null : VERDICT_WORDS[line.verdict],
    tag: { text: NOW_WORDS[line.now], classes: TAGS[line.now] },
    next: nextOf(line),
  };
}

function nextOf(line: OpeningLine): string {
  if (line.now === 'asked') return 'A chair with no interest in the school answers.';
  if (line.now === 'open' && line.endsAt !== null)
    return `It closes by itself on ${momentInWords(line.endsAt)}.`;
  if (line.now === 'over' && line.verdict === null)
    return 'A Board member who neither asked nor approved reviews it.';
  return '';
}

export function openingsPage(lines: readonly OpeningLine[], page: number, mayAsk: boolean): object {
  const pages = Math.max(1, Math.ceil(lines.length / PER_PAGE));
  const at = Math.min(page, pages);
  return {
    ...{ title: 'Emergency access', mayAsk, total: lines.length },
    lines: lines.slice((at - 1) * PER_PAGE, at * PER_PAGE).map(shown),
    downloads: downloadsOf('/break-glass', {}),
    pager: pager('/break-glass', {}, at, pages),
  };
}

export function openingsList(lines: readonly OpeningLine[]): SheetToWrite {
  const at = (moment: Date | null): string => (moment === null ? '' : momentInWords(moment));
  return {
    name: 'Emergency access',
    headings: [
      ...['Reference', 'URN', 'School', 'Record', 'What it was for', 'In their words', 'Minutes', 'State'],
      ...['Asked by', 'Asked', 'Answered by', 'Answered', 'Ended', 'Reviewed by', 'Reviewed', 'Review'],
      ...['Review in words', 'Review by'],
    ],
    rows: lines
      .map(shown)
      .map((line) => [
        ...[line.reference, line.school.urn, line.school.name, line.kindWords, line.purposeWords, line.words],
        ...[String(line.minutes), line.tag.text, line.askedBy, at(line.askedAt), line.answeredBy ?? ''],
        ...[at(line.answeredAt), at(line.endedAt), line.reviewedBy ?? '', at(line.reviewedAt)],
        ...[line.verdictWords ?? '', line.reviewWords ?? '', line.reviewBy ?? ''],
      ]),
  };
}

export function askPage(schools: ReadonlyMap<SchoolUrn, string>): object {
  const named = [...schools].sort(([, a], [, b]) => a.localeCompare(b, 'en-GB'));
  return {
    title: 'Ask for emergency access',
    schools: [
      { value: '', text: 'Choose a school' },
      ...named.map(([value, text]) => ({ value, text: `${text} (${value})` })),
    ],
    kinds: choices(OPENED_KINDS, KIND_WORDS),
    purposes: choices(OPENING_PURPOSES, PURPOSE_WORDS),
  };
}

export function openingPage(opening: OpeningView): object {
  return {
    ...{ ...opening, ...shown(opening), title: `Emergency access ${opening.reference}` },
    verdicts: choices(OPENING_VERDICTS, VERDICT_WORDS),
  };
}

export function recordsPage(read: OpenedRecordsView, themes: Themes): object {
  const { opening, needs, declarations, pairings } = read;
  const URGENCY: Readonly<Record<string, string>> = {
    watch: 'to keep an eye on',
    this_year: 'this year',
    now: 'now',
  };
  return {
    ...{ opening: shown(opening), title: `${opening.school.name}: ${KIND_WORDS[opening.kind]}` },
    needs: needs.map((need) => ({
      ...need,
      themeName: themes.nameOf(need.theme),
      stateWords: NEED_STATE_WORDS[need.state],
    })),
    declarations: declarations.map((each) => ({
      ...each,
      needs: each.needs.map(({ theme, urgency, reason }) => ({
        ...{ themeName: themes.nameOf(theme), when: URGENCY[urgency] ?? urgency, reason },
      })),
    })),
    pairings: pairings.map((each) => ({
      ...each,
      stateWords: (PAIRING_TAGS as Readonly<Record<string, string>>)[each.state] ?? each.state,
    })),
    empty: needs.length + declarations.length + pairings.length === 0,
  };
}
