import type { ReadingView } from '@app/audit';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';
import { momentInWords } from '../../layout/words.js';

/** What was read, as a head would say it. */
const READ: Readonly<Record<string, string>> = {
  'need.read.detail': 'One of your requests, in your own words',
  'declaration.needs.read': 'The needs you declared, and why',
  'declaration.pause.read': 'Why you cannot help others this term',
  'school.flags.read': 'What was noted about your school',
  'signal.read': 'What published figures say of your school',
  'case.read': 'Everything that followed from one of your requests',
  'case.brief': 'What a decision about your school rests on',
  'breakglass.open': 'Records that were opened in an emergency',
};
const PERSON = /^person:(.+)$/;

export interface ReadingLine {
  readonly at: Date;
  readonly who: string;
  readonly what: string;
  readonly why: string | null;
  readonly emergency: boolean;
}

export interface ReadingsShown {
  readonly school: { readonly urn: string; readonly name: string };
  readonly others: readonly { readonly urn: string; readonly name: string }[];
  readonly total: number;
  readonly at: number;
  readonly perPage: number;
  readonly lines: readonly ReadingLine[];
}

export const readerOf = ({ actor }: ReadingView): string | null => PERSON.exec(actor)?.[1] ?? null;

export function readingLine(reading: ReadingView, people: ReadonlyMap<string, string>): ReadingLine {
  const person = readerOf(reading);
  return {
    at: reading.at,
    who: person === null ? 'Trellis' : (people.get(person) ?? 'Somebody no longer here'),
    what: READ[reading.act] ?? 'Something about your school',
    why: reading.why,
    emergency: reading.act === 'breakglass.open',
  };
}

export function readingsPage({ school, others, total, at, perPage, lines }: ReadingsShown): object {
  const filter = others.length === 0 ? {} : { school: school.urn };
  return {
    ...{ title: 'Who read about my school', school, total, lines },
    others: others.map(({ urn, name }) => ({ href: `/my-school/readings?school=${urn}`, name })),
    downloads: downloadsOf('/my-school/readings', filter),
    pager: pager('/my-school/readings', filter, at, Math.ceil(total / perPage)),
  };
}

export function readingsList(lines: readonly ReadingLine[]): SheetToWrite {
  return {
    name: 'Who read about my school',
    headings: ['When', 'Who', 'What', 'Why'],
    rows: lines.map(({ at, who, what, why }) => [momentInWords(at), who, what, why ?? '']),
  };
}
