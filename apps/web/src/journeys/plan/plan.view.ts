import type {
  CompetingNeeds,
  MarkView,
  NamedNeed,
  PlanNeed,
  PlannedPartner,
  TermPlanView,
} from '@app/brokerage';
import { listed, type HalfTermId } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { countInWords, halfDaysInWords, pointsInWords } from '../../layout/words.js';
import { STATE_TAGS } from '../needs/need-words.js';
import { proofInWords } from '../runs/run-words.js';
import { byInWords, runInWords, halfInWords, termInWords, termOf, type TermOfYear } from './plan-words.js';

interface LinkedNeed {
  readonly reference: string;
  readonly name: string;
  readonly href: string;
  /** Where it is open no more. */
  readonly state: string | null;
  /** Where somebody locks and bars for it; empty where they cannot. */
  readonly change: string;
}

/** A need and one partner that the plan gives it. */
export interface PlanLine extends LinkedNeed {
  readonly partner: string;
  readonly points: string;
  readonly locked: boolean;
  readonly days: readonly { readonly label: string; readonly text: string }[];
}

export interface UnplacedLine extends LinkedNeed {
  readonly because: string;
}

export interface MarkLine {
  readonly id: string;
  readonly did: string;
  readonly need: string;
  readonly reason: string;
  readonly by: string;
}

export interface PlanPage {
  readonly title: string;
  readonly downloads: ReturnType<typeof downloadsOf>;
  readonly run: { readonly reference: string; readonly href: string; readonly at: Date };
  readonly sums: readonly string[];
  readonly proof: string | null;
  readonly stale: string | null;
  readonly terms: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  readonly halves: readonly string[];
  readonly placed: readonly PlanLine[];
  readonly unplaced: readonly UnplacedLine[];
  readonly competing: readonly string[];
  readonly brokenLocks: readonly string[];
  readonly dropped: readonly string[];
  readonly marks: readonly MarkLine[];
  readonly leftOut: readonly { readonly text: string; readonly href: string }[];
  /** Each beside this plan. */
  readonly whatIfs: readonly { readonly text: string; readonly href: string }[];
  readonly mayMark: boolean;
  readonly mayStart: boolean;
  readonly done: string | null;
}

export interface PlanReader {
  readonly term: string | null;
  readonly mayMark: boolean;
  readonly mayStart: boolean;
  readonly done: string | undefined;
}

/** The plan of one term: a need stands in every term that its window reaches. */
export function planPage(plan: TermPlanView, { term, mayMark, mayStart, done }: PlanReader): PlanPage {
  const terms = termsOf(plan.needs);
  const shown = terms.find(({ key }) => key === term) ?? firstToDo(terms, plan.needs) ?? null;
  const inTerm = (halfTerm: HalfTermId): boolean => termOf(halfTerm).key === shown?.key;
  const needs = plan.needs.filter(({ halfTerms }) => shown === null || halfTerms.some(inTerm));
  const halves = plan.onOffer.map(({ halfTerm }) => halfTerm).filter(inTerm);
  const marks = plan.needs.flatMap((need) => need.marks.map((mark) => markLine(mark, need)));
  return {
    title: shown === null ? 'Plan' : `Plan for ${termInWords(shown)}`,
    downloads: downloadsOf('/plan', shown === null ? {} : { term: shown.key }),
    run: {
      ...{ reference: plan.run.reference, href: `/runs/${plan.run.reference}` },
      at: plan.run.finishedAt ?? plan.run.requestedAt,
    },
    sums: sumsOf(needs, plan, halves),
    proof: plan.proof && proofInWords(plan.proof),
    stale: staleInWords(plan),
    terms: terms.map((each) => ({
      ...{ text: capital(termInWords(each)), href: `/plan?term=${each.key}` },
      current: each.key === shown?.key,
    })),
    halves: halves.map(halfInWords),
    placed: needs.flatMap((need) => need.partners.map((partner) => planLine(need, partner, halves, mayMark))),
    unplaced: needs.flatMap((need) => (need.unmet === null ? [] : [unplacedLine(need, mayMark)])),
    competing: plan.competing.map(competingInWords),
    brokenLocks: plan.brokenLocks.map(
      ({ name, need, because }) => `${name} is locked to ${nameOf(need)}. ${because}`,
    ),
    dropped: plan.fewestDropped.map(
      ({ name, fewestPartners }) => `${name}, from ${countInWords(fewestPartners, 'partner', 'partners')}`,
    ),
    marks,
    leftOut: plan.leftOut.map((need) => ({ text: nameOf(need), href: `/needs/${need.reference}` })),
    whatIfs: plan.whatIfs.map((run) => ({
      text: runInWords(run),
      href: `/plan/compare?a=${plan.run.reference}&b=${run.reference}`,
    })),
    ...{ mayMark, mayStart, done: doneInWords(done, plan) },
  };
}

/** What the page says of each need: with its partners, or why it has none. */
export function planList(plan: TermPlanView, term: string | null): SheetToWrite {
  const nothing = { mayMark: false, mayStart: false, done: undefined };
  const { halves, placed, unplaced } = planPage(plan, { term, ...nothing });
  return {
    name: 'Plan',
    headings: ['Need', 'Of', 'State', 'Partner', 'Points of 100', 'Locked', ...halves, 'Why not placed'],
    rows: [
      ...placed.map(({ reference, name, state, partner, points, locked, days }) => [
        ...[reference, name, state ?? '', partner, points, locked ? 'yes' : 'no'],
        ...[...days.map(({ text }) => text), ''],
      ]),
      ...unplaced.map(({ reference, name, state, because }) => [
        ...[reference, name, state ?? '', '', '', '', ...halves.map(() => ''), because],
      ]),
    ],
  };
}

export function nameOf({ school, theme }: Pick<NamedNeed, 'school' | 'theme'>): string {
  return `${school}: ${theme}`;
}

function termsOf(needs: readonly PlanNeed[]): TermOfYear[] {
  const halfTerms = [...new Set(needs.flatMap((need) => need.halfTerms))].sort();
  return [...new Map(halfTerms.map((each) => [termOf(each).key, termOf(each)])).values()];
}

/** The first term with a need that is still open. */
function firstToDo(terms: readonly TermOfYear[], needs: readonly PlanNeed[]): TermOfYear | undefined {
  const open = needs.filter(({ state }) => state === 'open').flatMap(({ halfTerms }) => halfTerms);
  const keys = new Set(open.map((halfTerm) => termOf(halfTerm).key));
  return terms.find(({ key }) => keys.has(key)) ?? terms[0];
}

function sumsOf(needs: readonly PlanNeed[], plan: TermPlanView, halves: readonly HalfTermId[]): string[] {
  const placed = needs.filter(({ partners }) => partners.length > 0).length;
  const days = needs.flatMap(({ partners }) => partners.flatMap((each) => each.days));
  const used = sum(days.filter(({ halfTerm }) => halves.includes(halfTerm)));
  const onOffer = sum(plan.onOffer.filter(({ halfTerm }) => halves.includes(halfTerm)));
  return [
    `${countInWords(needs.length, 'need', 'needs')}: ${String(placed)} placed, ${String(needs.length - placed)} not placed`,
    `${halfDaysInWords(used)} used of ${halfDaysInWords(onOffer)} on offer`,
  ];
}

function sum(days: readonly { readonly halfDays: number }[]): number {
  return days.reduce((all, { halfDays }) => all + halfDays, 0);
}

function planLine(
  need: PlanNeed,
  { name, points, locked, days }: PlannedPartner,
  halves: readonly HalfTermId[],
  mayMark: boolean,
): PlanLine {
  return {
    ...linked(need, mayMark),
    ...{ partner: name, points: pointsInWords(points), locked },
    days: halves.map((halfTerm) => {
      const found = days.find((each) => each.halfTerm === halfTerm);
      const asked = found?.halfDays === 0 && found.askMe;
      return {
        label: halfInWords(halfTerm),
        text: !found ? 'None asked' : asked ? 'To be asked' : halfDaysInWords(found.halfDays),
      };
    }),
  };
}

function unplacedLine(need: PlanNeed, mayMark: boolean): UnplacedLine {
  const { unmet, partners } = need;
  const some =
    partners.length > 0 ? `Wants ${countInWords(unmet?.missing, 'partner', 'partners')} more. ` : '';
  return { ...linked(need, mayMark), because: `${some}${unmet?.because ?? ''}` };
}

function linked(need: PlanNeed, mayMark: boolean): LinkedNeed {
  const { reference, state, listed: choices } = need;
  return {
    ...{ reference, name: nameOf(need), href: `/needs/${reference}/candidates` },
    state: state === null || state === 'open' ? null : STATE_TAGS[state],
    change: mayMark && state === 'open' && choices > 0 ? `/plan/${reference}` : '',
  };
}

function competingInWords({ needs, others, supporters, wanted, places }: CompetingNeeds): string {
  const names = [
    ...needs.map(nameOf),
    ...(others > 0 ? [countInWords(others, 'need of another school', 'needs of other schools')] : []),
  ];
  const schools = supporters.map(({ name }) => name);
  const have = schools.length === 1 ? 'has' : 'have together';
  return `${listed(schools)} ${have} room for ${String(places)} of the ${countInWords(wanted, 'partner', 'partners')} wanted by ${listed(names)}.`;
}

export function markLine(mark: MarkView, need: NamedNeed): MarkLine {
  const { id, kind, name, reason } = mark;
  const did =
    kind === 'group'
      ? `${groupInWords(mark)} is to support`
      : `${name} is ${kind === 'lock' ? 'locked to' : 'barred from'}`;
  return { id, did, need: nameOf(need), reason, by: byInWords(mark) };
}

function groupInWords({ group, name }: Pick<MarkView, 'group' | 'name'>): string {
  if (group === 'special') return 'A special school';
  return group === 'alternative_provision' ? 'Alternative provision' : name;
}

export function staleInWords({ marksChanged, leftOut }: TermPlanView): string | null {
  const said = [
    ...(marksChanged > 0
      ? [`${countInWords(marksChanged, 'lock, bar or group', 'locks, bars or groups')} changed`]
      : []),
    ...(leftOut.length > 0
      ? [`${countInWords(leftOut.length, 'open need', 'open needs')} not looked at`]
      : []),
  ];
  return said.length === 0 ? null : `Since this plan was made: ${said.join(', ')}.`;
}

/** From what is stored: an address alone can claim nothing. */
function doneInWords(done: string | undefined, { needs, marksChanged }: TermPlanView): string | null {
  if (done === 'lifted') return marksChanged > 0 ? 'Lifted. The next run is free of it.' : null;
  const marks = needs.flatMap((need) => need.marks.map((mark) => ({ mark, need })));
  const [last] = marks
    .filter(({ mark }) => mark.kind === done)
    .sort((a, b) => b.mark.at.getTime() - a.mark.at.getTime());
  if (!last) return null;
  const { did, need } = markLine(last.mark, last.need);
  return `${did} ${need}. The next run plans around it.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
