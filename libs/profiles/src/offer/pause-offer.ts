import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { AskedOfOffer, OfferMoves } from './offer-moves.js';

/** The school lets an offer rest until it says otherwise. */
export class PauseOffer {
  constructor(private readonly moves: OfferMoves) {}

  /** @returns the offer's new version. */
  async execute(actor: Actor, area: AreaId, asked: AskedOfOffer, repeat?: Repeatable): Promise<number> {
    return this.moves.make(actor, area, asked, 'paused', repeat);
  }
}
