import { Secret, TOTP } from 'otpauth';
import type { AccountId } from '@app/kernel';
import { newRecoveryCodes, readRecoveryCode, recoveryHash } from './recovery-codes.js';
import { newSeed, readCode, stepOf, toTake } from './totp.js';

const NOW = new Date('2026-11-25T09:00:10Z');
const STEP = Math.floor(NOW.getTime() / 30_000);
const seed = newSeed();
const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(seed).buffer }) });
const codeAt = (steps: number): string => totp.generate({ timestamp: NOW.getTime() + steps * 30_000 });

describe('a code of an app', () => {
  it.each([-1, 0, 1])('is taken %i steps from now', (steps) => {
    expect(stepOf(seed, codeAt(steps), NOW)).toBe(STEP + steps);
  });

  it.each([-3, -2, 2, 3])('is not taken %i steps from now (L13)', (steps) => {
    expect(stepOf(seed, codeAt(steps), NOW)).toBeNull();
  });

  it('is of one seed alone', () => {
    expect(stepOf(newSeed(), codeAt(0), NOW)).toBeNull();
  });

  it.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    [' 123456 ', '123456'],
    ['１２３４５６', null],
    ['1234567', null],
    ['12345', null],
    ['12345a', null],
    ['-12345', null],
    ['٠١٢٣٤٥', null],
    ['', null],
  ])('%j is read as %j (L13)', (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });

  it('is what the standard computes: RFC 6238’s own seed at its own instants', () => {
    const theirs = Buffer.from('12345678901234567890');
    expect(stepOf(theirs, '287082', new Date(59_000))).toBe(1);
    expect(stepOf(theirs, '081804', new Date(1_111_111_109_000))).toBe(37_037_036);
  });

  it('is made by what the picture says, which is also written as text', () => {
    const { uri, text } = toTake(seed, 'dan@example.org');
    expect(uri).toMatch(/^otpauth:\/\/totp\/Trellis:dan%40example.org\?issuer=Trellis&secret=[A-Z2-7]{32}&/);
    expect(text.replaceAll(' ', '')).toBe(/secret=([A-Z2-7]+)/.exec(uri)?.[1]);
  });
});

describe('recovery codes', () => {
  const [one, two] = ['a', 'b'] as AccountId[];

  it('are ten, all different, of 120 bits', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}$/);
  });

  it('are read in small letters, with dashes or spaces or without (L20)', () => {
    const [code = ''] = newRecoveryCodes();
    const plain = code.replaceAll('-', '');
    for (const typed of [
      code,
      code.toLowerCase(),
      plain,
      code.replaceAll('-', ' '),
      ` ${plain.toLowerCase()}`,
    ])
      expect(readRecoveryCode(typed)).toBe(plain);
    for (const typed of ['', '123456', `${code}A`, code.slice(1), code.replace(/^./, '0')])
      expect(readRecoveryCode(typed)).toBeNull();
  });

  it('are kept as a hash that is of one person alone', () => {
    const [code = ''] = newRecoveryCodes();
    expect(recoveryHash(one!, code).equals(recoveryHash(one!, code.replaceAll('-', '')))).toBe(true);
    expect(recoveryHash(one!, code).equals(recoveryHash(two!, code))).toBe(false);
  });
});
