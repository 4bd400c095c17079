/** Who carries mail, and what the carrier says afterwards is believed by. */
export interface MailSettings {
  readonly transport:
    | { readonly kind: 'log' }
    | { readonly kind: 'smtp'; readonly url: string; readonly from: string; readonly needsTls: boolean }
    | { readonly kind: 'notify'; readonly key: string; readonly template: string; readonly url: string };
  /** The bearer token of GOV.UK Notify's delivery receipts; null: none are taken. */
  readonly receiptToken: string | null;
}

/** What reads one variable of the environment and notes what is wrong with it. */
export interface ReadsVariables {
  readonly faults: string[];
  text(name: string): string | null;
  oneOf(name: string, allowed: readonly string[]): string | null;
  url(name: string, protocols: readonly string[]): string | null;
}

const NOTIFY = 'https://api.notifications.service.gov.uk';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** A name of the key, the service's id, the secret. */
const NOTIFY_KEY = new RegExp(`^[!-~]+-${UUID}-${UUID}$`, 'i');
const TEMPLATE = new RegExp(`^${UUID}$`, 'i');
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/** Without `MAIL_TRANSPORT` mail is written to the log alone, and nothing leaves. */
export function readMailSettings(read: ReadsVariables, isLoopback: (host: string) => boolean): MailSettings {
  const kind = read.oneOf('MAIL_TRANSPORT', ['log', 'smtp', 'notify']) ?? 'log';
  if (kind !== 'log' && read.text('TRELLIS_DEMO') === 'on')
    read.faults.push('MAIL_TRANSPORT must be log in a demonstration: its people do not exist.');
  const transport =
    kind === 'smtp'
      ? smtp(read, isLoopback)
      : kind === 'notify'
        ? notify(read, isLoopback)
        : { kind: 'log' as const };
  return { transport, receiptToken: receiptToken(read) };
}

function smtp(read: ReadsVariables, isLoopback: (host: string) => boolean): MailSettings['transport'] {
  const url = read.url('SMTP_URL', ['smtp:', 'smtps:']);
  const from = read.text('MAIL_FROM');
  if (url === null) read.faults.push('SMTP_URL is missing: MAIL_TRANSPORT smtp needs the mail server.');
  if (from === null)
    read.faults.push('MAIL_FROM is missing: MAIL_TRANSPORT smtp needs the address of the sender.');
  else if (!ADDRESS.test(from)) read.faults.push('MAIL_FROM must be one e-mail address and nothing else.');
  const needsTls = url !== null && !isLoopback(new URL(url).hostname);
  return { kind: 'smtp', url: url ?? '', from: from ?? '', needsTls };
}

function notify(read: ReadsVariables, isLoopback: (host: string) => boolean): MailSettings['transport'] {
  const key = read.text('NOTIFY_KEY');
  const template = read.text('NOTIFY_TEMPLATE');
  const url = read.url('NOTIFY_URL', ['https:', 'http:']) ?? NOTIFY;
  if (key === null) read.faults.push('NOTIFY_KEY is missing: MAIL_TRANSPORT notify needs an API key.');
  else if (!NOTIFY_KEY.test(key)) read.faults.push('NOTIFY_KEY is not an API key of GOV.UK Notify.');
  if (template === null)
    read.faults.push('NOTIFY_TEMPLATE is missing: MAIL_TRANSPORT notify needs the id of a template.');
  else if (!TEMPLATE.test(template)) read.faults.push('NOTIFY_TEMPLATE must be the id of a template.');
  const { protocol, hostname } = new URL(url);
  if (protocol === 'http:' && !isLoopback(hostname))
    read.faults.push('NOTIFY_URL must be https: away from this machine itself.');
  return { kind: 'notify', key: key ?? '', template: template ?? '', url: url.replace(/\/$/, '') };
}

function receiptToken(read: ReadsVariables): string | null {
  const token = read.text('NOTIFY_RECEIPT_TOKEN');
  if (token !== null && Buffer.byteLength(token) < 32)
    read.faults.push('NOTIFY_RECEIPT_TOKEN must be at least 32 bytes long.');
  return token;
}
