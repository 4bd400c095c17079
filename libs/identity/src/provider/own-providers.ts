import { NotFound, RuleBroken, type AccountId, type Clock } from '@app/kernel';
import type { Lookup, ProviderName, UnitOfWork } from '@app/platform';
import { requireFresh, type Holder } from '../factor/holder.js';
import type { TellHolder } from '../factor/tell-holder.js';

export interface ProviderLinkView {
  readonly id: string;
  readonly provider: ProviderName;
  readonly label: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

/** Nothing else of theirs would sign them in. */
export class LastWayIn extends RuleBroken {
  constructor() {
    super('LAST_WAY_IN', 'This is the only way that you can sign in. Add a passkey first.');
  }
}

/** Somebody's accounts at providers that sign them in here: seen and taken away by them. */
export class OwnProviders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly clock: Clock,
    private readonly tell: TellHolder,
  ) {}

  async of(account: AccountId): Promise<ProviderLinkView[]> {
    const rows = await this.lookup.call<{
      id: string;
      provider: ProviderName;
      label: string;
      made_at: Date;
      used_at: Date | null;
    }>('provider_links_of', [account]);
    return rows.map(({ id, provider, label, made_at, used_at }) => ({
      ...{ id, provider, label, madeAt: made_at, usedAt: used_at },
    }));
  }

  /** @throws NotAllowed STEP_UP_REQUIRED, LastWayIn, NotFound */
  async remove(holder: Holder, id: string): Promise<void> {
    requireFresh(holder, this.clock.now());
    const links = await this.of(holder.account);
    const provider = links.find((each) => each.id === id)?.provider;
    if (provider === undefined) throw new NotFound();
    await this.work.run(holder.actor, holder.area, async (tx) => {
      const asked = [holder.account, id];
      const [row] = await this.lookup.inside<{ drop_provider_link: string }>(tx, 'drop_provider_link', asked);
      if (row?.drop_provider_link === 'last') throw new LastWayIn();
      if (row?.drop_provider_link !== 'gone') throw new NotFound();
      await this.tell.inside(tx, holder, 'provider_unlinked', provider);
    });
  }
}
