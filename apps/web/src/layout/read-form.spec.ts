import { BadInput } from '@app/kernel';
import { IsIn, IsNotEmpty, MaxLength } from 'class-validator';
import fc from 'fast-check';
import { readForm } from './read-form.js';

class AskForm {
  @IsNotEmpty({ message: 'Choose a theme' })
  theme!: string;

  @IsIn(['in_person', 'remote'], { each: true, message: 'Choose from the list' })
  modes: string[] = [];

  @IsNotEmpty({ message: 'Enter what you have already tried' })
  @MaxLength(50, { message: 'Keep it under 50 characters' })
  tried!: string;
}

const good = { theme: 'attendance', modes: 'remote', tried: 'a rota' };

describe('reading a form', () => {
  it('gives the fields of the page, a single tick as a list, and nothing for what was left empty', () => {
    const read = readForm(AskForm, good);
    expect(read.ok && read.form).toEqual({ theme: 'attendance', modes: ['remote'], tried: 'a rota' });
  });

  it('names what is wrong in the order of the page, one message a field, the first that applies', () => {
    const read = readForm(AskForm, { tried: '  ', modes: ['remote', 'by pigeon'] });
    expect(!read.ok && read.errors.list).toEqual([
      { path: 'theme', message: 'Choose a theme' },
      { path: 'modes', message: 'Choose from the list' },
      { path: 'tried', message: 'Enter what you have already tried' },
    ]);
  });

  it('keeps what was typed beside what was wrong with it', () => {
    const tried = 'x'.repeat(51);
    const read = readForm(AskForm, { ...good, tried });
    expect(!read.ok && read.errors.of('tried')).toEqual({ text: 'Keep it under 50 characters' });
    expect(read.values['tried']).toBe(tried);
  });

  it('trims, composes letters and knows one kind of line end', () => {
    const read = readForm(AskForm, { ...good, tried: '  cafe\u0301\r\nrota\r ' });
    expect(read.ok && read.form.tried).toBe('café\nrota');
  });

  it('asks for characters that are no text to be taken out', () => {
    for (const tried of ['a\u0000b', 'a\u001bb', 'a\ud800b']) {
      const read = readForm(AskForm, { ...good, tried });
      expect(!read.ok && read.errors.list).toEqual([
        { path: 'tried', message: 'Take out the characters that are not text' },
      ]);
    }
  });

  it('hands on the one-use key and the version that the person saw', () => {
    const key = '0a0b0c0d-0000-4000-8000-000000000000';
    expect(readForm(AskForm, { ...good, _csrf: 'x', _key: key, _version: '7' })).toMatchObject({
      key,
      version: 7,
    });
    expect(readForm(AskForm, good)).toMatchObject({ key: null, version: null });
  });

  it.each([
    ['a field nobody asked for', { urn: '990005' }],
    ['a method of every object', { toString: 'x' }],
    ['one answer twice', { theme: ['a', 'b'] }],
    ['a changed key', { _key: 'x' }],
    ['a changed version', { _version: '1e3' }],
    ['a version below zero', { _version: '-1' }],
  ])('refuses %s', (_, more) => {
    expect(() => readForm(AskForm, { ...good, ...more })).toThrow(BadInput);
  });

  it('never takes anything but text from outside, whatever comes', () => {
    fc.assert(
      fc.property(fc.object({ key: fc.constantFrom('theme', 'modes', 'tried', 'x') }), (body) => {
        try {
          const read = readForm(AskForm, body);
          const values = Object.values(read.values).flatMap((value) => value ?? []);
          return values.every((value) => typeof value === 'string');
        } catch (error) {
          return error instanceof BadInput;
        }
      }),
    );
  });
});
