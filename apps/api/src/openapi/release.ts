import { join } from 'node:path';
import { changesInWords, releaseDocument } from './release-document.js';

// `npm run openapi:release`
const changes = releaseDocument(join(process.cwd(), 'config', 'openapi'));
process.stdout.write(`${changesInWords(changes)}\n`);
if (changes.unannounced.length > 0) {
  process.stderr.write('Not released: announce these breaks in config/openapi/v1.announced.json first.\n');
  process.exitCode = 4;
}
