import { writeZip } from './write-zip.js';

const TYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const MANIFEST = `${XML}<manifest:manifest xmlns:manifest="${OASIS}:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
const STYLES = `${XML}<office:document-styles xmlns:office="${OASIS}:office:1.0" office:version="1.2"/>`;

/** An OpenDocument spreadsheet of text. By hand, since the library's own drops a space at the end of a line. */
export function writeOds(name: string, rows: readonly (readonly string[])[]): Buffer {
  const table = rows.map((row) => `<table:table-row>${row.map(cellOf).join('')}</table:table-row>`).join('');
  const content = `${XML}<office:document-content xmlns:office="${OASIS}:office:1.0" xmlns:table="${OASIS}:table:1.0" xmlns:text="${OASIS}:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="${escaped(name)}">${table}</table:table></office:spreadsheet></office:body></office:document-content>`;
  return writeZip([
    ['mimetype', TYPE],
    ['content.xml', content],
    ['styles.xml', STYLES],
    ['META-INF/manifest.xml', MANIFEST],
  ]);
}

function cellOf(text: string): string {
  if (text === '') return '<table:table-cell/>';
  const lines = text.split('\n').map((line) => `<text:p>${lineOf(line)}</text:p>`);
  return `<table:table-cell office:value-type="string">${lines.join('')}</table:table-cell>`;
}

/** Only a single space between words is read as it stands; other white space would be cut off at the ends. */
function lineOf(line: string): string {
  return escaped(line)
    .replace(/^ +| +$| {2,}/g, (spaces) => '<text:s/>'.repeat(spaces.length))
    .replaceAll('\t', '<text:tab/>')
    .replace(/(?! )\s/g, (space) => `&#${String(space.charCodeAt(0))};`);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
