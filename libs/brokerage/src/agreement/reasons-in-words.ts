import type { NeedId, OfferId } from '@app/kernel';
import { sayPart, scorePair, type Names, type PartFact, type PartName, type Problem } from '@app/matching';

/** Parts a head reads about, each only where at least half of its points were given. Points and rank are never said (I-37). */
const SAID: readonly PartName[] = ['theme_fit', 'similar_context', 'key_stage_and_setting', 'reach', 'mode'];
const HALF = 2;

const LEAD: Readonly<Partial<Record<PartName, string>>> = {
  theme_fit: 'Experience',
  similar_context: 'Similar context',
  key_stage_and_setting: 'Key stages',
  reach: 'Distance',
  mode: 'How they work',
};

/** Why this school, in words for the school that asks: facts of the run, without its points. */
export function reasonsInWords(problem: Problem, need: NeedId, offer: OfferId, names: Names): string[] {
  const at = problem.needs.findIndex(({ id }) => id === need);
  const score = scorePair(problem, at, problem.offerIndex.get(offer) ?? -1);
  if (score.kind === 'refused') return [];
  const weights = problem.weights[at];
  return score.parts
    .filter(
      ({ part, points }) =>
        SAID.includes(part) && points !== null && points * HALF >= (weights?.[part] ?? Infinity),
    )
    .map(({ part, fact }) => `${LEAD[part] ?? part}: ${inWords(fact, names)}.`);
}

/** How near a school comes among others is a place in an order: a head reads on what it rests instead. */
function inWords(fact: PartFact, names: Names): string {
  if (fact.part !== 'similar_context') return sayPart(fact, names);
  const count = fact.measures.length;
  return `alike on ${String(count)} published ${count === 1 ? 'measure' : 'measures'} of context`;
}
