import { readFileSync } from 'node:fs';

import { breaksSince, type Part } from '../../apps/api/src/openapi/breaks-since.js';

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

  it('lets a path, a field that may be sent and an answered field be added', () => {
    const now = OLD.replace('"/a":', '"/b":{"get":{}},"/a":')
      .replace('"x":{}', '"x":{},"y":{}')
      .replace('"n":{', '"more":{},"n":{');
    expect(breaksSince(JSON.parse(OLD) as Part, JSON.parse(now) as Part)).toEqual([]);
  });
});
