import type { AuditTrail } from '@app/audit';
import type { IdSource, Tx, UnitOfWork } from '@app/platform';
import type { AskByMail } from '../mail/ask-by-mail.js';
import type { Holder } from './holder.js';

export type FactorNews =
  | 'factor_added'
  | 'factor_removed'
  | 'reset_asked'
  | 'factor_paused'
  | 'recovery_used'
  | 'password_changed'
  | 'password_reset'
  | 'provider_linked'
  | 'provider_unlinked';

const ACTS: Readonly<Record<FactorNews, string>> = {
  factor_added: 'factor.add',
  factor_removed: 'factor.remove',
  reset_asked: 'factor.reset.tell',
  factor_paused: 'factor.pause',
  recovery_used: 'factor.recover',
  password_changed: 'password.change',
  password_reset: 'password.reset',
  provider_linked: 'provider.link',
  provider_unlinked: 'provider.unlink',
};

/** What changed about somebody's sign-in is written and told to them, so that they learn of what they did not do. */
export class TellHolder {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly ids: IdSource,
    private readonly mail: AskByMail,
  ) {}

  /** In the transaction of the change itself. @param which app, passkey or codes: a code, never a name. */
  async inside(
    tx: Tx,
    { person }: Pick<Holder, 'person'>,
    news: FactorNews,
    which: string,
    details: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const act = ACTS[news];
    await this.audit.record(tx, { act, entity: `identity.person:${person}`, reason: which, details });
    await this.mail.tell(tx, {
      ...{ person, kind: 'urgent', key: `${news}.${person}.${this.ids.next()}`, about: [] },
      ...{ task: { reference: 'your account', due: null, why: news }, path: '/me/sign-in' },
      ...{ quiet: 'office', urn: null },
    });
  }

  async alone(holder: Holder, news: FactorNews, which: string): Promise<void> {
    await this.work.run(holder.actor, holder.area, (tx) => this.inside(tx, holder, news, which));
  }
}
