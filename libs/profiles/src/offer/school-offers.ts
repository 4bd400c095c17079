import type { Clock, SchoolUrn } from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import { OfferEntity } from './offer.entity.js';
import type { OfferedTheme } from './offered-theme.js';
import type { OfferTerms } from './read-offer-terms.js';

/** A step of declaring: what a school's yearly word does to its offers. The caller has decided and writes the act. */
export class SchoolOffers {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** "Not this term": every live offer rests. One that the head paused before stays as the head left it. */
  async rest(tx: Tx, urn: SchoolUrn): Promise<void> {
    for (const offer of await this.lock(tx, urn)) {
      if (offer.state === 'live')
        await updateIfVersion(tx, OfferEntity, offer.id, offer.version, {
          state: 'paused',
          pausedBy: 'not_this_term',
        });
    }
  }

  /** The school can help again: what rested for that reason alone is there again. */
  async wake(tx: Tx, urn: SchoolUrn): Promise<void> {
    for (const offer of await this.lock(tx, urn)) {
      if (offer.pausedBy === 'not_this_term')
        await updateIfVersion(tx, OfferEntity, offer.id, offer.version, { state: 'live', pausedBy: null });
    }
  }

  /**
   * The standing offer says what the declaration says. Without terms a standing offer keeps those it has; without
   * either there is none, and the strengths are only shown.
   */
  async stand(
    tx: Tx,
    urn: SchoolUrn,
    strengths: readonly OfferedTheme[],
    terms: OfferTerms | null,
    resting: boolean,
  ): Promise<void> {
    const themes = [...strengths];
    const agreed = { agreedBy: tx.actor.id, agreedAt: this.clock.now() };
    const standing = (await this.lock(tx, urn)).find((offer) => offer.standing);
    if (standing) {
      const change =
        themes.length === 0 ? { state: 'withdrawn' as const, pausedBy: null } : { themes, ...agreed };
      await updateIfVersion(tx, OfferEntity, standing.id, standing.version, { ...terms, ...change });
    } else if (terms !== null && themes.length > 0) {
      await tx.manager.insert(OfferEntity, {
        ...{ id: this.ids.next(), areaId: tx.area, supporterUrn: urn, standing: true, version: 1 },
        ...{ state: resting ? 'paused' : 'live', pausedBy: resting ? 'not_this_term' : null },
        ...{ ...terms, themes, ...agreed },
      });
    }
  }

  /** Those that have not ended, in id order. */
  private lock(tx: Tx, urn: SchoolUrn): Promise<OfferEntity[]> {
    return tx.manager
      .createQueryBuilder(OfferEntity, 'o')
      .setLock('pessimistic_write')
      .where(`o.supporter_urn = :urn and o.state in ('draft', 'live', 'paused')`, { urn })
      .andWhere(inArea(tx, 'o'))
      .orderBy('o.id')
      .getMany();
  }
}
