import type { AreaId, PersonId } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { ProviderName, UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import type { Purpose } from './provider-flows.js';
import type { ProviderRefused } from './provider-refused.js';

/** Whom a way was for, as far as anybody knows. */
export interface Whom {
  readonly person: PersonId;
  readonly area: AreaId;
}

const ACTS: Readonly<Record<Purpose, string>> = {
  ...{ enter: 'session.start', again: 'session.start' },
  ...{ link: 'provider.link', invitation: 'invitation.accept' },
};

/** What a provider sent and was refused is kept with its reason: in the log of whom it touches, else in the installation's. */
export class NoteRefusal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  async of(
    provider: ProviderName,
    purpose: Purpose | null,
    whom: Whom | null,
    refusal: ProviderRefused,
    requestId: string,
  ): Promise<void> {
    const act = ACTS[purpose ?? 'enter'];
    const actor = systemActor('sign-in', whom?.area ?? null, requestId);
    if (whom === null) {
      const entity = `identity.provider:${provider}`;
      await this.audit.recordRefusalOfNoArea(this.work, actor, { act, entity }, refusal);
      return;
    }
    const entity = `identity.person:${whom.person}`;
    await this.audit.recordRefusal(this.work, actor, whom.area, { act, entity }, refusal);
  }
}
