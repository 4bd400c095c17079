import { RaiseConcern } from '@app/profiles';
import type { County } from './county.js';

/** A word of an adviser that waits for a head: the two read it, and nobody else who signs in. */
export async function seedConcerns(county: County): Promise<void> {
  await county.rooms.get(RaiseConcern).execute(await county.as('osei'), county.area, {
    urn: '990005',
    words:
      'Your new heads of year carry a great deal at once. A school that has been there might be good company for them.',
  });
}
