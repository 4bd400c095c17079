import { NotifyClient } from 'notifications-node-client';
import {
  isPlainAddress,
  MailWaits,
  NO_PLAIN_ADDRESS,
  type Handed,
  type Letter,
  type Mailer,
} from './mailer.js';

export interface NotifySettings {
  readonly key: string;
  /** A template with two fields: `((subject))` in its subject, `((text))` in its body. */
  readonly template: string;
  readonly url: string;
}

/** Its client waits for ever by itself. */
const PATIENCE_MS = 20_000;
/** What came back for a template, a key or an address that Notify will never take. */
const FOR_GOOD = 400;
const NOT_US = new Set([401, 403]);

/** GOV.UK Notify. It has no idempotency of its own: before a repeat we ask whether it knows our reference. */
export class NotifyMailer implements Mailer {
  private readonly client: NotifyClient;

  constructor(private readonly settings: NotifySettings) {
    this.client = new NotifyClient(settings.url, settings.key);
  }

  async send({ id, to, subject, text }: Letter, again: boolean): Promise<Handed> {
    if (!isPlainAddress(to)) return NO_PLAIN_ADDRESS;
    try {
      const known = again ? await this.known(id) : null;
      if (known !== null) return { kind: 'accepted', reference: known };
      const personalisation = { subject, text };
      const asked = { personalisation, reference: id };
      const answer = await inTime(this.client.sendEmail(this.settings.template, to, asked));
      return { kind: 'accepted', reference: answer.data.id };
    } catch (error) {
      return refusedForGood(error);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async known(id: string): Promise<string | null> {
    const { data } = await inTime(this.client.getNotifications('email', undefined, id));
    return data.notifications[0]?.id ?? null;
  }
}

interface Answered {
  readonly response?: {
    readonly status?: number;
    readonly data?: { readonly errors?: readonly { readonly message?: string }[] };
  };
}

/** Only what is wrong with this address is for good; a wrong key or template is ours to mend, and the mail waits. */
function refusedForGood(error: unknown): Handed {
  if (error instanceof MailWaits) throw error;
  const { status, data } = (error as Answered).response ?? {};
  const said = data?.errors?.[0]?.message ?? '';
  if (status === FOR_GOOD && /email_address|team-only|sandbox/i.test(said))
    return { kind: 'refused', because: 'GOV.UK Notify does not take this address.' };
  if (status !== undefined && NOT_US.has(status)) throw new MailWaits('the key was refused');
  throw new MailWaits(status === undefined ? 'no answer' : `answered ${String(status)}`);
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new MailWaits('no answer in time')), PATIENCE_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
