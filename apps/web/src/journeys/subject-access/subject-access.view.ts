import type { AllAbout } from '@app/records';
import { actInWords } from '../audit/act-words.js';
import { inPlainWords, named } from './plain-words.js';

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
          values: Object.entries(values).map(([name, value]) => ({
            name: named(name),
            text: inPlainWords(name, value),
          })),
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

/** As programs read it, and beside each value what the page calls it. */
export function subjectFile(all: AllAbout): Buffer {
  const spoken = {
    ...all,
    rows: all.rows.map((row) => ({ ...row, inWords: rowInWords(row.values) })),
    readings: all.readings.map((each) => ({ ...each, inWords: actInWords(each.act) })),
    acts: all.acts.map((each) => ({ ...each, inWords: actInWords(each.act) })),
  };
  return Buffer.from(`${JSON.stringify({ format: 'trellis.subject-access/1', ...spoken }, null, 2)}\n`);
}

const rowInWords = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [named(name), inPlainWords(name, value)] as const),
  );

function whoReads(actor: string, names: ReadonlyMap<string, string>): string {
  const [kind, id = ''] = actor.split(':');
  if (kind === 'person') return names.get(id) ?? 'Somebody';
  return kind === 'client' ? 'A program' : 'The service';
}
