import { DaysTable, windowOf } from '../days-in-window.js';
import { textHash } from '../hash.js';
import { ContextMemory } from '../problem/context-memory.js';
import { packedOf, packProblem, type ScoringColumns } from '../problem/packed-problem.js';
import { packNeeds } from '../problem/pack-needs.js';
import { packOffers } from '../problem/pack-offers.js';
import { primaryPoints } from '../problem/pack-points.js';
import { conflictLists, daysByWindow, pointsOfSchools } from '../problem/pack-schools.js';
import { indexOf, needAndSchoolKeys, standings, weightOfNeed, weightsFor, type Problem } from '../problem.js';
import { SupporterLedger } from '../supporter-ledger.js';
import { ThemeAnswers, type KnownBefore } from '../theme-answers.js';
import type { ChangedRows, NextSnapshot } from './next-snapshot.js';

/** A problem with its columns. */
export interface Ground {
  readonly problem: Problem;
  readonly columns: ScoringColumns;
  /** Kept as long as weights and schools stay the same. */
  readonly context: ContextMemory | null;
}

export function groundOf(problem: Problem): Ground {
  const columns = packedOf(problem);
  return { problem, columns, context: ContextMemory.of(columns) };
}

type Is = (...kinds: readonly (keyof ChangedRows)[]) => boolean;

/** The problem of a snapshot that differs in few rows: what rests on none of them is taken from the one before. */
export function nextGround(before: Ground, { snapshot, changed }: NextSnapshot): Ground {
  const is: Is = (...kinds) =>
    kinds.some((kind) => changed[kind].gone.length + changed[kind].made.length > 0);
  const problem = nextProblem(before.problem, snapshot, is);
  const columns = nextColumns(before, problem, is);
  const isSame = columns.points.weights === before.columns.points.weights;
  return { problem, columns, context: isSame ? before.context : ContextMemory.of(columns) };
}

function nextProblem(before: Problem, snapshot: Problem['snapshot'], is: Is): Problem {
  const { schoolIndex } = before;
  const { needs, offers, policy, halfTerms, runDate } = snapshot;
  const needIndex = is('needs') ? indexOf(needs.map(({ id }) => id)) : before.needIndex;
  const schoolOf = (urn: string): number => schoolIndex.get(urn) ?? -1;
  const isNamed = is('needs');
  return {
    ...before,
    ...{ snapshot, needs, offers, needIndex },
    ...(isNamed ? needColumns(before, snapshot) : {}),
    ...(is('offers')
      ? {
          offerIndex: indexOf(offers.map(({ id }) => id)),
          offerSchool: Int32Array.from(offers, ({ school }) => schoolOf(school)),
          offerHash: Uint32Array.from(
            offers,
            ({ id }) => before.offerHash[before.offerIndex.get(id) ?? -1] ?? textHash(id),
          ),
          themes: new ThemeAnswers(snapshot.themes, offers, policy, runDate, {
            answers: before.themes,
            ...offersBefore(before, offers),
          }),
        }
      : {}),
    ...(is('days') ? { days: new DaysTable(snapshot.days, schoolIndex, halfTerms) } : {}),
    ...(is('offers', 'commitments', 'soundings')
      ? { supporters: new SupporterLedger(snapshot, schoolIndex) }
      : {}),
    ...(is('conflicts') ? { conflicts: standings(snapshot, schoolOf) } : {}),
    ...(isNamed || is('declines')
      ? { declined: needAndSchoolKeys(snapshot.declines, needIndex, schoolIndex) }
      : {}),
    ...(isNamed || is('vetoes')
      ? { vetoed: needAndSchoolKeys(snapshot.vetoes, needIndex, schoolIndex) }
      : {}),
  };
}

function needColumns(
  before: Problem,
  snapshot: Problem['snapshot'],
): Pick<Problem, 'needSchool' | 'needHash' | 'needWeight' | 'windows' | 'weights'> {
  const { needs, halfTerms, runDate, policy } = snapshot;
  const from = needs.map((need) => placeBefore(before.needs, before.needIndex, need));
  const was = <Value>(column: ArrayLike<Value>, at: number): Value | undefined => column[from[at] ?? -1];
  return {
    needSchool: Int32Array.from(needs, ({ school }) => before.schoolIndex.get(school) ?? -1),
    needHash: Uint32Array.from(needs, ({ id }, at) => was(before.needHash, at) ?? textHash(id)),
    needWeight: Float64Array.from(
      needs,
      (need, at) => was(before.needWeight, at) ?? weightOfNeed(need, snapshot),
    ),
    windows: needs.map((need, at) => was(before.windows, at) ?? windowOf(need, halfTerms, runDate)),
    weights: needs.map(({ primaryTheme }, at) => was(before.weights, at) ?? weightsFor(primaryTheme, policy)),
  };
}

/** Which offers are the very same rows as before. */
function offersBefore({ offers: before }: Problem, offers: Problem['offers']): KnownBefore {
  const runs: { from: number; to: number; many: number }[] = [];
  const fresh = new Set<number>();
  // Both lists stand in the order of their ids.
  let from = 0;
  for (let to = 0; to < offers.length; to += 1) {
    const id = offers[to]?.id ?? '';
    while (from < before.length && (before[from]?.id ?? '') < id) from += 1;
    if (before[from] !== offers[to]) {
      fresh.add(to);
      continue;
    }
    const last = runs[runs.length - 1];
    if (last && last.from + last.many === from && last.to + last.many === to) last.many += 1;
    else runs.push({ from, to, many: 1 });
  }
  return { runs, fresh };
}

/** Where the very same row stood before, or -1. */
function placeBefore<Id extends string, Row extends { readonly id: Id }>(
  rows: readonly Row[],
  index: ReadonlyMap<Id, number>,
  row: Row | undefined,
): number {
  const at = (row && index.get(row.id)) ?? -1;
  return at >= 0 && rows[at] === row ? at : -1;
}

function nextColumns({ problem: before, columns }: Ground, problem: Problem, is: Is): ScoringColumns {
  const sets = is('needs') ? [...new Set(problem.weights)] : null;
  const setsBefore = [...new Set(before.weights)];
  // Which sets of weights there are shapes most tables.
  if (sets && (sets.length !== setsBefore.length || sets.some((set, at) => set !== setsBefore[at])))
    return packProblem(problem);
  const places = new Map(setsBefore.map((set, at) => [set, at]));
  const { points, schools } = columns;
  const setOfNeed = sets
    ? Int32Array.from(problem.weights, (set) => places.get(set) ?? 0)
    : columns.needs.set;
  return {
    needs: is('needs', 'declines', 'vetoes') ? packNeeds(problem, setOfNeed) : columns.needs,
    offers: is('offers', 'commitments')
      ? packOffers(problem, { columns: columns.offers, ...offersBefore(before, problem.offers) })
      : columns.offers,
    points: is('offers')
      ? {
          ...points,
          fits: problem.themes.fits,
          primary: primaryPoints(problem, {
            ...{ primary: points.primary, offers: before.offers.length },
            ...offersBefore(before, problem.offers),
          }),
        }
      : points,
    schools: {
      ...schools,
      ...(is('needs', 'days') ? daysByWindow(problem) : {}),
      ...(is('conflicts') ? { conflicts: conflictLists(problem) } : {}),
      ...(is('commitments', 'soundings') ? pointsOfSchools(problem, setsBefore) : {}),
    },
  };
}
