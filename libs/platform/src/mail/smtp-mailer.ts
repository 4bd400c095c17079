import { createTransport, type Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import {
  isPlainAddress,
  MailWaits,
  NO_PLAIN_ADDRESS,
  type Handed,
  type Letter,
  type Mailer,
} from './mailer.js';

export interface SmtpSettings {
  /** Like `smtps://user:password@mail.example.org`. */
  readonly url: string;
  readonly from: string;
  /** Off for a server on this machine alone: everywhere else mail travels encrypted or not at all. */
  readonly needsTls: boolean;
}

/** A server that does not answer must not hold a job for longer. */
const PATIENCE_MS = 15_000;

/** Any mail server, by SMTP. A refusal for good (5xx) is the fate of the mail; anything else is tried again. */
export class SmtpMailer implements Mailer {
  private readonly transport: Transporter<SMTPTransport.SentMessageInfo>;
  private readonly domain: string;

  constructor(private readonly settings: SmtpSettings) {
    this.domain =
      settings.from
        .split('@')
        .at(-1)
        ?.replace(/[^A-Za-z0-9.-]/g, '') ?? 'localhost';
    this.transport = createTransport({
      ...{ url: settings.url, requireTLS: settings.needsTls },
      ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
      // A text is a text: nothing in it is read as the name of a file or an address to fetch.
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
  }

  async send({ id, to, subject, text }: Letter): Promise<Handed> {
    if (!isPlainAddress(to)) return NO_PLAIN_ADDRESS;
    const messageId = `<${id}@${this.domain}>`;
    const headers = { 'Auto-Submitted': 'auto-generated' };
    try {
      const envelope = { from: this.settings.from, to: { name: '', address: to } };
      await this.transport.sendMail({ ...envelope, subject, text, messageId, headers });
      return { kind: 'accepted', reference: messageId };
    } catch (error) {
      return refusedForGood(error);
    }
  }

  close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }
}

/** @throws MailWaits for everything but a permanent refusal of this address or this mail. */
function refusedForGood(error: unknown): Handed {
  const { responseCode, command } = (error ?? {}) as { responseCode?: number; command?: string };
  const ofTheMail = command === 'RCPT TO' || command === 'DATA';
  if (ofTheMail && responseCode !== undefined && responseCode >= 500 && responseCode < 600)
    return { kind: 'refused', because: `The mail server of this address answered ${String(responseCode)}.` };
  throw new MailWaits(responseCode === undefined ? 'no answer' : `answered ${String(responseCode)}`);
}
