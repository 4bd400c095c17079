import type { Confirmation, ImportKind, RegisterImportView } from '@app/schools';
import type { Tick } from '../../layout/event-stream.js';
import { groupThousands } from '../../layout/words.js';

export const KIND_WORDS: Readonly<Record<ImportKind, string>> = {
  register: 'Register of schools',
  links: 'Links between schools',
  measures: 'Published figures of schools',
};

const STATE_WORDS: Readonly<Record<RegisterImportView['state'], string>> = {
  reading: 'Being read',
  previewed: 'Ready to check',
  committed: 'Imported',
  discarded: 'Discarded',
  failed: 'Refused',
};

export const CONFIRMATION_WORDS: Readonly<Record<Confirmation, string>> = {
  fall: 'This file has more than 5% fewer rows than what is stored. That is right',
  may_be_older: 'This file does not tell its day and may be older than what is stored. It is the newer one',
};

export const GROUP_WORDS: Readonly<Record<string, string>> = {
  added: 'Added',
  opened: 'Opened',
  closed: 'Closed',
  otherStatus: 'Other change of status',
  renamed: 'Renamed',
  movedTrust: 'Moved to another trust',
  movedAuthority: 'Moved to another authority',
  other: 'Other columns changed',
  changed: 'Changed',
  absent: 'Not in this file (kept as they are)',
  loops: 'Links that run in a ring (left out)',
};

export const LEFT_OUT_WORDS: Readonly<Record<string, string>> = {
  summaryRows: 'rows that are sums, not schools',
  repeatedRows: 'rows that say again what another said',
  loops: 'rings of links',
  undated: 'links without a date',
  datesApart: 'links whose two directions differ in date',
  fromOutside: 'links from a number the register does not hold',
  toOutside: 'links to a number the register does not hold',
};

export function isCommitting({ state, commitAskedAt }: RegisterImportView): boolean {
  return state === 'previewed' && commitAskedAt !== null;
}

export function isAtWork(view: RegisterImportView): boolean {
  return view.state === 'reading' || isCommitting(view);
}

export function stateInWords(view: RegisterImportView): string {
  return isCommitting(view) ? 'Being imported' : STATE_WORDS[view.state];
}

/** Like "Read 1,200 of 27,000 rows". */
export function tickOf(view: RegisterImportView): Tick {
  const { done, total, cancelAsked } = view;
  const verb = isCommitting(view) ? 'Written' : 'Read';
  const of = total === null ? '' : ` of ${groupThousands(total)}`;
  const sentence = cancelAsked ? 'Stopping' : `${verb} ${groupThousands(done)}${of} rows`;
  return { done, total: Math.max(total ?? 1, 1), sentence, over: !isAtWork(view) };
}
