import type { EntryDetail, EntryView } from '@app/audit';
import type { SchoolUrn } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { actInWords } from './act-words.js';

export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly schools: ReadonlyMap<SchoolUrn, string>;
}

export interface EntryLine {
  readonly href: string;
  readonly at: Date;
  readonly who: string;
  readonly did: string;
  readonly refused: boolean;
  readonly reason: string | null;
  readonly schools: readonly { readonly name: string; readonly href: string }[];
}

const PERSON = /^(?:person|identity\.person):([0-9a-f-]{36})/;

/** Who stands behind an entry: of a sign-in, which nobody signed in could do, the person that it let in. */
function personOf({ actor, act, entity }: EntryView): string | null {
  const named = act.startsWith('session.') && entity !== null ? PERSON.exec(entity) : PERSON.exec(actor);
  return named?.[1] ?? null;
}

/** `person:<id>` as a name; the service and its commands as themselves. */
export function whoDid(entry: EntryView, people: ReadonlyMap<string, string>): string {
  const [kind = '', id = ''] = entry.actor.split(':');
  const person = personOf(entry);
  if (person !== null) return people.get(person) ?? 'Somebody no longer here';
  if (id === 'ops') return 'The command line';
  return kind === 'client' ? 'A program' : 'Trellis';
}

export function personIds(entries: readonly EntryView[]): string[] {
  return [...new Set(entries.flatMap((entry) => personOf(entry) ?? []))];
}

export function entryLine(entry: EntryView, names: Names): EntryLine {
  return {
    href: `/audit/${entry.id}`,
    at: entry.at,
    who: whoDid(entry, names.people),
    did: actInWords(entry.act) + (entry.door === 'link' ? ', by a link in a mail' : ''),
    refused: entry.outcome === 'refused',
    reason: entry.reason,
    schools: entry.schools.map((urn) => ({ name: names.schools.get(urn) ?? urn, href: `/schools/${urn}` })),
  };
}

/** The columns of the page; who may read an entry whole opens it there. */
export function auditList(lines: readonly EntryLine[]): SheetToWrite {
  return {
    name: 'Audit',
    headings: ['When', 'Who', 'What', 'Outcome', 'Schools'],
    rows: lines.map(({ at, who, did, refused, schools }) => [
      ...[at.toISOString(), who, did, refused ? 'refused' : 'done'],
      schools.map(({ name }) => name).join('; '),
    ]),
  };
}

export function entryPage(entry: EntryDetail, names: Names): object {
  return {
    title: `Audit entry: ${actInWords(entry.act)}`,
    back: { href: '/audit', text: 'Back to the audit log' },
    line: entryLine(entry, names),
    entity: entry.entity,
    bytes: entry.bytes,
    details: entry.details,
    changes: entry.changes.map((change) => ({
      what: change.entity.replace(/:.*$/, ''),
      did:
        { 'row.insert': 'added', 'row.update': 'changed', 'row.delete': 'removed' }[change.act] ?? change.act,
      columns: change.columns.map((column) => column.replaceAll('_', ' ')).join(', '),
    })),
  };
}
