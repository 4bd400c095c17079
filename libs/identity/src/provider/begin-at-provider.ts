import { createHash } from 'node:crypto';
import { NotFound, type Clock } from '@app/kernel';
import type { Lookup } from '@app/platform';
import { requireFresh, type Holder } from '../factor/holder.js';
import { TooManyTries } from '../sign-in/guesses.js';
import type { AcceptInvitation } from '../sign-in/accept-invitation.js';
import type { ProviderClient } from './provider-client.js';
import type { ProviderFlows, Purpose } from './provider-flows.js';

export interface ToProvider {
  readonly provider: string;
  /** Of the cookie. */
  readonly browser: string;
  /** Who is signed in in this browser; null for nobody. */
  readonly holder: Holder | null;
  readonly next: string;
  readonly address: string;
  readonly requestId: string;
}

const PER_ADDRESS = 60;
const TEN_MINUTES_S = 600;

/** Somebody sets out for a provider. Whoever is signed in already shows there again who they are. */
export class BeginAtProvider {
  constructor(
    private readonly lookup: Lookup,
    private readonly clock: Clock,
    private readonly client: ProviderClient,
    private readonly flows: ProviderFlows,
    private readonly invitations: AcceptInvitation,
  ) {}

  /** @returns where the browser is sent. @throws NotFound, TooManyTries, ProviderAway */
  async toEnter(asked: ToProvider): Promise<URL> {
    return this.begin(asked, asked.holder === null ? 'enter' : 'again', null);
  }

  /** @throws NotAllowed STEP_UP_REQUIRED, NotFound, TooManyTries, ProviderAway */
  async toLink(asked: ToProvider & { readonly holder: Holder }): Promise<URL> {
    requireFresh(asked.holder, this.clock.now());
    return this.begin(asked, 'link', null);
  }

  /** @throws NotFound for an invitation that is not open; TooManyInvitations, TooManyTries, ProviderAway */
  async toAccept(asked: Omit<ToProvider, 'holder'>, secret: string): Promise<URL> {
    await this.invitations.requireOpen({ secret, address: asked.address, requestId: asked.requestId });
    const invitation = createHash('sha256').update(secret).digest();
    return this.begin({ ...asked, holder: null }, 'invitation', invitation);
  }

  private async begin(asked: ToProvider, purpose: Purpose, invitation: Buffer | null): Promise<URL> {
    const provider = this.client.find(asked.provider);
    if (provider === null) throw new NotFound();
    await this.count(asked.address);
    const { browser, holder, next } = asked;
    const account = holder?.account ?? null;
    const state = await this.flows.start({
      ...{ browser, provider: provider.name, purpose, account, invitation, next },
    });
    return this.client.addressOf({ provider, state, fresh: purpose === 'again' });
  }

  private async count(address: string): Promise<void> {
    const asked = [`provider/${address}`, TEN_MINUTES_S];
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', asked);
    if ((row?.count_attempt ?? 0) > PER_ADDRESS) throw new TooManyTries();
  }
}
