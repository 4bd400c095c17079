import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FieldKey } from './field-key.js';

const freshFile = (): string => join(mkdtempSync(join(tmpdir(), 'field-key-')), 'field.key');
const VALUE = Buffer.from('twenty bytes of seed');

describe('what is sealed by the field key', () => {
  it('opens again, for what it was sealed for alone', () => {
    const key = new FieldKey(freshFile());
    const sealed = key.seal(VALUE, 'totp/1/one');
    expect(sealed.includes(VALUE)).toBe(false);
    expect(key.open(sealed, 'totp/1/one')).toEqual(VALUE);
    expect(() => key.open(sealed, 'totp/1/another')).toThrow('belongs to something else');
  });

  it('is never the same twice, and does not open once a single bit was changed', () => {
    const key = new FieldKey(freshFile());
    const [sealed, again] = [key.seal(VALUE, 'x'), key.seal(VALUE, 'x')];
    expect(sealed.equals(again)).toBe(false);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => key.open(changed, 'x')).toThrow();
    }
    expect(() => key.open(sealed.subarray(0, 20), 'x')).toThrow();
  });

  it('is sealed by a file that is made once, for its owner alone, and shared by processes that begin together', () => {
    const file = freshFile();
    const [one, two] = [new FieldKey(file), new FieldKey(file)];
    expect(two.open(one.seal(VALUE, 'x'), 'x')).toEqual(VALUE);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it('opens after another key has come before its own, and by no key that is gone', () => {
    const file = freshFile();
    const sealed = new FieldKey(file).seal(VALUE, 'x');
    const old = readFileSync(file, 'utf8');
    writeFileSync(file, `${'a'.repeat(64)}\n${old}`);
    const renewed = new FieldKey(file);
    expect(renewed.open(sealed, 'x')).toEqual(VALUE);
    expect(new FieldKey(file).open(renewed.seal(VALUE, 'x'), 'x')).toEqual(VALUE);
    writeFileSync(file, `${'a'.repeat(64)}\n`);
    expect(() => new FieldKey(file).open(sealed, 'x')).toThrow('not in the field key file');
  });

  it('is not sealed by a key that others may read, that is no key, or that is gone', () => {
    const file = freshFile();
    const sealed = new FieldKey(file).seal(VALUE, 'x');
    chmodSync(file, 0o644);
    expect(() => new FieldKey(file).seal(VALUE, 'x')).toThrow('chmod 600');
    chmodSync(file, 0o600);
    writeFileSync(file, 'changeme\n');
    expect(() => new FieldKey(file).seal(VALUE, 'x')).toThrow('64 hexadecimal signs');
    expect(() => new FieldKey(freshFile()).open(sealed, 'x')).toThrow('is gone');
    expect(() => new FieldKey(null).seal(VALUE, 'x')).toThrow('given no field key');
  });
});
