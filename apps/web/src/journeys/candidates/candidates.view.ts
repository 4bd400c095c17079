import type { CandidateView, NeedCandidatesView, TurnView, RefusedView, WhyNotView } from '@app/brokerage';
import type { SchoolUrn } from '@app/kernel';
import { sayCondition, sayHold, type Names } from '@app/matching';
import type { NeedDetail, NeedSummary } from '@app/profiles';
import { countInWords, dateInWords, dayInWords, halfDaysInWords, pointsInWords } from '../../layout/words.js';
import { APPROACH_WORDS, halfTermInWords, MODE_WORDS, SOON_WORDS, STATE_TAGS } from '../needs/need-words.js';
import { notListedInWords } from './candidate-words.js';
import { partsFigure, type PartsFigure } from './parts-figure.js';
import { nextInWords, nobodyInWords } from './why-not.view.js';

/** What every page about one need's candidates reads. */
export interface CandidatesWorld {
  readonly need: NeedSummary;
  /** Null for who may not read the request in full. */
  readonly detail: NeedDetail | null;
  readonly seen: NeedCandidatesView;
  /** Why each of the next ones is not first; only its own page says it. */
  readonly next?: readonly WhyNotView[];
  readonly names: Names;
  /** What the brokers and advisers made of it together; advice. */
  readonly meeting: (TurnView & { readonly meeting: string }) | null;
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
  readonly back: { readonly href: string; readonly text: string };
  readonly cards: readonly CandidateCard[];
  /** Those after the first, folded away in the same page. */
  readonly more: readonly CandidateCard[];
  /** What would make each of the next ones first. */
  readonly changes: readonly string[];
  /** Why the plan of the run leaves it without a (further) partner; empty where it does not. */
  readonly nobody: readonly string[];
  /** Where help from outside is drafted; null where a run finds somebody, or the reader drafts none. */
  readonly commissionHref: string | null;
  readonly notListed: { readonly count: string; readonly groups: readonly RefusedGroup[] };
  readonly mayStart: boolean;
}

/** Schools that one rule stands in the way of. */
export interface RefusedGroup {
  /** `2 have no free days`. */
  readonly reason: string;
  readonly schools: readonly { readonly name: string; readonly href: string }[];
}

/** So many are read through; the rest unfolds below them. */
const FIRST_SHOWN = 10;

export function candidatesPage(
  world: CandidatesWorld,
  { mayStart, mayCommission = false }: { readonly mayStart: boolean; readonly mayCommission?: boolean },
): CandidatesPage {
  const { run, candidates, refused, nobody } = world.seen;
  const { need } = world;
  const cards = candidates.map((candidate) => cardOf(candidate, world));
  const heading = headingOf(world);
  return {
    ...heading,
    back: { href: `/needs/${heading.reference}`, text: 'Back to the need' },
    run: run && {
      reference: run.reference,
      href: `/runs/${run.reference}`,
      day: dateInWords(run.requestedAt),
      policy: run.policyNumber,
    },
    cards: cards.slice(0, FIRST_SHOWN),
    more: cards.slice(FIRST_SHOWN),
    changes: nextInWords(world.next ?? []),
    nobody: nobody ? nobodyInWords(nobody) : [],
    commissionHref:
      nobody && mayCommission && need.state === 'open' ? `/commissions/new?need=${heading.reference}` : null,
    notListed: { count: countInWords(refused.length, 'school', 'schools'), groups: groupsOf(refused) },
    mayStart,
  };
}

function cardOf(candidate: CandidateView, { need, names, seen }: CandidatesWorld): CandidateCard {
  const { urn, name, holds, conditions, askMe, freeHalfDays, mayNotPropose, wordConfirmedAt } = candidate;
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
      ...(wordConfirmedAt ? [`What it declares was confirmed on ${dayInWords(wordConfirmedAt)}`] : []),
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
export function groupsOf(refused: readonly RefusedView[]): RefusedGroup[] {
  const held = new Map<RefusedView['because'][number]['code'], RefusedView[]>();
  for (const each of refused) {
    const [first] = each.because;
    if (first) held.set(first.code, [...(held.get(first.code) ?? []), each]);
  }
  return [...held]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([code, schools]) => ({
      reason: notListedInWords(code, schools.length),
      schools: schools.map(({ urn, name }) => ({ name, href: `/schools/${urn}` })),
    }));
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
