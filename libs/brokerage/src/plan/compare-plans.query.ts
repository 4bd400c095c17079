import { NotFound, type NeedId } from '@app/kernel';
import { canonicalJson, type Snapshot } from '@app/matching';
import type { Tx } from '@app/platform';
import { proofOf } from '../match-run/match-runs.query.js';
import { summaryOf } from '../match-run/run-rows.js';
import type { OpenedPlan, OpenPlan } from './open-plan.js';
import { changedNeeds, totalsOf } from './override-prices.js';
import type { ComparedPlan, NamedNeed, PlanComparison, ReadApart } from './plan.views.js';
import { brokenLocks } from './term-plan.query.js';

type Side = 'a' | 'b';

/** Two plans side by side: what each read, what differs, who gains and who loses. */
export class ComparePlans {
  constructor(private readonly plans: OpenPlan) {}

  /**
   * Two sensitive reads, each with its receipt.
   *
   * @param reason what an officer typed.
   * @throws NotFound, NotAllowed REASON_REQUIRED; RuleBroken RUN_NOT_FINISHED
   */
  async of(tx: Tx, one: string, other: string, reason: string | null = null): Promise<PlanComparison> {
    const [a, b] = [await this.plans.open(tx, one, reason), await this.plans.open(tx, other, reason)];
    if (!a || !b) throw new NotFound();
    return { a: compared(a), b: compared(b), read: readApart(a, b), changed: changedNeeds(a, b) };
  }
}

function compared(opened: OpenedPlan): ComparedPlan {
  const { run, plan } = opened;
  return {
    run: summaryOf(run),
    totals: totalsOf(opened),
    proof: proofOf(plan),
    brokenLocks: brokenLocks(opened),
  };
}

function readApart(a: OpenedPlan, b: OpenedPlan): ReadApart {
  return {
    marks: [...marksOnlyIn(a, b, 'a'), ...marksOnlyIn(b, a, 'b')],
    groups: [...groupsOnlyIn(a, b, 'a'), ...groupsOnlyIn(b, a, 'b')],
    days: daysApart(a, b),
    needs: [...needsOnlyIn(a, b, 'a'), ...needsOnlyIn(b, a, 'b')],
    otherwise: canonicalJson(rest(a, b)) !== canonicalJson(rest(b, a)),
  };
}

/** What is not told piece by piece; that only one of them holds a need is no difference of its own. */
function rest({ problem }: OpenedPlan, other: OpenedPlan): object {
  const { policy, runDate, schools, offers, conflicts, commitments, soundings } = problem.snapshot;
  const needs = problem.snapshot.needs.filter(({ id }) => other.problem.needIndex.has(id));
  return { policy, runDate, schools, offers, conflicts, commitments, soundings, needs };
}

function needsOnlyIn({ seen }: OpenedPlan, other: OpenedPlan, only: Side): ReadApart['needs'] {
  return [...seen.values()]
    .filter(({ need }) => !other.problem.needIndex.has(need))
    .map((need) => ({ ...need, only }));
}

function marksOnlyIn(one: OpenedPlan, other: OpenedPlan, only: Side): ReadApart['marks'] {
  const known = new Set(marksOf(other).map(({ key }) => key));
  return marksOf(one)
    .filter(({ key, need }) => !known.has(key) && other.problem.needIndex.has(need.need))
    .map(({ kind, need, urn, name }) => ({ kind, need, urn, name, only }));
}

function groupsOnlyIn(one: OpenedPlan, other: OpenedPlan, only: Side): ReadApart['groups'] {
  const groupsOf = ({ problem }: OpenedPlan): NonNullable<Snapshot['groups']> =>
    problem.snapshot.groups ?? [];
  const known = new Set(groupsOf(other).map(({ need, schools }) => `${need} ${schools.join()}`));
  return groupsOf(one).flatMap(({ need: id, schools }): ReadApart['groups'][number][] => {
    const need = one.seen.get(id);
    if (!need || known.has(`${id} ${schools.join()}`) || !other.problem.needIndex.has(id)) return [];
    return [{ need, schools: schools.map((urn) => ({ urn, name: one.namer.school(urn) })), only }];
  });
}

interface KnownMark extends Omit<ReadApart['marks'][number], 'only'> {
  readonly key: string;
}

function marksOf({ problem, seen, namer }: OpenedPlan): KnownMark[] {
  const { locks, vetoes } = problem.snapshot;
  const made = (kind: KnownMark['kind'], id: NeedId, urn: KnownMark['urn'] | undefined): KnownMark[] => {
    const need: NamedNeed | undefined = seen.get(id);
    if (!need || urn === undefined) return [];
    return [{ kind, need, urn, name: namer.school(urn), key: `${kind} ${id} ${urn}` }];
  };
  return [
    ...locks.flatMap(({ need, offer }) => made('lock', need, offerSchool(problem, offer))),
    ...vetoes.flatMap(({ need, supporter }) => made('bar', need, supporter)),
  ];
}

function offerSchool(
  { offers, offerIndex }: OpenedPlan['problem'],
  offer: KnownOffer,
): KnownMark['urn'] | undefined {
  return offers[offerIndex.get(offer) ?? -1]?.school;
}

type KnownOffer = Snapshot['locks'][number]['offer'];

function daysApart(a: OpenedPlan, b: OpenedPlan): ReadApart['days'] {
  const [one, other] = [freeOf(a), freeOf(b)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((key) => (one.get(key)?.free ?? 0) !== (other.get(key)?.free ?? 0))
    .sort()
    .flatMap((key): ReadApart['days'] => {
      const row = one.get(key) ?? other.get(key);
      if (!row) return [];
      const { school, halfTerm } = row;
      const free = { a: one.get(key)?.free ?? 0, b: other.get(key)?.free ?? 0 };
      return [{ urn: school, name: a.namer.school(school), halfTerm, ...free }];
    });
}

function freeOf({ problem }: OpenedPlan): ReadonlyMap<string, Snapshot['days'][number]> {
  return new Map(problem.snapshot.days.map((row) => [`${row.school} ${row.halfTerm}`, row]));
}
