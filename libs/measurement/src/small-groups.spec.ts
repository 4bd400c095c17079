import fc from 'fast-check';
import { hiddenGroups, type Group } from './small-groups.js';

const groupsOf = (...schools: number[]): Group[] =>
  schools.map((each, at) => ({ name: `group ${String(at)}`, schools: each }));
const hidden = (...schools: number[]): string[] => [...hiddenGroups(groupsOf(...schools), 5)].toSorted();

describe('small groups of schools', () => {
  it('are shown where all are large enough', () => expect(hidden(5, 9, 30)).toEqual([]));

  it('are hidden with the next smallest, so that the total does not give one away', () =>
    expect(hidden(9, 3, 30)).toEqual(['group 0', 'group 1']));

  it('are hidden together where they hide each other', () => {
    expect(hidden(3, 3, 30)).toEqual(['group 0', 'group 1']);
    expect(hidden(1, 2, 30)).toEqual(['group 0', 'group 1', 'group 2']);
  });

  it('of no school have nothing to hide, and hide nobody', () =>
    expect(hidden(0, 4, 8, 30)).toEqual(['group 1', 'group 2']));

  const tables = fc
    .array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
    .map((schools) => groupsOf(...schools));
  const thresholds = fc.integer({ min: 1, max: 12 });

  it('are never worked out: what the total gives away is nothing, two groups and enough schools, or the whole', () => {
    fc.assert(
      fc.property(tables, thresholds, (groups, smallest) => {
        const names = hiddenGroups(groups, smallest);
        const [away, shown] = [
          groups.filter(({ name }) => names.has(name)),
          groups.filter(({ name, schools }) => schools > 0 && !names.has(name)),
        ];
        expect(shown.every(({ schools }) => schools >= smallest)).toBe(true);
        if (away.length === 0 || shown.length === 0) return;
        expect(away.length).toBeGreaterThanOrEqual(2);
        expect(away.reduce((sum, { schools }) => sum + schools, 0)).toBeGreaterThanOrEqual(smallest);
      }),
    );
  });

  it('do not depend on the order in which they come', () => {
    fc.assert(
      fc.property(tables, thresholds, (groups, smallest) => {
        expect(hiddenGroups(groups.toReversed(), smallest)).toEqual(hiddenGroups(groups, smallest));
      }),
    );
  });
});
