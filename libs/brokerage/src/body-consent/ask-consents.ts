import { RuleBroken, type Clock } from '@app/kernel';
import { inArea, type IdSource, type Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { BodyConsentEntity } from './body-consent.entity.js';
import { trustsOf } from './consent-rows.js';

/** Steps: the trusts of both schools are asked at agenda stage where the area requires it, and what is missing holds the work. */
export class AskConsents {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly settings: AreaSettings,
  ) {}

  /** Asks each once. A trust of both schools answers once for both. */
  async ask(tx: Tx, pairing: PairingEntity): Promise<void> {
    const { bodyConsent } = (await this.settings.inForce(tx, 'thresholds')).body;
    if (bodyConsent !== 'trusts') return;
    const asked = await tx.query<{ body: string }>(
      `select body from brokerage.body_consent where ${inArea(tx)} and pairing_id = $1`,
      [pairing.id],
    );
    const known = new Set(asked.map(({ body }) => body));
    for (const { urn, body } of await trustsOf(tx, [pairing.supporterUrn, pairing.askerUrn])) {
      if (known.has(body)) continue;
      known.add(body);
      await tx.manager.insert(BodyConsentEntity, {
        ...{ id: this.ids.next(), areaId: tx.area, pairingId: pairing.id, body, urn },
        ...{ state: 'asked', askedAt: this.clock.now(), version: 1 },
      });
    }
  }

  async complete(tx: Tx, pairing: PairingEntity): Promise<boolean> {
    const missing = await tx.query(
      `select 1 from brokerage.body_consent where ${inArea(tx)} and pairing_id = $1 and state <> 'given' limit 1`,
      [pairing.id],
    );
    return missing.length === 0;
  }

  /** @throws RuleBroken CONSENT_MISSING */
  async require(tx: Tx, pairing: PairingEntity): Promise<void> {
    if (!(await this.complete(tx, pairing)))
      throw new RuleBroken(
        'CONSENT_MISSING',
        'A trust has not given its consent, or withdrew it, so this work cannot go on.',
      );
  }
}
