import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi } from './describe-api.js';
import { changesInWords, changesOf } from './release-document.js';

// `npm run openapi`: the document of the source as it stands becomes the published one.
const root = process.cwd();
const folder = join(root, 'config', 'openapi');
writeFileSync(join(folder, 'v1.json'), `${JSON.stringify(describeApi(root), null, 2)}\n`);
process.stdout.write(`${changesInWords(changesOf(folder))}\n`);
