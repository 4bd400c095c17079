import { RuleBroken, type NeedId } from '@app/kernel';
import {
  canonicalSnapshot,
  type Days,
  type NeedAndOffer,
  type NeedAndSupporter,
  type Snapshot,
} from '@app/matching';
import type { Tx } from '@app/platform';
import { vetoes, type FrozenSnapshot } from '../match-run/freeze-snapshot.js';
import type { RunRow } from '../match-run/run-rows.js';
import { readSupposition, type SupposedDays, type Supposition } from './read-supposition.js';
import { withGroups, withMarks, type StandingGroup } from './standing-marks.js';

/**
 * What a plan was made from, as it would be: the same day, the same offers, and nothing else apart from what is supposed.
 * Needs in which the asker has an interest are left out (I-4).
 *
 * @throws BadInput naming what the plan does not hold; RuleBroken NO_NEEDS, NO_OFFER
 */
export async function supposed(
  tx: Tx,
  { policyNumber, policyHash }: RunRow,
  snapshot: Snapshot,
  asked: Supposition,
): Promise<FrozenSnapshot> {
  const known = withoutNeedsOf(tx.actor.interests, snapshot);
  const ruledOut = await vetoes(
    tx,
    known.needs.map(({ id }) => id),
  );
  const base = asked.withoutMarks === true ? withoutMarks(known, ruledOut) : known;
  const { marks, days, groups } = readSupposition(base, asked);
  const offering = new Set(base.offers.map(({ school }) => school));
  const using = [
    ...marks.filter(({ kind }) => kind === 'lock').map(({ supporter }) => supporter),
    ...days.map(({ school }) => school),
  ];
  if (using.some((urn) => !offering.has(urn)))
    throw new RuleBroken('NO_OFFER', 'This school offers nothing that a plan could use.');
  const held = new Set(base.locks.map(keyOf));
  const grouped = supposingGroups(base, groups);
  const after = withMarks({ ...grouped, days: days.reduce(addDays, base.days) }, marks);
  const fresh = after.locks.slice(base.locks.length).filter((lock) => !held.has(keyOf(lock)));
  const text = canonicalSnapshot({ ...after, locks: [...base.locks, ...fresh] });
  const { needs } = JSON.parse(text) as Snapshot;
  return { text, needIds: needs.map(({ id }) => id), policy: { number: policyNumber, hash: policyHash } };
}

function withoutNeedsOf(interests: readonly string[], snapshot: Snapshot): Snapshot {
  const hidden = new Set(interests);
  const needs = snapshot.needs.filter(({ school }) => !hidden.has(school));
  const known = new Set(needs.map(({ id }) => id));
  const among = <Row extends { readonly need: NeedId }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ need }) => known.has(need));
  const { declines, vetoes: ruledOut, locks, currentPlan } = snapshot;
  return {
    ...{ ...snapshot, needs, declines: among(declines), vetoes: among(ruledOut) },
    ...{ locks: among(locks), currentPlan: among(currentPlan) },
    ...(snapshot.groups ? { groups: among(snapshot.groups) } : {}),
  };
}

/** What is ruled out for good stays so. */
function withoutMarks(snapshot: Snapshot, ruledOut: readonly NeedAndSupporter[]): Snapshot {
  const key = ({ need, supporter }: NeedAndSupporter): string => `${need} ${supporter}`;
  const forGood = new Set(ruledOut.map(key));
  return {
    ...snapshot,
    locks: [],
    groups: [],
    vetoes: snapshot.vetoes.filter((veto) => forGood.has(key(veto))),
  };
}

function supposingGroups(base: Snapshot, groups: readonly StandingGroup[]): Snapshot {
  if (groups.length === 0) return base;
  const asked = new Set<string>(groups.map(({ need }) => need));
  const others = (base.groups ?? []).filter(({ need }) => !asked.has(need));
  const rules = withGroups({ ...base, groups: [] }, groups).groups ?? [];
  return { ...base, groups: [...others, ...rules] };
}

function keyOf({ need, offer }: NeedAndOffer): string {
  return `${need} ${offer}`;
}

function addDays(rows: readonly Days[], { school, halfTerm, halfDays }: SupposedDays): readonly Days[] {
  const found = rows.find((row) => row.school === school && row.halfTerm === halfTerm);
  const { declared, free, askMe } = found ?? { declared: 0, free: 0, askMe: false };
  const more = Math.max(0, declared + halfDays);
  const row = { school, halfTerm, declared: more, free: Math.min(more, Math.max(0, free + halfDays)), askMe };
  return [...rows.filter((each) => each !== found), row];
}
