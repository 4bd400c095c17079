import { createHash } from 'node:crypto';
import { NotFound, type AccountId, type AreaId, type PersonId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { type IdSource, type Lookup, type UnitOfWork, inArea, updateIfVersion } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import { PersonEntity } from '../person/person.entity.js';
import type { Enter, Entered } from './enter.js';
import type { InvitationGuesses } from './invitation-guesses.js';
import type { PasswordRules } from '../password/password-rules.js';
import { hashPassword } from './password.js';

export interface InvitationTried {
  readonly secret: string;
  /** Of the client, for counting secrets that nobody sent. */
  readonly address: string;
  /** The session id that the browser brought, if any: it ends where the invited person's begins. */
  readonly device?: string | null;
  readonly requestId: string;
}

interface Invited {
  readonly area_id: AreaId;
  readonly person_id: PersonId;
  readonly email: string;
}

/** An invited person chooses a password and is signed in, or led on to a second factor. Role and school come from what is stored, never from the link. */
export class AcceptInvitation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly enter: Enter,
    private readonly audit: AuditTrail,
    private readonly ids: IdSource,
    private readonly guesses: InvitationGuesses,
    private readonly rules: PasswordRules,
  ) {}

  /** @throws NotFound for a used, expired or unknown link, alike; TooManyInvitations for an address that guesses. */
  async requireOpen(asked: InvitationTried): Promise<void> {
    const token = hashOf(asked.secret);
    if (!(await this.invited(token))) await this.guesses.refuse(token, { ...asked, tried: false });
  }

  /** @throws NotFound for a used, expired or unknown link, alike; TooManyInvitations for an address that guesses. */
  async execute(asked: InvitationTried & { readonly password: string }): Promise<Entered> {
    const token = hashOf(asked.secret);
    const invited =
      (await this.invited(token)) ?? (await this.guesses.refuse(token, { ...asked, tried: true }));
    const actor = systemActor('sign-in', invited.area_id, asked.requestId);
    const password = await this.work.run(actor, invited.area_id, (tx) =>
      this.rules.read(tx, invited.person_id, asked.password),
    );
    const secretHash = await hashPassword(password);
    const account = await this.activate(token, invited, secretHash, asked.requestId);
    return this.enter.afterPassword({
      account,
      person: invited.person_id,
      area: invited.area_id,
      by: 'invitation',
      requestId: asked.requestId,
      replaces: asked.device ?? null,
    });
  }

  private async invited(token: Buffer): Promise<Invited | null> {
    const [found] = await this.lookup.call<Invited & Record<string, unknown>>('invitation_by_hash', [token]);
    return found ?? null;
  }

  /** The invitation is used, the account made and the person active together, or none of it. */
  private async activate(
    token: Buffer,
    invited: Invited,
    secretHash: string,
    requestId: string,
  ): Promise<AccountId> {
    const actor = systemActor('sign-in', invited.area_id, requestId);
    return this.work.run(actor, invited.area_id, async (tx) => {
      const [used] = await this.lookup.inside<{ use_invitation: boolean }>(tx, 'use_invitation', [token]);
      if (!used?.use_invitation) throw new NotFound();
      const asked = [this.ids.next(), invited.email, secretHash];
      const [made] = await this.lookup.inside<{ put_account: AccountId }>(tx, 'put_account', asked);
      const [person] = await tx.query<{ version: number }>(
        `select version from identity.person where id = $1 and ${inArea(tx)} for update`,
        [invited.person_id],
      );
      if (!made || !person) throw new NotFound();
      await updateIfVersion(tx, PersonEntity, invited.person_id, person.version, {
        state: 'active',
        accountId: made.put_account,
      });
      await this.audit.record(tx, {
        act: 'invitation.accept',
        entity: `identity.person:${invited.person_id}`,
      });
      return made.put_account;
    });
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
