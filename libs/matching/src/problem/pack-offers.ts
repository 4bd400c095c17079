import { isOpen } from '../context/context-ranks.js';
import type { Problem } from '../problem.js';
import type { Offer } from '../snapshot/snapshot.js';
import type { KnownBefore } from '../theme-answers.js';
import { KEY_STAGES, MODES } from '../words.js';
import { bitsOf, lists, type Lists } from './lists.js';
import { NONE } from './pack-needs.js';
import { refusalBit } from './refusal-bits.js';

/** By place of the offer. */
export interface OfferColumns {
  readonly many: number;
  readonly school: Int32Array;
  readonly hash: Uint32Array;
  readonly stages: Uint8Array;
  readonly modes: Uint8Array;
  /** Metres, or `NONE`. */
  readonly travel: Int32Array;
  /** Refusals that hold for every need: no place, resting, closed. */
  readonly closed: Int32Array;
  /** By place of the asking school: offers that would not work with it. */
  readonly notWith: Lists;
}

/**
 * Columns by place of the offer: distances in metres, `NONE` where nothing is said.
 *
 * @param before which offers stand as they did, with their columns: what is said of each alone is taken from there.
 */
export function packOffers(
  problem: Problem,
  before?: KnownBefore & { readonly columns: OfferColumns },
): OfferColumns {
  const { offers, offerSchool, offerHash, schools, schoolIndex } = problem;
  const many = offers.length;
  const isPlain = before?.columns.notWith.place.length === 0;
  const put = <Column extends Uint8Array | Int32Array>(
    column: Column,
    was: Column | undefined,
    each: (offer: Offer) => number,
  ): Column => {
    for (const { from, to, many: long } of before?.runs ?? [])
      if (was) column.set(was.subarray(from, from + long), to);
    const set = (offer: Offer | undefined, at: number): void => {
      if (offer) column[at] = each(offer);
    };
    if (before) for (const at of before.fresh) set(offers[at], at);
    else offers.forEach(set);
    return column;
  };
  const shunned = isPlain ? [...before.fresh] : offers.map((_, at) => at);
  return {
    many,
    school: offerSchool,
    hash: offerHash,
    stages: put(new Uint8Array(many), before?.columns.stages, ({ keyStages }) =>
      bitsOf(KEY_STAGES, keyStages),
    ),
    modes: put(new Uint8Array(many), before?.columns.modes, ({ modes }) => bitsOf(MODES, modes)),
    travel: put(new Int32Array(many), before?.columns.travel, ({ travelMetres }) => travelMetres ?? NONE),
    closed: Int32Array.from(offers, (_, offer) => closedTo(problem, offer)),
    notWith: lists(
      schools.length,
      shunned.flatMap((place) =>
        (offers[place]?.notWith ?? []).map((urn) => ({ of: schoolIndex.get(urn) ?? NONE, place, bits: 1 })),
      ),
    ),
  };
}

function closedTo({ policy, offers, offerSchool, schools, supporters }: Problem, offer: number): number {
  const at = offerSchool[offer] ?? NONE;
  const school = schools[at];
  if (!school) return refusalBit('SCHOOL_CLOSED');
  const { live_pairings_most: most, rest_on_head_vacancy: restWithoutHead } = policy.own_health;
  const isResting =
    (restWithoutHead && school.headVacancy) ||
    (supporters.live[at] ?? 0) >= most ||
    offers[offer]?.resting === true;
  return (
    ((supporters.slotsLeft[offer] ?? 0) === 0 ? refusalBit('NO_PARTNER_SLOT') : 0) |
    (isResting ? refusalBit('SUPPORTER_RESTING') : 0) |
    (isOpen(school) ? 0 : refusalBit('SCHOOL_CLOSED'))
  );
}
