import type { FieldError } from '@app/kernel';
import type { SheetKind, Themes } from '@app/schools';
import {
  inFileWords,
  inWords,
  LIST,
  listOf,
  said,
  themeIdOf,
  wordOf,
  type Cells,
} from '../file/sheet-cells.js';
import type { NeedToRaise } from '../need/raise-need.js';
import type { NeedDetail } from '../need/need.view.js';

/** The template `needs`: one request for support a row. */
export const NEED_SHEET: SheetKind = {
  says: 'needs file',
  sheet: 'Needs',
  required: ['URN', 'Theme', 'Key stages', 'What you want to change', 'Pupils with SEND', 'How soon'].concat([
    'Days each half-term',
    'First half-term',
    'Last half-term',
    'How you would work together',
  ]),
  optional: [
    'Reference',
    'Further themes',
    'What you have tried',
    'How many schools',
    'Furthest travel',
  ].concat(['Earliest start', 'Schools you would like', 'Who may be asked', 'Schools that this names']),
};

/** In the order of the template, which is the order of the questions on the pages. */
export const NEED_COLUMNS_IN_ORDER = [
  ...['Reference', 'URN', 'Theme', 'Further themes', 'Key stages', 'What you want to change'],
  ...['Pupils with SEND', 'What you have tried', 'How soon', 'Days each half-term', 'First half-term'],
  ...['Last half-term', 'How you would work together', 'Furthest travel', 'Earliest start'],
  ...['How many schools', 'Schools you would like', 'Who may be asked', 'Schools that this names'],
] as const;

export type NeedColumn = (typeof NEED_COLUMNS_IN_ORDER)[number];
export type NeedCells = Cells<NeedColumn>;

/** The column that holds what the verb calls a field. */
const COLUMN_OF: Readonly<Record<string, NeedColumn>> = {
  ...{ urn: 'URN', primaryTheme: 'Theme', secondaryThemes: 'Further themes', keyStages: 'Key stages' },
  ...{ wantedOutcome: 'What you want to change', sendThread: 'Pupils with SEND' },
  ...{ tried: 'What you have tried', priority: 'How soon', halfDaysWanted: 'Days each half-term' },
  ...{ windowFrom: 'First half-term', windowTo: 'Last half-term', modes: 'How you would work together' },
  ...{ travelKm: 'Furthest travel', earliestStart: 'Earliest start', partnersWanted: 'How many schools' },
  ...{ wishes: 'Schools you would like', 'approach.kind': 'Who may be asked' },
  ...{ approach: 'Schools that this names', 'approach.urns': 'Schools that this names' },
};

/** A fault of a field as one of a cell, in the words of the file. */
export function cellFault({ path, message }: FieldError): { column: NeedColumn | null; message: string } {
  return { column: COLUMN_OF[path] ?? null, message: inFileWords(message) };
}

/** A request as a row that leaves: the same row that comes back says that nothing changed. */
export function rowOf(need: NeedDetail): NeedCells {
  return {
    ...{ Reference: need.reference, URN: need.urn, Theme: need.primaryTheme },
    ...{ 'Further themes': need.secondaryThemes.join(LIST), 'Key stages': need.keyStages.join(LIST) },
    ...{ 'What you want to change': said(need.wantedOutcome) },
    ...{ 'Pupils with SEND': said(need.sendThread), 'What you have tried': said(need.tried ?? '') },
    ...{ 'How soon': inWords(need.priority) },
    ...{ 'Days each half-term': String(need.halfDaysWanted / 2), 'First half-term': need.windowFrom },
    ...{ 'Last half-term': need.windowTo, 'Earliest start': need.earliestStart ?? '' },
    ...{ 'How you would work together': need.modes.map(inWords).join(LIST) },
    ...{ 'Furthest travel': need.travelKm === null ? '' : String(need.travelKm) },
    ...{ 'How many schools': String(need.partnersWanted), 'Schools you would like': need.wishes.join(LIST) },
    'Who may be asked': need.approach === null ? '' : inWords(need.approach.kind),
    'Schools that this names': (need.approach?.urns ?? []).join(LIST),
  };
}

/** What a new row asks for, as the verb reads it; cells that say no number are named here, all else by the verb. */
export function askedBy(cells: NeedCells, themes: Themes): { asked: NeedToRaise; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const theme = (cell: string): string => themeIdOf(cell, themes);
  const kind = wordOf(cells['Who may be asked']);
  const named = listOf(cells['Schools that this names']);
  const number = (path: string, column: NeedColumn, shape: RegExp, message: string): number | null => {
    if (cells[column] === '') return null;
    if (shape.test(cells[column])) return Number(cells[column]);
    faults.push({ path, message });
    return 1;
  };
  const days = number('halfDaysWanted', 'Days each half-term', DAYS, 'Enter a number, like 2.5');
  if (days === null) faults.push({ path: 'halfDaysWanted', message: 'Enter a number, like 2.5' });
  if (kind === '' && named.length > 0)
    faults.push({ path: 'approach.kind', message: 'Say whether these may be asked, or all but these' });
  const asked: NeedToRaise = {
    ...{ urn: cells.URN, primaryTheme: theme(cells.Theme), priority: wordOf(cells['How soon']) },
    ...{ secondaryThemes: listOf(cells['Further themes']).map(theme) },
    ...{ keyStages: listOf(cells['Key stages']).map((stage) => stage.toUpperCase()) },
    ...{ sendThread: cells['Pupils with SEND'], wantedOutcome: cells['What you want to change'] },
    ...{ tried: cells['What you have tried'], halfDaysWanted: (days ?? 1) * 2 },
    ...{ windowFrom: cells['First half-term'], windowTo: cells['Last half-term'] },
    ...{ modes: listOf(cells['How you would work together']).map(wordOf) },
    ...{ travelKm: number('travelKm', 'Furthest travel', WHOLE, 'Enter whole kilometres, like 20') },
    partnersWanted: number('partnersWanted', 'How many schools', WHOLE, 'Enter 1, 2 or 3') ?? 1,
    ...{ earliestStart: cells['Earliest start'] === '' ? null : cells['Earliest start'] },
    ...{ wishes: listOf(cells['Schools you would like']) },
    approach: kind === '' ? null : { kind, urns: named },
  };
  return { asked, faults };
}

/** What makes two rows one request: its school, its theme and its words. */
export function sameRequest({ urn, primaryTheme, wantedOutcome, sendThread }: NeedToRaise): string {
  return JSON.stringify([urn.trim(), primaryTheme, wantedOutcome, sendThread]);
}

/** What else of it stays as it was sent: how soon, and who may be asked, move on with the request. */
export function sameDetails(asked: NeedToRaise): string {
  const stays = Object.entries(asked).filter(([name]) => name !== 'priority' && name !== 'approach');
  const sorted = stays.map(([name, value]) => [
    name,
    Array.isArray(value) ? [...(value as string[])].sort() : (value as unknown),
  ]);
  return JSON.stringify(sorted.sort());
}

const DAYS = /^[0-9]{1,2}(\.[05])?$/;
const WHOLE = /^[0-9]{1,4}$/;
