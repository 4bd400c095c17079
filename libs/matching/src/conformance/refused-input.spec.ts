import { BadInput, RuleBroken } from '@app/kernel';
import { needId, offerId, urn } from '../a-county.fixture.js';
import { buildProblem, openSnapshot } from '../problem.js';
import { canonicalSnapshot } from '../snapshot/read-snapshot.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { aMarket } from './planning.fixture.js';

const market = aMarket([{}, {}], [{}, {}]);

/** Reads a market in which one row was changed, and gives the places that were named as wrong. */
function faultsOf(changed: object): readonly string[] {
  try {
    buildProblem({ ...market, ...changed });
  } catch (error) {
    if (error instanceof BadInput) return error.errors.map(({ path }) => path);
    throw error;
  }
  return [];
}
const withNeed = (change: object): object => ({
  needs: [market.needs[0], { ...market.needs[1], ...change }],
});
const withOffer = (change: object): object => ({
  offers: [market.offers[0], { ...market.offers[1], ...change }],
});
const withSchool = (change: object): object => ({
  schools: market.schools.map((school, at) => (at === 2 ? { ...school, ...change } : school)),
});

describe('what a run is asked to read', () => {
  it('13: is refused by name without needs, and without offers', () => {
    const codeOf = (change: Partial<Snapshot>): string | null => {
      try {
        buildProblem({ ...market, ...change });
      } catch (error) {
        if (error instanceof RuleBroken) return error.code;
        throw error;
      }
      return null;
    };
    expect(codeOf({ needs: [] })).toBe('NO_NEEDS');
    expect(codeOf({ offers: [] })).toBe('NO_OFFERS');
    expect(codeOf({})).toBeNull();
  });

  it.each([
    ['a need of a school that is not there', withNeed({ school: urn(90) }), 'needs.1.school'],
    ['an offer of a school that is not there', withOffer({ school: urn(90) }), 'offers.1.school'],
    ['two needs of one name', withNeed({ id: needId(1) }), 'needs.1'],
    ['two offers of one name', withOffer({ id: offerId(1) }), 'offers.1'],
    ['a lock of a need that is not there', { locks: [{ need: 'need-9', offer: 'offer-1' }] }, 'locks.0.need'],
    ['a veto of nobody', { vetoes: [{ need: 'need-1', supporter: urn(90) }] }, 'vetoes.0.supporter'],
    ['a theme that is not in force', withNeed({ primaryTheme: 'att.unknown' }), 'needs.1.primaryTheme'],
    ['more fewest than most partners', withOffer({ fewestPartners: 2 }), 'offers.1.fewestPartners'],
    ['a list that is none', { needs: {} }, 'needs'],
    ['a key that nobody knows', withNeed({ colour: 'red' }), 'needs.1.colour'],
    ['half a place', withSchool({ northing: null }), 'schools.2.easting'],
    ['a snapshot of another form', { schema: 'trellis.snapshot/9' }, 'schema'],
  ])('14: is refused at the place of %s', (_, change, path) => {
    expect(faultsOf(change)).toContain(path);
  });

  it.each([NaN, Infinity, -Infinity, 1.5, -1, '4', null, undefined, {}, []])(
    '21: is refused at the row of a number that is %p',
    (number) => {
      expect(faultsOf(withNeed({ halfDaysWanted: number }))).toEqual(['needs.1.halfDaysWanted']);
      expect(faultsOf(withOffer({ mostPartners: number }))).toContain('offers.1.mostPartners');
      expect(
        faultsOf({ days: market.days.map((each, at) => (at === 4 ? { ...each, free: number } : each)) }),
      ).toEqual(['days.4.free']);
      expect(
        faultsOf(
          withSchool({
            context: [{ measure: 'eal', millionths: number, symbol: null, year: '2023/24', source: 'x' }],
          }),
        ).length,
      ).toBe(number === -1 ? 0 : 1);
    },
  );

  it('21: is refused for weights that are no whole numbers or do not sum to 1,000 (M09)', () => {
    const weighed = (change: object): readonly string[] =>
      faultsOf({ policy: { ...market.policy, weights: { ...market.policy.weights, ...change } } });
    expect(weighed({ mode: NaN })).toContain('policy.weights.mode');
    expect(weighed({ mode: 49 })).toEqual(['policy.weights']);
    expect(weighed({ mode: 50 })).toEqual([]);
  });

  it('names every fault at once, in the words of a person', () => {
    expect(faultsOf({ ...withNeed({ halfDaysWanted: 0, partnersWanted: 4 }) })).toEqual([
      'needs.1.halfDaysWanted',
      'needs.1.partnersWanted',
    ]);
  });

  it('reads back from its own text as the same bytes', () => {
    const text = canonicalSnapshot(market);
    expect(canonicalSnapshot(openSnapshot(text).snapshot)).toBe(text);
    expect(() => openSnapshot(text.slice(1))).toThrow(SyntaxError);
  });
});
