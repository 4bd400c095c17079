import type { AccountId, AreaId, Clock, PersonId } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Lookup, MailBox, UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import { resetHash, resetSecret } from './reset-token.js';

interface Asked {
  readonly account_id: AccountId;
  readonly person_id: PersonId;
  readonly area_id: AreaId;
}

/** Whose address it was is looked up, and where it is somebody's who signs in by a password a mail is written. */
export class SendReset {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly box: MailBox,
  ) {}

  /** @returns false where it was nobody's, or has a mail already. */
  async execute(reset: string, linkKey: Buffer): Promise<boolean> {
    const [asked] = await this.lookup.call<Asked & Record<string, unknown>>('reset_asked', [reset]);
    if (!asked) {
      await this.lookup.call('close_reset', [reset]);
      return false;
    }
    const { account_id: account, person_id: person, area_id: area } = asked;
    const hash = resetHash(resetSecret(linkKey, reset));
    return this.work.run(systemActor('worker', area), area, async (tx) => {
      const opening = [reset, account, hash];
      const [row] = await this.lookup.inside<{ open_reset: boolean }>(tx, 'open_reset', opening);
      if (row?.open_reset !== true) return false;
      await this.audit.record(tx, { act: 'password.reset.ask', entity: `identity.person:${person}` });
      await this.box.put(tx, {
        ...{
          person,
          kind: 'reset',
          key: `reset.${reset}`,
          about: [],
          link: reset,
          path: '/sign-in/forgotten',
        },
        ...{ tasks: [{ reference: 'your account', due: null }], quiet: 'never', urn: null },
        notBefore: this.clock.now(), // they wait for it at this moment, whatever the hour
      });
      return true;
    });
  }
}
