import type { NeedId, OfferId, SchoolUrn } from '@app/kernel';
import { buildProblem, rankCandidates, type NeedAndSupporter, type Snapshot } from '@app/matching';
import { inArea, type Tx } from '@app/platform';
import type { MarkKind } from './plan-mark.entity.js';

/** A lock or a bar that has not been lifted. */
export interface StandingMark extends NeedAndSupporter {
  readonly kind: MarkKind;
}

export async function standingMarks(tx: Tx, needs: readonly NeedId[]): Promise<StandingMark[]> {
  return tx.query<StandingMark>(
    `select need_id as need, supporter_urn as supporter, kind from brokerage.plan_mark
     where ${inArea(tx)} and ended_at is null and need_id = any ($1::uuid[]) order by 1, 2`,
    [[...needs]],
  );
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
