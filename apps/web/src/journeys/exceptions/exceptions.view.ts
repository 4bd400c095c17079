import type { LateInformation, Unreviewed } from '@app/assurance';
import type { ExceptionKind, ExceptionLine } from '@app/brokerage';
import type { LateQuestion } from '@app/network';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';
import { dateInWords, momentInWords } from '../../layout/words.js';
import { pairingHref } from '../light-pairings/light-words.js';
import { followedLink } from '../needs/need.view.js';
import { CLOCK_WORDS, withoutHead } from '../pairings/pairing-words.js';

/** Of other rooms, on the same page: emergency access that nobody reviewed in time (C-18), questions without an answer (C-16),
 * information requests past their day (C-22). */
export type ShownLine =
  | ExceptionLine
  | (Unreviewed & { readonly kind: 'unreviewed' })
  | (LateQuestion & { readonly kind: 'question_late' })
  | (LateInformation & { readonly kind: 'information_late' });
type ShownKind = ExceptionKind | 'unreviewed' | 'question_late' | 'information_late';

export const KIND_WORDS: Readonly<Record<ShownKind, string>> = {
  need_kept_waiting: 'A need without owner or next date, or past it',
  covered: 'A need that somebody covers',
  handover_late: 'A handover that is late',
  overdue: 'A deadline that went by',
  work_waits: 'Work that nobody looked at again in its time',
  no_visit: 'A pairing without a visit in its time',
  overridden: 'A choice that was not first, or beyond what a broker decides alone',
  no_head: 'Work of a school without a head in post',
  school_closed: 'Work of a school that has closed',
  no_link: 'A school with no current link',
  unreviewed: 'An emergency access that nobody reviewed',
  question_late: 'A question without an answer',
  information_late: 'An information request past its day',
};

const CLOCKS: Readonly<Record<string, string>> = {
  ...CLOCK_WORDS,
  'C-4': 'Answer of the school that was asked',
  'C-5': 'Decision while days are held',
  'C-8': 'Record of a visit',
  'C-9': 'Reply to the record of a visit',
  'C-12.approved': 'Approval of help from outside',
  'C-12.awarded': 'Award of help from outside',
};
const PER_PAGE = 25;
const ANSWERS = {
  waits: 'It waits for the chair.',
  approved: 'The chair approved it.',
  not_approved: 'The chair did not approve it.',
  not_needed: 'It is within what a broker decides alone.',
};

export interface ShownException {
  readonly kind: ShownKind;
  readonly kindWords: string;
  readonly about: string;
  /** Null where this reader has no page of it. */
  readonly href: string | null;
  readonly sentence: string;
  /** ISO day that it is about; empty where there is none. */
  readonly day: string;
}

export function shown(line: ShownLine): ShownException {
  const base = { kind: line.kind, kindWords: KIND_WORDS[line.kind] };
  switch (line.kind) {
    case 'need_kept_waiting':
      return {
        ...{ ...base, about: `${line.need}, ${line.school}`, href: `/needs/${line.need}` },
        ...{ sentence: waiting(line.owner, line.nextDate), day: line.nextDate ?? '' },
      };
    case 'covered':
      return {
        ...{ ...base, about: `${line.need}, ${line.school}`, href: `/needs/${line.need}` },
        sentence: `${line.owner} asked no school in time, or has no day for it (C-2). ${line.cover} covers since ${dateInWords(line.since)}.`,
        day: line.since,
      };
    case 'handover_late':
      return {
        ...{ ...base, about: line.broker, href: '/needs', day: line.handOverBy ?? line.endsOn ?? '' },
        sentence: `${String(line.alive)} with them, and the post ends${line.endsOn === null ? '' : ` on ${dateInWords(line.endsOn)}`}: it was to be handed over before (C-17).`,
      };
    case 'overdue':
    case 'no_visit': {
      const what = `${CLOCKS[line.clock] ?? 'What it waits for'} was due on ${dateInWords(line.dueOn)} (${line.clock}).${missed(line.missedOn)}`;
      const path = line.pairing === null ? `/needs/${line.need ?? ''}` : pairingHref(line.pairing);
      return { ...base, about: line.pairing ?? line.need ?? '', href: path, sentence: what, day: line.dueOn };
    }
    case 'work_waits':
      return {
        ...{ ...base, about: line.reference, href: pairingHref(line.reference), day: line.dueOn ?? '' },
        sentence: stillWaits(line),
      };
    case 'overridden':
      return {
        ...{ ...base, about: `${line.decision} for ${line.need}`, href: `/proposals/${line.proposal}` },
        sentence: `${line.by} decided on ${momentInWords(line.madeAt)}${line.notFirst ? ' for a school that was not first' : ''}. ${ANSWERS[line.answer]}`,
        day: line.madeAt.toISOString().slice(0, 10),
      };
    case 'unreviewed':
      return {
        ...{ ...base, about: `${line.reference}, ${line.school}`, href: `/break-glass/${line.reference}` },
        sentence: `Its review was due on ${dateInWords(line.dueOn)} (C-18). It still waits for a Board member.`,
        day: line.dueOn,
      };
    case 'no_head':
      return {
        ...{ ...base, about: `${line.pairing}, ${line.school}`, href: pairingHref(line.pairing) },
        ...{ sentence: withoutHead(line), day: line.since ?? '' },
      };
    case 'school_closed': {
      const href = line.reference.startsWith('N-') ? `/needs/${line.reference}` : pairingHref(line.reference);
      return {
        ...{ ...base, about: `${line.reference}, ${line.school}`, href, day: '' },
        sentence: 'The register says that this school has closed. Nothing was ended: somebody has to.',
      };
    }
    case 'no_link':
      return {
        ...{ ...base, about: line.school, href: `/schools/${line.urn}`, day: '' },
        sentence: 'It neither supports a school nor is supported today.',
      };
    case 'information_late':
      return {
        ...{ ...base, about: line.reference, href: line.mayRead ? `/foi/${line.reference}` : null },
        sentence: `Its answer was due on ${dateInWords(line.dueOn)} (C-22), twenty working days after it came. It still waits.`,
        day: line.dueOn,
      };
    case 'question_late':
      return {
        ...{ ...base, about: line.reference, href: `/practice/${line.reference}`, day: line.dueOn },
        sentence:
          line.to === null
            ? 'Nobody answered it, and there was nobody to put it to by name (C-16).'
            : `Nobody answered it, so it was put to ${line.to}, who was to answer by ${dateInWords(line.dueOn)} (C-16).`,
      };
  }
}

function stillWaits({ what, dueOn }: Extract<ShownLine, { readonly kind: 'work_waits' }>): string {
  if (dueOn === null) return 'It has no next date.';
  return what === 'words'
    ? `Its schools were to say what changed by ${dateInWords(dueOn)} (C-14). Not all of them have.`
    : `It was to be looked at again by ${dateInWords(dueOn)}. It still waits.`;
}

/** A clock ends without what it waited for when somebody else has to look at it, or when nothing can come any more. */
function missed(missedOn: string | null): string {
  return missedOn === null ? ' It still waits.' : ` It counts as missed since ${dateInWords(missedOn)}.`;
}

function waiting(owner: string | null, nextDate: string | null): string {
  const by = owner === null ? 'Nobody owns it.' : `${owner} owns it.`;
  return nextDate === null
    ? `${by} It has no next date.`
    : `${by} Its next date was ${dateInWords(nextDate)}.`;
}

export function exceptionsView(
  all: readonly ShownLine[],
  checkedAt: Date,
  kind: string | undefined,
  page: number,
): object {
  const found = ofKind(all, kind);
  const filter = kind === undefined ? {} : { kind };
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const at = Math.min(page, pages);
  const count = (each: string): number => all.filter((line) => line.kind === each).length;
  const kinds = Object.entries(KIND_WORDS);
  const items = kinds.map(([value, text]) => ({
    value,
    text: `${text} (${String(count(value))})`,
    selected: value === kind,
  }));
  return {
    ...{ title: 'Exceptions', checkedAt, total: found.length, downloads: downloadsOf('/exceptions', filter) },
    kinds: [{ value: '', text: `All kinds (${String(all.length)})`, selected: kind === undefined }, ...items],
    lines: found
      .slice((at - 1) * PER_PAGE, at * PER_PAGE)
      .map((line) => ({ ...shown(line), after: 'followed' in line ? followedLink(line.followed) : null })),
    pager: pager('/exceptions', filter, at, pages),
  };
}

export function ofKind(all: readonly ShownLine[], kind: string | undefined): readonly ShownLine[] {
  return kind === undefined ? all : all.filter((line) => line.kind === kind);
}

export function exceptionsList(lines: readonly ShownLine[]): SheetToWrite {
  return {
    name: 'Exceptions',
    headings: ['Kind', 'About', 'What', 'Day'],
    rows: lines.map(shown).map(({ kind, about, sentence, day }) => [kind, about, sentence, day]),
  };
}
