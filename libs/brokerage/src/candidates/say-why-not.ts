import { termOfHalfTerm, numberOfHalfTerm, type HalfTermId, type SchoolUrn } from '@app/kernel';
import {
  sayChange,
  sayDays,
  sayHold,
  sayRefusal,
  type Change,
  type CandidateRow,
  type Names,
  type Plan,
  type WhyNot,
} from '@app/matching';
import type { Namer } from '../namers.js';
import type { NobodyView, WhyNotView } from '../views.js';

/** Schools named where lifting the rules would list them; the rest is a number. */
const MOST_NAMED = 5;

/** Why a school is not first, in words. Each "if" was applied to the snapshot and scored again before it is said. */
export function sayWhyNot(why: WhyNot, points: number | null, namer: Namer, asker: SchoolUrn): WhyNotView {
  const { supporter } = why;
  const between = { asker, supporter };
  const changes = (all: readonly Change[]): WhyNotView['toBeFirst'] =>
    all.map((change) => ({ kind: change.kind, if: sayIf(change, namer, between) }));
  return {
    urn: supporter,
    name: namer.school(supporter),
    ...{ standing: why.standing, place: why.place, points, behindBy: why.behindBy },
    apart: why.apart,
    because: [
      ...why.refusals.map((refusal) => ({
        code: refusal.code,
        sentence: `${sayRefusal(refusal, namer, between)}.`,
      })),
      ...why.holds.map((hold) => ({ code: hold, sentence: `${sayHold(hold)}.` })),
    ],
    ...{ toBeFirst: changes(why.toBeFirst), toBeListed: changes(why.toBeListed) },
  };
}

/** Of a school that is in no row: it asks itself, or offers nothing. */
export function sayNoOffer(urn: SchoolUrn, namer: Namer, asker: SchoolUrn): WhyNotView {
  const [name, asks] = [namer.school(urn), urn === asker];
  return {
    ...{ urn, name, standing: 'refused', place: null, points: null, behindBy: null, apart: [] },
    because: [
      asks
        ? { code: 'OWN_SCHOOL', sentence: `${sayRefusal('OWN_SCHOOL', namer, { supporter: urn, asker })}.` }
        : { code: 'NO_OFFER', sentence: `${name} has not offered support yet.` },
    ],
    ...{ toBeFirst: [], toBeListed: [] },
  };
}

function sayIf(
  change: Change,
  names: Names,
  between: { readonly asker: SchoolUrn; readonly supporter: SchoolUrn },
): string {
  if (change.kind !== 'days') return sayChange(change, names, between);
  // A half-term by the name that schools call it by.
  const more = `${sayDays(change.halfDays)} more in ${termAndHalf(change.halfTerm)}`;
  return `if ${names.school(between.supporter)} had ${more}`;
}

/** `spring 1`. */
function termAndHalf(halfTerm: HalfTermId): string {
  return `${termOfHalfTerm(halfTerm)} ${numberOfHalfTerm(halfTerm) % 2 === 1 ? '1' : '2'}`;
}

/** Why the plan leaves a need without (enough) partners, and whom the fewest rules that stand in the way keep out. */
export function sayNobody(row: CandidateRow, { unmet }: Plan, namer: Namer): NobodyView | null {
  const found = unmet.find(({ need }) => need === row.need);
  if (!found) return null;
  const { because, missing } = found;
  const rules = because.kind === 'no_candidate' ? because.rules : [];
  const opened = row.refused
    .filter((each) => rules.length > 0 && each.because.every((rule) => rules.includes(rule)))
    .map(({ supporter }) => supporter);
  const schools = [...new Set(opened)].map((urn) => ({ urn, name: namer.school(urn) }));
  return {
    ...{ kind: because.kind, missing, sentence: namer.unmet(found), rules },
    without: without(
      rules.length,
      schools.map(({ name }) => name),
    ),
    schools,
  };
}

/** Minimal both ways: without these rules somebody is listed, and while any one of them stands nobody is. */
function without(rules: number, names: readonly string[]): string | null {
  if (rules === 0 || names.length === 0) return null;
  const more = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
  return rules === 1
    ? `Without this rule these could be listed: ${named}.`
    : `Without all of these rules these could be listed: ${named}. While any one of them stands, nobody can.`;
}
