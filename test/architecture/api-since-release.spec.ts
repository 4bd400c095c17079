import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { breaksSince } from '../../apps/api/src/openapi/breaks-since.js';
import type { Part } from '../../apps/api/src/openapi/document-part.js';
import { growthSince } from '../../apps/api/src/openapi/growth-since.js';
import { changesInWords, releaseDocument } from '../../apps/api/src/openapi/release-document.js';

const read = (name: string): unknown => JSON.parse(readFileSync(`config/openapi/${name}`, 'utf8'));

const OLD = JSON.stringify({
  paths: {
    '/a': {
      post: {
        parameters: [{ name: 'q', in: 'query', required: false, schema: { type: 'string' } }],
        requestBody: {
          content: { json: { schema: { type: 'object', properties: { x: {} }, required: ['w'] } } },
        },
        responses: { '200': { content: { json: { schema: { $ref: '#/components/schemas/A' } } } } },
      },
    },
  },
  components: {
    schemas: { A: { properties: { n: { type: 'integer' }, s: { enum: ['up'] } }, required: ['n'] } },
  },
});

const GROWN = OLD.replace('"/a":', '"/b":{"get":{}},"/a":')
  .replace('"x":{}', '"x":{},"y":{}')
  .replace('"n":{', '"more":{},"n":{');

describe('The API since its last release', () => {
  it('breaks nothing that is not announced in v1.announced.json', () => {
    const breaks = breaksSince(read('v1.released.json') as Part, read('v1.json') as Part);
    expect([...breaks].sort()).toEqual(read('v1.announced.json'));
  });

  it.each([
    ['a path goes', '"/a"', '"/b"', 'POST /a: removed'],
    ['a parameter is required', '"required":false', '"required":true', 'POST /a: query q is now required'],
    ['a parameter goes', '"name":"q"', '"name":"r"', 'POST /a: query q removed'],
    ['a field must be sent', '["w"]', '["w","x"]', 'POST /a body.x: now required'],
    ['a status goes', '"200"', '"201"', 'POST /a: status 200 removed'],
    ['an answer’s field goes', '"n":{', '"m":{', 'POST /a 200.n: removed'],
    ['a type changes', '"integer"', '"number"', 'POST /a 200.n: type changed'],
    ['a list of values changes', '["up"]', '["up","down"]', 'POST /a 200.s: enum changed'],
    ['an answer’s field may be missing', '["n"]', '[]', 'POST /a 200.n: no longer sure'],
  ])('names the break when %s', (_, from, to, break_) => {
    expect(OLD).toContain(from);
    const now = OLD.replace(from, to);
    expect(breaksSince(JSON.parse(OLD) as Part, JSON.parse(now) as Part)).toEqual([break_]);
  });

  it('lets a path, a field that may be sent and an answered field be added, and names each', () => {
    const now = GROWN;
    expect(breaksSince(JSON.parse(OLD) as Part, JSON.parse(now) as Part)).toEqual([]);
    expect(growthSince(JSON.parse(OLD) as Part, JSON.parse(now) as Part)).toEqual([
      'GET /b: new',
      'POST /a body.y: may be sent',
      'POST /a 200.more: new',
    ]);
  });

  it.each([
    [
      'a parameter may be sent',
      '"parameters":[',
      '"parameters":[{"in":"query","name":"r"},',
      'query r may be sent',
    ],
    ['a field need not be sent', '["w"]', '[]', 'body.w: no longer needed'],
    ['a status joins', '"responses":{', '"responses":{"202":{},', 'may now answer 202'],
    ['a field is always there', '["n"]', '["n","s"]', '200.s: always there now'],
  ])('names what grew when %s', (_, from, to, grown) => {
    const old = OLD.replace('"x":{}', '"w":{},"x":{}');
    expect(old).toContain(from);
    const found = growthSince(JSON.parse(old) as Part, JSON.parse(old.replace(from, to)) as Part);
    expect(found).toEqual([expect.stringMatching(/^POST [/]a/)]);
    expect(found[0]).toContain(grown);
    expect(growthSince(JSON.parse(old) as Part, JSON.parse(old) as Part)).toEqual([]);
  });
});

describe('Releasing the API', () => {
  let folder: string;
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const held = (name: string): string => readFileSync(join(folder, name), 'utf8');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trellis-release-'));
    put('v1.released.json', OLD);
    put('v1.announced.json', '[]');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes the document as it stands the released one, clears what was announced, and says what grew', () => {
    const now = GROWN.replace('"s":{', '"t":{');
    put('v1.json', now);
    put('v1.announced.json', JSON.stringify(['POST /a 200.s: removed']));
    expect(changesInWords(releaseDocument(folder))).toBe(
      [
        'breaks  POST /a 200.s: removed',
        'grows   GET /b: new',
        'grows   POST /a body.y: may be sent',
        'grows   POST /a 200.more: new',
        'grows   POST /a 200.t: new',
      ].join('\n'),
    );
    expect([held('v1.released.json'), held('v1.announced.json')]).toEqual([now, '[]\n']);
    expect(changesInWords(releaseDocument(folder))).toBe('Nothing has changed since the last release.');
  });

  it('releases nothing while a break was announced to nobody', () => {
    put('v1.json', OLD.replace('"/a"', '"/b"'));
    const words = changesInWords(releaseDocument(folder));
    expect(words).toBe('breaks  POST /a: removed  (not announced)\ngrows   POST /b: new');
    expect([held('v1.released.json'), held('v1.announced.json')]).toEqual([OLD, '[]']);
  });
});
