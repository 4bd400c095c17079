import type { NeedId, OfferId } from '@app/kernel';
import type { Problem } from '../problem.js';
import type { Reached } from './living-network.js';
import type { ChangedRows, Rows } from './next-snapshot.js';

/** What changed rows reach: whose scores, places or days may be others than before. */
export function reachedBy(before: Problem, after: Problem, changed: ChangedRows): Reached {
  const both = <Row>({ gone, made }: Rows<Row>): readonly Row[] => [...gone, ...made];
  const { declines, vetoes, locks, currentPlan, conflicts, days, soundings, commitments } = changed;
  const needs = new Set<NeedId>(changed.needs.made.map(({ id }) => id));
  for (const { need } of [declines, vetoes, locks, currentPlan].flatMap((rows): readonly { need: NeedId }[] =>
    both<{ readonly need: NeedId }>(rows),
  ))
    if (after.needIndex.has(need)) needs.add(need);
  // What locks take of a school's days is what their needs want, and whose days they are is said by their offers.
  const [asked, offered] = [changed.needs, changed.offers].map(
    (rows) => new Set<string>(both<{ readonly id: string }>(rows).map(({ id }) => id)),
  );
  const touched = [
    ...both(locks),
    ...after.snapshot.locks.filter(
      ({ need, offer }) => asked?.has(need) === true || offered?.has(offer) === true,
    ),
  ];
  for (const { need } of touched) if (after.needIndex.has(need)) needs.add(need);
  const askers = new Set<string>(both(conflicts).flatMap(({ school, other }) => [school, other]));
  if (askers.size > 0) for (const { id, school } of after.needs) if (askers.has(school)) needs.add(id);
  const supporters = new Set<string>([
    ...both(days).map(({ school }) => school),
    ...both(soundings).map(({ supporter }) => supporter),
    ...both(commitments).map(({ supporter }) => supporter),
    ...touched.flatMap(({ offer }) => schoolsOf(before, after, offer)),
  ]);
  const offers = new Set<OfferId>(changed.offers.made.map(({ id }) => id));
  for (const { offer } of both(commitments))
    if (offer !== null && after.offerIndex.has(offer)) offers.add(offer);
  if (supporters.size > 0)
    for (const { id, school } of after.offers) if (supporters.has(school)) offers.add(id);
  return {
    goneNeeds: changed.needs.gone.map(({ id }) => id).filter((id) => !after.needIndex.has(id)),
    goneOffers: changed.offers.gone.flatMap(({ id, school }) =>
      offerSchool(after, id) === school ? [] : [id],
    ),
    needs,
    offers,
    schools: new Set([...supporters].map((urn) => after.schoolIndex.get(urn) ?? -1)),
  };
}

/** Everything there is. */
export function allOf({ needs, offers, schools }: Problem): Reached {
  return {
    goneNeeds: [],
    goneOffers: [],
    needs: new Set(needs.map(({ id }) => id)),
    offers: new Set(offers.map(({ id }) => id)),
    schools: new Set(schools.keys()),
  };
}

function schoolsOf(before: Problem, after: Problem, offer: OfferId): readonly string[] {
  return [before, after].flatMap((problem) => offerSchool(problem, offer) ?? []);
}

function offerSchool({ offers, offerIndex }: Problem, id: OfferId): string | undefined {
  return offers[offerIndex.get(id) ?? -1]?.school;
}
