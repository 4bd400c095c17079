import { NATIONAL_LIMITS } from '../csv/table-kind.js';
import { unpack } from '../csv/unpack.js';

const LINE_FEED = 0x0a;

/** Rows below the heading, for saying how far a reading has come: a line break inside a cell is refused anyway. */
export async function countRows(file: { readonly bytes: Uint8Array }): Promise<number> {
  const plain = await unpack(file.bytes, { says: 'file', ...NATIONAL_LIMITS });
  let lines = 0;
  for (let at = plain.indexOf(LINE_FEED); at !== -1; at = plain.indexOf(LINE_FEED, at + 1)) lines += 1;
  const endsOpen = plain.at(-1) !== LINE_FEED;
  return Math.max(0, lines - (endsOpen ? 0 : 1));
}
