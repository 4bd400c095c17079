import type { AllAbout } from '@app/records';
import { actInWords } from '../audit/act-words.js';

/** What a page lists of acts; the file holds all. */
const LISTED = 200;

/** @param names of who read it, by their ids. */
export function subjectPage(
  all: AllAbout,
  names: ReadonlyMap<string, string>,
  reader: string,
  here: string,
): object {
  const own = all.person.id === reader;
  const tables = [...new Set(all.rows.map(({ table }) => table))];
  return {
    title: own ? 'What is held about you' : `What is held about ${all.person.name}`,
    ...{ takenAt: all.takenAt, controller: all.controller, person: all.person, here },
    ...{ whom: own ? 'you' : 'them', who: own ? 'you' : 'they' },
    tables: tables.map((table) => ({
      name: named(table.split('.')[1] ?? table),
      rows: all.rows
        .filter((row) => row.table === table)
        .map(({ values, withheld }) => ({
          values: Object.entries(values).map(([name, value]) => ({ name: named(name), text: textOf(value) })),
          withheld: withheld.map(named).join(', '),
        })),
    })),
    readings: all.readings
      .slice(0, LISTED)
      .map(({ at, act, who }) => ({ at, act: actInWords(act), who: whoReads(who, names) })),
    acts: all.acts.slice(0, LISTED).map(({ at, act }) => ({ at, act: actInWords(act) })),
    more: Math.max(0, all.acts.length - LISTED),
  };
}

export function subjectFile(all: AllAbout): Buffer {
  return Buffer.from(`${JSON.stringify({ format: 'trellis.subject-access/1', ...all }, null, 2)}\n`);
}

function whoReads(actor: string, names: ReadonlyMap<string, string>): string {
  const [kind, id = ''] = actor.split(':');
  if (kind === 'person') return names.get(id) ?? 'Somebody';
  return kind === 'client' ? 'A program' : 'The service';
}

function named(column: string): string {
  const words = column.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((each) => typeof each !== 'object')
    ? value.join(', ')
    : JSON.stringify(value);
}
