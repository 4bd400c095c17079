import fc from 'fast-check';
import { buildProblem } from '../problem.js';
import { anyCounty } from './any-county.fixture.js';
import { topColumns, type TopColumns } from './best-of-need.js';
import { blockOffers } from './offer-blocks.js';
import { packProblem, type PackedProblem } from './packed-problem.js';
import { RankedNeed } from './ranked-need.js';
import { needsByAsker, TopCandidates } from './top-candidates.js';

const PARTS = 8;

interface Listed {
  readonly eligible: number;
  readonly best: readonly (readonly number[])[];
}

function listed(top: TopColumns, need: number): Listed {
  const best = Array.from({ length: top.many[need]! }, (_, place) => {
    const at = need * top.most + place;
    return [
      top.offer[at]!,
      top.points[at]!,
      top.flags[at]!,
      ...top.parts.subarray(at * PARTS, at * PARTS + PARTS),
    ];
  });
  return { eligible: top.eligible[need]!, best };
}

function ranked(packed: PackedProblem, need: number, most: number): Listed {
  const whole = new RankedNeed(packed);
  whole.rank(need);
  const best = [...whole.offer.subarray(0, Math.min(most, whole.many))].map((offer) => [
    offer,
    whole.pointsOf(offer),
    whole.flagsOf(offer),
    ...Array.from({ length: PARTS }, (_, part) => whole.partOf(offer, part)),
  ]);
  return { eligible: whole.many, best };
}

describe('the best few candidates of every need', () => {
  it('are the first of the whole list, however they are looked for', () => {
    let cut = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 6 }), (seed, most) => {
        const packed = packProblem(buildProblem(anyCounty(seed)));
        const many = packed.needs.many;
        const [blocked, dense] = [topColumns(many, most), topColumns(many, most)];
        const byBlocks = new TopCandidates(packed, blockOffers(packed), blocked);
        const byAll = new TopCandidates(packed, null, dense);
        for (const need of needsByAsker(packed)) {
          byBlocks.find(need);
          byAll.find(need);
        }
        for (let need = 0; need < many; need += 1) {
          const expected = ranked(packed, need, most);
          const found = JSON.stringify(expected);
          if (JSON.stringify(listed(blocked, need)) !== found)
            expect(listed(blocked, need)).toEqual(expected);
          if (JSON.stringify(listed(dense, need)) !== found) expect(listed(dense, need)).toEqual(expected);
          cut += expected.eligible > most ? 1 : 0;
        }
      }),
      { seed: 20_261_127, numRuns: 1_000 },
    );
    expect(cut).toBeGreaterThan(150);
  }, 300_000);
});
