import type { Log } from '../logging/log.js';
import { LogMailer } from './log-mailer.js';
import type { Mailer } from './mailer.js';
import { NotifyMailer, type NotifySettings } from './notify-mailer.js';
import { SmtpMailer, type SmtpSettings } from './smtp-mailer.js';

/** Who carries the mail of this installation. */
export type MailTransport =
  | { readonly kind: 'log' }
  | ({ readonly kind: 'smtp' } & SmtpSettings)
  | ({ readonly kind: 'notify' } & NotifySettings);

export function mailerOf(transport: MailTransport, log: Log): Mailer {
  switch (transport.kind) {
    case 'smtp':
      return new SmtpMailer(transport);
    case 'notify':
      return new NotifyMailer(transport);
    default:
      return new LogMailer(log);
  }
}
