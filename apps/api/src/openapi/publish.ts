import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi } from './describe-api.js';

// `npm run openapi`: the document of the source as it stands becomes the published one.
const root = process.cwd();
writeFileSync(join(root, 'config', 'openapi', 'v1.json'), `${JSON.stringify(describeApi(root), null, 2)}\n`);
