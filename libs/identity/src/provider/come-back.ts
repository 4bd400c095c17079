import { NotFound, type AccountId, type AreaId, type PersonId } from '@app/kernel';
import type { Lookup, ProviderRules } from '@app/platform';
import type { Holder } from '../factor/holder.js';
import type { Enter, Entered } from '../sign-in/enter.js';
import { TooManyTries } from '../sign-in/guesses.js';
import type { NoteRefusal, Whom } from './note-refusal.js';
import type { ProviderClient } from './provider-client.js';
import type { Flow, ProviderFlows } from './provider-flows.js';
import { ProviderRefused } from './provider-refused.js';
import type { Said } from './read-claims.js';

export interface CameBack {
  readonly provider: string;
  readonly query: URLSearchParams;
  /** Of the cookie. */
  readonly browser: string;
  readonly holder: Holder | null;
  readonly address: string;
  readonly requestId: string;
}

/** Signed in, or a question on a page here before anything is linked. */
export type Arrived =
  | { readonly kind: 'entered'; readonly entered: Entered; readonly next: string }
  | { readonly kind: 'confirm' };

const PER_ADDRESS = 60;
const TEN_MINUTES_S = 600;

/** Somebody comes back from a provider: what it says is believed only as far as it proves it, and only for this browser. */
export class ComeBack {
  constructor(
    private readonly lookup: Lookup,
    private readonly client: ProviderClient,
    private readonly flows: ProviderFlows,
    private readonly enter: Enter,
    private readonly refusals: NoteRefusal,
  ) {}

  /** @throws ProviderRefused once it stands in the log; ProviderAway, TooManyTries, NotFound */
  async execute(came: CameBack): Promise<Arrived> {
    const provider = this.client.find(came.provider);
    if (provider === null) throw new NotFound();
    await this.count(came.address);
    const state = came.query.getAll('state').length === 1 ? (came.query.get('state') ?? '') : '';
    const flow = await this.flows.take(state, came.browser, provider.name);
    let whom: Whom | null = null;
    try {
      whom = await this.whomOf(flow, came);
      if (flow.outcome !== 'good' || flow.purpose === null)
        throw new ProviderRefused(`STATE_${flow.outcome.toUpperCase()}`);
      const organisation = flow.purpose === 'link' || flow.purpose === 'invitation';
      const at = { provider, state, fresh: flow.purpose === 'again' };
      const said = await this.client.redeem(at, came.query, flow, organisation);
      if (organisation) {
        await this.flows.keep(state, said);
        return { kind: 'confirm' };
      }
      const link = await this.linkOf(said);
      whom ??= await this.personOf(link?.account_id ?? null);
      return await this.signIn(provider, said, link, whom, flow, came);
    } catch (error) {
      if (error instanceof ProviderRefused)
        await this.refusals.of(provider.name, flow.purpose, whom, error, came.requestId);
      throw error;
    }
  }

  private async signIn(
    { name }: ProviderRules,
    { strong }: Said,
    link: Link | null,
    whom: Whom | null,
    flow: Flow,
    { requestId, browser }: CameBack,
  ): Promise<Arrived> {
    if (link === null) throw new ProviderRefused('NOT_LINKED');
    if (link.disabled || whom === null) throw new ProviderRefused('DISABLED');
    if (flow.account !== null && flow.account !== link.account_id)
      throw new ProviderRefused('ANOTHER_PERSON');
    await this.lookup.call('use_provider_link', [link.id]);
    const person = { account: link.account_id, ...whom };
    const came = { ...person, by: name, requestId, replaces: browser };
    const entered = await this.enter.afterProvider(came, strong);
    return { kind: 'entered', entered, next: flow.next };
  }

  /** Known before the provider has said anything: who is signed in here, or who was invited. */
  private async whomOf(flow: Flow, { holder }: CameBack): Promise<Whom | null> {
    if (flow.account !== null && holder?.account === flow.account)
      return { person: holder.person, area: holder.area };
    if (flow.account !== null) return this.personOf(flow.account);
    if (flow.invitation === null) return null;
    const [invited] = await this.lookup.call<{ area_id: AreaId; person_id: PersonId }>('invitation_by_hash', [
      flow.invitation,
    ]);
    return invited ? { person: invited.person_id, area: invited.area_id } : null;
  }

  private async linkOf({ issuer, subject }: Said): Promise<Link | null> {
    const [link] = await this.lookup.call<Link>('provider_link_by_subject', [issuer, subject]);
    return link ?? null;
  }

  private async personOf(account: AccountId | null): Promise<Whom | null> {
    if (account === null) return null;
    const [person] = await this.lookup.call<{ person_id: PersonId; area_id: AreaId }>('people_of_account', [
      account,
    ]);
    return person ? { person: person.person_id, area: person.area_id } : null;
  }

  private async count(address: string): Promise<void> {
    const asked = [`provider-back/${address}`, TEN_MINUTES_S];
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', asked);
    if ((row?.count_attempt ?? 0) > PER_ADDRESS) throw new TooManyTries();
  }
}

interface Link extends Record<string, unknown> {
  readonly id: string;
  readonly account_id: AccountId;
  readonly disabled: boolean;
}
