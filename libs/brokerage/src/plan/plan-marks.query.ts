import type { NeedId, SchoolUrn } from '@app/kernel';
import type { GroupRule, NeedAndSupporter, Snapshot } from '@app/matching';
import { inArea, type Tx } from '@app/platform';
import { vetoes } from '../match-run/freeze-snapshot.js';
import type { Namer } from '../namers.js';
import type { MarkView } from './plan.views.js';
import { standingGroups, standingMarks, withGroups } from './standing-marks.js';

/** Marks that stand on these needs, the latest first. */
export async function marksOn(tx: Tx, needs: readonly NeedId[], namer: Namer): Promise<MarkView[]> {
  const rows = await tx.query<Omit<MarkView, 'name'> & { readonly schools: readonly SchoolUrn[] }>(
    `select m.id, m.kind, m.need_id as need, m.supporter_urn as urn, m.group_kind as "group", m.schools, m.reason,
       m.marked_at as at,
       coalesce((select name from identity.person i where i.area_id = m.area_id and i.id = m.marked_by), '') as by
     from brokerage.plan_mark m where ${inArea(tx, 'm')} and m.ended_at is null and m.need_id = any ($1::uuid[])
     order by m.marked_at desc, m.id`,
    [[...needs]],
  );
  return rows.map(({ schools, ...row }) => ({
    ...row,
    name: (row.urn === null ? schools : [row.urn]).map((urn) => namer.school(urn)).join(' or '),
  }));
}

/** How many pairs are locked, barred or ruled out, and needs given a group, otherwise than a run's snapshot has them. */
export async function marksChanged(tx: Tx, snapshot: Snapshot, needs: readonly NeedId[]): Promise<number> {
  const { locks, offers, vetoes: ruledOut, groups = [] } = snapshot;
  const seen = new Set(needs);
  const marks = await standingMarks(tx, needs);
  const schools = new Map(offers.map(({ id, school }) => [id, school]));
  const taken = locks.flatMap(({ need, offer }) => {
    const supporter = schools.get(offer);
    return supporter === undefined ? [] : [{ need, supporter }];
  });
  const locked = marks.filter(({ kind }) => kind === 'lock');
  const barred = [...marks.filter(({ kind }) => kind === 'bar'), ...(await vetoes(tx, needs))];
  const standing = withGroups({ ...snapshot, groups: [] }, await standingGroups(tx, needs)).groups ?? [];
  const keyOf = ({ need, schools }: GroupRule): string => `${need} ${schools.join(' ')}`;
  const [before, now] = [groups, standing].map(
    (rules) => new Set(rules.filter(({ need }) => seen.has(need)).map(keyOf)),
  );
  const regrouped = [...(before ?? [])].filter((key) => !now?.has(key)).length;
  const grouped = [...(now ?? [])].filter((key) => !before?.has(key)).length;
  return apart(taken, locked, seen) + apart(ruledOut, barred, seen) + Math.max(regrouped, grouped);
}

function apart(
  one: readonly NeedAndSupporter[],
  other: readonly NeedAndSupporter[],
  needs: ReadonlySet<NeedId>,
): number {
  const keys = (rows: readonly NeedAndSupporter[]): Set<string> =>
    new Set(rows.filter(({ need }) => needs.has(need)).map(({ need, supporter }) => `${need} ${supporter}`));
  const [first, second] = [keys(one), keys(other)];
  return (
    [...first].filter((key) => !second.has(key)).length + [...second].filter((key) => !first.has(key)).length
  );
}
