import fc from 'fast-check';
import { aMarketWithFewest } from './conformance/planning.fixture.js';
import { AREAS, STEPS, walk } from './one-change.fixture.js';
import { optimise, reoptimise } from './reoptimise.js';
import { randomCounty } from './random-county.fixture.js';

const CHANGES_EACH = 10;
describe('26: a plan after one change', () => {
  it('is to the byte what a plan from the beginning is, whatever happened, with its proof', () => {
    const seen = new Set<string>();
    let [changes, saved, inPlace] = [0, 0, 0];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(AREAS.length - 1), (seed, kind) => {
        const walked = walk(seed, AREAS[kind]!(seed), CHANGES_EACH);
        expect(walked.faults).toEqual([]);
        changes += CHANGES_EACH;
        saved += walked.saved;
        inPlace += walked.inPlace;
        for (const name of walked.names) seen.add(name);
      }),
      { seed: 20_261_127, numRuns: 200 },
    );
    expect([...seen].sort()).toEqual(Object.keys(STEPS).sort());
    expect([changes, saved]).toEqual([2_000, 2_000]);
    // The others had to be searched: offers started for too few, schools with too few days.
    expect(inPlace).toBeGreaterThan(1_334);
  });

  it('is seen to differ where the network has missed a change', () => {
    const walked = [1, 2, 3, 4].map((seed) => walk(seed, AREAS[3]!(seed), CHANGES_EACH, (step) => step >= 5));
    expect(walked.filter(({ faults }) => faults.some((fault) => fault.includes('the network'))).length).toBe(
      4,
    );
  });

  it('scores only what the change reaches', () => {
    const before = optimise(aMarketWithFewest(3, 7, 6));
    const area = before.problem.snapshot;
    const [first, ...rest] = area.offers;
    const after = reoptimise(before, {
      ...area,
      offers: [{ ...first!, mostPartners: 4, fewestPartners: 0 }, ...rest],
    });
    expect(after.pairsScored).toBe(7);
    expect(reoptimise(after, after.problem.snapshot).pairsScored).toBe(0);
  });

  it('keeps the very rows that nothing has changed', () => {
    const before = optimise(randomCounty(4, { schools: 9, needs: 8, offers: 9 }));
    const area = before.problem.snapshot;
    const [first, ...rest] = area.needs;
    const after = reoptimise(before, { ...area, needs: [{ ...first!, halfDaysWanted: 9 }, ...rest] });
    const kept = after.rows.filter((row, at) => row === before.rows[at]);
    expect(kept).toHaveLength(area.needs.length - 1);
  });
});
