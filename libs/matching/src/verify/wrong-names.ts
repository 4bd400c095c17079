import type { Candidate, CandidateRow } from '../candidate-row.js';
import type { Plan } from '../plan/plan.js';
import type { Problem } from '../problem.js';
import { canonicalJson } from '../snapshot/canonical-json.js';
import { unknownParts } from './known-parts.js';
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
      group !== undefined &&
      listed.every((each) => isClosed(problem, each) || !group.schools.has(each.supporter));
    const isUnknown = listed.every((each) => isClosed(problem, each));
    const told = isUnknown ? 'not_known' : isOutside ? 'group' : null;
    const expected = listed.length === 0 ? 'no_candidate' : listed.every(isHeld) ? 'held_back' : told;
    const isRight =
      expected === null
        ? !['no_candidate', 'held_back', 'not_known', 'group'].includes(kind)
        : kind === expected;
    return isRight ? [] : [`Need ${id} goes without partners for another reason.`];
  });
  const state = plan.pairs.length === 0 && plan.unmet.length > 0 ? 'infeasible' : 'complete';
  return state === plan.state ? faults : [...faults, `The plan is ${state}.`];
}

function wrongAlternates(problem: Problem, rows: readonly CandidateRow[], plan: Plan): string[] {
  const planned = new Set(plan.pairs.map(({ need, supporter }) => `${need} ${supporter}`));
  const said = new Map(plan.alternates.map(({ need, offers }) => [need, offers]));
  return rows.flatMap(({ need, candidates }) => {
    const best = candidates
      .filter((each) => !isClosed(problem, each) && !planned.has(`${need} ${each.supporter}`))
      .slice(0, problem.policy.plan.alternates);
    const isRight = canonicalJson(said.get(need) ?? null) === canonicalJson(best.map(({ offer }) => offer));
    return isRight ? [] : [`Need ${need} has other alternates.`];
  });
}

function wrongOffers(
  problem: Problem,
  rows: readonly CandidateRow[],
  plan: Plan,
  { offerFewest }: Standing,
): string[] {
  const { offers, snapshot } = problem;
  const planned = countBy(plan.pairs.map(({ offer }) => offer));
  const there = countBy(
    snapshot.commitments.flatMap(({ offer, state }) => (state === 'ended' || offer === null ? [] : [offer])),
  );
  const wanted = new Set(
    rows.flatMap(({ candidates, otherOffers }) =>
      [...candidates, ...otherOffers].flatMap((each) => (isClosed(problem, each) ? [] : [each.offer])),
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
  const dropped = offers.filter(
    ({ id, fewestPartners, mostPartners }) =>
      mostPartners > 0 && fewestPartners > 1 && !there.has(id) && !wanted.has(id),
  );
  return [
    ...(isSame(plan.fewestDropped ?? [], dropped) ? [] : ['The fewest of other offers is dropped.']),
    ...(isSame(plan.belowFewest, below) ? [] : ['Other offers have fewer partners than their fewest.']),
    ...(isSame(plan.notStarted, left) ? [] : ['Other offers were not started.']),
  ];
}

/** Not to be planned: held back, or not known of it what the policy wants known. */
function isClosed(problem: Problem, candidate: Candidate): boolean {
  return isHeld(candidate) || unknownParts(problem, (part) => candidate.parts[part]).length > 0;
}

function isHeld({ holds }: Candidate): boolean {
  return holds.length > 0;
}
