import { stringify } from 'csv-stringify/sync';
import {
  dayPrices,
  PARTS,
  sayChange,
  sayUnmet,
  shortfalls,
  slotPrices,
  whyNotNext,
  type Names,
  type Optimised,
  type Solving,
} from '@app/matching';

/** Names of the result files in the folder, with their text: the same input gives the same bytes. */
export function resultFiles(
  { problem, rows, plan, certificate }: Optimised,
  names: Names,
): Readonly<Record<string, string>> {
  const planned = new Set(plan.pairs.map(({ need, offer }) => `${need} ${offer}`));
  const candidates = rows.flatMap((row) =>
    row.candidates.map((each) => [
      row.need,
      each.place,
      each.supporter,
      names.school(each.supporter),
      each.offer,
      each.points,
      ...PARTS.map((part) => each.parts[part] ?? 'not known'),
      each.holds.join(' '),
      each.conditions.join(' '),
      planned.has(`${row.need} ${each.offer}`) ? 'yes' : 'no',
    ]),
  );
  const refused = rows.flatMap((row) =>
    row.refused.map(({ supporter, offer, because }) => [
      row.need,
      supporter,
      names.school(supporter),
      offer,
      because.join(' '),
    ]),
  );
  const pairs = plan.pairs.map(({ need, offer, supporter, points }) => [
    need,
    supporter,
    names.school(supporter),
    offer,
    points,
  ]);
  const unmet = plan.unmet.map(({ need, missing, because }) => [need, missing, sayUnmet(because, names)]);
  const next = rows.map((row) => ({
    need: row.need,
    next: whyNotNext(problem, row).map((why) => ({
      ...why,
      toBeFirst: why.toBeFirst.map((change) => ({
        ...change,
        said: sayChange(change, names, { supporter: why.supporter }),
      })),
    })),
  }));
  const document = {
    policy: problem.policy.version,
    runDate: problem.snapshot.runDate,
    plan,
    shortfalls: shortfalls(problem, rows, plan),
    candidates: next,
    certificate,
  };
  return {
    'candidates.csv': csv(
      ['need', 'place', 'urn', 'name', 'offer', 'points', ...PARTS, 'holds', 'conditions', 'planned'],
      candidates,
    ),
    'refused.csv': csv(['need', 'urn', 'name', 'offer', 'rules'], refused),
    'plan.csv': csv(['need', 'urn', 'name', 'offer', 'points'], pairs),
    'unmet.csv': csv(['need', 'partners_missing', 'reason'], unmet),
    'result.json': `${JSON.stringify(document, null, 2)}\n`,
  };
}

/** What one more place, or one more half-day, at each supporter would bring: the dearest first. */
export function capacityFile(found: Optimised, names: Names, solving: Solving): string {
  const needs = (some: readonly { readonly need: string }[]): string =>
    some.map(({ need }) => need).join(' ');
  const rows = [
    ...slotPrices(found, solving).map(({ supporter, gaining, losing, points, weight }) => [
      ...[supporter, names.school(supporter), 'place', '', needs(gaining), needs(losing), points, weight],
    ]),
    ...dayPrices(found, solving).map(({ supporter, halfTerm, gaining, losing, points, weight }) => [
      ...[supporter, names.school(supporter), 'half-day', halfTerm],
      ...[needs(gaining), needs(losing), points, weight],
    ]),
  ];
  return csv(['urn', 'name', 'one_more', 'half_term', 'gaining', 'losing', 'points', 'weight'], rows);
}

/** A cell that a spreadsheet would take for a formula is told as text. */
function csv(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return stringify([headings, ...rows] as (string | number)[][], { escape_formulas: true });
}
