import type { Visitor } from '@app/http';
import { ProviderAway, ProviderClient, ProviderRefused, type Holder } from '@app/identity';
import { NotFound, type PersonId } from '@app/kernel';
import type { ProviderName } from '@app/platform';
import { page, type Page } from '../../layout/answers.js';
import { awayView, refusedView } from './provider.view.js';

const RETRY_S = '60';

/** A provider that this installation has. @throws NotFound */
export function requireOffered(client: ProviderClient, name: string): ProviderName {
  const found = client.find(name);
  if (found === null) throw new NotFound();
  return found.name;
}

/** Whoever is signed in in this browser; null for nobody. */
export function holderIn({ actor, account }: Visitor): Holder | null {
  if (actor?.kind !== 'person' || actor.area === null || account === null) return null;
  return { account, person: actor.id as PersonId, area: actor.area, actor };
}

/** A page for what a provider did wrong or did not do; everything else goes on as it is. */
export async function orTheirFault<Answer>(
  name: ProviderName,
  work: () => Promise<Answer>,
): Promise<Answer | Page> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProviderRefused)
      return page('journeys/providers/refused.njk', refusedView(name), { status: 403 });
    if (error instanceof ProviderAway)
      return page('journeys/providers/away.njk', awayView(name), {
        ...{ status: 503, headers: { 'Retry-After': RETRY_S } },
      });
    throw error;
  }
}
