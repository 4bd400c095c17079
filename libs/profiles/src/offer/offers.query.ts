import { decide, requireAllowed, type Clock, type Matrix, type OfferId, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { OfferState } from './offer.lifecycle.js';
import type { OfferedTheme } from './offered-theme.js';
import type { OfferTerms } from './read-offer-terms.js';

export interface OfferView extends OfferTerms {
  readonly id: OfferId;
  readonly supporterUrn: SchoolUrn;
  readonly themes: readonly OfferedTheme[];
  readonly standing: boolean;
  readonly state: OfferState;
  readonly pausedBy: 'head' | 'not_this_term' | null;
  readonly agreedAt: Date | null;
  readonly version: number;
}

const COLUMNS = `o.id, o.supporter_urn as "supporterUrn", o.themes, o.people, o.key_stages as "keyStages", o.modes,
  o.travel_km as "travelKm", o.not_with as "notWith", o.conditions, o.max_partners as "maxPartners",
  o.min_partners as "minPartners", o.standing, o.state, o.paused_by as "pausedBy", o.agreed_at as "agreedAt", o.version`;

/** Offers with their terms: for the own school and for those who look after the area, never for other heads. */
export class Offers {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** Those that have not ended, the standing one first. @throws NotFound for who may not see a school's terms. */
  async ofSchool(tx: Tx, urn: SchoolUrn): Promise<OfferView[]> {
    const resource = { area: tx.area, school: urn, schools: [urn] };
    requireAllowed(decide(this.matrix, tx.actor, 'capacity.read', resource, { now: this.clock.now() }));
    return tx.query<OfferView>(
      `select ${COLUMNS} from profiles.offer o where ${inArea(tx, 'o')} and o.supporter_urn = $1
         and o.state in ('draft', 'live', 'paused') order by o.standing desc, o.id`,
      [urn],
    );
  }
}
