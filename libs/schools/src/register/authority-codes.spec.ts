import { authoritiesOn, isKnownAuthority } from './authority-codes.js';

describe('authorities across editions', () => {
  it('keep their code while it is in force', () => {
    expect(authoritiesOn('845', '2025-09-01')).toEqual(['845']);
    expect(authoritiesOn('909', '2023-03-31')).toEqual(['909']);
  });
  it('become what took their place from the day it did', () => {
    expect(authoritiesOn('837', '2019-04-01')).toEqual(['839']);
  });
  it('become several where they were split (G08)', () => {
    expect(authoritiesOn('909', '2023-04-01')).toEqual(['942', '943']);
    expect(authoritiesOn('928', '2025-01-01')).toEqual(['940', '941']);
  });
  it('are refused where nobody knows them (G08)', () => {
    expect(isKnownAuthority('555')).toBe(false);
    expect(authoritiesOn('555', '2025-01-01')).toEqual([]);
  });
});
