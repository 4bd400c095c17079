import type { FactColumns, Resource, SchoolUrn } from '@app/kernel';

export interface PairingParties {
  readonly askerUrn: string;
  readonly supporterUrn: string;
  readonly gardenerPersonId: string;
}

/** What a decision may know of a pairing: both sides see it from the start; its gardener is assigned to it. */
export function pairingResource({ askerUrn, supporterUrn, gardenerPersonId }: PairingParties): Resource {
  const [supported, supporting] = [askerUrn as SchoolUrn, supporterUrn as SchoolUrn];
  return {
    ...{ schools: [supported, supporting], supported, supporting, namesOpen: true },
    assigned: [gardenerPersonId],
  };
}

/** The same facts as columns of `brokerage.pairing g`. */
export const PAIRING_COLUMNS: FactColumns = {
  schools: 'array[g.asker_urn, g.supporter_urn]',
  supported: 'g.asker_urn',
  supporting: 'g.supporter_urn',
  namesOpen: 'true',
  assigned: 'array[g.gardener_person_id]',
};
