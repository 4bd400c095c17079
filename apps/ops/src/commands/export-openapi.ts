import { writeFileSync } from 'node:fs';
import { readApiDocument } from '@config/settings.js';
import type { Command } from 'commander';
import { CONSOLE, type Output } from './console.js';

/** For whoever writes a client before there is an address to read it from. */
export function registerExportOpenapiCommand(program: Command, root: string): void {
  program
    .command('export-openapi')
    .description('print the document of the JSON API (OpenAPI 3.1)')
    .option('--out <file>', 'write it there instead')
    .action(({ out }: { out?: string }) => exportOpenapi(root, out, CONSOLE));
}

export function exportOpenapi(root: string, out: string | undefined, output: Output): void {
  const text = `${JSON.stringify(readApiDocument(root), null, 2)}\n`;
  if (out === undefined) {
    output.out(text);
    return;
  }
  writeFileSync(out, text);
  output.err(`Written to ${out}.\n`);
}
