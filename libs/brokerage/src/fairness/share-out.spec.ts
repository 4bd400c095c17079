import fc from 'fast-check';
import type { SchoolUrn } from '@app/kernel';
import { shareOut } from './share-out.js';

const [A, B, C] = ['990001', '990002', '990003'] as SchoolUrn[] as [SchoolUrn, SchoolUrn, SchoolUrn];

describe('help to several schools', () => {
  it('is received alike by each of the others, in whole half-days', () => {
    expect(shareOut({ supporter: A, halfDays: 5, receivers: [A, B, C] })).toEqual([
      { supporter: A, asker: B, halfDays: 3 },
      { supporter: A, asker: C, halfDays: 2 },
    ]);
    expect(shareOut({ supporter: A, halfDays: 1, receivers: [B, C] })).toEqual([
      { supporter: A, asker: B, halfDays: 1 },
    ]);
  });

  it('is received once in all', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.subarray([B, C], { minLength: 1 }), (halfDays, receivers) => {
        const shared = shareOut({ supporter: A, halfDays, receivers });
        expect(shared.reduce((sum, each) => sum + each.halfDays, 0)).toBe(halfDays);
      }),
    );
  });
});
