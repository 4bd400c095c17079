import type { SignedIn } from '@app/http';
import type { Holder } from '@app/identity';
import { NotFound, type PersonId } from '@app/kernel';

/** Whoever is signed in, as the one whose factors these are. A program has none. */
export function holderOf({ actor, area, account }: SignedIn): Holder {
  if (account === null) throw new NotFound();
  return { account, person: actor.id as PersonId, area, actor };
}
