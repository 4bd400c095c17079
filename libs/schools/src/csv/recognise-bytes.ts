const ascii = (text: string) => Buffer.from(text, 'latin1');

const SIGNATURES: readonly (readonly [Buffer, string])[] = [
  [ascii('\x89PNG'), 'a picture (PNG)'],
  [ascii('\xff\xd8\xff'), 'a picture (JPEG)'],
  [ascii('GIF8'), 'a picture (GIF)'],
  [ascii('RIFF'), 'a picture or a recording (RIFF)'],
  [ascii('II*\0'), 'a picture (TIFF)'],
  [ascii('MM\0*'), 'a picture (TIFF)'],
  [ascii('PK\x03\x04'), 'a zip archive or a workbook (.xlsx, .ods)'],
  [ascii('PK\x05\x06'), 'an empty zip archive'],
  [ascii('\xd0\xcf\x11\xe0'), 'an old workbook (.xls)'],
  [ascii('7z\xbc\xaf'), 'a 7z archive'],
  [ascii('Rar!'), 'a RAR archive'],
  [ascii('BZh'), 'a bzip2 archive'],
  [ascii('\xfd7zXZ'), 'an xz archive'],
  [ascii('\x28\xb5\x2f\xfd'), 'a Zstandard archive'],
  [ascii('\x7fELF'), 'a program'],
  [ascii('\xcf\xfa\xed\xfe'), 'a program'],
  [ascii('\xca\xfe\xba\xbe'), 'a program'],
  [ascii('#!'), 'a program (a script)'],
];

/**
 * What the first bytes say a file is where they say it is not a table of text; the name it came with proves nothing.
 *
 * @returns a phrase for a person, like `a picture (PNG)`; null where nothing speaks against text.
 */
export function recogniseNonText(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024));
  for (const [signature, name] of SIGNATURES) {
    if (head.subarray(0, signature.length).equals(signature)) return name;
  }
  // PDF readers accept their mark anywhere near the start, so a file can be a PDF and something else at once.
  if (head.includes('%PDF-')) return 'a PDF';
  // "MZ" may begin an honest heading; a program has zero bytes right behind it.
  if (head.subarray(0, 2).equals(ascii('MZ')) && head.subarray(0, 64).includes(0)) return 'a program';
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) return 'a web page';
  if (text.startsWith('<')) return 'a web page or XML';
  if (text.startsWith('{') || text.startsWith('[')) return 'JSON';
  return null;
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
