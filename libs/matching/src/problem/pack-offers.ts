import { isOpen } from '../context/context-ranks.js';
import type { Problem } from '../problem.js';
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

export function packOffers(problem: Problem): OfferColumns {
  const { offers, offerSchool, offerHash, schools, schoolIndex } = problem;
  return {
    many: offers.length,
    school: offerSchool,
    hash: offerHash,
    stages: Uint8Array.from(offers, ({ keyStages }) => bitsOf(KEY_STAGES, keyStages)),
    modes: Uint8Array.from(offers, ({ modes }) => bitsOf(MODES, modes)),
    travel: Int32Array.from(offers, ({ travelMetres }) => travelMetres ?? NONE),
    closed: Int32Array.from(offers, (_, offer) => closedTo(problem, offer)),
    notWith: lists(
      schools.length,
      offers.flatMap(({ notWith }, place) =>
        notWith.map((urn) => ({ of: schoolIndex.get(urn) ?? NONE, place, bits: 1 })),
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
