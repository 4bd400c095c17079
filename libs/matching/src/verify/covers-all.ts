import type { Bounded } from '../plan/certificate.js';

interface Decisions {
  readonly started: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
}

/** Whether parts are together all plans: every way to start some offers and leave the others falls into one of them. */
export function coversAll(parts: readonly Bounded[]): boolean {
  return covers(parts.map(({ started, left }) => ({ started: new Set(started), left: new Set(left) })));
}

/** By an offer that all parts decide about; a part that decides nothing more is all that is left. */
function covers(parts: readonly Decisions[]): boolean {
  const [first] = parts;
  if (!first) return false;
  if (parts.some(({ started, left }) => started.size + left.size === 0)) return true;
  const decided = [...first.started, ...first.left];
  const offer = decided.find((each) =>
    parts.every(({ started, left }) => started.has(each) || left.has(each)),
  );
  if (offer === undefined) return false;
  const without = (from: ReadonlySet<number>): Set<number> => {
    const rest = new Set(from);
    rest.delete(offer);
    return rest;
  };
  const side = (kind: keyof Decisions): Decisions[] =>
    parts
      .filter((part) => part[kind].has(offer))
      .map(({ started, left }) => ({ started: without(started), left: without(left) }));
  return covers(side('started')) && covers(side('left'));
}
