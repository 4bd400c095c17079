import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportOpenapi } from './export-openapi.js';

const ROOT = join(__dirname, '../../../..');
const PUBLISHED = readFileSync(join(ROOT, 'config/openapi/v1.json'), 'utf8');

describe('exporting the document of the API', () => {
  const said = (out?: string): { out: string; err: string } => {
    const told = { out: '', err: '' };
    exportOpenapi(ROOT, out, { out: (text) => (told.out += text), err: (text) => (told.err += text) });
    return told;
  };

  it('prints what is published, and nothing beside it', () => {
    expect(said()).toEqual({ out: PUBLISHED, err: '' });
  });

  it('writes it to a file and says so beside the results', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'trellis-')), 'v1.json');
    expect(said(file)).toEqual({ out: '', err: `Written to ${file}.\n` });
    expect(readFileSync(file, 'utf8')).toBe(PUBLISHED);
  });
});
