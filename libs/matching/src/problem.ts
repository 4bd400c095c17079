import { daysBetween, type NeedId, type OfferId, type SchoolUrn } from '@app/kernel';
import { ContextRanks } from './context/context-ranks.js';
import { DaysTable, windowOf, type Window } from './days-in-window.js';
import { textHash } from './hash.js';
import type { Policy, Weights } from './policy.js';
import { readSnapshot } from './snapshot/read-snapshot.js';
import type { Need, Offer, School, Snapshot } from './snapshot/snapshot.js';
import { SupporterLedger } from './supporter-ledger.js';
import { areaOf, ThemeAnswers } from './theme-answers.js';

/**
 * A snapshot made ready for scoring: rows have become places in canonical order, so that a shard can be named by a range
 * of needs, and what pairs are asked most often stands in typed arrays. Same snapshot, same problem.
 */
export interface Problem {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  readonly schools: readonly School[];
  readonly needs: readonly Need[];
  readonly offers: readonly Offer[];
  readonly schoolIndex: ReadonlyMap<string, number>;
  readonly needIndex: ReadonlyMap<NeedId, number>;
  readonly offerIndex: ReadonlyMap<OfferId, number>;
  readonly themeIndex: ReadonlyMap<string, number>;
  /** Of each need and offer: the place of its school. */
  readonly needSchool: Int32Array;
  readonly offerSchool: Int32Array;
  readonly needHash: Uint32Array;
  readonly offerHash: Uint32Array;
  /** Whole numbers: priority × (days that double it + days waited). How much it counts that this need is met. */
  readonly needWeight: Float64Array;
  readonly windows: readonly Window[];
  readonly weights: readonly Weights[];
  readonly themes: ThemeAnswers;
  readonly days: DaysTable;
  readonly supporters: SupporterLedger;
  readonly secondaryContext: ContextRanks;
  readonly primaryContext: ContextRanks;
  /** Worst state of all that stands between two schools, by `pairKey`. */
  readonly conflicts: ReadonlyMap<number, ConflictStanding>;
  /** By `needAndSchoolKey`. */
  readonly declined: ReadonlySet<number>;
  readonly vetoed: ReadonlySet<number>;
}

export interface ConflictStanding {
  readonly barred: boolean;
  readonly unresolved: boolean;
  readonly managed: boolean;
}

/** @throws as `readSnapshot`. */
export function buildProblem(given: Snapshot): Problem {
  const snapshot = readSnapshot(given);
  const { policy, schools, needs, offers, halfTerms, runDate } = snapshot;
  const schoolIndex = indexOf(schools.map(({ urn }) => urn));
  const needIndex = indexOf(needs.map(({ id }) => id));
  const schoolOf = (urn: SchoolUrn): number => schoolIndex.get(urn) ?? -1;
  const keysOf = (rows: Snapshot['declines']): ReadonlySet<number> =>
    needAndSchoolKeys(rows, needIndex, schoolIndex);
  const { least_measures: least, secondary, primary } = policy.similar_context;
  return {
    snapshot,
    policy,
    schools,
    needs,
    offers,
    schoolIndex,
    needIndex,
    offerIndex: indexOf(offers.map(({ id }) => id)),
    themeIndex: indexOf(snapshot.themes),
    needSchool: Int32Array.from(needs, ({ school }) => schoolOf(school)),
    offerSchool: Int32Array.from(offers, ({ school }) => schoolOf(school)),
    needHash: Uint32Array.from(needs, ({ id }) => textHash(id)),
    offerHash: Uint32Array.from(offers, ({ id }) => textHash(id)),
    needWeight: Float64Array.from(needs, (need) => weightOfNeed(need, snapshot)),
    windows: needs.map((need) => windowOf(need, halfTerms, runDate)),
    weights: needs.map(({ primaryTheme }) => weightsFor(primaryTheme, policy)),
    themes: new ThemeAnswers(snapshot.themes, offers, policy, runDate),
    days: new DaysTable(snapshot.days, schoolIndex, halfTerms),
    supporters: new SupporterLedger(snapshot, schoolIndex),
    secondaryContext: new ContextRanks(schools, secondary, least),
    primaryContext: new ContextRanks(schools, primary, least),
    conflicts: standings(snapshot, schoolOf),
    declined: keysOf(snapshot.declines),
    vetoed: keysOf(snapshot.vetoes),
  };
}

/**
 * The problem in a stored snapshot's text.
 *
 * @throws SyntaxError where the text is no JSON; as `readSnapshot` where it is no snapshot.
 */
export function openSnapshot(text: string): Problem {
  return buildProblem(JSON.parse(text) as Snapshot);
}

/** One number for two schools, in either order. */
export function pairKey(one: number, other: number, schools: number): number {
  return Math.min(one, other) * schools + Math.max(one, other);
}

export function needAndSchoolKey(need: number, school: number, schools: number): number {
  return need * schools + school;
}

/** Of rows, by their places. */
export function needAndSchoolKeys(
  rows: Snapshot['declines'],
  needs: ReadonlyMap<NeedId, number>,
  schools: ReadonlyMap<string, number>,
): ReadonlySet<number> {
  return new Set(
    rows.map(({ need, supporter }) =>
      needAndSchoolKey(needs.get(need) ?? -1, schools.get(supporter) ?? -1, schools.size),
    ),
  );
}

/** The theme's own weights, else its area's, else everybody's. */
export function weightsFor(theme: string, policy: Policy): Weights {
  const own = policy.weights_by_theme;
  return own[theme] ?? own[areaOf(theme)] ?? policy.weights;
}

/** Its priority's factor × days: `waiting_doubles_after_days`, and those that it has waited, up to the most that count. */
export function weightOfNeed({ priority, waitingSince }: Need, { policy, runDate }: Snapshot): number {
  const { plan } = policy;
  const waited = Math.min(daysBetween(waitingSince, runDate), plan.waiting_counts_at_most_days);
  return plan.priority[priority] * (plan.waiting_doubles_after_days + waited);
}

/** What is declared between two schools, all kinds together; by `pairKey`. */
export function standings(
  { conflicts, schools }: Snapshot,
  schoolOf: (urn: SchoolUrn) => number,
): ReadonlyMap<number, ConflictStanding> {
  const found = new Map<number, ConflictStanding>();
  for (const { school, other, state } of conflicts) {
    const key = pairKey(schoolOf(school), schoolOf(other), schools.length);
    const before = found.get(key);
    found.set(key, {
      barred: state === 'barred' || before?.barred === true,
      unresolved: state === 'suspected' || before?.unresolved === true,
      managed: state === 'managed' || before?.managed === true,
    });
  }
  return found;
}

export function indexOf<Id extends string>(ids: readonly Id[]): ReadonlyMap<Id, number> {
  return new Map(ids.map((id, at) => [id, at]));
}
