import { Unavailable, type Actor } from '@app/kernel';
import type { Lookup } from '@app/platform';
import type { Actors } from '../actor/actor.query.js';
import type { ActionLinks } from './action-links.js';
import type { ActionLink } from './signature.js';

export interface LinkFollowed {
  readonly key: Buffer;
  readonly token: string;
  /** Of the client, for counting wrong ones; never stored beside a person. */
  readonly address: string;
  readonly requestId: string;
}

/** Who stands behind a link that may act: that person, by this door, and nobody signed in. */
export interface LinkGuest {
  readonly kind: 'open';
  readonly link: ActionLink;
  readonly actor: Actor;
}

/** `gone`: the person is no longer here. `unknown`: nobody sent it, or its address was cut. */
export type LinkFound = LinkGuest | { readonly kind: 'unknown' | 'used' | 'expired' | 'gone' };

const TEN_MINUTES_S = 600;
const WRONG_PER_ADDRESS = 50;

export class TooManyLinks extends Unavailable {
  constructor() {
    super(
      'TOO_MANY_TRIES',
      'There were too many addresses that lead nowhere. Wait ten minutes.',
      TEN_MINUTES_S,
    );
  }
}

/** Finds out whose link it is. Looking changes nothing: mail scanners follow every address they see. */
export class OpenLink {
  constructor(
    private readonly lookup: Lookup,
    private readonly links: ActionLinks,
    private readonly actors: Actors,
  ) {}

  /** @throws TooManyLinks for an address that guesses, right or wrong alike. */
  async execute({ key, token, address, requestId }: LinkFollowed): Promise<LinkFound> {
    const counted = [`link/${address}`, TEN_MINUTES_S];
    const [tries] = await this.lookup.call<{ count_attempt: number }>('count_attempt', counted);
    if ((tries?.count_attempt ?? 0) > WRONG_PER_ADDRESS) throw new TooManyLinks();
    const opened = await this.links.open(key, token);
    if (opened.kind === 'unknown') return opened;
    await this.lookup.call('take_back_attempt', counted);
    if (opened.kind !== 'open') return { kind: opened.kind };
    const { link } = opened;
    const came = { person: link.person, area: link.area, door: 'link', requestId, signedInAt: null } as const;
    const actor = await this.actors.of(came);
    return actor === null ? { kind: 'gone' } : { kind: 'open', link, actor };
  }
}
