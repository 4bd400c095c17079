import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compile } from 'sass';

const ROOT = join(__dirname, '../../../..');
const MOJ = join(ROOT, 'node_modules/@ministryofjustice/frontend');

describe('the stylesheet', () => {
  const { css } = compile(join(__dirname, 'main.scss'), {
    loadPaths: [ROOT, join(ROOT, 'node_modules/govuk-frontend/dist'), MOJ],
    style: 'compressed',
    quietDeps: true,
  });

  it('has no typeface, crown or crest of government in it', () => {
    expect(css).not.toMatch(/GDS Transport|crown|crest|@font-face/i);
  });

  it('asks for no picture that the build does not copy, and for none in its own text', () => {
    const asked = [...css.matchAll(/url\(([^)]*)\)/g)].map((found) => found[1] ?? '');
    expect(asked.length).toBeGreaterThan(0);
    for (const address of asked) {
      expect(address).toMatch(/^\/assets\/images\/icon-[a-z-]+\.svg$/);
      expect(existsSync(join(MOJ, 'moj', address))).toBe(true);
    }
  });

  it('stays under 16 kB on its way', () => {
    expect(gzipSync(css).length).toBeLessThanOrEqual(16_000);
  });
});
