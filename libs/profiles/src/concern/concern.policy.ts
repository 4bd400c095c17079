import type { PersonId, Resource, SchoolUrn } from '@app/kernel';
import type { ConcernState } from './concern.lifecycle.js';

export interface ConcernParties {
  readonly urn: SchoolUrn;
  readonly raisedBy: string;
  readonly state: ConcernState;
}

/**
 * Who left it, by person, and the school while it waits: once it has ended its head reads it no more, and nobody ever else
 * did. A head who left it as a broker answers it to nobody.
 */
export function concernResource({ urn, raisedBy, state }: ConcernParties): Resource {
  const person = raisedBy as PersonId;
  const actsBy = { 'concern.raise': [raisedBy] };
  return { person, actsBy, ...(state === 'raised' ? { school: urn, schools: [urn] } : {}) };
}

/** Of a word that is still to be left: somebody's own act, about one school. */
export function wordTo(urn: SchoolUrn, by: string): Resource {
  return { person: by as PersonId, school: urn, schools: [urn] };
}
