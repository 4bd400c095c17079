#!/usr/bin/env node
// The one entrance: builds what has changed since the last time, then hands over to the command line.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Trellis needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(5);
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const { buildWhereChanged } = await import('./build.mjs');
await buildWhereChanged(root);
process.env.TRELLIS_ROOT ??= root;
await import(pathToFileURL(join(root, 'dist', 'bundles', 'ops.mjs')).href);
