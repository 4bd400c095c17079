import type { EntryDetail, EntryView } from '@app/audit';
import type { SchoolUrn } from '@app/kernel';
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

/** `person:<id>` as a name; the service and its commands as themselves. */
export function whoDid(actor: string, people: ReadonlyMap<string, string>): string {
  const [kind = '', id = ''] = actor.split(':');
  if (kind === 'person') return people.get(id) ?? 'Somebody no longer here';
  if (id === 'ops') return 'The command line';
  return kind === 'client' ? 'A program' : 'Trellis';
}

export function personIds(entries: readonly EntryView[]): string[] {
  return [...new Set(entries.flatMap(({ actor }) => (actor.startsWith('person:') ? [actor.slice(7)] : [])))];
}

export function entryLine(entry: EntryView, names: Names): EntryLine {
  return {
    href: `/audit/${entry.id}`,
    at: entry.at,
    who: whoDid(entry.actor, names.people),
    did: actInWords(entry.act),
    refused: entry.outcome === 'refused',
    reason: entry.reason,
    schools: entry.schools.map((urn) => ({ name: names.schools.get(urn) ?? urn, href: `/schools/${urn}` })),
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
