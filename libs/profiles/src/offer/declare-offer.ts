import {
  localDateOf,
  NotFound,
  parseUrn,
  type Actor,
  type AreaId,
  type Clock,
  type OfferId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import {
  askedOnce,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { AreaSettings, KnownSchools } from '@app/schools';
import { FieldReader } from '../field-reader.js';
import { requireOfArea } from '../need/require-of-area.js';
import type { Rights } from '@app/identity';
import { lockOffer, requireOfferVersion } from './lock-offer.js';
import { OfferEntity } from './offer.entity.js';
import { hasEnded, moveOffer } from './offer.lifecycle.js';
import type { OfferedTheme } from './offered-theme.js';
import { readOfferTerms, type AskedTerms, type OfferTerms } from './read-offer-terms.js';
import { readOfferedThemes, type AskedTheme } from './read-offered-themes.js';

export interface OfferToDeclare extends AskedTerms {
  readonly urn: string;
  readonly themes: readonly AskedTheme[];
  /** An offer to change, with the version that the person saw; left out: a new one. */
  readonly change?: { readonly offer: OfferId; readonly version: number };
}

/** A school says what it can help with, and on what terms. Nobody declares for another school. */
export class DeclareOffer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
    private readonly schools: KnownSchools,
  ) {}

  async execute(actor: Actor, area: AreaId, asked: OfferToDeclare, repeat?: Repeatable): Promise<OfferId> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const urn = parseUrn(asked.urn);
        if (urn === null) throw new NotFound();
        const before = asked.change ? await lockOffer(tx, asked.change.offer) : null;
        await this.rights.require(tx, 'capacity.declare', { school: urn, schools: [urn] });
        if (asked.change && before?.supporterUrn !== urn) throw new NotFound();
        await this.schools.requireOpen(tx, urn);
        const { themes, terms } = await this.read(tx, asked, urn);
        const id = await this.keep(tx, urn, themes, terms, before, asked.change?.version);
        await this.audit.record(tx, {
          act: 'capacity.declare',
          entity: `profiles.offer:${id}`,
          schools: [urn],
          reason: 'offer',
        });
        return id;
      }),
    );
  }

  private async read(
    tx: Tx,
    asked: OfferToDeclare,
    urn: SchoolUrn,
  ): Promise<{ themes: OfferedTheme[]; terms: OfferTerms }> {
    const reader = new FieldReader();
    const world = { themes: await this.settings.themes(tx), today: localDateOf(this.clock.now()) };
    const themes = readOfferedThemes(reader, 'themes', asked.themes, world);
    if (themes.length === 0) reader.say('themes', 'Name at least one theme');
    const terms = readOfferTerms(reader, '', asked, urn);
    await requireOfArea(tx, reader, this.schools, { notWith: terms.notWith });
    return reader.finish({ themes, terms });
  }

  private async keep(
    tx: Tx,
    urn: SchoolUrn,
    themes: OfferedTheme[],
    terms: OfferTerms,
    before: OfferEntity | null,
    version = 0,
  ): Promise<OfferId> {
    const agreed = { agreedBy: tx.actor.id, agreedAt: this.clock.now() };
    if (before !== null) {
      requireOfferVersion(before, version);
      // A paused one is changed and keeps resting; one that has ended cannot come back.
      const state =
        before.state === 'draft' || hasEnded(before.state) ? moveOffer(before.state, 'live') : before.state;
      await updateIfVersion(tx, OfferEntity, before.id, version, { ...terms, themes, ...agreed, state });
      return before.id as OfferId;
    }
    const id = this.ids.next<OfferId>();
    await tx.manager.insert(OfferEntity, {
      ...{
        id,
        areaId: tx.area,
        supporterUrn: urn,
        standing: false,
        state: 'live',
        pausedBy: null,
        version: 1,
      },
      ...{ ...terms, themes, ...agreed },
    });
    return id;
  }
}
