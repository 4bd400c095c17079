import type { NeedId, OfferId, SchoolUrn } from '@app/kernel';
import type { Contradiction, Paired, Plan, PlannedPair } from './plan/plan.js';
import type { Solving } from './plan/solve.js';
import { reoptimise, type Optimised } from './reoptimise.js';
import { byText } from './snapshot/canonical-json.js';
import type { Snapshot } from './snapshot/snapshot.js';

/** What a broker may decide against the plan. */
export type Override =
  | { readonly kind: 'lock' | 'unlock'; readonly need: NeedId; readonly offer: OfferId }
  | { readonly kind: 'bar' | 'unbar'; readonly need: NeedId; readonly supporter: SchoolUrn };

export interface PartnersOf {
  readonly need: NeedId;
  readonly partners: number;
}

/** What it costs: the best plan with it less the best plan without it. Nothing live is touched. */
export interface OverridePrice {
  readonly override: Override;
  /** Named where it cannot stand: then there is no price. */
  readonly contradictions: readonly Contradiction[];
  /** Below 0 where the plan has fewer. More are no gain where a need goes without. */
  readonly points: number;
  /** Needs that have fewer partners than before, by how many; by need. */
  readonly losing: readonly PartnersOf[];
  readonly gaining: readonly PartnersOf[];
  /** Pairs of the plan before that end, and new ones, the one that was asked for among them. */
  readonly ended: readonly PlannedPair[];
  readonly begun: readonly PlannedPair[];
  readonly plan: Plan;
}

/**
 * @param solving as the plan before was made.
 * @throws BadInput where the override names what the snapshot does not hold.
 */
export function overridePrice(before: Optimised, override: Override, solving: Solving = {}): OverridePrice {
  const { plan } = reoptimise(before, withOverride(before.problem.snapshot, override), solving);
  return { override, contradictions: plan.contradictions, ...difference(before.plan, plan), plan };
}

export function withOverride(snapshot: Snapshot, override: Override): Snapshot {
  const { locks, vetoes } = snapshot;
  if ('offer' in override) {
    const { need, offer } = override;
    const others = locks.filter((lock) => lock.need !== need || lock.offer !== offer);
    return { ...snapshot, locks: override.kind === 'lock' ? [...others, { need, offer }] : others };
  }
  const { need, supporter } = override;
  const others = vetoes.filter((veto) => veto.need !== need || veto.supporter !== supporter);
  return { ...snapshot, vetoes: override.kind === 'bar' ? [...others, { need, supporter }] : others };
}

export type PlanDifference = Pick<OverridePrice, 'points' | 'losing' | 'gaining' | 'ended' | 'begun'>;

/** How a plan differs from another one: also two what-ifs side by side. */
export function difference(before: Paired, after: Paired): PlanDifference {
  const named = (pair: PlannedPair): string => `${pair.need} ${pair.offer}`;
  const [old, now] = [new Set(before.pairs.map(named)), new Set(after.pairs.map(named))];
  const partners = new Map<NeedId, number>();
  for (const { need } of after.pairs) partners.set(need, (partners.get(need) ?? 0) + 1);
  for (const { need } of before.pairs) partners.set(need, (partners.get(need) ?? 0) - 1);
  const changed = [...partners]
    .map(([need, more]): PartnersOf => ({ need, partners: more }))
    .sort((a, b) => byText(a.need, b.need));
  return {
    points: after.points - before.points,
    losing: changed
      .filter((each) => each.partners < 0)
      .map(({ need, partners: fewer }) => ({ need, partners: -fewer })),
    gaining: changed.filter((each) => each.partners > 0),
    ended: before.pairs.filter((pair) => !now.has(named(pair))),
    begun: after.pairs.filter((pair) => !old.has(named(pair))),
  };
}
