import { BadInput } from '@app/kernel';
import fc from 'fast-check';
import { parseFlatForm } from './flat-form.js';

describe('what a posted form may hold', () => {
  it('reads names and texts, and a name that came twice as a list', () => {
    expect({ ...parseFlatForm('a=1&b=x+y%20z&a=2&c') }).toEqual({ a: ['1', '2'], b: 'x y z', c: '' });
  });

  it('reads back every text that a browser can send', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const form = parseFlatForm(new URLSearchParams({ tried: text }).toString());
        return form['tried'] === text;
      }),
    );
  });

  it.each([
    'a[b]=1',
    'a[]=1',
    '__proto__=1',
    'constructor=1',
    'prototype=1',
    '=1',
    '%00=1',
    `${'n'.repeat(81)}=1`,
  ])('refuses the name in %s', (text) => {
    expect(() => parseFlatForm(text)).toThrow(BadInput);
  });

  it.each(['a=%', 'a=%zz', 'a=%ff', 'a=%c3%28'])('refuses %s, which is not UTF-8', (text) => {
    expect(() => parseFlatForm(text)).toThrow(BadInput);
  });

  it('refuses a thousand and one answers, and one answer 201 times (W10)', () => {
    expect(() => parseFlatForm('a&'.repeat(1_000))).toThrow(BadInput);
    expect(() => parseFlatForm(Array(202).fill('a=1').join('&'))).toThrow(BadInput);
    expect(parseFlatForm(Array(200).fill('a=1').join('&'))['a']).toHaveLength(200);
  });

  it('leaves every other object as it was (W10)', () => {
    const form = parseFlatForm('toString=1&a=1');
    expect(Object.getPrototypeOf(form)).toBeNull();
    expect(Object.prototype.toString.call({})).toBe('[object Object]');
    expect(({} as { a?: string }).a).toBeUndefined();
  });
});
