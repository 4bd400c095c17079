import type { CandidateView, NeedCandidatesView, RefusedView } from '@app/brokerage';
import type { SchoolUrn } from '@app/kernel';
import { sayCondition, sayHold, type Names } from '@app/matching';
import type { NeedDetail, NeedSummary } from '@app/profiles';
import { countInWords, dateInWords, dayInWords, halfDaysInWords, pointsInWords } from '../../layout/words.js';
import { APPROACH_WORDS, halfTermInWords, MODE_WORDS, SOON_WORDS, STATE_TAGS } from '../needs/need-words.js';
import { notListedInWords } from './candidate-words.js';
import { partsFigure, type PartsFigure } from './parts-figure.js';

/** What every page about one need's candidates reads. */
export interface CandidatesWorld {
  readonly need: NeedSummary;
  /** Null for who may not read the request in full. */
  readonly detail: NeedDetail | null;
  readonly seen: NeedCandidatesView;
  readonly names: Names;
}

export interface Heading {
  readonly title: string;
  readonly reference: string;
  readonly here: string;
  readonly tags: readonly string[];
  readonly facts: readonly string[];
}

/** The school first: it is whose need this is. */
export function headingOf({ need, detail, names }: CandidatesWorld): Heading {
  return {
    title: `${names.school(need.urn)}: ${names.theme(need.primaryTheme)}`,
    reference: need.reference,
    here: `/needs/${need.reference}/candidates`,
    tags: [STATE_TAGS[need.state], SOON_WORDS[need.priority]],
    facts: [`Asked for on ${dayInWords(need.raisedAt)}`, ...(detail ? wantedIn(detail, names) : [])],
  };
}

function wantedIn(detail: NeedDetail, names: Names): string[] {
  const { approach, modes, windowFrom, windowTo, halfDaysWanted } = detail;
  const named = (approach?.urns ?? []).map((urn) => names.school(urn)).join(', ');
  const asked =
    approach === null ? 'not said yet' : `${APPROACH_WORDS[approach.kind].toLowerCase()} ${named}`;
  return [
    `Wants ${halfDaysInWords(halfDaysWanted)} in each half-term`,
    modes.map((mode) => MODE_WORDS[mode]).join(' or '),
    windowFrom === windowTo
      ? halfTermInWords(windowFrom)
      : `${halfTermInWords(windowFrom)} to ${halfTermInWords(windowTo)}`,
    `May be asked: ${asked.trim()}`,
  ];
}

export interface CandidateCard {
  /** Null for who must wait for something to be recorded. */
  readonly place: number | null;
  readonly name: string;
  readonly href: string;
  readonly points: string;
  readonly facts: readonly string[];
  readonly tags: readonly string[];
  readonly notes: readonly string[];
  readonly figure: PartsFigure;
}

export interface CandidatesPage extends Heading {
  readonly run: {
    readonly reference: string;
    readonly href: string;
    readonly day: string;
    readonly policy: number;
  } | null;
  readonly cards: readonly CandidateCard[];
  /** How many candidates there are beyond those shown. */
  readonly more: number;
  readonly notListed: { readonly count: string; readonly reasons: readonly string[] };
  readonly mayStart: boolean;
}

/** So many are read through; the rest is one link away. */
const FIRST_SHOWN = 8;

export function candidatesPage(
  world: CandidatesWorld,
  { all, mayStart }: { readonly all: boolean; readonly mayStart: boolean },
): CandidatesPage {
  const { run, candidates, refused } = world.seen;
  const shown = all ? candidates : candidates.slice(0, FIRST_SHOWN);
  return {
    ...headingOf(world),
    run: run && {
      reference: run.reference,
      href: `/runs/${run.reference}`,
      day: dateInWords(run.requestedAt),
      policy: run.policyNumber,
    },
    cards: shown.map((candidate) => cardOf(candidate, world)),
    more: candidates.length - shown.length,
    notListed: { count: countInWords(refused.length, 'school', 'schools'), reasons: reasonsOf(refused) },
    mayStart,
  };
}

function cardOf(candidate: CandidateView, { need, names, seen }: CandidatesWorld): CandidateCard {
  const { urn, name, holds, conditions, askMe, freeHalfDays, mayNotPropose } = candidate;
  const said = holds.map((hold) => `${sayHold(hold)}.`);
  const between = { supporter: urn, asker: need.urn };
  const clear = holds.length === 0 && conditions.length === 0 && seen.run !== null;
  return {
    place: holds.length > 0 ? null : candidate.place,
    name,
    href: `/schools/${urn}`,
    points: `${pointsInWords(candidate.points)} of 100`,
    facts: [
      askMe ? 'Asks to be asked for days' : `${halfDaysInWords(freeHalfDays)} free`,
      ...(clear ? [`No conflict found on ${dayInWords(seen.run.requestedAt)}`] : []),
    ],
    tags: [
      ...(candidate.planned ? ['In the plan of this run'] : []),
      ...(candidate.wished ? ['The school would like to work with it'] : []),
    ],
    notes: [
      ...said,
      ...conditions.map((condition) => `${sayCondition(condition, names, between)}.`),
      ...(mayNotPropose !== null && !said.includes(mayNotPropose) ? [mayNotPropose] : []),
    ],
    figure: partsFigure(candidate.parts, name, `parts-${urn}`),
  };
}

/** Each school once, under the first rule that stands in its way; the commonest first. */
function reasonsOf(refused: readonly RefusedView[]): string[] {
  const counts = new Map<RefusedView['because'][number]['code'], number>();
  for (const { because } of refused) {
    const [first] = because;
    if (first) counts.set(first.code, (counts.get(first.code) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([code, count]) => notListedInWords(code, count));
}

export interface NotListedPage extends Heading {
  readonly back: { readonly href: string; readonly text: string };
  readonly schools: readonly {
    readonly name: string;
    readonly href: string;
    readonly reasons: readonly string[];
  }[];
  readonly run: string | null;
}

export function notListedPage(world: CandidatesWorld): NotListedPage {
  const heading = headingOf(world);
  const link = (urn: SchoolUrn): string => `/schools/${urn}`;
  return {
    ...heading,
    title: `Not listed for ${heading.title}`,
    back: { href: heading.here, text: 'Back to who could help' },
    run: world.seen.run?.reference ?? null,
    schools: world.seen.refused.map(({ urn, name, because }) => ({
      ...{ name, href: link(urn) },
      reasons: because.map(({ sentence }) => sentence),
    })),
  };
}
