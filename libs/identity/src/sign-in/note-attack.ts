import { NotAllowed, type AccountId, type Actor, type AreaId, type PersonId } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Log, Lookup, UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';

/** What looks like somebody guessing is kept in the log of whom it touches, and told aloud to who runs the service. */
export class NoteAttack {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly log: Log,
  ) {}

  /** An account nobody has leaves nothing: it is no one's. */
  async onAccount(email: string | null, requestId: string): Promise<void> {
    this.log.warn('many wrong passwords for one account', { request: requestId });
    if (email === null) return;
    const [account] = await this.lookup.call<{ id: AccountId }>('account_by_email', [email]);
    if (!account) return;
    const people = await this.lookup.call<{ person_id: PersonId; area_id: AreaId }>('people_of_account', [
      account.id,
    ]);
    for (const { person_id: person, area_id: area } of people)
      await this.refused('session.start', person, area, requestId, 'TOO_MANY_TRIES');
  }

  /**
   * A wrong password at the sign-in page: that it was tried, and never what. Of nobody's account it stands in the
   * installation's own log, so that the same is done for it.
   *
   * @param account null for one that nobody has.
   */
  async onPassword(account: AccountId | null, requestId: string): Promise<void> {
    const people = await this.lookup.call<{ person_id: PersonId; area_id: AreaId }>('people_of_account', [
      account,
    ]);
    for (const { person_id: person, area_id: area } of people)
      await this.refused('session.start', person, area, requestId, 'PASSWORD_WRONG');
    if (people.length > 0) return;
    const [act, actor] = [
      { act: 'session.start', entity: 'identity.account:nobody' },
      systemActor('sign-in', null, requestId),
    ];
    await this.audit.recordRefusal(this.work, actor, null, act, new NotAllowed('PASSWORD_WRONG'));
  }

  /** The same of somebody who is signed in, and is asked for it again. */
  async onPasswordAgain(actor: Actor, area: AreaId): Promise<void> {
    const act = { act: 'session.renew', entity: `identity.person:${actor.id}` };
    await this.audit.recordRefusal(this.work, actor, area, act, new NotAllowed('PASSWORD_WRONG'));
  }

  /** Of no area: it stands in the installation's own log. */
  async bySpraying(accounts: number, requestId: string): Promise<void> {
    this.log.error('one password is tried on many accounts', { request: requestId, accounts });
    const act = { act: 'session.spray', entity: 'identity.account:many', reason: 'ONE_PASSWORD' };
    await this.work.runForInstallation(systemActor('sign-in', null, requestId), (tx) =>
      this.audit.record(tx, act),
    );
  }

  /** An invitation that was used or has run out is tried once more. */
  async onInvitation(person: PersonId, area: AreaId, requestId: string): Promise<void> {
    await this.refused('invitation.accept', person, area, requestId, 'INVITATION_ENDED');
  }

  /** A link for another password that was used or has run out is tried once more. */
  async onReset(person: PersonId, area: AreaId, requestId: string): Promise<void> {
    await this.refused('password.reset', person, area, requestId, 'RESET_ENDED');
  }

  /** Secrets of invitations that nobody sent. */
  byGuessingInvitations(tries: number, requestId: string): void {
    this.log.error('invitations are guessed', { request: requestId, tries });
  }

  private async refused(
    act: string,
    person: PersonId,
    area: AreaId,
    requestId: string,
    because: string,
  ): Promise<void> {
    const actor = systemActor('sign-in', area, requestId);
    const entity = `identity.person:${person}`;
    await this.audit.recordRefusal(this.work, actor, area, { act, entity }, new NotAllowed(because));
  }
}
