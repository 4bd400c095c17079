import type { Bounded } from '../plan/certificate.js';

/** A decision by its name: `offer 3` is started or not, `need 3` has one of its group or nobody, `pair 3 4` is in or not. */
interface Decisions {
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
}

/**
 * Whether parts are together all plans: every way to start some offers and leave the others, to have some pairs and not
 * others, falls into one of them, or is no plan.
 *
 * @param isImpossible whether pairs that are all in the plan take more days of a school than it has.
 */
export function coversAll(
  parts: readonly Bounded[],
  isImpossible: (pairs: readonly (readonly [need: number, offer: number])[]) => boolean,
): boolean {
  const offers = (some: readonly number[]): string[] => some.map((offer) => `offer ${String(offer)}`);
  const pairs = (some: Bounded['within']): string[] =>
    some.map(([need, offer]) => `pair ${String(need)} ${String(offer)}`);
  const needs = (some: readonly number[]): string[] => some.map((need) => `need ${String(need)}`);
  const decisions = parts.map(({ started, left, grouped, bare, within, without }): Decisions => ({
    yes: new Set([...offers(started), ...needs(grouped), ...pairs(within)]),
    no: new Set([...offers(left), ...needs(bare), ...pairs(without)]),
  }));
  return covers(decisions, [], (within) => isImpossible(within.map(placesOf)));
}

/** By a decision that all parts take; a part that decides nothing more is all that is left. */
function covers(
  parts: readonly Decisions[],
  within: readonly string[],
  isImpossible: (pairs: readonly string[]) => boolean,
): boolean {
  const [first] = parts;
  if (!first) return isImpossible(within);
  if (parts.some(({ yes, no }) => yes.size + no.size === 0)) return true;
  const decision = [...first.yes, ...first.no].find((each) =>
    parts.every(({ yes, no }) => yes.has(each) || no.has(each)),
  );
  if (decision === undefined) return false;
  const without = (from: ReadonlySet<string>): Set<string> => {
    const rest = new Set(from);
    rest.delete(decision);
    return rest;
  };
  const side = (kind: keyof Decisions): Decisions[] =>
    parts
      .filter((part) => part[kind].has(decision))
      .map(({ yes, no }) => ({ yes: without(yes), no: without(no) }));
  const isPair = decision.startsWith('pair ');
  return (
    covers(side('yes'), isPair ? [...within, decision] : within, isImpossible) &&
    covers(side('no'), within, isImpossible)
  );
}

function placesOf(name: string): readonly [need: number, offer: number] {
  const [, need = -1, offer = -1] = name.split(' ').map(Number);
  return [need, offer];
}
