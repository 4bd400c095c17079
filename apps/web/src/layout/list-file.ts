import { NotFound } from '@app/kernel';
import { SHEET_FORMATS, SHEET_TYPES, writeSheet, type SheetFormat, type SheetToWrite } from '@app/schools';
import { download, type Download, type FormValues } from './answers.js';

/** What the page calls each kind of file, and how its address ends. */
const SAID: Readonly<Record<SheetFormat, string>> = { csv: 'CSV', xlsx: 'Excel', ods: 'OpenDocument' };

/** @throws NotFound for an ending that no page of ours leads to. */
function formatOf(ending: string): SheetFormat {
  const format = SHEET_FORMATS.find((each) => each === ending);
  if (format === undefined) throw new NotFound();
  return format;
}

/**
 * A list as a file, by how its address ended.
 *
 * @param read the query of its page with the filter of its page, all pages of it: what the file holds, the page shows.
 * @param called as its file is called; left out, as its sheet.
 */
export async function listFile(
  ending: string,
  read: () => Promise<SheetToWrite>,
  called?: string,
): Promise<Download> {
  const format = formatOf(ending);
  const list = await read();
  const name = `${(called ?? list.name).toLowerCase().replaceAll(' ', '-')}.${format}`;
  return download(name, SHEET_TYPES[format], writeSheet(list, format));
}

/** The links below a list: the same filter, all its pages. `layout/downloads.njk` prints them. */
export function downloadsOf(
  path: string,
  values: FormValues,
): { readonly href: string; readonly text: string }[] {
  const kept = Object.entries(values).filter(
    (pair): pair is [string, string] => pair[0] !== 'page' && typeof pair[1] === 'string' && pair[1] !== '',
  );
  const query = new URLSearchParams(kept).toString();
  return SHEET_FORMATS.map((format) => ({
    href: `${path}.${format}${query === '' ? '' : `?${query}`}`,
    text: SAID[format],
  }));
}
