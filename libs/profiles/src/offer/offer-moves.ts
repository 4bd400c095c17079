import { NotFound, type Actor, type AreaId, type OfferId, type Resource, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, updateIfVersion, type Repeatable, type UnitOfWork } from '@app/platform';
import type { Rights } from '@app/identity';
import { lockOffer, requireOfferVersion } from './lock-offer.js';
import { OfferEntity } from './offer.entity.js';
import { moveOffer, type OfferState } from './offer.lifecycle.js';

export interface AskedOfOffer {
  readonly offer: OfferId;
  /** The version that the person saw. */
  readonly version: number;
}

/** What pausing, resuming and withdrawing share: the same right, the same row, the same table of moves. */
export class OfferMoves {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
  ) {}

  /** @returns the offer's new version. */
  async make(
    actor: Actor,
    area: AreaId,
    asked: AskedOfOffer,
    to: Extract<OfferState, 'live' | 'paused' | 'withdrawn'>,
    repeat?: Repeatable,
  ): Promise<number> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const offer = await lockOffer(tx, asked.offer);
        await this.rights.require(tx, 'capacity.declare', offer && offerResource(offer));
        if (offer === null) throw new NotFound();
        requireOfferVersion(offer, asked.version);
        const version = await updateIfVersion(tx, OfferEntity, offer.id, asked.version, {
          state: moveOffer(offer.state, to),
          pausedBy: to === 'paused' ? 'head' : null,
        });
        await this.audit.record(tx, {
          act: 'capacity.declare',
          entity: `profiles.offer:${offer.id}:${String(version)}`,
          schools: [offer.supporterUrn as SchoolUrn],
          reason: to,
        });
        return version;
      }),
    );
  }
}

function offerResource(offer: OfferEntity): Resource {
  const school = offer.supporterUrn as SchoolUrn;
  return { school, schools: [school] };
}
