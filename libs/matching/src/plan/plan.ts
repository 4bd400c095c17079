import type { NeedId, OfferId, SchoolUrn } from '@app/kernel';
import type { PartName } from '../policy.js';
import type { RefusalCode } from '../refusal.js';

export interface PlannedPair {
  readonly need: NeedId;
  readonly offer: OfferId;
  readonly supporter: SchoolUrn;
  readonly points: number;
  readonly locked: boolean;
}

export type UnmetReason =
  /** Nobody may answer it. `rules`: the smallest set that blocks it; without them `opens` offers could. */
  | { readonly kind: 'no_candidate'; readonly rules: readonly RefusalCode[]; readonly opens: number }
  /** Candidates there are, but none may be proposed before something is recorded. */
  | { readonly kind: 'held_back'; readonly supporters: readonly SchoolUrn[] }
  /** Candidates there are, but of none is known what the policy wants known before it is planned. */
  | {
      readonly kind: 'not_known';
      readonly parts: readonly PartName[];
      readonly supporters: readonly SchoolUrn[];
    }
  /** It is to have one of a group, and nobody of that group may be proposed for it. */
  | { readonly kind: 'group'; readonly name: string; readonly supporters: readonly SchoolUrn[] }
  /** These needs together want more partners than all the supporters they could have can give. */
  | {
      readonly kind: 'competing';
      readonly needs: readonly NeedId[];
      readonly supporters: readonly SchoolUrn[];
    }
  /** There would be room, but these supporters have too few days left in the half-terms that it asks for. */
  | { readonly kind: 'days'; readonly supporters: readonly SchoolUrn[] }
  /** There would be room, but only with supporters that start for more partners than the plan can give them. */
  | {
      readonly kind: 'fewest';
      readonly offers: readonly OfferId[];
      readonly supporters: readonly SchoolUrn[];
    };

export interface UnmetNeed {
  readonly need: NeedId;
  /** Partners it goes without. */
  readonly missing: number;
  readonly because: UnmetReason;
}

/** A lock that the rules, the slots or another of the broker's own wishes leave no room for. */
export interface Contradiction {
  readonly code:
    | 'LOCK_BREAKS_RULE'
    | 'LOCK_HELD_BACK'
    | 'LOCKS_EXCEED_NEED'
    | 'LOCKS_LEAVE_NO_GROUP'
    | 'LOCKS_EXCEED_SUPPORTER';
  readonly need: NeedId;
  readonly offer: OfferId;
  /** For LOCK_BREAKS_RULE: which. */
  readonly rules: readonly RefusalCode[];
}

export interface Alternates {
  readonly need: NeedId;
  /** The best who were not planned, in the order of the need's own list. */
  readonly offers: readonly OfferId[];
}

/** How far the best plan could still lie above this one: what was not looked through allows no more. */
export interface Gap {
  /** Of needs, by their weight, and of second and third partners. */
  readonly cover: number;
  /** 0 where more needs could be met: then no number of points is known. */
  readonly points: number;
}

/** The area plan, in partners and whole half-days. By need and offer id throughout. */
export interface Plan {
  readonly schema: 'trellis.plan/1';
  readonly state: 'complete' | 'infeasible';
  readonly pairs: readonly PlannedPair[];
  /** The sum over pairs. */
  readonly points: number;
  readonly unmet: readonly UnmetNeed[];
  readonly alternates: readonly Alternates[];
  readonly contradictions: readonly Contradiction[];
  /** Offers that were started already, or by a lock, with fewer partners than they call worth starting for. */
  readonly belowFewest: readonly OfferId[];
  /** Offers that somebody could have had, left because they would have had too few partners to be worth starting. */
  readonly notStarted: readonly OfferId[];
  /** Null where no better plan exists. */
  readonly gap: Gap | null;
  /** Offers that nobody could be planned with: how many partners they call worth starting for is no condition. Absent where none. */
  readonly fewestDropped?: readonly OfferId[];
}

/** Of a plan: what another one is compared with. */
export type Paired = Pick<Plan, 'pairs' | 'points'>;

/** Locks that contradict the rules leave nothing to plan. */
export function contradicted(contradictions: readonly Contradiction[]): Plan {
  return {
    schema: 'trellis.plan/1',
    state: 'infeasible',
    pairs: [],
    points: 0,
    unmet: [],
    alternates: [],
    contradictions,
    belowFewest: [],
    notStarted: [],
    gap: null,
  };
}
