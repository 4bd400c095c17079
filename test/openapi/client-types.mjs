// Writes the published document as types for callers in TypeScript; `--print` prints them. A process of its own: the generator is
// an ES module.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const folder = new URL('../../config/openapi/', import.meta.url);
const HEAD =
  '// Made from v1.json by `npm run openapi`. For `openapi-fetch`, or any caller that wants the types.\n\n';

const document = JSON.parse(readFileSync(new URL('v1.json', folder), 'utf8'));
const types = HEAD + astToString(await openapiTS(document, { alphabetize: true }));
if (process.argv.includes('--print')) process.stdout.write(types);
else writeFileSync(new URL('v1.d.ts', folder), types);
