import type { Agreements, CommissionTask, CommissionTaskKind } from '@app/brokerage';
import { waitingOf, type Clockwork, type TodayItem } from './today.view.js';

const SAYS: Readonly<Record<CommissionTaskKind, string>> = {
  approve: 'Answer whether help is bought from outside',
  quote: 'Ask suppliers for quotes',
  award: 'Award the help from outside',
  begin: 'Say when the help from outside begins',
  accept: 'Say whether the help from outside is there',
  settle: 'Settle what was sent back',
  pay: 'Say what was paid for the help from outside',
};

/** What help from outside asks of this person; the school waits, and until the chair answers so does the broker. */
export function commissionItems(tasks: readonly CommissionTask[], at: Clockwork): TodayItem[] {
  return tasks.map(({ kind, reference, school, since, dueOn }) => ({
    ...{ href: `/commissions/${reference}`, text: `${SAYS[kind]}: ${school}` },
    ...waitingOf({ reference, since, dueOn: dueOn ?? at.today }, at, kind === 'approve' ? 2 : 1),
    ...(dueOn === null ? { noDay: true as const } : {}),
  }));
}

/** Decisions beyond what a broker decides alone: two schools and the broker wait for the chair. */
export function approvalItems(
  decisions: Awaited<ReturnType<Agreements['approvalsOpen']>>,
  at: Clockwork,
): TodayItem[] {
  return decisions.map(({ reference, at: since, by }) => ({
    ...{ href: `/board/decisions/${reference}`, text: `Answer a decision of ${by}: ${reference}` },
    ...{ ...waitingOf({ reference, since, dueOn: at.today }, at, 3), noDay: true as const },
  }));
}
