import { mailSubject } from '@app/identity';
import type { Actor, Weekday } from '@app/kernel';
import type { MailState, MailView } from '@app/platform';

const DAYS: Readonly<Record<Weekday, string>> = {
  ...{ 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday' },
  ...{ 6: 'Saturday', 7: 'Sunday' },
};

const FATE: Readonly<Record<MailState, string>> = {
  queued: 'Leaves',
  sent: 'Sent',
  bounced: 'Came back',
  failed: 'Could not be sent',
  dropped: 'Not needed any more',
};

export interface MailOfPerson {
  /** The day on which they broker; null for who does not. */
  readonly weekday: Weekday | null;
  readonly last: readonly MailView[];
}

/** Which mail comes when, and what became of the last ones. */
export function mailPart(actor: Actor, { weekday, last }: MailOfPerson): object {
  return {
    mailComes: comes(actor, weekday),
    mails: last.map((mail) => ({
      line: mailSubject(mail),
      fate: FATE[mail.state],
      at: mail.at,
      because: mail.because,
    })),
  };
}

function comes({ posts }: Actor, weekday: Weekday | null): string[] {
  const holds = (role: string): boolean => posts.some((post) => post.role === role);
  if (weekday !== null)
    return [
      `What waits for you, at 07:00 on your broker day, ${DAYS[weekday]}. Questions to your own school wait for it too.`,
      'On another day only what cannot wait: a request taken back after a supporter’s yes, a conflict found after an agreement, days that go back before your next day.',
      'A request marked “now”, on your own day, as soon as it is made.',
    ];
  const lines: string[] = [];
  if (holds('head'))
    lines.push(
      'What waits for you, once a week, at 07:00 on its first school day.',
      'A question that waits for your school’s answer, when it is asked. Its link answers without a password.',
    );
  if (holds('adviser'))
    lines.push('A request marked “now”, the same working day, where no broker’s day it is.');
  return lines.length > 0 ? lines : ['None. What waits for you is on the pages.'];
}
