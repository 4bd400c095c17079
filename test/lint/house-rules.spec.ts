import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const PLANTED = mkdtempSync(join(tmpdir(), 'planted-'));

const LINES: readonly [rule: string, file: string, line: string][] = [
  ['house/no-save', 'libs/profiles/src/a.js', 'export const a = (rows) => rows.save({});'],
  ['house/environment-in-settings-only', 'libs/profiles/src/b.js', 'export const b = process.env.HOME;'],
  [
    'house/database-in-platform-only',
    'libs/profiles/src/c.js',
    "import { DataSource } from 'typeorm'; export const c = DataSource;",
  ],
  [
    'house/database-in-platform-only',
    'libs/profiles/src/d.js',
    'export const d = (x) => x.getRepository(1);',
  ],
  ['house/pure-cores-are-pure', 'libs/matching/src/e.js', 'export const e = () => Date.now();'],
  ['house/pure-cores-are-pure', 'libs/matching/src/f.js', 'export const f = () => Math.random();'],
  ['house/pure-cores-are-pure', 'libs/matching/src/g.js', 'export const g = (a, b) => a.localeCompare(b);'],
];

// The house's own rules on planted lines, without type information: they look at shapes alone.
const CONFIG = `
import { houseRules } from '${ROOT}/test/lint/house-rules.mjs';
export default [{ plugins: { house: houseRules }, rules: {
  'house/no-save': 'error', 'house/environment-in-settings-only': 'error', 'house/database-in-platform-only': 'error',
} }, { files: ['libs/matching/**'], plugins: { house: houseRules }, rules: { 'house/pure-cores-are-pure': 'error' } }];
`;

describe('our own bans', () => {
  let messages: { filePath: string; messages: { ruleId: string }[] }[] = [];

  beforeAll(() => {
    for (const [, file, line] of LINES) {
      mkdirSync(dirname(join(PLANTED, file)), { recursive: true });
      writeFileSync(join(PLANTED, file), `${line}\n`);
    }
    writeFileSync(join(PLANTED, 'eslint.config.mjs'), CONFIG);
    const args = [join(ROOT, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', '.'];
    try {
      execFileSync(process.execPath, args, { cwd: PLANTED, encoding: 'utf8' });
    } catch (failure) {
      messages = JSON.parse((failure as { stdout: string }).stdout) as typeof messages;
    }
  });
  afterAll(() => {
    rmSync(PLANTED, { recursive: true, force: true });
  });

  it.each(LINES)('%s is seen red in %s', (rule, file) => {
    const found = messages.find((each) => each.filePath.endsWith(file))?.messages ?? [];
    expect(found.map((message) => message.ruleId)).toContain(rule);
  });
});
