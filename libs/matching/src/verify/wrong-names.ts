import type { Candidate, CandidateRow } from '../candidate-row.js';
import type { Plan } from '../plan/plan.js';
import type { Problem } from '../problem.js';
import { canonicalJson } from '../snapshot/canonical-json.js';
import { waitingForGroup } from './group-standing.js';
import { countBy, type Standing } from './standing.js';

/** What a plan says beside its pairs: who goes without, who else could have come, which offers were not started. */
export function wrongNames(
  problem: Problem,
  rows: readonly CandidateRow[],
  plan: Plan,
  standing: Standing,
): string[] {
  return [
    ...wrongUnmet(problem, rows, plan),
    ...wrongAlternates(problem, rows, plan),
    ...wrongOffers(problem, rows, plan, standing),
  ];
}

function wrongUnmet(problem: Problem, rows: readonly CandidateRow[], plan: Plan): string[] {
  const partners = countBy(plan.pairs.map(({ need }) => need));
  const unmet = new Map(plan.unmet.map((each) => [each.need, each]));
  const waiting = waitingForGroup(problem);
  const faults = problem.needs.flatMap(({ id, partnersWanted }, at) => {
    const without = Math.max(0, partnersWanted - (partners.get(id) ?? 0));
    const said = unmet.get(id);
    if ((said?.missing ?? 0) !== without) return [`Need ${id} goes without ${String(without)} partners.`];
    const row = rows[at];
    const { kind } = said?.because ?? {};
    if (!row || kind === undefined) return [];
    const listed = [...row.candidates, ...row.otherOffers];
    const group = waiting.get(at);
    const isOutside =
      group !== undefined && listed.every((each) => isHeld(each) || !group.schools.has(each.supporter));
    const expected =
      listed.length === 0 ? 'no_candidate' : listed.every(isHeld) ? 'held_back' : isOutside ? 'group' : null;
    const isRight =
      expected === null ? !['no_candidate', 'held_back', 'group'].includes(kind) : kind === expected;
    return isRight ? [] : [`Need ${id} goes without partners for another reason.`];
  });
  const state = plan.pairs.length === 0 && plan.unmet.length > 0 ? 'infeasible' : 'complete';
  return state === plan.state ? faults : [...faults, `The plan is ${state}.`];
}

function wrongAlternates({ policy }: Problem, rows: readonly CandidateRow[], plan: Plan): string[] {
  const planned = new Set(plan.pairs.map(({ need, supporter }) => `${need} ${supporter}`));
  const said = new Map(plan.alternates.map(({ need, offers }) => [need, offers]));
  return rows.flatMap(({ need, candidates }) => {
    const best = candidates
      .filter((each) => !isHeld(each) && !planned.has(`${need} ${each.supporter}`))
      .slice(0, policy.plan.alternates);
    const isRight = canonicalJson(said.get(need) ?? null) === canonicalJson(best.map(({ offer }) => offer));
    return isRight ? [] : [`Need ${need} has other alternates.`];
  });
}

function wrongOffers(
  { offers, snapshot }: Problem,
  rows: readonly CandidateRow[],
  plan: Plan,
  { offerFewest }: Standing,
): string[] {
  const planned = countBy(plan.pairs.map(({ offer }) => offer));
  const there = countBy(
    snapshot.commitments.flatMap(({ offer, state }) => (state === 'ended' || offer === null ? [] : [offer])),
  );
  const wanted = new Set(
    rows.flatMap(({ candidates, otherOffers }) =>
      [...candidates, ...otherOffers].flatMap((each) => (isHeld(each) ? [] : [each.offer])),
    ),
  );
  const below = offers.filter(({ id, fewestPartners }) => {
    const added = planned.get(id) ?? 0;
    return added > 0 && added + (there.get(id) ?? 0) < fewestPartners;
  });
  const left = offers.filter(
    ({ id }, at) => (offerFewest[at] ?? 0) > 0 && wanted.has(id) && !planned.has(id),
  );
  const isSame = (said: readonly string[], found: readonly { readonly id: string }[]): boolean =>
    said.join(' ') === found.map(({ id }) => id).join(' ');
  return [
    ...(isSame(plan.belowFewest, below) ? [] : ['Other offers have fewer partners than their fewest.']),
    ...(isSame(plan.notStarted, left) ? [] : ['Other offers were not started.']),
  ];
}

function isHeld({ holds }: Candidate): boolean {
  return holds.length > 0;
}
