import { dayOf, monthOf, yearOf, type LocalDate } from '@app/kernel';
import type { MailKind, MailTask } from '@app/platform';

/** What a mail is made of, before it has an address. */
export interface LetterAbout {
  readonly kind: MailKind;
  readonly tasks: readonly MailTask[];
  readonly path: string;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** What does not wait for a digest: the first four reach a broker on another than their own day as well. */
const URGENT: Readonly<Record<string, string>> = {
  consent_withdrawn: 'It was taken back after a yes',
  conflict_found: 'A conflict was found after an agreement',
  visit_called_off: 'A visit was called off',
  session_called_off: 'A session was called off',
  hold_lapses: 'Held days go back before your next day',
  another_broker: 'A school asked for another broker, and has one',
  declaration_asked: 'There is a question about what your school declared',
  given_to_you: 'You look after it from now on',
  caseload_given: 'A caseload was handed over to you',
  handover_late: 'A handover is late',
  glass_asked: 'Somebody asks for emergency access to records',
  glass_opened: 'Records of your school were opened',
  glass_review: 'An emergency access is to be reviewed',
  glass_unreviewed: 'The review of an emergency access is late',
  foi_told: 'Information that touches your school may be released: you can comment first',
  factor_added: 'A way to sign in was added, or new recovery codes were made',
  factor_removed: 'A way to sign in was taken away',
  reset_asked: 'Somebody says that you cannot sign in, and asks that you start again',
  reset_waits: 'Somebody who cannot sign in waits for your answer',
  factor_paused: 'There were six wrong codes in a row',
  recovery_used: 'A recovery code was used to sign in',
  password_changed: 'Your password was changed',
  password_reset: 'Your password was changed by a link in a mail',
  provider_linked: 'An account of another service was linked, and signs you in from now on',
  provider_unlinked: 'An account of another service signs you in no more',
  given_to_another: 'Somebody else looks after it from now on',
};

/**
 * The task and never its content: a mail names a record and a day. Plain text, in lines short enough for any reader.
 *
 * @param link the whole address that acts once; null in a mail that only tells.
 */
export function letterOf(
  about: LetterAbout,
  baseUrl: string,
  link: string | null,
): { subject: string; text: string } {
  if (about.kind === 'checkpoint') return { subject: mailSubject(about), text: toKeep(about, baseUrl) };
  if (about.kind === 'reset') return { subject: mailSubject(about), text: forgotten(link ?? '') };
  const page = baseUrl + about.path;
  const lines = [...bodyOf(about), ''];
  if (link !== null)
    lines.push('Answer without signing in:', link, '', 'Or sign in and open it:', page, '', ONCE, '');
  else lines.push('Sign in and open it:', page, '');
  lines.push('This mail is sent by Trellis. Nobody reads replies to it.', '');
  return { subject: mailSubject(about), text: lines.join('\n') };
}

/** To somebody who cannot sign in: it names nobody, and says what to do who did not ask. */
function forgotten(link: string): string {
  return [
    'Somebody said that they forgot the password of this e-mail address.',
    '',
    'If it was you, choose a new one here. The address works once, within an hour:',
    link,
    '',
    'If it was not you, do nothing: your password stays as it is.',
    '',
    'This mail is sent by Trellis. Nobody reads replies to it.',
    '',
  ].join('\n');
}

/** Its lines stand as they were signed: the checker finds them in the mail, saved as text. */
function toKeep({ tasks, path }: LetterAbout, baseUrl: string): string {
  return [
    'Keep this mail where nobody who runs the service can change it. It says how long the audit log is,',
    'and nothing of what it holds. Whoever changed the log’s past would be found out by it.',
    '',
    ...tasks.map(({ note }) => note ?? ''),
    'To check the log against it, save this mail as text and open:',
    baseUrl + path,
    '',
    'This mail is sent by Trellis. Nobody reads replies to it.',
    '',
  ].join('\n');
}

const ONCE = 'The first address answers this one question, once, in your name. Do not pass it on.';

/** One line: the task, by its reference and day. */
export function mailSubject({ kind, tasks }: Pick<LetterAbout, 'kind' | 'tasks'>): string {
  const [first] = tasks;
  const named = first === undefined ? '' : ` (${first.reference})`;
  switch (kind) {
    case 'digest':
      return tasks.length === 1 ? '1 thing waits for you' : `${String(tasks.length)} things wait for you`;
    case 'urgent':
      return `${URGENT[first?.why ?? ''] ?? 'Something cannot wait'}${named}`;
    case 'word':
      return 'A colleague has left you a word';
    case 'checkpoint':
      return `A checkpoint of the audit log: ${first?.reference ?? ''}`;
    case 'reset':
      return 'Choose a new password';
    case 'need_now':
      return `A request that cannot wait${named}`;
    case 'declaration':
      return first?.why === 'yearly'
        ? `What can your school offer?${named}`
        : `Has anything changed?${named}`;
    default:
      return first?.due ? `A reply is needed by ${short(first.due)}${named}` : `A reply is needed${named}`;
  }
}

function bodyOf(about: LetterAbout): string[] {
  const { kind, tasks } = about;
  if (kind === 'digest')
    return [
      `${mailSubject(about)}:`,
      '',
      ...tasks.map(({ reference, due }) => `- ${reference}${due === null ? '' : `, by ${long(due)}`}`),
    ];
  const due = tasks[0]?.due;
  const by =
    due && kind !== 'declaration'
      ? ` ${kind === 'urgent' ? 'The day is' : 'Please answer by'} ${long(due)}.`
      : '';
  return [`${mailSubject(about)}${kind === 'declaration' ? '' : '.'}${by}`];
}

const short = (date: LocalDate): string => `${String(dayOf(date))} ${MONTHS[monthOf(date) - 1] ?? ''}`;
const long = (date: LocalDate): string => `${short(date)} ${String(yearOf(date))}`;
