import type { NeedId, OfferId, SchoolUrn } from '@app/kernel';
import {
  buildProblem,
  rankCandidates,
  type GroupRule,
  type NeedAndSupporter,
  type Snapshot,
} from '@app/matching';
import { inArea, type Tx } from '@app/platform';
import type { GroupKind, MarkKind } from './plan-mark.entity.js';

/** A lock or a bar that has not been lifted. */
export interface StandingMark extends NeedAndSupporter {
  readonly kind: MarkKind;
}

export async function standingMarks(tx: Tx, needs: readonly NeedId[]): Promise<StandingMark[]> {
  return tx.query<StandingMark>(
    `select need_id as need, supporter_urn as supporter, kind from brokerage.plan_mark
     where ${inArea(tx)} and ended_at is null and kind <> 'group' and need_id = any ($1::uuid[]) order by 1, 2`,
    [[...needs]],
  );
}

/** A group that a need is to have one of. */
export interface StandingGroup {
  readonly need: NeedId;
  readonly kind: GroupKind;
  /** Where a broker named them. */
  readonly schools: readonly SchoolUrn[];
}

export async function standingGroups(tx: Tx, needs: readonly NeedId[]): Promise<StandingGroup[]> {
  return tx.query<StandingGroup>(
    `select need_id as need, group_kind as kind, schools from brokerage.plan_mark
     where ${inArea(tx)} and ended_at is null and kind = 'group' and need_id = any ($1::uuid[]) order by 1`,
    [[...needs]],
  );
}

const GROUPS_IN_WORDS: Readonly<Record<GroupKind, string>> = {
  special: 'the special schools',
  alternative_provision: 'alternative provision',
  named: 'the schools chosen',
};

/** The schools of each group as they stand in a snapshot. */
export function withGroups(snapshot: Snapshot, groups: readonly StandingGroup[]): Snapshot {
  const askers = new Map(snapshot.needs.map(({ id, school }) => [id, school]));
  const rules = groups.flatMap(({ need, kind, schools: named }): GroupRule[] => {
    const asker = askers.get(need);
    if (asker === undefined) return [];
    const wanted = new Set<string>(named);
    const schools = snapshot.schools
      .filter(({ urn, setting }) => urn !== asker && (kind === 'named' ? wanted.has(urn) : setting === kind))
      .map(({ urn }) => urn);
    // Where nobody of it is left the rule still stands: no school helps itself, so the need waits and says for whom.
    return [{ need, name: GROUPS_IN_WORDS[kind], schools: schools.length > 0 ? schools : [asker] }];
  });
  return rules.length > 0 ? { ...snapshot, groups: rules } : snapshot;
}

/** What a run is to obey: a barred school stands with those that were ruled out, a locked one with the locks. */
export function withMarks(snapshot: Snapshot, marks: readonly StandingMark[]): Snapshot {
  const known = new Set(snapshot.vetoes.map(({ need, supporter }) => `${need} ${supporter}`));
  const bars = marks
    .filter(({ kind, need, supporter }) => kind === 'bar' && !known.has(`${need} ${supporter}`))
    .map(({ need, supporter }) => ({ need, supporter }));
  const barred = { ...snapshot, vetoes: [...snapshot.vetoes, ...bars] };
  const locks = marks
    .filter(({ kind }) => kind === 'lock')
    .flatMap(({ need, supporter }) => {
      const offer = offerToLock(barred, need, supporter);
      // A school that offers nothing any more has nothing that a plan could lock.
      return offer === null ? [] : [{ need, offer }];
    });
  return { ...barred, locks: [...snapshot.locks, ...locks] };
}

/** A broker locks a school, a plan locks an offer: of several the one that the need's list shows. */
export function offerToLock(snapshot: Snapshot, need: NeedId, supporter: SchoolUrn): OfferId | null {
  const [first, ...others] = snapshot.offers.filter(({ school }) => school === supporter);
  if (!first || others.length === 0) return first?.id ?? null;
  const problem = buildProblem(snapshot);
  const { candidates } = rankCandidates(problem, problem.needIndex.get(need) ?? -1);
  return candidates.find((each) => each.supporter === supporter)?.offer ?? first.id;
}
