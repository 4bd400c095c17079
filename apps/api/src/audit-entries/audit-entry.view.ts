import type { EntryDetail, EntryView } from '@app/audit';

/** One act of the log. `name` is whom the actor is called today; null for what is no person. */
export type AuditEntryAnswer = EntryView & { readonly name: string | null };
export type WholeAuditEntry = EntryDetail & { readonly name: string | null };

type Names = ReadonlyMap<string, string>;

/** @returns the id of the person who acted; null for a program or the service itself. */
export function personOf({ actor }: Pick<EntryView, 'actor'>): string | null {
  return /^person:([0-9a-f-]{36})$/.exec(actor)?.[1] ?? null;
}

export function auditEntryAnswer(entry: EntryView, names: Names): AuditEntryAnswer {
  const { id, at, actor, act, outcome, entity, schools, reason, door } = entry;
  const name = names.get(personOf(entry) ?? '') ?? null;
  return { id, at, actor, name, act, outcome, entity, schools, reason, door };
}

export function wholeAuditEntry(entry: EntryDetail, names: Names): WholeAuditEntry {
  const { bytes, details, changes } = entry;
  return { ...auditEntryAnswer(entry, names), bytes, details, changes };
}
