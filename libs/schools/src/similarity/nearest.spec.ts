import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { unitWeight, type SchoolUrn } from '@app/kernel';
import type { MeasureId } from '../measures/definitions.js';
import { nearestTo, type Profile } from './nearest.js';

const FIVE: readonly MeasureId[] = [
  ...(['context.ks2_prior', 'context.disadvantaged', 'context.eal'] as const),
  ...(['context.ehcp', 'context.roll'] as const),
];
const WEIGHTS = FIVE.map((measure) => ({ measure, weight: unitWeight({ weight: 1, sd: 1_000_000 }) }));
const aSchool = (urn: number, ...figures: readonly (number | null)[]): Profile => ({
  urn: String(urn) as SchoolUrn,
  figures: new Map(
    figures.flatMap((figure, at): [MeasureId, number][] => (figure === null ? [] : [[FIVE[at]!, figure]])),
  ),
});

describe('the nearest schools', () => {
  const school = aSchool(100_001, 100, 20, 5, 2, 900);

  it('come first, equals by URN, with the measures that were used', () => {
    const others = [
      ...[aSchool(100_004, 100, 24, 5, 2, 903), aSchool(100_003, 100, 21, 5, 2, 900)],
      aSchool(100_002, 100, 19, 5, 2, 900),
    ];
    expect(nearestTo(school, others, WEIGHTS, 5, 20)).toEqual({
      used: FIVE,
      schools: [
        { urn: '100002', distance: 1 },
        { urn: '100003', distance: 1 },
        { urn: '100004', distance: 5 },
      ],
    });
  });

  it('leave out a school with a figure missing, which is never 0', () => {
    const gap = aSchool(100_002, 100, 20, 5, null, 900);
    expect(nearestTo(school, [gap], WEIGHTS, 5, 20)?.schools).toEqual([]);
  });

  it('are not told with fewer than five measures', () => {
    expect(nearestTo(aSchool(100_001, 100, 20, 5, 2), [school], WEIGHTS, 5, 20)).toBeNull();
  });

  it('are as far from one side as from the other', () => {
    const figures = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(figures, figures, (one, other) => {
        const [a, b] = [aSchool(100_001, ...one), aSchool(100_002, ...other)];
        const there = nearestTo(a, [b], WEIGHTS, 5, 20)?.schools[0]?.distance;
        expect(nearestTo(b, [a], WEIGHTS, 5, 20)?.schools[0]?.distance).toBe(there);
      }),
    );
  });
});

const FOLDER = join(process.cwd(), '../shared/data/matching');
const onRealFiles = existsSync(FOLDER) ? describe : describe.skip;

onRealFiles('the published distances of the national service', () => {
  // Weights for one unit², in 10^-14, by the service's own headings.
  const UNIT: Readonly<Record<string, number>> = {
    ...{ PPPerc: 52_676_008_000, Polar4QuintilePupils: 12_976_348_000_000, PStability: 83_910_228_000 },
    ...{ PercentSchSupport: 218_607_620_000, PercentEAL: 9_947_700_300, IdaciPupils: 786_750_880_000_000 },
    ...{ PercentageStatementOrEhp: 463_726_590_000, NumberOfPupils: 60_309_892 },
    Ks1PriorRwmAverage: 764_863_660_000_000,
  };
  const rows = (text: string): string[][] =>
    text
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));

  it('are ours to 1e-8 on all 733 pairs', () => {
    const [head = [], ...values] = rows(
      readFileSync(join(FOLDER, 'dfe_similar_schools_primary_values_93.csv'), 'utf8'),
    );
    const schools = new Map(
      values.map(([urn = '', ...cells]): [string, Profile] => [
        urn,
        {
          urn: urn as SchoolUrn,
          figures: new Map(cells.map((cell, at) => [head[at + 1] as MeasureId, Number(cell)])),
        },
      ]),
    );
    const weights = Object.entries(UNIT).map(([name, weight]) => ({
      measure: name as MeasureId,
      weight: unitWeight({ weight, sd: 1_000_000 }),
    }));
    const lists = gunzipSync(readFileSync(join(FOLDER, 'dfe_similar_schools_primary_groups_47x50.csv.gz')));
    let pairs = 0;
    for (const [urn = '', neighbour = '', distance] of rows(lists.toString()).slice(1)) {
      const [one, other] = [schools.get(urn), schools.get(neighbour)];
      if (!one || !other) continue;
      const found = nearestTo(one, [other], weights, 5, 1)?.schools[0]?.distance ?? NaN;
      // the template's weights count in 10^-14
      expect(Math.abs(found / 1e7 - Number(distance))).toBeLessThan(1e-8);
      pairs += 1;
    }
    expect(pairs).toBe(733);
  });
});
