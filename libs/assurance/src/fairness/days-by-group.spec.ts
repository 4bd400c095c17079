import fc from 'fast-check';
import { daysByGroup, fewestForHalf, sumOf, type CountedSchool } from './days-by-group.js';

const school = (group: string, change: Partial<CountedSchool> = {}): CountedSchool => ({
  ...{ group, asked: 0, received: 0, declared: 0, given: 0 },
  ...change,
});
const many = (group: string, count: number, change: Partial<CountedSchool> = {}): CountedSchool[] =>
  Array.from({ length: count }, () => school(group, change));

describe('days by group of schools', () => {
  it('stand by name, with every school of the group counted', () => {
    const rows = daysByGroup([...many('West', 5, { asked: 2 }), ...many('East', 6, { given: 3 })], 5);
    expect(rows.rows).toEqual([
      { group: 'East', schools: 6, days: { asked: 0, received: 0, declared: 0, given: 18 } },
      { group: 'West', schools: 5, days: { asked: 10, received: 0, declared: 0, given: 0 } },
    ]);
  });

  it('are hidden for a small group and for the one that would give it away', () => {
    const rows = daysByGroup([...many('West', 3, { asked: 2 }), ...many('East', 6), ...many('Mid', 9)], 5);
    expect(rows.rows.map(({ group, days }) => [group, days === null])).toEqual([
      ['East', true],
      ['Mid', false],
      ['West', true],
    ]);
  });

  it('are hidden as a whole where the area itself is too few schools', () => {
    expect(daysByGroup(many('West', 3, { asked: 2 }), 5)).toEqual({
      rows: [{ group: 'West', schools: 3, days: null }],
      total: null,
    });
  });

  const counted = fc.record({
    group: fc.constantFrom('a', 'b', 'c', 'd'),
    asked: fc.nat(20),
    received: fc.nat(20),
    declared: fc.nat(40),
    given: fc.nat(40),
  });

  it('add up to the total where nothing is hidden', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 30 }), (schools) => {
        const rows = daysByGroup(schools, 1).rows.map(({ group, days }) => school(group, days ?? {}));
        expect(sumOf(rows)).toEqual(sumOf(schools));
      }),
    );
  });
});

describe('how few schools give half of the help', () => {
  it.each([
    [[], null],
    [[0, 0], null],
    [[4], 1],
    [[1, 1, 1, 1], 2],
    [[6, 1, 1, 1, 1], 1],
    [[3, 3, 3, 1, 1], 2],
  ])('of %j is %j', (given, few) => expect(fewestForHalf(given)).toBe(few));

  it('is never more than half of those who give, rounded up', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }), (given) => {
        const givers = given.filter((each) => each > 0).length;
        expect(fewestForHalf(given) ?? 0).toBeLessThanOrEqual(Math.ceil(givers / 2));
      }),
    );
  });
});
