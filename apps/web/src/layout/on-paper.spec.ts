import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadSettings } from '@config/settings.js';
import { pageServer } from './a-page-server.fixture.js';
import { selfContained } from './self-contained.js';

function assetsFolder(): string {
  const assets = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(assets, 'main.css'), 'body{color:#123456}');
  writeFileSync(join(assets, 'main.js'), '');
  return assets;
}

async function withServer(chromium: string | null, look: (answer: Response) => Promise<void>): Promise<void> {
  const app: NestExpressApplication = await pageServer(assetsFolder(), [], [], chromium);
  try {
    await look(await fetch(`${await app.getUrl()}/try/paper`));
  } finally {
    await app.close();
  }
}

describe('a page on paper', () => {
  it('leaves as a tagged PDF with its own name, made by the browser of the machine', async () => {
    const { chromium } = loadSettings();
    if (chromium === null) throw new Error('This test needs Chromium.');
    await withServer(chromium, async (answer) => {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(answer.headers.get('content-disposition')).toContain('filename="help.pdf"');
      const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1');
      expect(pdf.startsWith('%PDF-')).toBe(true);
      expect(pdf).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
      expect(pdf).toContain('/StructTreeRoot');
    });
  }, 90_000);

  it('says how to print it, where the machine has no browser or one that does not start', async () => {
    for (const chromium of [null, '/bin/false']) {
      await withServer(chromium, async (answer) => {
        const html = await answer.text();
        expect(answer.status).toBe(503);
        expect(html).toContain('No PDF could be made');
        expect(html).toContain('The page prints from your own browser');
        expect(html).toContain('href="/try/page"');
      });
    }
  }, 90_000);

  it('carries its styles inside and fetches nothing', () => {
    const html =
      '<head><link rel="icon" href="/assets/x.svg"><link rel="stylesheet" href="/assets/main.css?v=abc123"></head>' +
      '<script nonce="n">document.body</script><p>Kept</p><script src="/assets/main.js"></script>';
    expect(selfContained(html, assetsFolder())).toBe(
      '<head><style>body{color:#123456}</style></head><p>Kept</p>',
    );
  });
});
