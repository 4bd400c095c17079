import type { SchoolUrn } from '@app/kernel';
import fc from 'fast-check';
import { follow, SchoolHistory } from './follow.js';
import { knotsOf } from './knots.js';
import type { LinkKind, SchoolLink } from './school-link.js';

const urn = (text: string) => text as SchoolUrn;
const link = (from: string, to: string, kind: LinkKind = 'successor'): SchoolLink => ({
  fromUrn: urn(from),
  toUrn: urn(to),
  kind,
  linkedOn: null,
});

describe('the history of a school', () => {
  it('follows it from URN to URN to where it is now', () => {
    const links = [link('100001', '100002'), link('100002', '100003')];
    expect(follow(urn('100001'), links)).toEqual(['100003']);
    expect(follow(urn('100003'), links)).toEqual(['100003']);
    expect(follow(urn('100009'), links)).toEqual(['100009']);
  });

  it('ends in both where one school was split in two', () => {
    const links = [link('100001', '100003', 'split'), link('100001', '100002', 'split')];
    expect(follow(urn('100001'), links)).toEqual(['100002', '100003']);
  });

  it('counts two ways to one school once', () => {
    const links = [
      link('1', '2', 'split'),
      link('1', '3', 'split'),
      link('2', '4', 'merger'),
      link('3', '4', 'merger'),
    ];
    expect(follow(urn('1'), links)).toEqual(['4']);
    expect(new SchoolHistory(links).earlierOf(urn('4'))).toEqual(['1', '2', '3']);
  });

  it('stays with a school that is open although its successor is announced', () => {
    expect(follow(urn('1'), [link('1', '2')], (at) => at === '1')).toEqual(['1']);
  });

  it('is both the school and what split off from it where both are open', () => {
    expect(follow(urn('1'), [link('1', '2', 'split')], () => true)).toEqual(['1', '2']);
  });

  const links = fc.array(
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .map(([from, to]) => link(String(from), String(to))),
    { maxLength: 30 },
  );

  it('always comes to an end, in a ring too', () => {
    fc.assert(
      fc.property(links, (all) => {
        for (const { fromUrn } of all) expect(follow(fromUrn, all).length).toBeGreaterThan(0);
      }),
    );
  });

  it('finds exactly the schools that can be reached from themselves in rings', () => {
    fc.assert(
      fc.property(links, (all) => {
        const reaches = (from: SchoolUrn) => {
          const met = new Set<SchoolUrn>();
          const todo = all.filter(({ fromUrn }) => fromUrn === from).map(({ toUrn }) => toUrn);
          for (let next = todo.pop(); next; next = todo.pop()) {
            if (met.has(next)) continue;
            met.add(next);
            todo.push(...all.filter(({ fromUrn }) => fromUrn === next).map(({ toUrn }) => toUrn));
          }
          return met;
        };
        const inRings = [...new Set(all.map(({ fromUrn }) => fromUrn))].filter((at) => reaches(at).has(at));
        expect(knotsOf(all).flat().sort()).toEqual(inRings.sort());
        // Two of one knot reach each other.
        for (const [a, b] of knotsOf(all))
          if (a && b) expect(reaches(a).has(b) && reaches(b).has(a)).toBe(true);
      }),
    );
  });

  it('is followed through a chain longer than any stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, at) => link(String(at), String(at + 1)));
    expect(knotsOf(chain)).toEqual([]);
    expect(follow(urn('0'), chain)).toEqual(['50000']);
  });
});
