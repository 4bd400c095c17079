import { localDateOf, type Actor } from '@app/kernel';
import type { DueRow, HoldView } from '@app/records';
import { sayPeriod, type RetentionKind, type SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { countInWords } from '../../layout/words.js';

const KINDS: Readonly<Record<RetentionKind, string>> = {
  session: 'Sessions of people who signed in',
  invitation: 'Invitations, links in mails, tokens and calendar addresses that ended',
  limit_counter: 'Counts of attempts',
  form_draft: 'Drafts that nobody came back to',
  idempotency_key: 'Keys of requests sent twice',
  outbox: 'Mail and jobs that left',
  concern: 'Words to heads that ended',
  need_not_taken_up: 'Requests that were not taken up',
  declaration: 'Declarations, days and offers',
  pairing: 'Pairings and all that belongs to them, requests that were met, findings, match runs',
  coaching_note: 'Coaching notes',
};

/** How the database names what goes, in words; a table that is not here shows its name. */
const ROWS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'identity.session': ['session', 'sessions'],
  'identity.half_session': ['half session', 'half sessions'],
  'identity.invitation': ['invitation', 'invitations'],
  'identity.action_link': ['link', 'links'],
  'identity.token': ['token', 'tokens'],
  'identity.calendar_feed': ['calendar address', 'calendar addresses'],
  'platform.form_draft': ['draft', 'drafts'],
  'platform.idempotency': ['key', 'keys'],
  'platform.outbox': ['message', 'messages'],
  'platform.mail': ['mail', 'mails'],
  'profiles.concern': ['word', 'words'],
  'profiles.need': ['request', 'requests'],
  'profiles.declaration': ['declaration', 'declarations'],
  'brokerage.pairing': ['pairing', 'pairings'],
  'brokerage.visit': ['visit', 'visits'],
  'brokerage.coaching_note': ['note', 'notes'],
};

export function retentionPage(due: readonly DueRow[], holds: readonly HoldView[], actor: Actor): object {
  const dpo = actor.posts.some(({ flags }) => flags.includes('dpo'));
  const officer = actor.posts.some(({ role, flags }) => role === 'officer' && flags.includes('dpo'));
  const rows = due.reduce((sum, each) => sum + each.rows, 0);
  return {
    title: 'How long records are kept',
    sentence:
      rows === 0
        ? 'Nothing is over today.'
        : `The next sweep takes away ${countInWords(rows, 'row', 'rows')}, with what the audit log kept of them.`,
    due: due.map((each) => ({
      kind: KINDS[each.kind],
      period: sayPeriod(each.period),
      cutoff: each.cutoff,
      rows: whatGoes(each) || 'Nothing',
      held: each.held === 0 ? 'None' : String(each.held),
    })),
    holds: holds.map((hold) => ({ ...hold, mine: officer && hold.placedById !== actor.id })),
    answers: officer,
    places: dpo || actor.posts.some(({ role }) => role === 'sysadmin'),
    downloads: downloadsOf('/admin/retention', {}),
  };
}

function whatGoes({ tables }: DueRow): string {
  return tables
    .map(({ table, rows }) => countInWords(rows, ...(ROWS[table] ?? ([table, table] as const))))
    .join(', ');
}

export function retentionList(due: readonly DueRow[]): SheetToWrite {
  return {
    name: 'Retention',
    headings: ['Kind', 'Kept', 'Over if ended by', 'Rows that go', 'Records held'],
    rows: due.map((each) => [
      ...[KINDS[each.kind], sayPeriod(each.period), localDateOf(each.cutoff), String(each.rows)],
      String(each.held),
    ]),
  };
}
