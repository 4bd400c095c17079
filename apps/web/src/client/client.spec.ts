import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

describe('the script', () => {
  const built = buildSync({
    entryPoints: [join(__dirname, 'main.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    write: false,
  });
  const script = built.outputFiles[0]!.text;

  it('stays under 10 kB on its way', () => {
    expect(gzipSync(script).length).toBeLessThanOrEqual(10_000);
  });

  it('keeps half a form with two kilobytes of its own', () => {
    const entryPoints = [join(__dirname, 'keep-draft.ts')];
    const alone = buildSync({
      entryPoints,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2020',
      write: false,
    });
    expect(alone.outputFiles[0]!.contents.length).toBeLessThanOrEqual(2_000);
  });

  it('writes no markup, so that the browser may forbid it', () => {
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
    );
  });
});
