import { createHash } from 'node:crypto';
import { NotFound, type AccountId, type AreaId, type PersonId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { type IdSource, type Lookup, type UnitOfWork, inArea, updateIfVersion } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import { PersonEntity } from '../person/person.entity.js';
import type { Sessions, StartedSession } from '../session/sessions.js';
import { hashPassword } from './password.js';

/** An invited person chooses a password and is signed in. Role and school come from what is stored, never from the link. */
export class AcceptInvitation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
    private readonly ids: IdSource,
  ) {}

  /** @throws NotFound for a used, expired or unknown link, alike. */
  async execute(asked: { secret: string; password: string; requestId: string }): Promise<StartedSession> {
    const token = createHash('sha256').update(asked.secret).digest();
    const [invited] = await this.lookup.call<{ area_id: AreaId; person_id: PersonId; email: string }>(
      'invitation_by_hash',
      [token],
    );
    if (!invited) throw new NotFound();
    const secretHash = await hashPassword(asked.password);
    const [used] = await this.lookup.call<{ use_invitation: boolean }>('use_invitation', [token]);
    if (!used?.use_invitation) throw new NotFound();
    const [account] = await this.lookup.call<{ put_account: AccountId }>('put_account', [
      this.ids.next(),
      invited.email,
      secretHash,
    ]);
    if (!account) throw new NotFound();
    const actor = { ...systemActor('sign-in', invited.area_id, asked.requestId) };
    await this.work.run(actor, invited.area_id, async (tx) => {
      const [person] = await tx.query<{ version: number }>(
        `select version from identity.person where id = $1 and ${inArea(tx)} for update`,
        [invited.person_id],
      );
      await updateIfVersion(tx, PersonEntity, invited.person_id, person?.version ?? 0, {
        state: 'active',
        accountId: account.put_account,
      });
      await this.audit.record(tx, {
        act: 'invitation.accept',
        entity: `identity.person:${invited.person_id}`,
      });
    });
    return this.sessions.start({
      account: account.put_account,
      person: invited.person_id,
      area: invited.area_id,
      by: 'invitation',
      requestId: asked.requestId,
    });
  }
}
