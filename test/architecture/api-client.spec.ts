import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');

const STRICT: ts.CompilerOptions = {
  ...{ strict: true, noEmit: true, skipLibCheck: false, types: [], exactOptionalPropertyTypes: true },
  ...{ target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'] },
  ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
};

const HEAD = `import createClient from 'openapi-fetch'; import type { paths } from '../../config/openapi/v1.js';
const program = createClient<paths>({ baseUrl: 'https://trellis.example' });`;

/** What the types let a caller write, and, planted, what they must not. */
const CALLS = {
  'what is documented': 'program.GET("/api/v1/needs", { params: { query: { priority: "now" } } })',
  'an address that is none': 'program.GET("/api/v1/need")',
  'a write without its key': 'program.POST("/api/v1/match-runs", { body: {} })',
  'a change without the version that was seen':
    'program.PATCH("/api/v1/needs/{need}", { params: { path: { need: "" } }, body: { priority: "now", nextDate: "" } })',
  'a word that is not taken': 'program.GET("/api/v1/needs", { params: { query: { priority: "soon" } } })',
  'a field that is not answered': 'program.GET("/api/v1/needs").then(({ data }) => data?.items[0]?.points)',
};

describe('the client’s types', () => {
  /** By the number of the call; the first is -1: beside all of them, in the types themselves. */
  const faults = new Map<number, string>();
  beforeAll(() => {
    const folder = mkdtempSync(join(ROOT, 'test', '.client-'));
    const file = join(folder, 'caller.ts');
    writeFileSync(file, [HEAD, ...Object.values(CALLS).map((call) => `void ${call};`)].join('\n'));
    const made = ts.createProgram([file, join(ROOT, 'config/openapi/v1.d.ts')], STRICT);
    for (const { file: where, start = 0, messageText } of ts.getPreEmitDiagnostics(made)) {
      const line = where?.fileName === file ? where.getLineAndCharacterOfPosition(start).line - 2 : -1;
      faults.set(line, ts.flattenDiagnosticMessageText(messageText, '\n'));
    }
    rmSync(folder, { recursive: true });
  }, 120_000);

  it('are those of the published document', () => {
    const made = execFileSync(process.execPath, ['test/openapi/client-types.mjs', '--print'], {
      ...{ cwd: ROOT, encoding: 'utf8' as const },
      maxBuffer: 16_000_000,
    });
    expect(readFileSync(join(ROOT, 'config/openapi/v1.d.ts'), 'utf8') === made).toBe(true);
  });

  it('compile strictly, the client’s library included', () => {
    expect(faults.get(-1)).toBeUndefined();
  });

  it.each(Object.keys(CALLS).map((what, at) => [what, at] as const))('know %s', (what, at) => {
    expect([what, faults.has(at)]).toEqual([what, at > 0]);
  });
});
