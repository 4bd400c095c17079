import type { BadInput } from '@app/kernel';
import { chosenPassword } from './password-rules.js';
import { ownWords } from './own-words.js';

const DAN = {
  ...{ name: 'Dan Thorne-Ashby', email: 'd.thorne@eastmarsh.sch.uk', area: 'Northshire County Council' },
  schools: ['St Wilfrid’s Church of England Primary School'],
};

function whyNot(password: string): string | null {
  try {
    chosenPassword(password, DAN);
    return null;
  } catch (error) {
    return (error as BadInput).errors[0]?.message ?? '';
  }
}

describe('a password', () => {
  it.each([
    'nine kind otters',
    'kettle violin harbour',
    'Xk2!vR9#qLm7',
    'café on the corner',
    'ünder dem Birnbaum',
  ])('may be %s', (password) => expect(whyNot(password)).toBeNull());

  it.each([
    ...['Password12345!', 'P@ssw0rd1234', 'qwertyuiop12', '123456789012', 'aaaaaaaaaaaa', 'iloveyou1234'],
    ...['footballfootball', 'abcdefghijkl', 'liverpoolfc1', 'letmein123456', 'unbelievable', 'Welcome2026!'],
  ])('may not be %s, which is on the lists of those who guess, or nearly so', (password) =>
    expect(whyNot(password)).toContain('harder to guess'),
  );

  it.each([
    ['Trellis on the wall', 'the name of this service'],
    ['walking in northshire', 'the name of your area'],
    ['NORTH-SHIRE walking', 'the name of your area'],
    ['blue wilfrid kettle', 'the name of your school'],
    ['a Thorne in the side', 'your own name'],
    ['åshby is my château', 'your own name'],
    ['kettle d.thorne harbour', 'your own name'],
  ])('may not be %s, which has %s in it', (password, of) =>
    expect(whyNot(password)).toBe(`Your password must not contain ${of}`),
  );

  it('may not be a disguised name with a year behind it either', () => {
    expect(whyNot('N0rth5h1re2026')).toContain('harder to guess');
  });

  it('may have words in it that every school and council has', () => {
    expect(whyNot('county school violin kettle')).toBeNull();
    expect(ownWords(DAN).map(({ word }) => word)).toEqual(
      expect.not.arrayContaining(['school', 'primary', 'church', 'council', 'county']),
    );
  });

  it('is looked at in its first 64 letters, and taken whole', () => {
    const long = [...Array(128).keys()].map((n) => String.fromCharCode(97 + ((n * n * 7) % 26))).join('');
    expect(chosenPassword(long, DAN)).toBe(long);
    expect(whyNot(`${long}x`)).toContain('128 characters or fewer');
    expect(whyNot('password'.repeat(16))).toContain('harder to guess');
  });
});
