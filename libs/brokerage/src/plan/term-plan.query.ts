import { NotFound, type NeedId } from '@app/kernel';
import {
  daysOfPair,
  daysOnOffer,
  sayContradiction,
  shortfalls,
  type Candidate,
  type CandidateRow,
  type Need,
} from '@app/matching';
import type { Tx } from '@app/platform';
import { Needs } from '@app/profiles';
import { proofOf } from '../match-run/match-runs.query.js';
import { listRuns, summaryOf } from '../match-run/run-rows.js';
import type { OpenedPlan, OpenPlan } from './open-plan.js';
import { marksChanged, marksOn } from './plan-marks.query.js';
import type {
  BrokenLock,
  CompetingNeeds,
  DroppedFewest,
  MarkView,
  NamedNeed,
  PlanNeed,
  TermPlanView,
} from './plan.views.js';

/** More open needs than any area has. */
const ALL = 10_000;
/** Runs that are looked through for what was supposed, and how much of that is shown. */
const LATELY = 50;
const MOST_WHAT_IFS = 5;

/** What the latest run would do with every open need, when all are weighed together. */
export class TermPlans {
  constructor(
    private readonly plans: OpenPlan,
    private readonly needs: Needs,
  ) {}

  /**
   * A sensitive read, which leaves a receipt that the schools can see.
   *
   * @param reason what an officer typed.
   * @returns null where nothing was planned yet.
   * @throws NotFound, NotAllowed REASON_REQUIRED
   */
  async latest(tx: Tx, reason: string | null = null): Promise<TermPlanView | null> {
    const opened = await this.plans.open(tx, null, reason);
    return opened && this.shown(tx, opened);
  }

  /** The same of one run, of what was supposed too. @throws NotFound, NotAllowed REASON_REQUIRED; RuleBroken RUN_NOT_FINISHED */
  async ofRun(tx: Tx, named: string, reason: string | null = null): Promise<TermPlanView> {
    const opened = await this.plans.open(tx, named, reason);
    if (!opened) throw new NotFound();
    return this.shown(tx, opened);
  }

  private async shown(tx: Tx, opened: OpenedPlan): Promise<TermPlanView> {
    const { run, problem, plan, namer, seen } = opened;
    const marks = await marksOn(tx, [...seen.keys()], namer);
    return {
      run: summaryOf(run),
      proof: proofOf(plan),
      needs: planNeeds(opened, marks),
      competing: competingNeeds(opened),
      brokenLocks: brokenLocks(opened),
      fewestDropped: droppedFewest(opened),
      onOffer: daysOnOffer(problem),
      marksChanged: await marksChanged(tx, problem.snapshot, [...seen.keys()]),
      whatIfs: (await listRuns(tx, LATELY)).filter(({ kind }) => kind === 'what_if').slice(0, MOST_WHAT_IFS),
      leftOut: await this.leftOut(tx, opened),
    };
  }

  private async leftOut(tx: Tx, { run, namer }: OpenedPlan): Promise<NamedNeed[]> {
    const held = new Set<NeedId>(run.needIds);
    const interests = new Set<string>(tx.actor.interests);
    const { needs } = await this.needs.list(tx, { states: ['open'] }, { limit: ALL, offset: 0 });
    return needs
      .filter(({ id, urn }) => !held.has(id) && !interests.has(urn))
      .map(({ id, reference, urn, primaryTheme }) => ({
        ...{ need: id, reference, urn, school: namer.school(urn), theme: namer.theme(primaryTheme) },
      }));
  }
}

export function mayBeProposed(row: CandidateRow | undefined): readonly Candidate[] {
  return row?.candidates.filter(({ holds }) => holds.length === 0) ?? [];
}

/** By school, then by reference. */
export function planNeeds(opened: OpenedPlan, marks: readonly MarkView[]): PlanNeed[] {
  const { problem, seen } = opened;
  return problem.needs
    .flatMap((need, at): PlanNeed[] => {
      const named = seen.get(need.id);
      return named ? [planNeed(opened, named, { need, at }, marks)] : [];
    })
    .sort((a, b) => byName(a.school, b.school) || byName(a.reference, b.reference));
}

function planNeed(
  { problem, plan, namer, cases, rows }: OpenedPlan,
  named: NamedNeed,
  { need, at }: { readonly need: Need; readonly at: number },
  marks: readonly MarkView[],
): PlanNeed {
  const { from, to } = problem.windows[at] ?? { from: 0, to: 0 };
  const unmet = plan.unmet.find((each) => each.need === need.id);
  return {
    ...named,
    state: cases.get(need.id)?.state ?? null,
    halfTerms: problem.snapshot.halfTerms.slice(from, to).map(({ id }) => id),
    partnersWanted: need.partnersWanted,
    listed: mayBeProposed(rows[at]).length,
    partners: plan.pairs
      .filter((pair) => pair.need === need.id)
      .map(({ supporter, points, locked, offer }) => ({
        ...{ urn: supporter, name: namer.school(supporter), points, locked },
        days: daysOfPair(problem, at, problem.offerIndex.get(offer) ?? -1),
      })),
    unmet: unmet ? { missing: unmet.missing, because: namer.unmet(unmet) } : null,
    marks: marks.filter((mark) => mark.need === need.id),
  };
}

function competingNeeds({ problem, rows, plan, namer, seen }: OpenedPlan): CompetingNeeds[] {
  return shortfalls(problem, rows, plan).flatMap((shortfall): CompetingNeeds[] => {
    if (shortfall.kind !== 'competing' || shortfall.needs.length < 2) return [];
    const needs = shortfall.needs.flatMap((id) => seen.get(id) ?? []);
    if (needs.length === 0) return [];
    return [
      {
        ...{ needs, others: shortfall.needs.length - needs.length },
        supporters: shortfall.supporters.map((urn) => ({ urn, name: namer.school(urn) })),
        ...{ wanted: shortfall.wanted, places: shortfall.places },
      },
    ];
  });
}

export function brokenLocks({ problem, plan, namer, seen }: OpenedPlan): BrokenLock[] {
  return plan.contradictions.flatMap((broken): BrokenLock[] => {
    const need = seen.get(broken.need);
    const urn = problem.offers[problem.offerIndex.get(broken.offer) ?? -1]?.school;
    if (!need || !urn) return [];
    return [{ need, urn, name: namer.school(urn), because: `${sayContradiction(broken)}.` }];
  });
}

function droppedFewest({ problem, plan, namer }: OpenedPlan): DroppedFewest[] {
  return (plan.fewestDropped ?? [])
    .flatMap((id): DroppedFewest[] => {
      const offer = problem.offers[problem.offerIndex.get(id) ?? -1];
      if (!offer) return [];
      const { school, fewestPartners } = offer;
      return [{ urn: school, name: namer.school(school), fewestPartners }];
    })
    .sort((a, b) => byName(a.name, b.name));
}

function byName(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
