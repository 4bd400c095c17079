import type {
  BrokenLock,
  ChangedNeed,
  ComparedPlan,
  PlanComparison,
  PlannedPartner,
  ReadApart,
  RunSummary,
} from '@app/brokerage';
import { halfTermInWords } from '../needs/need-words.js';
import { proofInWords } from '../runs/run-words.js';
import { countInWords, halfDaysInWords, pointsInWords } from '../../layout/words.js';
import { changeLine, type ChangeLine } from './need.view.js';
import { runInWords } from './plan-words.js';
import { nameOf } from './plan.view.js';

export interface ComparePage {
  readonly title: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly a: SideView;
  readonly b: SideView;
  readonly sums: readonly { readonly name: string; readonly a: string; readonly b: string }[];
  readonly read: readonly string[];
  readonly warnings: readonly string[];
  readonly changes: readonly (ChangeLine & { readonly means: string })[];
  readonly runs: readonly { readonly value: string; readonly text: string }[];
}

export interface SideView {
  readonly reference: string;
  readonly href: string;
  readonly what: string;
  readonly proof: string;
}

export function comparePage(found: PlanComparison, runs: readonly RunSummary[]): ComparePage {
  const { a, b, changed } = found;
  return {
    title: `${a.run.reference} and ${b.run.reference} side by side`,
    back: { href: '/plan', text: 'Back to the plan' },
    ...{ a: sideView(a), b: sideView(b), sums: sumsOf(a, b) },
    read: readInWords(found.read, a.run.reference, b.run.reference),
    warnings: [
      ...a.brokenLocks.map((each) => brokenInWords(a, each)),
      ...b.brokenLocks.map((each) => brokenInWords(b, each)),
    ],
    changes: [...changed].sort(byMeaning).map((need) => ({ ...changeLine(need), means: meaning(need) })),
    runs: runChoices(runs),
  };
}

/** Runs that have a plan of all open needs, real or supposed. */
export function runChoices(runs: readonly RunSummary[]): ComparePage['runs'] {
  return runs
    .filter(
      ({ kind, state }) => kind !== 'single_need' && ['complete', 'infeasible', 'published'].includes(state),
    )
    .map((run) => ({ value: run.reference, text: runInWords(run) }));
}

function sideView({ run, proof }: ComparedPlan): SideView {
  return {
    ...{ reference: run.reference, href: `/runs/${run.reference}`, what: runInWords(run) },
    proof: proof === null ? 'Nobody was planned.' : proofInWords(proof),
  };
}

function sumsOf({ totals: a }: ComparedPlan, { totals: b }: ComparedPlan): ComparePage['sums'] {
  return [
    { name: 'Needs', a: String(a.needs), b: String(b.needs) },
    { name: 'Placed', a: String(a.placed), b: String(b.placed) },
    { name: 'Not placed', a: String(a.needs - a.placed), b: String(b.needs - b.placed) },
    { name: 'Pairs', a: String(a.partners), b: String(b.partners) },
    { name: 'Points of all pairs together', a: pointsInWords(a.points), b: pointsInWords(b.points) },
    { name: 'Days used', a: halfDaysInWords(a.halfDays), b: halfDaysInWords(b.halfDays) },
  ];
}

function readInWords({ marks, groups, days, needs, otherwise }: ReadApart, a: string, b: string): string[] {
  const runOf = (only: 'a' | 'b'): string => (only === 'a' ? a : b);
  return [
    ...marks.map(
      ({ kind, need, name, only }) =>
        `${name} is ${kind === 'lock' ? 'locked to' : 'kept from'} ${nameOf(need)} in ${runOf(only)} alone.`,
    ),
    ...groups.map(
      ({ need, schools, only }) =>
        `${nameOf(need)} is to have one of ${groupInWords(schools)} in ${runOf(only)} alone.`,
    ),
    ...days.map(
      (each) =>
        `${each.name} has ${halfDaysInWords(each.a)} free in ${halfTermInWords(each.halfTerm)} in ${a}, and ${halfDaysInWords(each.b)} in ${b}.`,
    ),
    ...needs.map((need) => `${nameOf(need)} was looked at in ${runOf(need.only)} alone.`),
    ...(otherwise
      ? [
          'They also differ in other things that were read: offers, schools, what was asked or promised, the policy or the day.',
        ]
      : []),
  ];
}

/** More than anybody reads in one sentence are counted. */
const MOST_NAMED = 5;

function groupInWords(schools: ReadApart['groups'][number]['schools']): string {
  if (schools.length > MOST_NAMED) return countInWords(schools.length, 'school', 'schools');
  return schools.map(({ name }) => name).join(', ');
}

function brokenInWords({ run }: ComparedPlan, { name, need, because }: BrokenLock): string {
  return `In ${run.reference} nobody was planned: ${name} is locked to ${nameOf(need)}. ${because}`;
}

/** Who loses a partner first, then who gains one, then whose points change most. */
function byMeaning(one: ChangedNeed, other: ChangedNeed): number {
  const more = (need: ChangedNeed): number => need.after.length - need.before.length;
  const rank = (need: ChangedNeed): number => (more(need) < 0 ? 0 : more(need) > 0 ? 1 : 2);
  return rank(one) - rank(other) || pointsApart(one) - pointsApart(other);
}

function meaning(need: ChangedNeed): string {
  const more = need.after.length - need.before.length;
  const apart = pointsApart(need);
  if (more < 0) return 'Loses a partner';
  if (more > 0) return 'Gains a partner';
  if (apart === 0) return 'Another partner, as many points';
  return `${apart < 0 ? 'Loses' : 'Gains'} ${pointsInWords(Math.abs(apart))} points`;
}

function pointsApart({ before, after }: ChangedNeed): number {
  const sum = (partners: readonly PlannedPartner[]): number =>
    partners.reduce((all, { points }) => all + points, 0);
  return sum(after) - sum(before);
}
