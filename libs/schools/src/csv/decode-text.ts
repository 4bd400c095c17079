import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { refuse } from './file-refused.js';

export type Encoding = 'UTF-8' | 'UTF-8 with BOM' | 'UTF-16 LE' | 'UTF-16 BE' | 'Windows-1252';

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  /**
   * True where the bytes break the encoding they claim. The text then holds one character per byte, so that the reader
   * of cells can name the row and column of the first bad one: it must not keep any of it.
   */
  readonly broken: boolean;
}

const UTF8_BOM = [0xef, 0xbb, 0xbf] as const;

/**
 * Text from bytes, decided for this file alone: a byte-order mark is believed; else valid UTF-8 is UTF-8; else, where
 * the kind of file allows it, Windows-1252 (through iconv-lite: Node's own decoder makes 0x92 a control character).
 *
 * @throws FileRefused for UTF-16 without its mark and for zero bytes.
 */
export function decodeText(bytes: Uint8Array, windows1252: boolean): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return utf16(buffer, 'UTF-16 LE');
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return utf16(buffer, 'UTF-16 BE');
  const zero = buffer.indexOf(0);
  if (zero >= 0) refuse(sayZero(buffer, zero));
  if (UTF8_BOM.every((byte, at) => buffer[at] === byte)) return utf8(buffer.subarray(3), 'UTF-8 with BOM');
  if (isUtf8(buffer)) return { text: buffer.toString('utf8'), encoding: 'UTF-8', broken: false };
  if (windows1252 && !hasLettersOfUtf8(buffer)) {
    return { text: iconv.decode(buffer, 'win1252'), encoding: 'Windows-1252', broken: false };
  }
  return utf8(buffer, 'UTF-8');
}

function utf8(buffer: Buffer, encoding: Encoding): Decoded {
  return isUtf8(buffer)
    ? { text: buffer.toString('utf8'), encoding, broken: false }
    : { text: buffer.toString('latin1'), encoding, broken: true };
}

function utf16(buffer: Buffer, encoding: 'UTF-16 LE' | 'UTF-16 BE'): Decoded {
  if (buffer.length % 2 === 1) refuse(`This file is ${encoding}, but half of its last character is missing.`);
  // A lone surrogate becomes U+FFFD here; the reader of cells refuses that by row and column.
  const text = iconv.decode(buffer, encoding === 'UTF-16 LE' ? 'utf16le' : 'utf16be');
  return { text, encoding, broken: false };
}

/** Both in one file: a UTF-8 file with a damaged letter, which read as Windows-1252 would spoil all the good ones. */
function hasLettersOfUtf8(buffer: Buffer): boolean {
  return /[^\p{ASCII}\ufffd]/u.test(buffer.toString('utf8'));
}

function sayZero(buffer: Buffer, zero: number): string {
  const start = buffer.subarray(0, 200);
  return start.filter((byte) => byte === 0).length > start.length / 4
    ? 'This file looks like UTF-16 without its byte-order mark: save it as UTF-8.'
    : `This file holds a zero byte (the ${(zero + 1).toLocaleString('en-GB')}th), so it is no text.`;
}
