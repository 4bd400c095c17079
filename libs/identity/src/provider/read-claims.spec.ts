import type { ProviderRules } from '@app/platform';
import { readClaims, readOrganisation } from './read-claims.js';

const RULES: ProviderRules = {
  ...{ name: 'entra', issuer: 'https://login.example/t/v2.0', client: 'trellis', secret: '' },
  ...{ tenant: 't', strong: ['c1'] },
};
const TIMES = { startedS: 1_000, nowS: 1_030 };
const RIGHT = { iss: RULES.issuer, aud: 'trellis', sub: 'x', iat: 1_010, tid: 't' };
const read = (otherwise: object, fresh = false) =>
  readClaims(RULES, { ...RIGHT, ...otherwise }, TIMES, fresh);

describe('what a provider says of somebody', () => {
  it.each([
    [939, 'FROM_BEFORE'],
    [1_091, 'NOT_YET'],
    ['1010', 'NOT_YET'],
  ])('was said at %s, and is refused', (iat, code) => {
    expect(() => read({ iat })).toThrow(expect.objectContaining({ code }) as Error);
  });

  it.each([940, 1_090])('may be said a minute from where our clocks stand: at %s', (iat) => {
    expect(read({ iat }).subject).toBe('x');
  });

  it.each([
    [{ amr: ['pwd'] }, false],
    [{ amr: ['pwd', 'mfa'] }, true],
    [{ amr: 'mfa' }, false],
    [{ acr: 'c1' }, true],
    [{ acr: 'c2' }, false],
    [{ acr: ['c1'] }, false],
    [{}, false],
  ])('counts as a second factor, or not: %j', (otherwise, strong) => {
    expect(read(otherwise).strong).toBe(strong);
  });

  it.each([undefined, 939, 1_091, '1010', null])('is no new sign-in where it was at %j', (auth_time) => {
    expect(() => read({ auth_time }, true)).toThrow(
      expect.objectContaining({ code: 'NOT_SIGNED_IN_ANEW' }) as Error,
    );
  });

  it('is one where it was since the way began', () => {
    expect(read({ auth_time: 1_005 }, true).subject).toBe('x');
  });

  it('is shown by a name that moves nothing on a page, and by who they are where there is none', () => {
    expect(read({ email: 'a\u202eb\u0000\n@example.org' }).label).toBe('ab@example.org');
    expect(read({ email: '\u200b', name: 7 }).label).toBe('x');
    expect(read({ preferred_username: 'é'.repeat(300) }).label).toHaveLength(120);
  });
});

describe('the organisation of DfE Sign-in', () => {
  it.each([
    [
      { id: 'i', name: 'Marlowe School', urn: '990013' },
      { urn: '990013', name: 'Marlowe School' },
    ],
    [
      { name: 'Marlowe School', urn: 990013 },
      { urn: '990013', name: 'Marlowe School' },
    ],
    ['{"name":"Marlowe School","urn":"990013"}', { urn: '990013', name: 'Marlowe School' }],
    [
      { name: 'Downland Trust', uid: '99', urn: null },
      { urn: null, name: 'Downland Trust' },
    ],
    [{ urn: '990013' }, { urn: '990013', name: 'URN 990013' }],
    [{ urn: '99001', name: ' ' }, null],
    [{}, null],
    [[], null],
    ['{', null],
    [undefined, null],
  ])('is read from %j', (said, organisation) => {
    expect(readOrganisation(said)).toEqual(organisation);
  });
});
