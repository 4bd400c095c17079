import { BadInput } from '@app/kernel';
import { parseStrictJson } from './strict-json.js';

const refusal = (body: string | Buffer): string => {
  try {
    parseStrictJson(Buffer.isBuffer(body) ? body : Buffer.from(body));
  } catch (error) {
    if (error instanceof BadInput)
      return error.errors.map(({ path, message }) => `${path}: ${message}`).join('\n');
    throw error;
  }
  return 'taken';
};

describe('JSON at the door', () => {
  it('takes plain JSON, with or without a byte order mark', () => {
    expect(parseStrictJson(Buffer.from('\ufeff{"halfDays":4,"text":"Zoë’s €5 \u{1f600}"}'))).toEqual({
      halfDays: 4,
      text: 'Zoë’s €5 \u{1f600}',
    });
  });

  it.each([
    ['J02', '{"__proto__":{"role":"chair"}}', '__proto__: This property is not known'],
    ['J02', '{"a":{"constructor":{"prototype":{}}}}', 'constructor: This property is not known'],
    ['J03', '{"days":1,"days":99}', 'days: This property is there twice'],
    ['J04', '['.repeat(10_000), 'nested more than 32 levels deep'],
    [
      'J04',
      `{${Array.from({ length: 1_001 }, (_, n) => `"k${String(n)}":1`).join(',')}}`,
      'more than 1000 properties',
    ],
    ['J06', '{"days":1e309}', 'days: Enter a plain number'],
    ['J06', '{"days":-0}', 'days: Enter a plain number'],
    ['J06', '{"days":9007199254740993}', 'days: Enter a plain number'],
    ['J06', '{"days":0.30000000000000004}', 'days: Enter a plain number'],
    ['J06', '{"days":NaN}', 'The body is not JSON'],
    ['J06', '{"days":1_000}', 'The body is not JSON'],
    ['J06', '{"days":٣}', 'The body is not JSON'],
    ['J11', '{"text":"a\\u0000b"}', 'text: The text holds a NUL character'],
    ['J11', '{"text":"\\ud800"}', 'text: The text holds half a character'],
    ['J26', Buffer.from('{"a":"é"}', 'latin1'), 'The body is not UTF-8'],
    ['J26', Buffer.from('{"a":1}', 'utf16le'), 'The body is not JSON'],
    ['', '{"a":1,}', 'The body is not JSON'],
    ['', '{"a":1 /* note */}', 'The body has a comment'],
    ['', '', 'The body is not JSON'],
  ])('%s is refused', (_row, body, sentence) => {
    expect(refusal(body)).toContain(sentence);
  });

  it('leaves every object as it was', () => {
    refusal('{"__proto__":{"role":"chair"}}');
    expect(({} as { role?: string }).role).toBeUndefined();
  });
});
