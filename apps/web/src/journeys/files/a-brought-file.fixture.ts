import { SHEET_TYPES, writeSheet, type SheetFormat } from '@app/schools';
import { Screen, type Visitor } from '../needs/a-visitor.fixture.js';

/** A row as a person fills it in: what is left out is an empty cell. */
export type Filled = Readonly<Record<string, string>>;

/** As a spreadsheet of that kind would save it. */
export function fileOf(rows: readonly Filled[], format: SheetFormat, name: string): Uint8Array {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return writeSheet(
    { name, headings, rows: rows.map((row) => headings.map((each) => row[each] ?? '')) },
    format,
  );
}

/** Chosen on the page at this address, and sent as a browser without JavaScript sends it. */
export const bring = (who: Visitor, path: string, bytes: Uint8Array, name = 'file.csv'): Promise<Screen> =>
  send(who, path, (body) => {
    body.append('file', new Blob([Buffer.from(bytes)]), name);
  });

/** The same of cells in its box. */
export const paste = (who: Visitor, path: string, cells: string): Promise<Screen> =>
  send(who, path, (body) => {
    body.append('cells', cells);
  });

async function send(who: Visitor, path: string, fill: (body: FormData) => void): Promise<Screen> {
  const page = await who.open(path);
  const body = new FormData();
  for (const [field, value] of page.hidden(path)) body.append(field, value);
  fill(body);
  const headers = { cookie: `trellis=${who.session}`, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(`${who.base}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
  return new Screen(path, answer.status, await answer.text(), answer.headers.get('location'));
}

/** The file that a page offers for download. */
export async function taken(who: Visitor, path: string, format: SheetFormat): Promise<Uint8Array> {
  const answer = await fetch(`${who.base}${path}.${format}`, {
    headers: { cookie: `trellis=${who.session}` },
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, SHEET_TYPES[format]]);
  return new Uint8Array(await answer.arrayBuffer());
}
