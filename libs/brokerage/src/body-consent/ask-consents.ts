import { localDateOf, RuleBroken, type Clock } from '@app/kernel';
import type { AskByMail, People } from '@app/identity';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import type { ProjectEntity } from '../project/project.entity.js';
import { BodyConsentEntity } from './body-consent.entity.js';
import { trustsOf } from './consent-rows.js';

/** Steps: trusts are asked, by mail too, once schools or heads of a project are of a mind; what is missing holds the work. */
export class AskConsents {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly settings: AreaSettings,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** Asks each once. A trust of both schools answers once for both. */
  async ask(tx: Tx, pairing: PairingEntity): Promise<void> {
    const urns = [pairing.supporterUrn, pairing.askerUrn];
    await this.askFor(tx, { pairingId: pairing.id, projectId: null }, pairing.reference, urns);
  }

  /** The trusts of these schools of a project, each once however often its schools are asked. @returns how many. */
  async askOfProject(tx: Tx, project: ProjectEntity, urns: readonly string[]): Promise<number> {
    return this.askFor(tx, { pairingId: null, projectId: project.id }, project.reference, urns);
  }

  private async askFor(tx: Tx, work: Work, reference: string, urns: readonly string[]): Promise<number> {
    if (!(await this.required(tx))) return 0;
    const asked = await tx.query<{ body: string }>(
      `select body from brokerage.body_consent where ${inArea(tx)} and coalesce(pairing_id, project_id) = $1`,
      [work.pairingId ?? work.projectId],
    );
    let count = 0;
    const known = new Set(asked.map(({ body }) => body));
    for (const { urn, body } of await trustsOf(tx, urns)) {
      if (known.has(body)) continue;
      known.add(body);
      const id = this.ids.next();
      await tx.manager.insert(BodyConsentEntity, {
        ...{ id, areaId: tx.area, ...work, body, urn },
        ...{ state: 'asked', askedAt: this.clock.now(), version: 1 },
      });
      await this.tell(tx, id, body, reference);
      count += 1;
    }
    return count;
  }

  private async tell(tx: Tx, consent: string, body: string, reference: string): Promise<void> {
    for (const person of await this.people.speakingFor(tx, body, localDateOf(this.clock.now())))
      await this.mail.tell(tx, {
        ...{ person, kind: 'question', key: `consent.${consent}.${person}`, path: `/consents/${reference}` },
        ...{ task: { reference, due: null }, about: [reference], quiet: 'office', urn: null },
      });
  }

  /** Whether a trust of these schools of a project has not given its consent, where the area requires it. */
  async lackingOfProject(tx: Tx, project: string, urns: readonly string[]): Promise<boolean> {
    if (!(await this.required(tx))) return false;
    const trusts = (await trustsOf(tx, urns)).map(({ body }) => body);
    const given = await tx.query<{ body: string }>(
      `select body from brokerage.body_consent where ${inArea(tx)} and project_id = $1 and state = 'given'`,
      [project],
    );
    return trusts.some((trust) => !given.some(({ body }) => body === trust));
  }

  private async required(tx: Tx): Promise<boolean> {
    return (await this.settings.inForce(tx, 'thresholds')).body.bodyConsent === 'trusts';
  }

  /** The work is to last longer than was consented to: whoever gave a consent is asked once more. */
  async askAgain(tx: Tx, pairing: PairingEntity): Promise<void> {
    if (!(await this.required(tx))) return;
    await this.ask(tx, pairing);
    const given = await tx.query<{ id: string; version: number; body: string }>(
      `select id, version, body from brokerage.body_consent where ${inArea(tx)} and pairing_id = $1 and state = 'given' order by id for update`,
      [pairing.id],
    );
    for (const { id, version, body } of given) {
      const next = await updateIfVersion(tx, BodyConsentEntity, id, version, {
        ...{ state: 'asked', askedAt: this.clock.now(), funder: null, coverArranged: null },
        ...{ answeredBy: null, answeredAt: null },
      });
      await this.tell(tx, `${id}.${String(next)}`, body, pairing.reference);
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

type Work = Pick<BodyConsentEntity, 'pairingId' | 'projectId'>;
